//! Finds where words of a topic may begin, many bytes at a time.

use aho_corasick::packed::Searcher;

/// How many words one searcher can have at most.
const MOST_WORDS: usize = 64;

/// Finds where a word of a topic may begin, several bytes at a time: most texts have none.
#[derive(Debug)]
pub(super) struct QuickSearch {
    /// Of the words in ASCII.
    ascii: Vec<Searcher>,
    /// Of the others, which no text in ASCII has.
    other: Vec<Searcher>,
}

impl QuickSearch {
    /// For these spellings in lower case; `None` on processors without such a search.
    pub(super) fn of<'s>(spellings: impl Iterator<Item = &'s str>) -> Option<Self> {
        let (ascii, other): (Vec<&str>, Vec<&str>) = shortest(spellings).into_iter().partition(|word| word.is_ascii());
        let searchers = |words: &[&str]| words.chunks(MOST_WORDS).map(Searcher::new).collect::<Option<Vec<_>>>();
        Some(Self { ascii: searchers(&ascii)?, other: searchers(&other)? })
    }

    /// Where words may begin in a text in lower case, in order.
    pub(super) fn starts(&self, lower: &[u8]) -> Vec<usize> {
        let mut starts = Vec::new();
        for searcher in self.searchers(lower) {
            let mut at = 0;
            while let Some(found) = searcher.find(&lower[at..]) {
                starts.push(at + found.start());
                at += found.start() + 1;
            }
        }
        starts.sort_unstable();
        starts
    }

    /// Whether a word may begin in a text in lower case.
    pub(super) fn is_in(&self, lower: &[u8]) -> bool {
        self.searchers(lower).any(|searcher| searcher.find(lower).is_some())
    }

    fn searchers(&self, lower: &[u8]) -> impl Iterator<Item = &Searcher> {
        let other = if lower.is_ascii() { &[] } else { &*self.other };
        self.ascii.iter().chain(other)
    }
}

/// The spellings of which none is a prefix of another one: a quick search knows few words only, and need not find whole ones.
fn shortest<'s>(spellings: impl Iterator<Item = &'s str>) -> Vec<&'s str> {
    let mut sorted: Vec<&str> = spellings.collect();
    sorted.sort_unstable();
    sorted.dedup_by(|longer, shorter| longer.starts_with(*shorter));
    sorted
}
