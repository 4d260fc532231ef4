//! Tables of responses: a row for each, with its status, media type and body.

use std::ops::Range;

use super::unshown_response::PromisedResponse;
use crate::contract::Field;
use crate::docs::markdown::block::{Cell, Table};
use crate::docs::outline::open_fences::OpenFences;
use crate::docs::outline::outline::PlacedTable;
use crate::docs::outline::page_context::PageContext;
use crate::docs::outline::role::Role;
use crate::docs::wording::{self, Topic};
use crate::http::MediaType;
use crate::http::status::{self, is_success};
use crate::json;
use crate::text::SourceText;

/// The one success of a table of responses that is about a request, where it has a media type.
pub(super) fn promised(open: &OpenFences<'_>, request: usize) -> Option<PromisedResponse> {
    let page = open.page;
    if page.outline.tables.is_empty() {
        return None;
    }
    let about = about(open, request);
    let (from, to) = (page.place(about.start), page.place(about.end));
    let first = page.outline.tables.partition_point(|table| table.place < from);
    let mut near = page.outline.tables[first..].iter().take_while(|table| table.place < to);
    let of_responses = |placed: &&PlacedTable| is_of_responses(&placed.table);
    near.by_ref().filter(of_responses).find_map(|placed| success(page, &placed.table)).or_else(|| {
        // The table that names the route begins above it.
        let around = page.outline.tables[first.saturating_sub(1)..].iter().take_while(|table| table.place < to);
        let of_route = |placed: &&PlacedTable| names_route(&placed.table);
        around.filter(of_route).find_map(|placed| in_route_table(page, &placed.table, about.start))
    })
}

/// Whether a table has columns for the method and the path of a route.
fn names_route(table: &Table) -> bool {
    let has = |topic| table.head.iter().any(|cell| wording::is(topic, &table.bare(cell)));
    table.head.len() > 2 && has(Topic::MethodLabel) && has(Topic::UrlLabel)
}

/// The success that the row of a route promises: `204 (empty body)`, `200 application/json`. `from`: where the part of the page
/// about the route begins.
fn in_route_table(page: &PageContext<'_>, table: &Table, from: usize) -> Option<PromisedResponse> {
    let [row] = table.rows.as_slice() else { return None };
    let last = row.last().filter(|last| last.at >= from)?;
    let shown = table.bare(last);
    let status = status::code(shown.get(..3)?).filter(|status| is_success(*status))?;
    let rest = shown[3..].trim();
    let named = rest.is_empty() || rest.starts_with('(') || MediaType::parse(rest).is_some() || rest.contains(' ');
    let into = page.text().get(last.at..)?.find(&shown[..3])?;
    let place = page.place(last.at + into);
    named.then_some(PromisedResponse { status, place, content_type: None, body: None })
}

/// How many commands without a response may be between a route and a command.
const MOST: usize = 4;

/// The part of the page about the operation of a request: from the route above it that leads, to the next request.
fn about(open: &OpenFences<'_>, request: usize) -> Range<usize> {
    let page = open.page;
    let asks = |at: usize| {
        let role = &page.fence(at).role;
        role.is_request_like() || role.holds_commands() || role.is_leading_route()
    };
    let command = page.fence(request).role.holds_commands();
    let asking = (0..request).rev().filter(|&at| asks(at)).take(MOST);
    let is_command = |at: &usize| page.fence(*at).role.holds_commands();
    let above = asking.filter(|_| command).find(|at| !is_command(at));
    let start = above.map_or(page.fence(request).range.start, |above| match &page.fence(above).role {
        Role::NamedRoute { .. } => page.fence(above).range.start,
        _ => page.fence(above).range.end,
    });
    let end = (request + 1..open.count()).find(|&at| asks(at)).map(|next| page.fence(next).range.start);
    start..end.unwrap_or(page.text().len()).max(start)
}

fn is_of_responses(table: &Table) -> bool {
    table.head.len() > 2 && table.head.first().is_some_and(|cell| wording::mentions(Topic::Code, table.text(cell)))
}

/// The row of the one success.
fn success(page: &PageContext<'_>, table: &Table) -> Option<PromisedResponse> {
    let code =
        |row: &[Cell]| -> Option<u16> { status::code(&table.bare(row.first()?)).filter(|code| is_success(*code)) };
    let mut rows = table.rows.iter().filter_map(|row| Some((code(row)?, row)));
    let ((status, row), None) = (rows.next()?, rows.next()) else { return None };
    let content_type = row[1..].iter().find_map(|cell| media_type(page, table, cell))?;
    let body = row[1..].iter().find_map(|cell| document(page, cell)).map(Into::into);
    Some(PromisedResponse { status, place: page.place(row[0].at), content_type: Some(content_type), body })
}

fn media_type(page: &PageContext<'_>, table: &Table, cell: &Cell) -> Option<Field> {
    let value = table.bare(cell);
    MediaType::parse(&value).filter(|_| value.contains('/') && !value.starts_with('/'))?;
    Some(Field { name: "Content-Type".to_owned(), value: value.into_owned(), place: page.place(cell.at) })
}

/// The JSON document that a cell consists of.
fn document(page: &PageContext<'_>, cell: &Cell) -> Option<SourceText> {
    let row = page.text().get(cell.at..)?.lines().next()?;
    let open = row.len() - row.trim_start_matches(['|', ' ', '`']).len();
    let shown = row[open..].split('|').next()?.trim_end_matches([' ', '`']);
    let is_document = shown.starts_with(json::OPENING) && json::read(shown).is_ok();
    let place = page.place(cell.at + open);
    is_document.then(|| SourceText::new(shown, place.line, &[place.column]))
}
