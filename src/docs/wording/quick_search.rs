use std::ops::Range;

use aho_corasick::packed::Searcher;

/// So many words one searcher knows at most.
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
    /// For these spellings, whose case does not count in ASCII; `None` on processors that cannot search so.
    pub(super) fn of(spellings: &[String]) -> Option<Self> {
        let (ascii, other): (Vec<String>, Vec<String>) =
            shortest(spellings).into_iter().partition(|word| word.is_ascii());
        let searchers = |words: &[String]| words.chunks(MOST_WORDS).map(Searcher::new).collect::<Option<Vec<_>>>();
        Some(Self { ascii: searchers(&ascii)?, other: searchers(&other)? })
    }

    /// Where the first word in a text in lower case may begin; none begins before.
    pub(super) fn find(&self, lower: &[u8]) -> Option<usize> {
        let found = self.searchers(lower).filter_map(|searcher| searcher.find(lower));
        found.map(|found| found.start()).min()
    }

    /// The lines of a text in lower case in which a word may begin, in order.
    pub(super) fn lines(&self, lower: &[u8]) -> Vec<Range<usize>> {
        let mut lines = Vec::new();
        for searcher in self.searchers(lower) {
            let mut at = 0;
            while let Some(found) = searcher.find(&lower[at..]) {
                let found = at + found.start();
                let start = memchr::memrchr(b'\n', &lower[..found]).map_or(0, |newline| newline + 1);
                at = memchr::memchr(b'\n', &lower[found..]).map_or(lower.len(), |length| found + length + 1);
                lines.push(start..at);
            }
        }
        lines.sort_unstable_by_key(|line| line.start);
        lines.dedup();
        lines
    }

    fn searchers(&self, lower: &[u8]) -> impl Iterator<Item = &Searcher> {
        let other = if lower.is_ascii() { &[] } else { &*self.other };
        self.ascii.iter().chain(other)
    }
}

/// The spellings in lower case of which none begins another one: a quick search knows few words only, and need not find whole ones.
fn shortest(spellings: &[String]) -> Vec<String> {
    let mut sorted: Vec<String> = spellings.iter().map(|spelling| spelling.to_ascii_lowercase()).collect();
    sorted.sort_unstable();
    sorted.dedup_by(|longer, shorter| longer.starts_with(shorter.as_str()));
    sorted
}
