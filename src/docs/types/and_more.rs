//! Lists of values that the page does not end: "`a`, `b`, etc."

use crate::docs::wording::{self, Topic};

/// Whether the words after the last value of a list say that there are others: "`a`, `b`, etc."
pub(super) fn goes_on(after: &str) -> bool {
    let marks = [' ', ',', ';', '(', '\u{3001}', '\u{ff0c}', '\u{ff08}'];
    let remark = after.trim_start().strip_prefix('(').and_then(|rest| rest.split_once(')'));
    [Some(after), remark.map(|(_, rest)| rest)].into_iter().flatten().any(|after| {
        let shown = after.trim_start_matches(marks);
        shown.starts_with(['\u{2026}', '\u{22ef}'])
            || shown.starts_with("...")
            || wording::begins(Topic::AndMore, shown).is_some()
    })
}
