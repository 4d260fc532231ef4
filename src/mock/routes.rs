//! The documented paths with their methods and cases, and the nearest to one that is not documented.

use std::collections::{BTreeSet, HashMap};

use super::trie::Trie;
use crate::contract::Case;
use crate::finding::suggest::similarity;
use crate::http::url_template::{Pattern, UrlPattern, UrlTemplate};

/// The longest path that is compared with others, in bytes: the comparison takes time and memory by the product of lengths.
const COMPARED: usize = 1000;

/// Every documented path with its methods and cases.
#[derive(Debug)]
pub(super) struct Routes {
    paths: Vec<DocumentedPath>,
    trie: Trie,
    by_id: HashMap<String, usize>,
}

/// A documented path.
#[derive(Debug)]
struct DocumentedPath {
    /// As documented on its first page.
    path: String,
    /// Method and index of each case, in the order of the docs.
    cases: Vec<(String, usize)>,
}

/// What the docs have for a requested path.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum RouteMatch {
    /// Cases of path and method, by index; never empty.
    Cases(Vec<usize>),
    /// The path is documented with these methods only.
    OtherMethods(BTreeSet<String>),
    /// No such path.
    Nothing,
}

impl Routes {
    /// `templates[n]` and `patterns[n]` belong to `cases[n]`.
    pub(super) fn new(cases: &[Case], templates: &[UrlTemplate], patterns: &[UrlPattern]) -> Self {
        let (mut routes, mut trie) = (Vec::<DocumentedPath>::new(), Trie::default());
        let mut known = HashMap::<&[Pattern], usize>::new();
        for (at, (case, pattern)) in cases.iter().zip(patterns).enumerate() {
            let route = *known.entry(&pattern.segments).or_insert_with(|| {
                trie.insert(&pattern.segments, routes.len());
                routes.push(DocumentedPath { path: shown_path(&templates[at]), cases: Vec::new() });
                routes.len() - 1
            });
            routes[route].cases.push((case.request.method.to_ascii_uppercase(), at));
        }
        let by_id = cases.iter().enumerate().map(|(at, case)| (case.id.clone(), at)).collect();
        Self { paths: routes, trie, by_id }
    }

    /// What is documented for a method and a path (percent-decoded segments).
    pub(super) fn find(&self, method: &str, segments: &[String]) -> RouteMatch {
        let matching = self.trie.find(segments);
        if matching.is_empty() {
            return RouteMatch::Nothing;
        }
        let all = || matching.iter().flat_map(|&route| &self.paths[route].cases);
        let cases: Vec<usize> = all().filter(|(m, _)| m.eq_ignore_ascii_case(method)).map(|(_, at)| *at).collect();
        if cases.is_empty() {
            return RouteMatch::OtherMethods(all().map(|(m, _)| m.clone()).collect());
        }
        RouteMatch::Cases(cases)
    }

    /// The case with an id.
    pub(super) fn case(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The documented methods and paths most similar to an unknown one, the most similar first; at most `count`.
    pub(super) fn nearest(&self, path: &str, count: usize) -> Vec<(&str, &str)> {
        if path.len() > COMPARED {
            return Vec::new();
        }
        let comparable = self.paths.iter().filter(|route| route.path.len() <= COMPARED);
        let mut likely: Vec<(f64, &DocumentedPath)> =
            comparable.map(|route| (similarity(&route.path, path), route)).collect();
        likely.sort_by(|a, b| b.0.total_cmp(&a.0));
        let named = likely.iter().flat_map(|(_, route)| {
            let methods: BTreeSet<&str> = route.cases.iter().map(|(m, _)| m.as_str()).collect();
            methods.into_iter().map(|method| (method, route.path.as_str()))
        });
        named.take(count).collect()
    }
}

/// The documented path, without empty segments.
fn shown_path(template: &UrlTemplate) -> String {
    let path = template.path();
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    format!("/{}", segments.join("/"))
}
