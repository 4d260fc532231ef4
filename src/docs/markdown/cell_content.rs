//! What the cell of a table holds beside a call: a document with a status at most, words, or nothing.

use super::block::{Cell, Table};
use super::cell_markup::without_markup;
use super::table_call::CellContent;
use crate::docs::wording::{self, Topic};
use crate::http::{reason_phrases, status};
use crate::json;
use crate::json::{Repair, RepairKind};

/// What a cell holds, with its markup blanked out, so that what is shown stays where it is.
pub(super) fn content(page: &str, table: &Table, cell: &Cell) -> CellContent {
    let shown = table.bare(cell);
    let is_mark = |c: char| matches!(c, '-' | '\u{2013}' | '\u{2014}' | '/') || c.is_whitespace();
    if shown.chars().all(is_mark) || wording::is(Topic::EmptyBody, &shown) {
        return CellContent::Nothing;
    }
    // The brackets of a link are not shown.
    let Some(source) = without_markup(source(page, cell)).filter(|_| shown.contains(json::OPENING)) else {
        return CellContent::Other;
    };
    let Some(start) = source.find(json::OPENING) else { return CellContent::Other };
    let (before, text) = (&source[..start], source[start..].trim_end());
    let is_type = |repair: &Repair| repair.kind == RepairKind::Placeholder;
    let (shown, behind) = match json::read(text) {
        Ok(document) if !document.repairs.iter().any(is_type) => text.split_at(document.root.end),
        // Only brackets are missing at its end: that is reported.
        Err(error) if error.at >= text.len() && text.ends_with(json::CLOSING) => (text, ""),
        _ => return CellContent::Other,
    };
    match status_beside(before, behind) {
        Beside::Nothing => CellContent::Document(shown.to_owned(), cell.at + start, None),
        Beside::Status(code) => CellContent::Document(shown.to_owned(), cell.at + start, Some(code)),
        Beside::Other => CellContent::Other,
    }
}

/// What is in a cell before or behind a document.
enum Beside {
    Nothing,
    Status(u16),
    Other,
}

/// Reads what is before and behind a document.
fn status_beside(before: &str, behind: &str) -> Beside {
    let is_edge = |c: char| !c.is_alphanumeric();
    let (before, behind) = (before.trim(), behind.trim());
    let names_code = wording::words(behind).any(|word| status::code(word).is_some());
    let behind = if behind.starts_with('#') && !names_code { "" } else { behind };
    let beside = match (before, behind) {
        ("", "") => return Beside::Nothing,
        ("", only) | (only, "") => only,
        _ => return Beside::Other,
    };
    // The target of a link.
    if beside.contains("](") || behind.starts_with("(#") {
        return Beside::Other;
    }
    let Some(code) = only_code(beside) else { return Beside::Other };
    let Some((left, right)) = beside.split_once(&code.to_string()) else { return Beside::Other };
    let (left, right) = (left.trim_matches(is_edge), right.trim_matches(is_edge));
    let is_label = |text: &str| text.is_empty() || wording::is(Topic::CodeLabel, text);
    let is_phrase = right.is_empty() || reason_phrases::codes_of(right).contains(&code);
    if is_label(left) && is_phrase { Beside::Status(code) } else { Beside::Other }
}

/// The one status code that a text names.
pub(super) fn only_code(text: &str) -> Option<u16> {
    let mut codes = wording::words(text).filter_map(status::code);
    codes.next().filter(|_| codes.next().is_none())
}

/// The source of a cell: up to the bar or the tag that ends it.
fn source<'p>(page: &'p str, cell: &Cell) -> &'p str {
    if page[..cell.at].ends_with('>') {
        return in_element(&page[cell.at..]);
    }
    let line = page.get(cell.at..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let mut bars = line.match_indices('|').map(|(at, _)| at);
    let end = bars.find(|&at| at > 0 && !line[..at].ends_with('\\'));
    &line[..end.unwrap_or(line.len())]
}

/// What is in the element of a cell in HTML.
fn in_element(text: &str) -> &str {
    const ENDS: [&str; 6] = ["</td", "</th", "<td", "<th", "</tr", "<tr"];
    let is_end = |at: &usize| {
        let tag = text.as_bytes().get(*at..).unwrap_or_default();
        ENDS.iter().any(|end| tag.get(..end.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(end.as_bytes())))
    };
    let end = memchr::memchr_iter(b'<', text.as_bytes()).find(is_end);
    &text[..end.unwrap_or_default()]
}
