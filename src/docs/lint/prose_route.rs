//! A route that the prose of a section names, against the request that its example shows.

use crate::docs::messages::request_message::RequestMessage;
use crate::docs::outline::page_context::PageContext;
use crate::docs::outline::role::Role;
use crate::finding::{Finding, rules};
use crate::http::url_template::UrlTemplate;

/// A finding for each section whose one named route and one request are nearly the same, and not quite.
pub(super) fn lint(page: &PageContext<'_>) -> Vec<Finding> {
    let fences = page.fences();
    let mut found = Vec::new();
    let mut start = 0;
    while start < fences.len() {
        let section = fences[start].section;
        let length = fences[start..].iter().take_while(|fence| fence.section == section).count();
        let of_section = &fences[start..start + length];
        start += length;
        let mut routes = of_section.iter().filter(|fence| matches!(fence.role, Role::NamedRoute { .. }));
        let mut requests =
            of_section.iter().filter(|fence| matches!(fence.role, Role::Request(_)) && fence.annotation.is_none());
        let (Some(route), None, Some(request), None) = (routes.next(), routes.next(), requests.next(), requests.next())
        else {
            continue;
        };
        if let (Some(named), Some(shown)) = (route.role.request(), request.role.request())
            && route.range.start < request.range.start
            && is_slip(named, shown)
        {
            found.push(finding(page, named, shown));
        }
    }
    found
}

fn finding(page: &PageContext<'_>, named: &RequestMessage, shown: &RequestMessage) -> Finding {
    let (named, shown) = (&named.line, &shown.line);
    let message = format!(
        "the prose names `{} {}`, the example below it shows `{} {}`",
        named.method, named.url, shown.method, shown.url
    );
    let finding = Finding::docs(&rules::lint::ROUTE_AGAINST_PROSE, page.path(), shown.url_place, message);
    finding.help(format!("make the two the same: the prose is at line {}", named.url_place.line))
}

/// Whether two requests are meant to be the same: their paths are equal, or differ in one letter of a segment, and not both are
/// the same already.
fn is_slip(named: &RequestMessage, shown: &RequestMessage) -> bool {
    let paths = [&named.line.url, &shown.line.url].map(|url| UrlTemplate::parse(url).path());
    let [named_path, shown_path] =
        paths.each_ref().map(|path| path.split('/').filter(|part| !part.is_empty()).collect::<Vec<_>>());
    let shown_path = &shown_path[shown_path.len().saturating_sub(named_path.len())..];
    if named_path.len() != shown_path.len() || named_path.is_empty() {
        return false;
    }
    let open = |part: &str| part.contains(['{', '<', '(', '$']) || part.starts_with(':');
    let differing: Vec<(&str, &str)> = named_path
        .iter()
        .zip(shown_path)
        .filter(|(named, shown)| named != shown && !open(named) && !open(shown))
        .map(|(named, shown)| (*named, *shown))
        .collect();
    let one_letter = |(one, other): &(&str, &str)| {
        one.len() >= 4
            && one.len().abs_diff(other.len()) <= 1
            && one.chars().zip(other.chars()).filter(|(a, b)| a != b).count() <= 1
    };
    match differing.as_slice() {
        [] => named.line.method != shown.line.method,
        [one] => one_letter(one),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::docs::lint::testing::found;

    #[test]
    fn a_route_that_is_nearly_the_request_is_reported() {
        let page = |prose: &str| {
            format!(
                "## A\n\n`{prose}` does it.\n\n```http\nPUT /order/16 HTTP/1.1\nHost: h\n```\n\n```http\nHTTP/1.1 200 OK\n```\n"
            )
        };
        for slip in ["PATCH /orders/{id}", "PUT /orders/{id}", "PATCH /order/{id}"] {
            assert_eq!(found(&page(slip), "L013").len(), 1, "{slip}");
        }
        for other in ["PUT /order/{id}", "GET /lamps/{id}", "PUT /order/{id}/state", "PUT /v1/order/{id}"] {
            assert!(found(&page(other), "L013").is_empty(), "{other}");
        }
    }
}
