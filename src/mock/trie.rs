use std::collections::HashMap;

use super::template::Pattern;

/// Documented paths by segment: a lookup walks only what the requested path can still be.
#[derive(Debug, Default)]
pub(super) struct Trie {
    literals: HashMap<String, Trie>,
    patterns: Vec<(Pattern, Trie)>,
    /// Routes whose path ends here.
    routes: Vec<usize>,
}

impl Trie {
    /// Adds a route; the same segments lead to the same place.
    pub(super) fn insert(&mut self, segments: &[Pattern], route: usize) {
        let mut node = self;
        for segment in segments {
            node = match segment.literal() {
                Some(literal) => node.literals.entry(literal.to_owned()).or_default(),
                None => node.pattern(segment),
            };
        }
        node.routes.push(route);
    }

    fn pattern(&mut self, segment: &Pattern) -> &mut Self {
        let at = self.patterns.iter().position(|(known, _)| known == segment).unwrap_or_else(|| {
            self.patterns.push((segment.clone(), Self::default()));
            self.patterns.len() - 1
        });
        &mut self.patterns[at].1
    }

    /// The routes a path (percent-decoded segments) can be, those with literal segments first.
    pub(super) fn find(&self, segments: &[String]) -> Vec<usize> {
        let mut found = Vec::new();
        self.collect(segments, &mut found);
        found
    }

    fn collect(&self, segments: &[String], found: &mut Vec<usize>) {
        let Some((first, rest)) = segments.split_first() else {
            found.extend(&self.routes);
            return;
        };
        if let Some(node) = self.literals.get(first) {
            node.collect(rest, found);
        }
        for (_, node) in self.patterns.iter().filter(|(pattern, _)| pattern.matches(first)) {
            node.collect(rest, found);
        }
    }
}
