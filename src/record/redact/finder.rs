//! Finds texts of a set, even where they overlap.

use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::automaton::Automaton;
use aho_corasick::nfa::contiguous::NFA;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, MatchKind};

/// The most bytes of one text, and of all, for the fastest kind of finder.
const LONGEST_OF_FASTEST: usize = 256;
const MOST_OF_FASTEST: usize = 1 << 13;

/// Finds texts of a set.
#[derive(Debug, Clone)]
pub(super) struct Finder {
    texts: Vec<String>,
    /// Finds the first match: most texts contain none, and it is fast.
    first: AhoCorasick,
    /// Built once there is a match.
    all: OnceLock<Option<NFA>>,
}

impl Finder {
    /// `None` if there are no texts.
    pub(super) fn new(texts: Vec<String>) -> Option<Self> {
        // The time to build the fastest kind is quadratic for texts that repeat themselves.
        let is_short = texts.iter().all(|text| text.len() <= LONGEST_OF_FASTEST)
            && texts.iter().map(String::len).sum::<usize>() <= MOST_OF_FASTEST;
        let kind = if is_short { None } else { Some(AhoCorasickKind::ContiguousNFA) };
        // Building fails only past 2^31 states, which means gigabytes of secrets.
        let first = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).kind(kind).build(&texts).ok();
        first.filter(|_| !texts.is_empty()).map(|first| Self { texts, first, all: OnceLock::new() })
    }

    /// Ranges that cover each occurrence of each of the texts; the occurrences may overlap.
    pub(super) fn find(&self, bytes: &[u8]) -> Vec<Range<usize>> {
        let Some(first) = self.first.find(bytes) else { return Vec::new() };
        let all = self.all.get_or_init(|| NFA::builder().build(&self.texts).ok());
        let Some(all) = all else { return vec![first.range()] };
        // A search from the start of any text begins at the same state.
        let Ok(mut state) = all.start_state(Anchored::No) else { return vec![first.range()] };
        let mut found = Vec::new();
        for (at, &byte) in (first.start()..).zip(&bytes[first.start()..]) {
            state = all.next_state(Anchored::No, state, byte);
            if all.is_match(state) {
                // The first of those that end here is the longest: the others are suffixes of it.
                let length = all.pattern_len(all.match_pattern(state, 0));
                found.push(at + 1 - length..at + 1);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_overlap_are_found_whole() {
        let finder = Finder::new(["keep-out", "out-1234", "1234", "ut", "34-zz"].map(str::to_owned).to_vec());
        let covered = |text: &str| {
            let found = finder.as_ref().expect("a finder").find(text.as_bytes());
            (0..text.len()).map(|at| if found.iter().any(|part| part.contains(&at)) { '*' } else { '.' }).collect()
        };
        for (text, hidden) in
            [("a keep-out-1234-zz b", "..****************.."), ("1234 but", "****..**"), ("nothing", ".......")]
        {
            let shown: String = covered(text);
            assert_eq!(shown, hidden, "{text}");
        }
        assert!(Finder::new(Vec::new()).is_none());
    }
}
