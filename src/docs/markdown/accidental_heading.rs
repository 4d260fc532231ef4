//! Rules of dashes right below a paragraph, which Markdown takes for a heading.

use std::ops::Range;

use super::block_reader::BlockReader;
use crate::text::begins_fence;

impl BlockReader<'_> {
    /// The text of a heading of this range that is none: dashes are right below a sentence or an item of a list, and the headings of
    /// the page begin with `#`.
    pub(super) fn above_rule(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let shown = self.text.get(range.clone())?.trim_end();
        let (text, dashes) = shown.rsplit_once('\n')?;
        let is_accident = is_dashes(dashes) && (ends_sentence(text) || self.items > 0) && !shown.starts_with('#');
        let hashed = || *self.hashed.get_or_init(|| has_hashed_headings(self.text));
        (is_accident && hashed()).then(|| range.start..range.start + text.len() + 1)
    }
}

fn is_dashes(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3 && line.bytes().all(|byte| byte == b'-')
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', '\u{3002}'])
}

/// Whether lines outside of fences begin as headings do, and no title is above a line of dashes or equals signs.
fn has_hashed_headings(text: &str) -> bool {
    let (mut found, mut in_fence, mut above) = (false, false, "");
    for line in text.lines() {
        let shown = line.trim_start();
        if begins_fence(shown) {
            in_fence = !in_fence;
        }
        if in_fence {
            above = "";
            continue;
        }
        let is_underline = is_dashes(shown) || shown.len() >= 3 && shown.trim_end().bytes().all(|byte| byte == b'=');
        // Above the second line of dashes is what the page says of itself.
        let is_title = above.starts_with(char::is_alphanumeric) && !ends_sentence(above) && !above.contains(": ");
        if is_underline && is_title {
            return false;
        }
        found |= shown.starts_with('#') && shown.trim_start_matches('#').starts_with(' ');
        above = line;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_headings_of_a_page_begin_with_a_number_sign_or_are_above_a_line() {
        for text in ["---\ntitle: Lamps\n---\n\n# Lamps\n\nAll.\n---\n", "Words.\n---\n\n## Lamps\n", "- a\n---\n# A"] {
            assert!(has_hashed_headings(text), "{text}");
        }
        for text in ["Lamps\n---\n\nAll.\n---\n", "Lamps\n=====\n\n## One\n", "All.\n---\n\n```sh\n# A\n```\n", ""] {
            assert!(!has_hashed_headings(text), "{text}");
        }
    }
}
