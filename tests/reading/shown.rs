//! What a page that is read shows, in a line for each example and finding.

use doctrial::internals::contract::{Dialect, DocumentedBody};
use doctrial::internals::docs::read_page;
use doctrial::internals::text::Page;

/// `line METHOD url (first line of the body) -> status at line` of each example.
pub(super) fn cases(text: &str) -> Vec<String> {
    let page = Page { path: "p.md".to_owned(), text: text.to_owned() };
    let read = read_page(&page, &Dialect::ALL);
    let mut shown: Vec<_> = read.examples.iter().map(|it| (it.request.line, it.response.line, it)).collect();
    shown.sort_by_key(|(request, response, _)| (*request, *response));
    let first = |body: &DocumentedBody| format!(" ({})", body.text().trim().lines().next().unwrap_or_default());
    let line = |(at, to, it): &(u32, u32, &doctrial::internals::docs::Example)| {
        let sent = it.request.body.as_ref().map_or_else(String::new, first);
        format!("{at} {} {}{sent} -> {} at {to}", it.request.method, it.request.url, it.response.status)
    };
    shown.iter().map(line).collect()
}

/// The rules of the findings of a page, each with its line.
pub(super) fn findings(text: &str) -> Vec<String> {
    let read = read_page(&Page { path: "p.md".to_owned(), text: text.to_owned() }, &Dialect::ALL);
    read.findings.iter().map(|it| format!("{} {}", it.rule.code, it.location.place.line)).collect()
}

/// The bodies of the responses of a page.
pub(super) fn bodies(text: &str) -> Vec<String> {
    let read = read_page(&Page { path: "p.md".to_owned(), text: text.to_owned() }, &Dialect::ALL);
    read.examples.iter().filter_map(|it| it.response.body.as_ref()).map(|body| body.text().to_owned()).collect()
}

/// The header fields of the responses of a page, by name.
pub(super) fn fields(text: &str) -> Vec<String> {
    let read = read_page(&Page { path: "p.md".to_owned(), text: text.to_owned() }, &Dialect::ALL);
    read.examples.iter().flat_map(|it| &it.response.headers).map(|field| field.name.clone()).collect()
}
