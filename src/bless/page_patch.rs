//! A page with some of its examples rewritten, each of which can be undone without the others.

use std::ops::Range;

use super::PageEdit;

/// A page, and the examples in it that were rewritten: each can be left out again without the others.
#[derive(Debug, Clone)]
pub struct PagePatch {
    before: String,
    /// In page order.
    patches: Vec<Patch>,
}

#[derive(Debug, Clone)]
struct Patch {
    /// In the page as it was.
    range: Range<usize>,
    /// What is there now.
    text: String,
    /// The id of the case.
    case: String,
}

impl PagePatch {
    /// Nothing is rewritten.
    pub const fn new(before: String) -> Self {
        Self { before, patches: Vec::new() }
    }

    /// The page as it was.
    pub fn before(&self) -> &str {
        &self.before
    }

    /// The page as it is now.
    pub fn after(&self) -> String {
        let (mut out, mut at) = (String::with_capacity(self.before.len()), 0);
        for patch in &self.patches {
            out.push_str(&self.before[at..patch.range.start]);
            out.push_str(&patch.text);
            at = patch.range.end;
        }
        out.push_str(&self.before[at..]);
        out
    }

    /// Rewrites an example, which is at `region` of the page as it is now. All edits must be in there.
    ///
    /// # Errors
    /// Why that cannot be: another case shows the same text, or the edits overlap.
    pub fn edit(&mut self, case: &str, region: Range<usize>, edits: &[PageEdit]) -> Result<(), &'static str> {
        const SHARED: &str = "another case shows the same text, and it was rewritten for that one";
        let mut shift = 0_isize;
        for patch in &mut self.patches {
            let start = patch.range.start.saturating_add_signed(shift);
            let now = start..start + patch.text.len();
            if now.start < region.end && region.start < now.end {
                let is_own = patch.case == case && edits.iter().all(|edit| is_within(&edit.range, &now));
                if !is_own {
                    return Err(SHARED);
                }
                patch.text = replaced(&patch.text, now.start, edits)?;
                return Ok(());
            }
            if now.end <= region.start {
                shift += signed(patch.text.len()) - signed(patch.range.len());
            }
        }
        let range = region.start.saturating_add_signed(-shift)..region.end.saturating_add_signed(-shift);
        if edits.iter().any(|edit| !is_within(&edit.range, &region)) {
            return Err("the page says it elsewhere than in the example");
        }
        let shown = self.before.get(range.clone()).ok_or(SHARED)?;
        let text = replaced(shown, region.start, edits)?;
        self.patches.push(Patch { range, text, case: case.to_owned() });
        self.patches.sort_by_key(|patch| patch.range.start);
        Ok(())
    }

    /// Leaves the example of a case as it was.
    pub fn revert(&mut self, case: &str) {
        self.patches.retain(|patch| patch.case != case);
    }

    /// The cases whose examples are rewritten.
    pub fn cases(&self) -> Vec<String> {
        self.patches.iter().map(|patch| patch.case.clone()).collect()
    }
}

const fn signed(length: usize) -> isize {
    length.cast_signed()
}

const fn is_within(range: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start <= range.start && range.end <= outer.end
}

/// The text, which begins at byte `start` of its page, with the edits made.
fn replaced(text: &str, start: usize, edits: &[PageEdit]) -> Result<String, &'static str> {
    let mut edits: Vec<&PageEdit> = edits.iter().collect();
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    edits.dedup();
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for edit in edits {
        let range = edit.range.start - start..edit.range.end - start;
        if range.start < at {
            return Err("two changes of the example overlap");
        }
        out.push_str(&text[at..range.start]);
        out.push_str(&edit.insert);
        at = range.end;
    }
    out.push_str(&text[at..]);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(range: Range<usize>, insert: &str) -> PageEdit {
        PageEdit { range, insert: insert.to_owned() }
    }

    #[test]
    fn each_example_can_be_left_out_again() {
        let mut page = PagePatch::new("one two three".to_owned());
        page.edit("b", 4..7, &[edit(4..7, "TWO AND")]).expect("free");
        page.edit("a", 0..3, &[edit(0..1, "OO")]).expect("free");
        page.edit("b", 5..12, &[edit(5..6, "t"), edit(9..12, "")]).expect("its own");
        assert_eq!(page.after(), "OOne tWO  three");
        page.edit("c", 10..15, &[edit(10..10, "the ")]).expect("free");
        assert_eq!(page.after(), "OOne tWO  the three");
        page.revert("b");
        assert_eq!((page.after().as_str(), page.cases()), ("OOne two the three", vec!["a".to_owned(), "c".to_owned()]));
    }

    #[test]
    fn two_cases_do_not_rewrite_one_text() {
        let mut page = PagePatch::new("one two".to_owned());
        page.edit("a", 0..3, &[edit(0..3, "x")]).expect("free");
        assert!(page.edit("b", 0..1, &[edit(0..1, "y")]).is_err());
        assert!(page.edit("c", 2..5, &[edit(0..1, "y")]).is_err());
        assert!(page.edit("d", 2..5, &[edit(2..4, ""), edit(3..5, "")]).is_err());
    }
}
