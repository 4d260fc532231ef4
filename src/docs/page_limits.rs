//! How much of one page is read. What applies to every example of a page, and what is shown for several examples, multiplies:
//! no page written for readers comes near these limits.

use super::{Example, PageDocs};
use crate::finding::{Finding, rules};
use crate::text::Position;

/// How many scopes and header rows apply to every example, and how many directives.
const MOST_SHARED: usize = 100;

/// How many header fields a response may show: the HTTP client takes a hundred, with those that servers add of their own.
const MOST_FIELDS: usize = 90;

/// How many times the text of the page the examples may show together, as one request is shown for each response to it.
const MOST_TIMES: usize = 64;
/// This many bytes are always allowed.
const ALWAYS: usize = 1 << 20;

/// Removes what exceeds the limits, with a finding for each. `length`: that of the page.
pub(super) fn apply(path: &str, length: usize, docs: &mut PageDocs, findings: &mut Vec<Finding>) {
    let top = Position::new(1, 1);
    let mut report = |place: Position, what: String| {
        let finding = Finding::docs(&rules::docs::PAGE_LIMIT, path, place, what);
        findings.push(finding.help(rules::docs::PAGE_LIMIT.fix));
    };
    let beyond_headers = docs.headers.get(MOST_SHARED).map_or(top, |row| row.place);
    let beyond_directives = docs.directives.get(MOST_SHARED).map_or(top, |(_, location)| location.place);
    for (place, count, what) in [
        (top, docs.permissions.len(), "permissions"),
        (beyond_headers, docs.headers.len(), "rows of request headers"),
        (beyond_directives, docs.directives.len(), "directives that apply to all of it"),
    ] {
        if count > MOST_SHARED {
            report(place, format!("this page has {count} {what}: the first {MOST_SHARED} are read"));
        }
    }
    docs.permissions.truncate(MOST_SHARED);
    docs.headers.truncate(MOST_SHARED);
    docs.directives.truncate(MOST_SHARED);
    for response in docs.examples.iter_mut().chain(&mut docs.steps).map(|example| &mut example.response) {
        if let Some(first) = response.headers.get(MOST_FIELDS) {
            let count = response.headers.len();
            report(first.place, format!("this response has {count} header fields: the first {MOST_FIELDS} are read"));
            response.headers.truncate(MOST_FIELDS);
        }
    }
    let most = length.saturating_mul(MOST_TIMES).max(ALWAYS);
    let mut shown = 0;
    let kept = docs.examples.iter().take_while(|example| {
        shown += size(example);
        shown <= most
    });
    let kept = kept.count();
    if let Some(first) = docs.examples.get(kept) {
        let (count, place) = (docs.examples.len(), Position::new(first.response.line, 1));
        report(
            place,
            format!("the {count} examples of this page show {MOST_TIMES} times what it has: {kept} of them are read"),
        );
        docs.examples.truncate(kept);
    }
}

/// The bytes that an example shows.
fn size(example: &Example) -> usize {
    let (request, response) = (&example.request, &example.response);
    let fields = request.headers.iter().chain(&response.headers).map(|field| field.name.len() + field.value.len() + 8);
    let bodies = [&request.body, &response.body].into_iter().flatten().map(|body| body.text().len());
    request.url.len() + fields.chain(bodies).sum::<usize>()
}
