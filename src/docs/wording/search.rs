use std::ops::Range;

use super::phrase::Phrase;
use super::quick_search::QuickSearch;
use super::word_starts::{Beginnings, WordStarts};

/// Finds the phrases of a topic in texts.
#[derive(Debug)]
pub(super) struct Search {
    /// In order: a spelling in lower case as far as it is ASCII, and the phrase that it is one of.
    spellings: Vec<(String, usize)>,
    /// Where the spellings with each first byte begin, and where the last end.
    starts: [usize; 257],
    /// How the spellings begin.
    beginnings: Beginnings,
    /// Not on every processor.
    quick: Option<QuickSearch>,
}

impl Search {
    pub(super) fn of(phrases: &[Phrase]) -> Self {
        let of_phrase = |(at, phrase): (usize, &Phrase)| {
            phrase.spellings().into_iter().map(move |spelling| (spelling.to_ascii_lowercase(), at))
        };
        let mut spellings: Vec<(String, usize)> = phrases.iter().enumerate().flat_map(of_phrase).collect();
        spellings.sort_unstable();
        spellings.dedup();
        let start = |byte| spellings.partition_point(|(spelling, _)| usize::from(spelling.as_bytes()[0]) < byte);
        let starts = std::array::from_fn(start);
        let quick = QuickSearch::of(spellings.iter().map(|(spelling, _)| spelling.as_str()));
        let beginnings = Beginnings::of(phrases, spellings.iter().map(|(spelling, _)| spelling.as_str()));
        Self { spellings, starts, beginnings, quick }
    }

    /// Whether a text may have one of the phrases: a quick answer that is sure where it is no. `lower`: the text with the
    /// letters of ASCII in lower case. `words`: where its words begin, if it is short.
    pub(super) fn may_find(&self, lower: &[u8], words: Option<&WordStarts>) -> bool {
        if let Some(words) = words.filter(|_| self.beginnings.are_of_words) {
            return words.starts.iter().any(|start| self.beginnings.has(start.key));
        }
        self.quick.as_ref().is_none_or(|quick| quick.finds(lower))
    }

    /// The phrases in a text, in the order of their ends, of several with one end the longest first. `lower` and `words`: as
    /// in [`Search::may_find`].
    pub(super) fn find_all(
        &self,
        phrases: &[Phrase],
        text: &str,
        lower: &[u8],
        words: Option<&WordStarts>,
    ) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut look = |at: usize| self.at(at, phrases, text, lower, &mut found);
        match (words.filter(|_| self.beginnings.are_of_words), &self.quick) {
            (Some(words), _) => {
                let starts = words.starts.iter().filter(|start| self.beginnings.has(start.key));
                starts.for_each(|start| look(start.at.into()));
            }
            (None, Some(quick)) => quick.starts(lower).into_iter().for_each(look),
            (None, None) => (0..lower.len()).for_each(look),
        }
        found.sort_unstable_by_key(|found| (found.end, found.start));
        found.dedup();
        found
    }

    /// The phrases that begin at a byte.
    fn at(&self, at: usize, phrases: &[Phrase], text: &str, lower: &[u8], found: &mut Vec<Range<usize>>) {
        let first = usize::from(lower[at]);
        for (spelling, phrase) in &self.spellings[self.starts[first]..self.starts[first + 1]] {
            if !lower[at..].starts_with(spelling.as_bytes()) {
                continue;
            }
            let (phrase, end) = (&phrases[*phrase], at + spelling.len());
            if phrase.begins_after(&text[..at]) && phrase.ends_before(&text[end..]) {
                found.push(at..end);
            }
        }
    }
}
