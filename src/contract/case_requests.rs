//! Which cases are examples of a stated route.

use std::collections::{HashMap, HashSet};

use super::spelling::{Spelling, is_open};
use super::{Case, StatedRoute};
use crate::http::url_template::{RequestTarget, UrlTemplate};

/// The requests of the cases, by method and by one of the last two segments of their path: how far it is from the end, and its
/// text.
pub(super) struct CaseRequests<'c> {
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
    pub(super) fn of(cases: &'c [Case]) -> Self {
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

    /// Whether a case is an example of a route, which has these spellings.
    pub(super) fn has(&self, route: &StatedRoute, spellings: &[Spelling]) -> bool {
        let ends_alike = |spelling: &Spelling| {
            words(&spelling.path).next().is_some_and(|(from_end, word)| {
                self.words.contains(&(route.page.as_str(), spelling.method.clone(), from_end, word))
            })
        };
        let is_followed = |spelling| self.following(&route.page, spelling).next().is_some();
        route.is_syntax && spellings.iter().any(ends_alike) || spellings.iter().any(is_followed)
    }

    /// Of each case that is one of several ways to fill a stated route, the path of that route: of several the one with most names in
    /// it, then the first. A path that is stated as it is has its own operation.
    pub(super) fn paths(&self, routes: &[(StatedRoute, Vec<Spelling>)]) -> HashMap<String, String> {
        let mut found: HashMap<usize, (usize, Option<String>)> = HashMap::new();
        for (route, spellings) in routes {
            for spelling in spellings {
                let named = spelling.own().iter().filter(|segment| segment.literal().is_some()).count();
                let is_open = named < spelling.own().len();
                if named == 0 || !is_open && route.is_request {
                    continue;
                }
                let path = is_open.then(|| spelling.path.clone());
                for at in self.following(&route.page, spelling) {
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
        let follows = move |request: &CaseRequest<'_>| spelling.is_followed_by(request.page == page, &request.segments);
        fitting.into_iter().flatten().copied().filter(move |&at| follows(&self.requests[at]))
    }
}

/// The words in a path: the segments that name something, without what is between parentheses, each with how far it is from the
/// end.
fn words(path: &str) -> impl Iterator<Item = (usize, String)> {
    let named = |segment: &str| segment.split('(').next().unwrap_or_default().to_ascii_lowercase();
    let segments = path.split('/').filter(|segment| !segment.is_empty()).rev().map(named);
    segments.enumerate().filter(|(_, word)| !is_open(word))
}
