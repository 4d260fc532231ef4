//! Documented paths by segment, for quick look-up.

use std::collections::HashMap;

use crate::http::url_template::Pattern;

/// Documented paths by segment: a lookup walks only what the requested path can still be.
///
/// The nodes are in one list, by number: a path of any length is inserted, found and dropped without recursion.
#[derive(Debug)]
pub(super) struct Trie {
    nodes: Vec<Node>,
}

#[derive(Debug, Default)]
struct Node {
    literals: HashMap<String, usize>,
    patterns: Vec<(Pattern, usize)>,
    /// Routes whose path ends here.
    routes: Vec<usize>,
}

impl Default for Trie {
    fn default() -> Self {
        Self { nodes: vec![Node::default()] }
    }
}

impl Trie {
    /// Adds a route; the same segments lead to the same place.
    pub(super) fn insert(&mut self, segments: &[Pattern], route: usize) {
        let mut at = 0;
        for segment in segments {
            let fresh = self.nodes.len();
            at = self.nodes[at].next(segment, fresh);
            if at == fresh {
                self.nodes.push(Node::default());
            }
        }
        self.nodes[at].routes.push(route);
    }

    /// The routes a path (percent-decoded segments) can be, those with literal segments first.
    pub(super) fn find(&self, segments: &[String]) -> Vec<usize> {
        let mut found = Vec::new();
        // What is tried first is pushed last.
        let mut open = vec![(0, segments)];
        while let Some((at, segments)) = open.pop() {
            let node = &self.nodes[at];
            let Some((first, rest)) = segments.split_first() else {
                found.extend(&node.routes);
                continue;
            };
            let matching = node.patterns.iter().rev().filter(|(pattern, _)| pattern.matches(first));
            open.extend(matching.map(|(_, next)| (*next, rest)));
            open.extend(node.literals.get(first).map(|next| (*next, rest)));
        }
        found
    }
}

impl Node {
    /// The node that a segment leads to; `fresh` where none is there yet.
    fn next(&mut self, segment: &Pattern, fresh: usize) -> usize {
        if let Some(literal) = segment.literal() {
            return *self.literals.entry(literal.to_owned()).or_insert(fresh);
        }
        let known = self.patterns.iter().find(|(known, _)| known == segment).map(|(_, next)| *next);
        known.unwrap_or_else(|| {
            self.patterns.push((segment.clone(), fresh));
            fresh
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::url_template::{Part, TemplateText};

    fn patterns(path: &str) -> Vec<Pattern> {
        path.split('/').map(|segment| Pattern::new(&TemplateText::parse(segment, Part::Path), Part::Path)).collect()
    }

    fn find(trie: &Trie, path: &str) -> Vec<usize> {
        trie.find(&path.split('/').map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn literal_segments_come_before_parameters() {
        let mut trie = Trie::default();
        for (route, path) in ["{a}/b", "x/{b}", "x/b", "{a}/{b}", "x/b/c"].into_iter().enumerate() {
            trie.insert(&patterns(path), route);
        }
        assert_eq!(find(&trie, "x/b"), [2, 1, 0, 3]);
        assert_eq!(find(&trie, "y/b"), [0, 3]);
        assert_eq!((find(&trie, "x"), find(&trie, "x/b/c")), (vec![], vec![4]));
    }

    #[test]
    fn a_path_may_have_any_number_of_segments() {
        let mut trie = Trie::default();
        let long = "a/{b}/".repeat(50_000);
        trie.insert(&patterns(&long), 7);
        assert_eq!(find(&trie, &"a/x/".repeat(50_000)), [7]);
        assert_eq!(find(&trie, &"a/x/".repeat(49_999)), Vec::<usize>::new());
    }
}
