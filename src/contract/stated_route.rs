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
    /// It is stated as syntax, in a fence of its own: the example of the page may be of another way to the same.
    pub is_syntax: bool,
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

/// The words in a path: the segments that name something, without what is between parentheses, each with how far it is from the end.
fn words(path: &str) -> impl Iterator<Item = (usize, String)> {
    let named = |segment: &str| segment.split('(').next().unwrap_or_default().to_ascii_lowercase();
    let segments = path.split('/').filter(|segment| !segment.is_empty()).rev().map(named);
    segments.enumerate().filter(|(_, word)| !is_open(word))
}

/// Whether a segment is a placeholder, or a value as identifiers are.
fn is_open(segment: &str) -> bool {
    segment.contains(['{', '<']) || segment.starts_with(':') || segment.contains(|c: char| c.is_ascii_digit())
}

/// The requests of the cases, by method and by one of the last two segments of their path: how far it is from the end, and its text.
struct Shown<'c> {
    /// The last words of the paths, by page and method.
    words: HashSet<(&'c str, &'c str, usize, String)>,
    by_segment: HashMap<(&'c str, usize, String), Vec<usize>>,
    by_method: HashMap<&'c str, Vec<usize>>,
    requests: Vec<(&'c str, Vec<String>)>,
}

impl<'c> Shown<'c> {
    fn of(cases: &'c [Case]) -> Self {
        let mut shown =
            Self { words: HashSet::new(), by_segment: HashMap::new(), by_method: HashMap::new(), requests: Vec::new() };
        for case in cases.iter().filter(|case| !case.step) {
            let (method, at) = (case.request.method.as_str(), shown.requests.len());
            let path = UrlTemplate::parse(&case.request.url).path();
            let last = words(&path).take_while(|(from_end, _)| *from_end < 3);
            shown.words.extend(last.map(|(from_end, word)| (case.page.as_str(), method, from_end, word)));
            let segments = RequestTarget::parse(&path, None).segments;
            for (from_end, segment) in segments.iter().rev().take(2).enumerate() {
                shown.by_segment.entry((method, from_end, segment.clone())).or_default().push(at);
            }
            shown.by_method.entry(method).or_default().push(at);
            shown.requests.push((&case.page, segments));
        }
        shown
    }

    fn has(&self, route: &StatedRoute) -> bool {
        let ends_alike = |(method, url): &(String, String)| {
            let word = words(&UrlTemplate::parse(url).path()).next();
            word.is_some_and(|(from_end, word)| {
                self.words.contains(&(route.page.as_str(), method.as_str(), from_end, word))
            })
        };
        route.is_syntax && route.ways.iter().any(ends_alike) || self.follows(route)
    }

    /// Whether a case follows one of the ways.
    fn follows(&self, route: &StatedRoute) -> bool {
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
                let is_of_server =
                    prefix.all(|segment| is_of_server(segment) || *page == route.page && !is_open(segment));
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
            is_syntax: false,
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
        assert_eq!(left(&[&["GET /lamps"]], &["a.md GET /rooms/7/lamps"]), [1]);
        assert_eq!(left(&[&["GET /lamps/{id}"]], &["a.md GET /lamps/{lamp}"]), [0; 0]);
        assert_eq!(left(&[&["GET /v2/lamps"], &["GET /groups/{id}/lamps"]], &["b.md GET /lamps"]), [2]);
    }

    #[test]
    fn a_stated_syntax_is_that_of_an_example_of_its_page_that_ends_alike() {
        let route = |way: &str| {
            let way = way.split_once(' ').map(|(method, url)| (method.to_owned(), url.to_owned()));
            StatedRoute { page: "a.md".to_owned(), line: 1, ways: way.into_iter().collect(), is_syntax: true }
        };
        let mut case = case();
        case.page = "a.md".to_owned();
        case.request.url = "https://h/v1.0/me/drive/root/Lamps('7')/parts/4711".to_owned();
        let left = |way: &str| without_example(vec![route(way)], std::slice::from_ref(&case)).len();
        assert_eq!(left("GET /drives/{id}/items/{id}/parts/{part-id}"), 0);
        assert_eq!(left("GET /drives/{id}/items/{id}/parts"), 1);
        assert_eq!(left("PUT /drives/{id}/items/{id}/parts/{part-id}"), 1);
    }
}
