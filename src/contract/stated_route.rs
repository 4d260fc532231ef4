use std::collections::{HashMap, HashSet};

use super::Case;
use crate::http::url_template::{RequestTarget, UrlTemplate};

/// A route that a page states, with or without an example: an operation of the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedRoute {
    /// The page.
    pub page: String,
    /// 1-based line of the page.
    pub line: u32,
    /// The method and the URL; where the page states several, each leads to the same operation.
    pub ways: Vec<(String, String)>,
}

/// The routes of which no case is an example, each once.
pub fn without_example(routes: Vec<StatedRoute>, cases: &[Case]) -> Vec<StatedRoute> {
    let shown = Shown::of(cases);
    let mut known = HashSet::new();
    let is_new = |route: &StatedRoute| route.ways.first().is_some_and(|(method, url)| known.insert(key(method, url)));
    routes.into_iter().filter(|route| !shown.has(route)).filter(is_new).collect()
}

/// The method and the path, whatever its placeholders are called.
fn key(method: &str, url: &str) -> (String, Vec<String>) {
    let segments = UrlTemplate::parse(url).pattern().segments;
    let named = segments.iter().map(|segment| segment.literal().unwrap_or("{}").to_owned());
    (method.to_owned(), named.collect())
}

/// The requests of the cases, by method and by one of the last two segments of their path: how far it is from the end, and its text.
struct Shown<'c> {
    by_segment: HashMap<(&'c str, usize, String), Vec<usize>>,
    by_method: HashMap<&'c str, Vec<usize>>,
    requests: Vec<(&'c str, Vec<String>)>,
}

impl<'c> Shown<'c> {
    fn of(cases: &'c [Case]) -> Self {
        let mut shown = Self { by_segment: HashMap::new(), by_method: HashMap::new(), requests: Vec::new() };
        for case in cases.iter().filter(|case| !case.step) {
            let (method, at) = (case.request.method.as_str(), shown.requests.len());
            let segments = RequestTarget::parse(&UrlTemplate::parse(&case.request.url).path(), None).segments;
            for (from_end, segment) in segments.iter().rev().take(2).enumerate() {
                shown.by_segment.entry((method, from_end, segment.clone())).or_default().push(at);
            }
            shown.by_method.entry(method).or_default().push(at);
            shown.requests.push((&case.page, segments));
        }
        shown
    }

    fn has(&self, route: &StatedRoute) -> bool {
        route.ways.iter().any(|(method, url)| {
            let pattern = UrlTemplate::parse(url).pattern();
            let literal = |from_end: usize| {
                let segment = pattern.segments.iter().rev().nth(from_end)?.literal()?;
                Some((method.as_str(), from_end, segment.to_owned()))
            };
            let fitting = match literal(0).or_else(|| literal(1)) {
                Some(key) => self.by_segment.get(&key),
                None => self.by_method.get(method.as_str()),
            };
            fitting.into_iter().flatten().any(|&at| {
                let (page, segments) = &self.requests[at];
                let shared = pattern.segments.len().min(segments.len());
                let of_pattern = &pattern.segments[..pattern.segments.len() - shared];
                let prefix = of_pattern.iter().map(|segment| segment.literal().unwrap_or_default());
                let mut prefix = prefix.chain(segments[..segments.len() - shared].iter().map(String::as_str));
                // What one has before the other is that of a server; on another page it may be another path.
                let is_of_server = prefix.all(|segment| *page == route.page || is_of_server(segment));
                let is_same =
                    if shared == 0 { pattern.segments.len() == segments.len() } else { pattern.matches_tail(segments) };
                is_of_server && is_same
            })
        })
    }
}

/// Whether a first segment of a path names the API and no resource of it: `api`, `v1.0`.
fn is_of_server(segment: &str) -> bool {
    let is_version =
        segment.strip_prefix(['v', 'V']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    is_version || ["api", "rest", "beta"].contains(&segment)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::testing::case;

    fn left(routes: &[&[&str]], requests: &[&str]) -> Vec<u32> {
        let way = |text: &&str| text.split_once(' ').map(|(method, url)| (method.to_owned(), url.to_owned()));
        let routes = routes.iter().zip(1..).map(|(ways, line)| StatedRoute {
            page: "a.md".to_owned(),
            line,
            ways: ways.iter().filter_map(way).collect(),
        });
        let cases = requests.iter().map(|request| {
            let (page, request) = request.split_once(' ').expect("a page");
            let (method, url) = request.split_once(' ').expect("a URL");
            let mut case = case();
            page.clone_into(&mut case.page);
            (case.request.method, case.request.url) = (method.to_owned(), url.to_owned());
            case
        });
        without_example(routes.collect(), &cases.collect::<Vec<_>>()).iter().map(|route| route.line).collect()
    }

    #[test]
    fn a_route_has_an_example_if_a_case_follows_it() {
        let routes: &[&[&str]] = &[
            &["GET /lamps/{id}"],
            &["DELETE /lamps/{id}"],
            &["GET /me/lamps", "GET /users/{id}/lamps"],
            &["GET /users"],
            &["DELETE /lamps/{lamp-id}"],
        ];
        let requests = ["b.md GET https://h/v1/lamps/7", "b.md GET /users/8/lamps", "b.md GET /groups/9/users"];
        assert_eq!(left(routes, &requests), [2, 4], "what is stated twice is one operation");
        assert_eq!(left(&[&["GET /lamps"]], &["a.md GET https://h/house/lamps"]), [0; 0]);
        assert_eq!(left(&[&["GET /lamps/{id}"]], &["a.md GET /lamps/{lamp}"]), [0; 0]);
        assert_eq!(left(&[&["GET /v2/lamps"], &["GET /groups/{id}/lamps"]], &["b.md GET /lamps"]), [2]);
    }
}
