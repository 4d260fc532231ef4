//! The part of a page that is about one call.

use std::ops::Range;

use super::general_section::is_other_call;
use crate::docs::outline::open_fences::OpenFences;

/// How many fences above and below a request are looked at: no section of a call reaches further.
pub(super) const MOST: usize = 20;

/// The largest section around a request that shows no other call, in bytes: the whole page where that shows none.
pub(crate) fn section_of_call(open: &OpenFences<'_>, request: usize) -> Option<Range<usize>> {
    let page = open.page;
    let first = request.saturating_sub(MOST);
    let end = open.count().min(request + 1 + MOST);
    let above = (first..request).rev().find(|&at| is_other_call(open, request, at)).or(first.checked_sub(1));
    let below = (request + 1..end).find(|&at| is_other_call(open, request, at));
    let below = below.or_else(|| (end < open.count()).then_some(end));
    let from = above.map_or(0, |above| page.fence(above).range.end);
    let to = below.map_or(page.text().len(), |below| page.fence(below).range.start);
    if above.is_none() && below.is_none() {
        return Some(0..to);
    }
    page.fence(request).headings.iter().filter(|heading| heading.offset >= from).find_map(|heading| {
        let mut inner = page.outline.headings_between(heading.offset, to).iter();
        let next = inner.find(|next| next.level <= heading.level).map(|next| next.offset);
        let end = next.or_else(|| below.is_none().then_some(to))?;
        Some(heading.offset..end)
    })
}
