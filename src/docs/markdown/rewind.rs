//! Going back to where a block begins that the parser was not given as a whole: the page is read again from there.

use super::block_reader::{BlockReader, Known};

/// Where a top-level block begins, and what was known there.
#[derive(Clone)]
pub(super) struct Mark {
    at: usize,
    blocks: usize,
    known: Known,
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
    use crate::docs::markdown::blocks::blocks;
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
