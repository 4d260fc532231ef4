//! How much of a page the parser is given at a time. It reads the structure of all it is given before the first block comes
//! out, so that a page of many fences that are cut would be read once for each of them.

use super::block_reader::{BlockReader, Known};

/// Where a top-level block begins, and what was known there.
#[derive(Clone)]
pub(super) struct Mark {
    at: usize,
    blocks: usize,
    known: Known,
}

/// The bytes that the parser is given: all, until a block is cut; then a few times what the last block took.
pub(super) struct Window {
    bytes: usize,
}

impl Window {
    const LEAST: usize = 2048;
    const TIMES: usize = 4;

    pub(super) fn whole() -> Self {
        Self { bytes: usize::MAX }
    }

    /// Where it ends that begins at `base`: at a line's end, `stop` at the latest.
    pub(super) fn end(&self, text: &str, base: usize, stop: usize) -> usize {
        let near = base.saturating_add(self.bytes);
        if near >= stop {
            return stop;
        }
        memchr::memchr(b'\n', &text.as_bytes()[near..stop]).map_or(stop, |newline| near + newline + 1)
    }

    /// After a block that was cut and took so many bytes.
    pub(super) fn after_cut(&mut self, taken: usize) {
        self.bytes = Self::LEAST.max(taken.saturating_mul(Self::TIMES));
    }

    /// After blocks that took all of it, or whose last one did not end in it.
    pub(super) fn grow(&mut self) {
        self.bytes = self.bytes.saturating_mul(2);
    }
}

impl BlockReader<'_> {
    pub(super) fn mark(&self, at: usize) -> Mark {
        Mark { at, blocks: self.out.len(), known: self.known.clone() }
    }

    /// Where the line of a block begins, whose indentation is not counted as a part of it, but makes it what it is.
    pub(super) fn with_indentation(&self, start: usize) -> usize {
        let blank = self.text[self.base..start].trim_end_matches([' ', '\t']).len();
        if blank == 0 || self.text[self.base..self.base + blank].ends_with('\n') { self.base + blank } else { start }
    }

    /// Forgets what was read from a mark on; the page is read again from there.
    pub(super) fn go_back(&mut self, mark: Mark) {
        self.base = mark.at;
        self.out.truncate(mark.blocks);
        self.resume = None;
        self.known = mark.known;
    }

    /// Whether a block that ends at `end` may go on after the text that the parser was given.
    pub(super) fn may_go_on(&self, end: usize) -> bool {
        self.end < self.stop && self.text[end..self.end].trim().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use crate::docs::markdown::block::BlockKind;
    use crate::docs::markdown::block_reader::blocks;
    use crate::text::{LineIndex, Page};

    #[test]
    fn an_indented_block_is_one_when_it_is_read_again() {
        for filler in (1000..2400).step_by(20) {
            let text = format!(
                "# A\n\n```json\n{{\"a\": 1}}\n\n## B\n\n{}\n\n    {{\n{}    }}\n\nwords\n\n{}",
                "words\n".repeat(filler / 6),
                "        1,\n".repeat(20),
                "after\n\n".repeat(2000)
            );
            let page = Page { path: "p.md".into(), text };
            let found = blocks(&page, &LineIndex::new(&page.text));
            let fences = found.iter().filter(|block| matches!(block.kind, BlockKind::Fence(_))).count();
            assert_eq!(fences, 2, "{filler}");
        }
    }

    #[test]
    fn what_is_read_twice_is_known_as_the_first_time() {
        let routes = |filler: usize| {
            let lines = format!("{}\n", "x".repeat(79)).repeat(filler / 80);
            let text = format!(
                "# A\n\n```json\n{{\"a\": 1}}\n\n## B\n\n{lines}{}\n\n`GET /items/:id`\n\n/items/7\n\n{}",
                "y".repeat(filler % 80 + 1),
                "after\n\n".repeat(2000)
            );
            let page = Page { path: "p.md".into(), text };
            let found = blocks(&page, &LineIndex::new(&page.text));
            found.iter().filter(|block| matches!(block.kind, BlockKind::Route { .. })).count()
        };
        let expected = routes(0);
        assert_eq!(expected, 2);
        for filler in 1800..2100 {
            assert_eq!(routes(filler), expected, "{filler}");
        }
    }
}
