//! The part of a page that is about one request and its response.

use std::ops::Range;

use crate::contract::documented_media_type;
use crate::docs::outline::page_context::PageContext;
use crate::docs::outline::sections::Sections;
use crate::docs::{DocResponse, Example};
use crate::json::{Node, Value};

/// The page offset of a request.
pub(super) fn request_offset(page: &PageContext<'_>, example: &Example) -> usize {
    page.lines.start(example.request.url_place.line)
}

/// The body of a response as a tree, if it is JSON.
pub(super) fn root(response: &DocResponse) -> Option<&Node> {
    let body = response.body.as_ref()?;
    let layout = body.json_layout(documented_media_type(&response.headers).as_ref())?;
    body.read_as(layout).ok().map(|document| &document.root)
}

/// Whether a document is an object with members, or has one.
pub(super) fn has_object(root: &Node) -> bool {
    match &root.value {
        Value::Object { members, .. } => !members.is_empty(),
        Value::Array { items, .. } => items.iter().any(has_object),
        _ => false,
    }
}

/// The part of the page about the request at `at`: the widest section around it that has no other request; else from the
/// request to the next one.
pub(super) fn part_about(
    page: &PageContext<'_>,
    sections: &Sections<'_>,
    at: usize,
    requests: &[usize],
) -> Range<usize> {
    let end_of_page = page.text().len();
    let before = |offset: usize| requests.partition_point(|&request| request < offset);
    let only = |section: &Range<usize>| before(section.end) - before(section.start) == 1;
    let above = sections.above(at);
    let around = std::iter::once(0..end_of_page).chain(above.iter().map(|&heading| sections.range(heading)));
    around.into_iter().find(only).unwrap_or_else(|| {
        let next = requests.get(before(at + 1)).copied().unwrap_or(end_of_page);
        let section = above.last().map_or(end_of_page, |&heading| sections.range(heading).end);
        at..next.min(section)
    })
}
