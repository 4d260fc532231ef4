//! Finds the phrases of a topic in a text, in any case.

use std::ops::Range;
use std::sync::OnceLock;

use super::phrase::Phrase;
use super::quick_search::QuickSearch;
use super::word_starts::{Beginnings, WordStarts};

/// How a phrase may be written.
#[derive(Debug)]
struct Spelling {
    /// The second byte, which differs from that of a text where most do.
    second: Option<u8>,
    /// In lower case as far as it is ASCII.
    text: Box<str>,
    /// The phrase that it is one of.
    phrase: usize,
}

/// Finds the phrases of a topic in texts.
#[derive(Debug)]
pub(super) struct Search {
    /// In order.
    spellings: Vec<Spelling>,
    /// Where the spellings with each first byte begin, and where the last end.
    starts: [usize; 257],
    /// How the spellings begin.
    beginnings: Beginnings,
    /// Made for the first long text: most texts are short. `None` on processors without such a search.
    quick: OnceLock<Option<QuickSearch>>,
}

impl Search {
    pub(super) fn of(phrases: &[Phrase]) -> Self {
        let of_phrase = |(at, phrase): (usize, &Phrase)| {
            phrase.spellings().into_iter().map(move |spelling| (spelling.to_ascii_lowercase(), at))
        };
        let mut spellings: Vec<(String, usize)> = phrases.iter().enumerate().flat_map(of_phrase).collect();
        spellings.sort_unstable();
        spellings.dedup();
        let starts = starts(spellings.iter().map(|(spelling, _)| usize::from(spelling.as_bytes()[0])));
        let beginnings = Beginnings::of(phrases, spellings.iter().map(|(spelling, _)| spelling.as_str()));
        let spellings = spellings.into_iter().map(|(spelling, phrase)| {
            let text = spelling.into_boxed_str();
            Spelling { second: text.as_bytes().get(1).copied(), text, phrase }
        });
        Self { spellings: spellings.collect(), starts, beginnings, quick: OnceLock::new() }
    }

    /// The phrases in a text, in the order of their ends, of several with one end the longest first. `lower`: the text with the
    /// letters of ASCII in lower case. `words`: where its words begin, if it is short.
    pub(super) fn find_all<'w>(
        &self,
        phrases: &[Phrase],
        text: &str,
        lower: &[u8],
        words: impl FnOnce() -> Option<&'w WordStarts>,
    ) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut look = |at: usize| self.at(at, phrases, text, lower, &mut found);
        if let Some(words) = self.beginnings.are_of_words.then(words).flatten() {
            let starts = words.starts.iter().filter(|start| self.beginnings.has(start.key));
            starts.for_each(|start| look(start.at.into()));
        } else if let Some(quick) = self.quick() {
            quick.starts(lower).into_iter().for_each(look);
        } else {
            (0..lower.len()).for_each(look);
        }
        found.sort_unstable_by_key(|found| (found.end, found.start));
        found.dedup();
        found
    }

    fn quick(&self) -> Option<&QuickSearch> {
        self.quick.get_or_init(|| QuickSearch::of(self.spellings.iter().map(|spelling| &*spelling.text))).as_ref()
    }

    /// The phrases that begin at a byte.
    fn at(&self, at: usize, phrases: &[Phrase], text: &str, lower: &[u8], found: &mut Vec<Range<usize>>) {
        let (first, second) = (usize::from(lower[at]), lower.get(at + 1).copied());
        for spelling in &self.spellings[self.starts[first]..self.starts[first + 1]] {
            let may_be = spelling.second.is_none() || spelling.second == second;
            if !may_be || !lower[at..].starts_with(spelling.text.as_bytes()) {
                continue;
            }
            let (phrase, end) = (&phrases[spelling.phrase], at + spelling.text.len());
            if phrase.begins_after(&text[..at]) && phrase.ends_before(&text[end..]) {
                found.push(at..end);
            }
        }
    }
}

/// Where the items with each key begin, of items in the order of their keys, and where the last end.
pub(super) fn starts<const N: usize>(keys: impl Iterator<Item = usize>) -> [usize; N] {
    let mut starts = [0; N];
    for key in keys {
        starts[key + 1] += 1;
    }
    for at in 1..N {
        starts[at] += starts[at - 1];
    }
    starts
}
