//! Columns in long lines, without counting from their start.

use crate::text::boundary_from;

/// How many characters are before each of some offsets of a text, so that the columns of a long line are not counted from
/// its start for each place in it.
#[derive(Debug, Clone)]
pub(super) struct CharCounts {
    /// The characters that start before each multiple of [`STEP`].
    counts: Vec<u32>,
}

const STEP: usize = 512;

impl CharCounts {
    /// Lines up to this long are counted quickly enough as they are.
    pub(super) const WORTH_WHILE: usize = 4 * STEP;

    pub(super) fn new(text: &str) -> Self {
        let mut count = 0;
        let counts = text.as_bytes().chunks(STEP).map(|chunk| {
            let before = count;
            count += starts(chunk);
            before
        });
        Self { counts: counts.collect() }
    }

    /// The characters before byte `offset` of the text.
    pub(super) fn before(&self, text: &str, offset: usize) -> u32 {
        let step = (offset / STEP).min(self.counts.len().saturating_sub(1));
        let counted = self.counts.get(step).copied().unwrap_or_default();
        counted + starts(&text.as_bytes()[step * STEP..offset])
    }

    /// An offset from `from` on with at most `count` characters between, and how many of them are left from there.
    pub(super) fn skip(&self, text: &str, from: usize, count: usize) -> (usize, usize) {
        let sought = self.before(text, from) as usize + count;
        let step = self.counts.partition_point(|&counted| counted as usize <= sought).saturating_sub(1);
        if step * STEP <= from {
            return (from, count);
        }
        (boundary_from(text, step * STEP), sought - self.counts[step] as usize)
    }
}

/// How many characters start in some bytes.
fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_as_one_by_one() {
        let text = "aé😀 x".repeat(700);
        let counts = CharCounts::new(&text);
        for (count, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(counts.before(&text, at) as usize, count);
            let (near, left) = counts.skip(&text, 1, count);
            assert_eq!(text[near..].chars().count() - left, text[1..].chars().count() - count);
        }
        assert_eq!(CharCounts::new("").before("", 0), 0);
    }
}
