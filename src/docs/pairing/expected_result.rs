//! What a page of tests expects of a request: "**Expected result**:", and below it "Status: `401 Unauthorized`". There a failure is
//! what the request is for.

use std::ops::Range;

use super::status_codes::status_codes;
use crate::docs::outline::page_context::PageContext;
use crate::docs::wording::{self, Topic, begins_with_status};
use crate::text::{COLONS, Position};

/// The one status that a part of a page expects, below a label that says so or behind it.
pub(super) fn expected_status(page: &PageContext<'_>, words: Range<usize>) -> Option<(u16, Position)> {
    let mut found = None;
    let mut at = words.start;
    let mut is_expected = false;
    for line in page.text().get(words)?.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let shown = line.trim();
        if shown.is_empty() || page.is_in_fence(start + line.len() - line.trim_start().len()) {
            continue;
        }
        let label = label_end(shown);
        is_expected = label.is_some() || is_expected && is_item(shown);
        let Some((code, into)) = stated(shown, label.unwrap_or_default()).filter(|_| is_expected) else { continue };
        let indent = line.len() - line.trim_start().len();
        if found.replace((code, start + indent + into)).is_some() {
            return None;
        }
    }
    found.map(|(code, at)| (code, page.place(at)))
}

/// Where the label of what is expected ends: "**Expected**: `404`".
fn label_end(line: &str) -> Option<usize> {
    let end = line.find(COLONS).unwrap_or(line.len());
    let label = line[..end].trim_matches(|c: char| !c.is_alphabetic());
    let is_label = line.len() > end || line.ends_with('*') || line.starts_with('#');
    (is_label && wording::is(Topic::ExpectedResult, label)).then_some(end)
}

/// Whether a line is an item of a list.
fn is_item(line: &str) -> bool {
    let numbered = line.trim_start_matches(|c: char| c.is_ascii_digit());
    line.starts_with(['-', '*', '+', '\u{2022}']) || numbered.len() < line.len() && numbered.starts_with(['.', ')'])
}

/// The one status that a line states from an offset on, with its own: behind the label of a status or a mark, and nothing said of it
/// but a reason.
fn stated(line: &str, from: usize) -> Option<(u16, usize)> {
    let [(code, at)] = status_codes(line)[..] else { return None };
    let label = line.get(from..at)?.trim_matches(|c: char| !c.is_alphabetic());
    let is_label = label.is_empty()
        || [Topic::CodeLabel, Topic::StatusName, Topic::Response].iter().any(|&topic| wording::is(topic, label));
    (is_label && begins_with_status(&line[at..])).then_some((code, at))
}
