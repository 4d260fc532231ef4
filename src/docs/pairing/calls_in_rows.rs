//! The rows of tables that each show a call -> examples.

use crate::contract::{Dialect, DocumentedBody, ResponseFacts};
use crate::directive::Role;
use crate::docs::markdown::method_in_text::method_in_words;
use crate::docs::markdown::table_call::{CellContent, TableCall, TableRow};
use crate::docs::messages::error_body;
use crate::docs::outline::outline::PlacedTable;
use crate::docs::outline::page_context::PageContext;
use crate::docs::wording::{self, Topic};
use crate::docs::{DocRequest, DocResponse, Example};
use crate::http::method::sends_content;
use crate::http::{StatusSet, never_has_body, status};
use crate::text::{Position, SourceText};

/// The rows of all tables of a page that show a call, by the place of its URL: the example, or why it is none.
pub(crate) fn examples(page: &PageContext<'_>) -> Vec<(Position, Result<Example, &'static str>)> {
    let read = |placed: &PlacedTable| {
        let read = |row: &TableRow| match row {
            Ok(call) => (page.place(call.url_at), example(page, placed, call)),
            Err(at) => (page.place(*at), Err("its cells do not name one method and one URL")),
        };
        placed.table.calls.iter().map(read).collect::<Vec<_>>()
    };
    page.outline.all_tables().flat_map(read).collect()
}

/// The example that a row shows, or why it is none.
fn example(page: &PageContext<'_>, placed: &PlacedTable, call: &TableCall) -> Result<Example, &'static str> {
    if placed.directives.iter().any(|(directive, _)| directive.role == Some(Role::None)) {
        return Err("a directive says that it is not an example");
    }
    if placed.headings.iter().any(|heading| wording::mentions(Topic::IncomingCall, &heading.text)) {
        return Err("a heading says that the service makes its call");
    }
    let names_other = |method: &str| method != call.method;
    if placed.table.calls.len() == 1 && method_in_words(placed.heading()).is_some_and(names_other) {
        return Err("its heading names another method");
    }
    let response = response(page, call)?;
    if own_status(call).is_none() && is_about_errors(page, placed) {
        return Err("the words above its table are about errors, and the row names no status");
    }
    let place = page.place(call.url_at);
    let body = sent(page, call)?;
    Ok(Example {
        page: page.path().to_owned(),
        name: None,
        dialect: Dialect::Http,
        directives: placed.directives.clone(),
        headings: placed.headings.iter().map(|heading| heading.text.to_string()).collect(),
        request: DocRequest { body, ..DocRequest::of_route(place.line, call.method, call.url.clone(), place) },
        response,
    })
}

/// The body of the request.
fn sent(page: &PageContext<'_>, call: &TableCall) -> Result<Option<DocumentedBody>, &'static str> {
    let sent = match &call.sent {
        CellContent::Nothing => return Ok(None),
        CellContent::Document(_, _, Some(_)) => return Err("its cell for the request names a status"),
        CellContent::Document(shown, at, None) => body(page, shown, *at),
        CellContent::Other => return Err("its cell for the request says in words what is sent"),
    };
    match sent.root() {
        _ if sends_content(call.method) => Ok(Some(sent)),
        // `{ }` stands for no body where none is sent.
        Some(root) if root.members().is_some_and(<[_]>::is_empty) => Ok(None),
        _ => Err("its cell for the request holds a document that requests of its method do not send as a body"),
    }
}

fn response(page: &PageContext<'_>, call: &TableCall) -> Result<DocResponse, &'static str> {
    let body = match &call.received {
        CellContent::Document(_, _, Some(beside)) if call.status.is_some_and(|(code, _)| code != *beside) => {
            return Err("its cell for the response names another status than its row");
        }
        CellContent::Document(shown, at, _) => Some(body(page, shown, *at)),
        CellContent::Nothing if call.status.is_some() => None,
        _ => return Err("its cell for the response contains no JSON document, or more than one"),
    };
    let place = page.place(call.url_at);
    let line = body.as_ref().map_or(place.line, |body| body.start().line);
    let class = || body.as_ref().and_then(DocumentedBody::root).and_then(error_body::error_class);
    let status = own_status(call).map_or_else(|| StatusSet::class(class().unwrap_or(2)), StatusSet::code);
    let shown_at = call.status.map(|(_, at)| page.place(at)).or_else(|| body.as_ref().map(DocumentedBody::start));
    Ok(DocResponse {
        line,
        status_only: body.is_none() && !status.only().is_some_and(never_has_body),
        status,
        status_place: shown_at.unwrap_or(place),
        headers: Vec::new(),
        body,
        fields: Vec::new(),
        facts: ResponseFacts::default(),
    })
}

/// The status that a row names.
fn own_status(call: &TableCall) -> Option<u16> {
    match call.received {
        CellContent::Document(_, _, Some(beside)) => Some(beside),
        _ => call.status.map(|(code, _)| code),
    }
}

/// Whether a heading above a table, or the paragraph right above it, is about errors.
fn is_about_errors(page: &PageContext<'_>, placed: &PlacedTable) -> bool {
    let above = page.text().get(..placed.at).unwrap_or_default().trim_end();
    let paragraph = above.rsplit("\n\n").next().unwrap_or_default();
    placed.headings.iter().any(|heading| wording::mentions(Topic::Failure, &heading.text))
        || wording::words(paragraph).any(|word| status::error_code(word).is_some())
}

/// A document in a cell, at a page offset.
fn body(page: &PageContext<'_>, shown: &str, at: usize) -> DocumentedBody {
    let place = page.place(at);
    SourceText::new(shown, place.line, &[place.column, 1]).into()
}
