//! Which documented origin is the service's on a page.

use std::collections::HashMap;
use std::net::IpAddr;

use crate::docs::Example;
use crate::http::url_template::Authority;

/// The origin (`https://host:port`) most requests of the page name; of equally frequent ones the first. `None` where the
/// page shows only paths.
///
/// Decided page by page, so that one case can be fired without reading the others.
pub(super) fn of_page(examples: &[Example]) -> Option<String> {
    let mut counts: Vec<(String, usize)> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for example in examples.iter().filter(|e| !e.request.opaque_url) {
        let Some(origin) = of_url(&example.request.url) else { continue };
        let at = *known.entry(origin.clone()).or_insert(counts.len());
        match counts.get_mut(at) {
            Some((_, count)) => *count += 1,
            None => counts.push((origin, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max()?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(origin, _)| origin)
}

/// The service's origin in one example: in a `curl` command its own, where that is clearly a stand-in (a
/// page shows `localhost:9090`, `127.0.0.1:9091` and `<host>:9090` for one service), else the page's.
pub(super) fn of_example(example: &Example, page: Option<&String>) -> Option<String> {
    let own = of_url(&example.request.url).filter(|_| example.dialect.shows_commands());
    own.filter(|origin| is_example_origin(origin)).or_else(|| page.cloned())
}

/// Whether an origin cannot be a public service: loopback, a private address, a name reserved for examples (RFC 2606,
/// RFC 6761), a name without a dot, a placeholder.
fn is_example_origin(origin: &str) -> bool {
    let authority = origin.split_once("://").map_or(origin, |(_, authority)| authority);
    if authority.contains(['<', '{', '$', '*', ' ']) {
        return true;
    }
    let host = match authority.strip_prefix('[') {
        Some(v6) => v6.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    };
    if let Ok(address) = host.parse::<IpAddr>() {
        return match address.to_canonical() {
            IpAddr::V4(v4) => v4.is_loopback() || v4.is_private() || v4.is_unspecified() || v4.is_documentation(),
            IpAddr::V6(v6) => v6.is_loopback() || v6.is_unspecified() || v6.is_unique_local(),
        };
    }
    let host = host.trim_end_matches('.');
    let labels: Vec<&str> = host.split('.').collect();
    let reserved = ["example", "test", "invalid", "localhost", "local", "internal", "here"];
    let your = |label: &&str| label.starts_with("your") || label.starts_with("my-") || label.starts_with("my_");
    match labels.as_slice() {
        [_] | [.., "example", "com" | "org" | "net" | "edu"] => true,
        [.., last] => reserved.contains(last) || labels.iter().any(your),
        [] => false,
    }
}

/// `https://ann@H:443/x` -> `https://h`; `None` for a URL without a scheme.
fn of_url(url: &str) -> Option<String> {
    let Authority { scheme, host, .. } = Authority::of_url(url)?;
    scheme.filter(|_| !host.is_empty()).map(|scheme| format!("{scheme}://{host}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_origin_has_one_spelling() {
        for url in ["https://api.example.com/v1/x", "HTTPS://API.example.com:443?x", "https://ann:pw@api.example.com#x"]
        {
            assert_eq!(of_url(url).as_deref(), Some("https://api.example.com"), "{url}");
        }
        for url in ["/v1/x", "api.example.com/v1/x", "{baseUrl}/x", "https:///x"] {
            assert_eq!(of_url(url), None, "{url}");
        }
    }

    #[test]
    fn stand_ins_are_distinguished_from_public_hosts() {
        for origin in [
            "http://localhost:9090",
            "http://127.0.0.1:2379",
            "http://10.0.0.10:2379",
            "http://[::1]:80",
            "https://gitlab.example.com",
            "http://<victoriametrics-addr>:8428",
            "http://${host}:1",
            "http://prometheus:9090",
            "https://your.parse-server.here",
            "https://yourdomain.com",
        ] {
            assert!(is_example_origin(origin), "{origin}");
        }
        for origin in ["https://github.com", "https://api.stripe.com", "http://8.8.8.8", "https://example.com.evil.io"]
        {
            assert!(!is_example_origin(origin), "{origin}");
        }
    }
}
