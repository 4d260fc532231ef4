//! Which documented origin stands for the service on a page.

use crate::docs::Example;

/// The origin (`https://host:port`) most requests of the page name; of equally frequent ones the first. `None` where the
/// page shows only paths.
///
/// Decided page by page, so that one case can be fired without reading the others.
pub(super) fn of_page(examples: &[Example]) -> Option<String> {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for example in examples.iter().filter(|e| !e.request.opaque_url) {
        let Some(origin) = of_url(&example.request.url) else { continue };
        match counts.iter_mut().find(|(seen, _)| *seen == origin) {
            Some((_, count)) => *count += 1,
            None => counts.push((origin, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max()?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(origin, _)| origin)
}

/// `https://h:1/x` -> `https://h:1`, in lower case, without user information.
fn of_url(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let plain = scheme.chars().all(|c| c.is_ascii_alphanumeric()) && !host.is_empty();
    plain.then(|| format!("{scheme}://{host}").to_lowercase())
}
