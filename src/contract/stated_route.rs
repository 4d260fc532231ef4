//! Routes that pages state, and which of them no case is an example of.

use std::collections::{HashMap, HashSet};

use super::Case;
use crate::http::url_template::{Authority, Pattern, RequestTarget, UrlTemplate, may_hold_placeholder};

/// A route that a page states, with or without an example: an operation of the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedRoute {
    /// The page.
    pub page: String,
    /// 1-based line of the page.
    pub line: u32,
    /// The method and the URL; where the page states several, each leads to the same operation.
    pub spellings: Vec<(String, String)>,
    /// It is stated as syntax, in a fence of its own: the example of the page may use another way to the same.
    pub is_syntax: bool,
    /// It is that of a request, which may have values in place of parameters.
    pub is_request: bool,
}

/// What the routes that pages state say of operations.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StatedOperations {
    /// The routes of which no case is an example, each once.
    pub without_example: Vec<StatedRoute>,
    /// By the id of a case, the path of the stated route that it is an example of: `/users/{id}` of `/users/7`.
    pub paths: HashMap<String, String>,
}

impl StatedOperations {
    /// Those of routes in page order.
    pub fn of(routes: Vec<StatedRoute>, cases: &[Case]) -> Self {
        let (shown, hosts) = (CaseRequests::of(cases), Hosts::of(cases));
        let routes = routes.into_iter().filter(|route| route.spellings.iter().any(|(_, url)| hosts.may_have(url)));
        let routes: Vec<StatedRoute> = routes.collect();
        let paths = shown.paths(&routes);
        Self { without_example: without_example(routes, &shown), paths }
    }
}

fn without_example(routes: Vec<StatedRoute>, shown: &CaseRequests<'_>) -> Vec<StatedRoute> {
    let mut known: HashMap<Key, Vec<Vec<String>>> = HashMap::new();
    let is_new = |route: &StatedRoute| {
        let Some((method, url)) = route.spellings.first() else { return false };
        let (key, server) = key(method, url);
        let same = known.entry(key).or_default();
        let is_known = same.iter().any(|known| is_same_version(known, &server));
        same.push(server);
        !is_known
    };
    routes.into_iter().filter(|route| !shown.has(route)).filter(is_new).collect()
}

/// The hosts that the cases are about, without those of the reader's own machine, by their registered domain.
struct Hosts(HashSet<String>);

impl Hosts {
    fn of(cases: &[Case]) -> Self {
        /// One in this many cases may leave its host out: otherwise the hosts of the API are not known.
        const FEW: usize = 10;
        let without_host = cases.iter().filter(|case| Authority::of_url(&case.request.url).is_none()).count();
        if without_host * FEW > cases.len() {
            return Self(HashSet::new());
        }
        Self(cases.iter().filter_map(|case| registered(&case.request.url)).collect())
    }

    /// Whether a URL may be one of the API: on another host it is what the API calls, or where a reader signs in.
    fn may_have(&self, url: &str) -> bool {
        self.0.is_empty() || registered(url).is_none_or(|host| self.0.contains(&host))
    }
}

/// The last two labels of the host of a URL, if it is the name of a host on the internet.
fn registered(url: &str) -> Option<String> {
    let host = Authority::of_url(url)?.host;
    let name = host.split(':').next().filter(|name| !may_hold_placeholder(name))?;
    let mut labels = name.rsplit('.');
    let (last, before) = (labels.next()?, labels.next()?);
    last.starts_with(|c: char| c.is_ascii_alphabetic()).then(|| format!("{before}.{last}"))
}

/// A method, and a path without its server part.
type Key = (String, Vec<String>);

/// The method and the path, whatever its placeholders are called and its numbers are, and what is before it of the server.
fn key(method: &str, url: &str) -> (Key, Vec<String>) {
    let template = UrlTemplate::parse(url);
    let mut server = RequestTarget::parse(&template.path(), None).segments;
    let segments = template.pattern().segments;
    server.truncate(of_server(&server));
    let is_number = |segment: &str| segment.bytes().all(|byte| byte.is_ascii_digit());
    let named = segments.iter().skip(server.len()).map(|segment| {
        let name = segment.literal().filter(|name| !is_number(name) && !name.starts_with('['));
        name.unwrap_or("{}").to_owned()
    });
    ((method.to_ascii_uppercase(), named.collect()), server)
}

/// The words in a path: the segments that name something, without what is between parentheses, each with how far it is from the
/// end.
fn words(path: &str) -> impl Iterator<Item = (usize, String)> {
    let named = |segment: &str| segment.split('(').next().unwrap_or_default().to_ascii_lowercase();
    let segments = path.split('/').filter(|segment| !segment.is_empty()).rev().map(named);
    segments.enumerate().filter(|(_, word)| !is_open(word))
}

/// Whether a segment is a placeholder, or a value as identifiers are.
fn is_open(segment: &str) -> bool {
    may_hold_placeholder(segment) || segment.contains(|c: char| c.is_ascii_digit())
}

/// The requests of the cases, by method and by one of the last two segments of their path: how far it is from the end, and its
/// text.
struct CaseRequests<'c> {
    /// The last words of the paths, by page and method.
    words: HashSet<(&'c str, String, usize, String)>,
    by_segment: HashMap<(String, usize, String), Vec<usize>>,
    by_method: HashMap<String, Vec<usize>>,
    requests: Vec<CaseRequest<'c>>,
}

/// The request of a case.
struct CaseRequest<'c> {
    id: &'c str,
    page: &'c str,
    segments: Vec<String>,
}

impl<'c> CaseRequests<'c> {
    fn of(cases: &'c [Case]) -> Self {
        let mut shown =
            Self { words: HashSet::new(), by_segment: HashMap::new(), by_method: HashMap::new(), requests: Vec::new() };
        for case in cases.iter().filter(|case| !case.step) {
            let (method, at) = (case.request.method.to_ascii_uppercase(), shown.requests.len());
            let path = UrlTemplate::parse(&case.request.url).path();
            let last = words(&path).take_while(|(from_end, _)| *from_end < 3);
            shown.words.extend(last.map(|(from_end, word)| (case.page.as_str(), method.clone(), from_end, word)));
            let segments = RequestTarget::parse(&path, None).segments;
            for (from_end, segment) in segments.iter().rev().take(2).enumerate() {
                shown.by_segment.entry((method.clone(), from_end, segment.clone())).or_default().push(at);
            }
            shown.by_method.entry(method).or_default().push(at);
            shown.requests.push(CaseRequest { id: &case.id, page: &case.page, segments });
        }
        shown
    }

    fn has(&self, route: &StatedRoute) -> bool {
        let ends_alike = |(method, url): &(String, String)| {
            let word = words(&UrlTemplate::parse(url).path()).next();
            word.is_some_and(|(from_end, word)| {
                self.words.contains(&(route.page.as_str(), method.to_ascii_uppercase(), from_end, word))
            })
        };
        route.is_syntax && route.spellings.iter().any(ends_alike) || self.follows(route)
    }

    /// Whether a case follows one of the spellings.
    fn follows(&self, route: &StatedRoute) -> bool {
        route.spellings.iter().any(|spelling| self.following(&route.page, &Spelling::of(spelling)).next().is_some())
    }

    /// Of each case that is one of several ways to fill a stated route, the path of that route: of several the one with most names in
    /// it, then the first. A path that is stated as it is has its own operation.
    fn paths(&self, routes: &[StatedRoute]) -> HashMap<String, String> {
        let mut found: HashMap<usize, (usize, Option<String>)> = HashMap::new();
        for route in routes {
            for spelling in route.spellings.iter().map(Spelling::of) {
                let named = spelling.own().iter().filter(|segment| segment.literal().is_some()).count();
                let is_open = named < spelling.own().len();
                if named == 0 || !is_open && route.is_request {
                    continue;
                }
                let path = is_open.then(|| spelling.path.clone());
                for at in self.following(&route.page, &spelling) {
                    if found.get(&at).is_none_or(|(most, _)| named > *most) {
                        found.insert(at, (named, path.clone()));
                    }
                }
            }
        }
        let of_case =
            |(at, (_, path)): (usize, (usize, Option<String>))| Some((self.requests[at].id.to_owned(), path?));
        found.into_iter().filter_map(of_case).collect()
    }

    /// The cases that follow a spelling of a page.
    fn following<'s>(&'s self, page: &'s str, spelling: &'s Spelling) -> impl Iterator<Item = usize> + 's {
        let literal = |from_end: usize| {
            let segment = spelling.pattern.iter().rev().nth(from_end)?.literal()?;
            Some((spelling.method.clone(), from_end, segment.to_owned()))
        };
        let fitting = match literal(0).or_else(|| literal(1)) {
            Some(key) => self.by_segment.get(&key),
            None => self.by_method.get(&spelling.method),
        };
        fitting.into_iter().flatten().copied().filter(move |&at| spelling.is_followed_by(page, &self.requests[at]))
    }
}

/// A spelling of a stated route.
struct Spelling {
    method: String,
    path: String,
    pattern: Vec<Pattern>,
    written: Vec<String>,
}

impl Spelling {
    fn of((method, url): &(String, String)) -> Self {
        let template = UrlTemplate::parse(url);
        let path = template.path();
        let written = RequestTarget::parse(&path, None).segments;
        Self { method: method.to_ascii_uppercase(), path, pattern: template.pattern().segments, written }
    }

    /// Its segments without those of the server.
    fn own(&self) -> &[Pattern] {
        &self.pattern[of_server(&self.written)..]
    }

    fn is_followed_by(&self, page: &str, request: &CaseRequest<'_>) -> bool {
        let (pattern, versions) = (self.own(), &self.written[..of_server(&self.written)]);
        let (own, segments) = request.segments.split_at(of_server(&request.segments));
        let shared = pattern.len().min(segments.len());
        let of_pattern = &pattern[..pattern.len() - shared];
        let prefix = of_pattern.iter().map(|segment| segment.literal().unwrap_or_default());
        let mut prefix = prefix.chain(segments[..segments.len() - shared].iter().map(String::as_str));
        // What one has before the other is that of a server; on another page it may be another path.
        let is_of_server = prefix.all(|segment| request.page == page && !is_open(segment));
        let mut pairs = pattern.iter().rev().zip(segments.iter().rev());
        let is_same = (shared > 0 || pattern.len() == segments.len()) && pairs.all(|(one, other)| one.matches(other));
        is_of_server && is_same && is_same_version(versions, own)
    }
}

/// How many segments at the start of a path name the API and no resource of it.
fn of_server(segments: &[String]) -> usize {
    segments.iter().take_while(|segment| is_of_server(segment) || is_version(segment)).count()
}

/// Whether a segment is a placeholder for the version of the API.
fn is_version(segment: &str) -> bool {
    segment.starts_with(['{', '<']) && segment.to_ascii_lowercase().contains("version")
}

/// Whether two paths may be of one version: one that is being tried out has the operations of the next.
fn is_same_version(one: &[String], other: &[String]) -> bool {
    let is_any = |segment: &String| segment == "beta" || is_version(segment);
    one.iter().rev().zip(other.iter().rev()).all(|(one, other)| one == other || is_any(one) || is_any(other))
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
        let routes = routes.iter().zip(1..).map(|(spellings, line)| StatedRoute {
            page: "a.md".to_owned(),
            line,
            spellings: spellings.iter().filter_map(way).collect(),
            is_syntax: false,
            is_request: false,
        });
        let cases = requests.iter().map(|request| {
            let (page, request) = request.split_once(' ').expect("a page");
            let (method, url) = request.split_once(' ').expect("a URL");
            let mut case = case();
            page.clone_into(&mut case.page);
            (case.request.method, case.request.url) = (method.to_owned(), url.to_owned());
            case
        });
        StatedOperations::of(routes.collect(), &cases.collect::<Vec<_>>())
            .without_example
            .iter()
            .map(|route| route.line)
            .collect()
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
        let routes: &[&[&str]] =
            &[&["GET /lamps/7"], &["get /api/v0/lamps/{id}"], &["GET /v1/lamps/8"], &["GET /v2/lamps/8"]];
        assert_eq!(left(routes, &[]), [1], "a version may be left out");
        assert_eq!(left(&routes[2..], &[]), [1, 2]);
        let routes: &[&[&str]] = &[&["GET /{version}/lamps"], &["GET https://h.test/beta/lamps"], &["GET /v2/lamps"]];
        assert_eq!(left(routes, &["b.md GET https://h.test/v1.0/lamps"]), [3]);
    }

    #[test]
    fn a_route_on_another_host_is_not_an_operation_of_the_api() {
        let routes: &[&[&str]] =
            &[&["POST https://bot.example.com/calls"], &["POST https://eu.lamps.test/a"], &["POST http://localhost/b"]];
        assert_eq!(left(routes, &["a.md GET https://api.lamps.test/lamps"]), [2, 3]);
        assert_eq!(left(routes, &["a.md GET /lamps"]), [1, 2, 3]);
    }

    #[test]
    fn a_stated_syntax_is_that_of_an_example_of_its_page_that_ends_alike() {
        let route = |way: &str| {
            let way = way.split_once(' ').map(|(method, url)| (method.to_owned(), url.to_owned()));
            StatedRoute {
                page: "a.md".to_owned(),
                line: 1,
                spellings: way.into_iter().collect(),
                is_syntax: true,
                is_request: false,
            }
        };
        let mut case = case();
        case.page = "a.md".to_owned();
        case.request.url = "https://h/v1.0/me/drive/root/Lamps('7')/parts/4711".to_owned();
        let left =
            |way: &str| StatedOperations::of(vec![route(way)], std::slice::from_ref(&case)).without_example.len();
        assert_eq!(left("GET /drives/{id}/items/{id}/parts/{part-id}"), 0);
        assert_eq!(left("GET /drives/{id}/items/{id}/parts"), 1);
        assert_eq!(left("PUT /drives/{id}/items/{id}/parts/{part-id}"), 1);
    }

    #[test]
    fn examples_of_one_stated_route_have_its_path() {
        let route = |(line, (way, is_request)): (u32, (&str, bool))| {
            let way = way.split_once(' ').map(|(method, url)| (method.to_owned(), url.to_owned()));
            let (page, spellings) = ("a.md".to_owned(), way.into_iter().collect());
            StatedRoute { page, line, spellings, is_syntax: false, is_request }
        };
        let routes = [
            ("GET /users/{id}", false),
            ("GET /users/me", false),
            ("GET /users/ada", true),
            ("GET /users/{user}", true),
            ("GET /{any}/{id}", false),
            ("GET /lamps", false),
        ];
        let urls = ["/users/7", "https://h/v1/users/8", "/users/ada", "/users/me", "/parts/7", "/house/lamps"];
        let cases = urls.map(|url| {
            let mut case = case();
            (case.id, case.page) = (url.to_owned(), "a.md".to_owned());
            url.clone_into(&mut case.request.url);
            case
        });
        let found = StatedOperations::of((1..).zip(routes).map(route).collect(), &cases).paths;
        let found: Vec<Option<&str>> = urls.iter().map(|url| found.get(*url).map(String::as_str)).collect();
        let user = Some("/users/{id}");
        assert_eq!(found, [user, user, user, None, None, None]);
    }
}
