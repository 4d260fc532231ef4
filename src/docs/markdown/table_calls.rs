//! Tables with one call in a row, whose cells hold what is sent and what is received: columns for the method, the URL, the
//! request and the response.

use super::block::{Cell, Table};
use super::route_parts::is_url;
use super::table_route::is_relative;
use crate::docs::wording::{self, LabelKind, Topic};
use crate::http::method::method;
use crate::http::status;
use crate::json;
use crate::json::{Repair, RepairKind};

/// The row of a table that shows a call.
pub(crate) struct TableCall {
    pub(crate) method: &'static str,
    pub(crate) url: String,
    /// Page offset of the URL.
    pub(crate) url_at: usize,
    pub(crate) sent: CellContent,
    pub(crate) received: CellContent,
    /// The status that a cell of its own or the head of the response's column names, and its page offset.
    pub(crate) status: Option<(u16, usize)>,
}

/// What a cell holds.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum CellContent {
    Nothing,
    /// A document of JSON in one line, and its page offset.
    Document(String, usize),
    /// Words, types, several documents.
    Other,
}

/// The columns of such a table, by their numbers.
struct Columns {
    method: usize,
    url: usize,
    request: Option<usize>,
    response: usize,
    code: Option<usize>,
}

/// The calls of a table, where the cell of at least one row shows its response as a document.
pub(crate) fn calls(page: &str, table: &Table) -> Vec<TableCall> {
    let Some(columns) = Columns::of(table) else { return Vec::new() };
    let calls: Vec<_> = table.rows.iter().filter_map(|row| columns.call(page, table, row)).collect();
    let shows_response = calls.iter().any(|call| matches!(call.received, CellContent::Document(..)));
    if shows_response { calls } else { Vec::new() }
}

impl Columns {
    fn of(table: &Table) -> Option<Self> {
        let only = |is: &dyn Fn(&str) -> bool| {
            let mut found = (0..table.head.len()).filter(|&at| is(&table.bare(&table.head[at])));
            found.next().filter(|_| found.next().is_none())
        };
        let is_part = |label: &str, kinds: &[LabelKind]| {
            kinds.contains(&LabelKind::of(label)) && !wording::mentions(Topic::Failure, label)
        };
        let names_failure = |label: &str| wording::words(label).any(|word| status::error_code(word).is_some());
        let method = only(&|label| wording::is(Topic::MethodLabel, label))?;
        let url = only(&|label| wording::is(Topic::UrlLabel, label)).filter(|url| *url != method)?;
        let is_route = |at: usize| at == method || at == url;
        let response = only(&|label| is_part(label, &[LabelKind::Response]) && !names_failure(label))?;
        let request = only(&|label| is_part(label, &[LabelKind::Request, LabelKind::RequestBody]));
        let code = only(&|label| wording::is(Topic::CodeLabel, label));
        let code = code.filter(|code| *code != response);
        (!is_route(response)).then_some(Self {
            method,
            url,
            request: request.filter(|at| !is_route(*at)),
            response,
            code,
        })
    }

    fn call(&self, page: &str, table: &Table, row: &[Cell]) -> Option<TableCall> {
        let cell = |at: usize| row.get(at);
        let verb = method(&table.bare(cell(self.method)?))?;
        let url_cell = cell(self.url)?;
        let url = table.bare(url_cell).into_owned();
        if !is_url(&url) && !is_relative(&url) {
            return None;
        }
        let into = page.get(url_cell.at..)?.lines().next()?.find(url.as_str()).unwrap_or_default();
        let content = |at: usize| cell(at).map_or(CellContent::Nothing, |cell| content(page, table, cell));
        let code_in = |cell: &Cell| {
            let shown = table.bare(cell);
            let mut codes = wording::words(&shown).filter_map(status::code);
            let only = codes.next().filter(|_| codes.next().is_none())?;
            Some((only, cell.at + page.get(cell.at..)?.find(&only.to_string())?))
        };
        let own = self.code.and_then(cell).and_then(code_in);
        Some(TableCall {
            method: verb,
            url,
            url_at: url_cell.at + into,
            sent: self.request.map_or(CellContent::Nothing, content),
            received: content(self.response),
            status: own.or_else(|| code_in(&table.head[self.response])),
        })
    }
}

/// What a cell holds, with its markup blanked out, so that each byte stays where it is.
fn content(page: &str, table: &Table, cell: &Cell) -> CellContent {
    let shown = table.bare(cell);
    let is_mark = |c: char| matches!(c, '-' | '\u{2013}' | '\u{2014}' | '/') || c.is_whitespace();
    if shown.chars().all(is_mark) || wording::is(Topic::EmptyBody, &shown) {
        return CellContent::Nothing;
    }
    let source = without_markup(source(page, cell));
    let text = source.trim();
    let at = cell.at + source.len() - source.trim_start().len();
    if !text.starts_with(json::OPENING) {
        return CellContent::Other;
    }
    let is_type = |repair: &Repair| repair.kind == RepairKind::Placeholder;
    let shown = match json::read(text) {
        Ok(document) if document.repairs.iter().any(is_type) => None,
        // Words may be behind it, but no second document.
        Ok(document) => {
            let (shown, behind) = text.split_at(document.root.end);
            Some(shown).filter(|_| !behind.contains(json::OPENING))
        }
        // Only brackets are missing at its end: that is reported.
        Err(error) => Some(text).filter(|text| error.at >= text.len() && text.ends_with(json::CLOSING)),
    };
    shown.map_or(CellContent::Other, |shown| CellContent::Document(shown.to_owned(), at))
}

/// The source of a cell: up to the bar that ends it.
fn source<'p>(page: &'p str, cell: &Cell) -> &'p str {
    let line = page.get(cell.at..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let mut bars = line.match_indices('|').map(|(at, _)| at);
    let end = bars.find(|&at| at > 0 && !line[..at].ends_with('\\'));
    &line[..end.unwrap_or(line.len())]
}

/// A text with blanks in the place of elements of HTML, code marks and entities for blanks, as far as they are not in a string.
fn without_markup(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut in_string, mut at) = (false, 0);
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let length = if in_string { 0 } else { markup(rest) };
        if length > 0 {
            out.extend(std::iter::repeat_n(' ', length));
            at += length;
            continue;
        }
        let escaped = out.ends_with('\\') && !out.ends_with("\\\\");
        in_string ^= c == '"' && !(in_string && escaped);
        out.push(c);
        at += c.len_utf8();
    }
    out
}

/// The length of the markup that a text begins with.
fn markup(text: &str) -> usize {
    const ELEMENTS: [&str; 5] = ["br", "pre", "code", "p", "div"];
    const BLANKS: [&str; 4] = ["&nbsp;", "&emsp;", "&ensp;", "&#160;"];
    if let Some(blank) = BLANKS.iter().find(|blank| text.starts_with(**blank)) {
        return blank.len();
    }
    if text.starts_with('`') {
        return 1;
    }
    let Some((tag, _)) = text.strip_prefix('<').and_then(|rest| rest.split_once('>')) else { return 0 };
    let name = tag.trim_matches('/').split(char::is_whitespace).next().unwrap_or_default();
    if ELEMENTS.iter().any(|known| known.eq_ignore_ascii_case(name)) { tag.len() + 2 } else { 0 }
}
