//! `StatedOperations`: which stated routes no case is an example of, and of which route a case is one.

use std::collections::{HashMap, HashSet};

use super::case_requests::CaseRequests;
use super::spelling::{Key, Spelling, is_same_version};
use super::{Case, StatedRoute};
use crate::http::url_template::{Authority, may_hold_placeholder};

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
        let spelled = |route: StatedRoute| {
            let spellings = route.spellings.iter().map(Spelling::of).collect();
            (route, spellings)
        };
        let routes: Vec<(StatedRoute, Vec<Spelling>)> = routes.map(spelled).collect();
        let paths = shown.paths(&routes);
        Self { without_example: without_example(routes, &shown), paths }
    }
}

fn without_example(routes: Vec<(StatedRoute, Vec<Spelling>)>, shown: &CaseRequests<'_>) -> Vec<StatedRoute> {
    let mut known: HashMap<Key, Vec<Vec<String>>> = HashMap::new();
    let mut is_new = |spellings: &[Spelling]| {
        let Some((key, server)) = spellings.first().map(Spelling::key) else { return false };
        let same = known.entry(key).or_default();
        let is_known = same.iter().any(|known| is_same_version(known, &server));
        same.push(server);
        !is_known
    };
    let routes = routes.into_iter().filter(|(route, spellings)| !shown.has(route, spellings));
    routes.filter(|(_, spellings)| is_new(spellings)).map(|(route, _)| route).collect()
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
