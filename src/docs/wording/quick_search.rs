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
        let other = if lower.is_ascii() { &[] } else { &*self.other };
        let found = self.ascii.iter().chain(other).filter_map(|searcher| searcher.find(lower));
        found.map(|found| found.start()).min()
    }
}

/// The spellings in lower case of which none begins another one: a quick search knows few words only, and need not find whole ones.
fn shortest(spellings: &[String]) -> Vec<String> {
    let mut sorted: Vec<String> = spellings.iter().map(|spelling| spelling.to_ascii_lowercase()).collect();
    sorted.sort_unstable();
    sorted.dedup_by(|longer, shorter| longer.starts_with(shorter.as_str()));
    sorted
}
