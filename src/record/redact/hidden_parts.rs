//! Parts of a text that are hidden: merged where they overlap, and replaced.

use std::borrow::Cow;
use std::ops::Range;

use crate::text::first_bytes;

/// Parts in order, none of which overlap.
pub(super) fn merged(mut parts: Vec<Range<usize>>) -> Vec<Range<usize>> {
    parts.sort_unstable_by_key(|part| (part.start, part.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(parts.len());
    for part in parts {
        match merged.last_mut().filter(|last| part.start < last.end) {
            Some(last) => last.end = last.end.max(part.end),
            None => merged.push(part),
        }
    }
    merged
}

pub(super) fn replace<'a>(
    text: &'a str,
    parts: Vec<Range<usize>>,
    instead: impl Fn(&'a str) -> Cow<'static, str>,
) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for part in parts {
        out.push_str(&text[at..part.start]);
        out.push_str(&instead(&text[part.clone()]));
        at = part.end;
    }
    out.push_str(&text[at..]);
    out
}

/// The first bytes of a text, and whether there are more.
pub(super) fn cut(text: &str, limit: usize) -> (&str, bool) {
    let first = first_bytes(text, limit);
    (first, first.len() < text.len())
}
