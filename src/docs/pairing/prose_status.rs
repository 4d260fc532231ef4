//! The status codes that the prose of a section names. Which of them a response has is decided in `promised_status.rs`.

use std::ops::Range;

use super::html_cell;
use super::status_codes::{has_reason, status_codes};
use crate::docs::outline::page_context::PageContext;
use crate::docs::wording::{self, Topic, begins_with_status};
use crate::notation::type_word::is_name_of_json_scalar;
use crate::text::{COLONS, line_start};

/// Each code that the prose of a section calls a status, with its page offset.
pub(super) fn in_prose(page: &PageContext<'_>, section: Range<usize>) -> Vec<(u16, usize)> {
    let (mut all, mut at, mut listed) = (Vec::new(), section.start, false);
    // Below a label of statuses: whether rows of tables are some, too.
    let mut headed = None;
    let mut label = "";
    for line in page.text().get(section).unwrap_or_default().split_inclusive('\n') {
        let start = at;
        at += line.len();
        // A fence may be indented.
        if page.is_in_fence(start + line.len() - line.trim_start_matches([' ', '\t']).len()) {
            continue;
        }
        if line.trim_start().starts_with("<t") {
            let code = html_cell::code(line, label).map(|(code, into)| (code, start + into));
            all.extend(code);
            label = line;
            continue;
        }
        let begins_list = wording::mentions(Topic::StatusList, line) && wording::mentions(Topic::Code, line);
        if !begins_list && line.starts_with('#') {
            listed = false;
        }
        listed |= begins_list;
        if is_title(line) {
            headed = heads_statuses(line);
        }
        if listed
            || headed.is_some_and(|rows| begins_with_code(line) && (rows || !line.trim_start().starts_with('|')))
            || wording::mentions(Topic::StatusLine, line)
            || is_status_line(line)
            || begins_line(line)
            || ends_label(line)
        {
            let codes = if line.trim_start().starts_with('|') { codes_of_row(line) } else { status_codes(line) };
            let promised = codes.into_iter().filter(|(_, into)| !is_sample(line, *into));
            all.extend(promised.map(|(code, into)| (code, start + into)));
        }
    }
    all.sort_unstable();
    all
}

/// Whether a line is a heading, or all in bold.
fn is_title(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('#') || line.starts_with("**") && line.trim_end_matches(COLONS).ends_with("**")
}

/// Whether a title announces statuses and nothing else ("Response status"); `Some(false)`: it says only "Status", and a table below it
/// may show other values.
fn heads_statuses(title: &str) -> Option<bool> {
    let label = title.trim_matches(|c: char| !c.is_alphanumeric());
    let says_whose = || {
        [Topic::Response, Topic::Code].iter().any(|topic| wording::mentions(*topic, label)) || label.contains("HTTP")
    };
    wording::is_worded(Topic::CodeLabel, label).then(says_whose)
}

/// Whether a line, an item of a list or a row begins with a status code.
fn begins_with_code(line: &str) -> bool {
    let shown = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    shown.starts_with(|c: char| c.is_ascii_digit()) && begins_with_status(shown)
}

/// Whether a code in a line is an example of a value: `Example: "accepted" for code 202`.
fn is_sample(line: &str, at: usize) -> bool {
    !has_reason(&line[at + 3..])
        && wording::mentions(Topic::Example, &line[..at])
        && !wording::mentions(Topic::Response, line)
        && !wording::mentions(Topic::Request, line)
}

/// The length of the list of status codes that a text below a response begins with: its label, and its items or rows.
pub(super) fn status_list_below(text: &str) -> usize {
    let (mut end, mut labelled) = (0, false);
    for line in text.split_inclusive('\n') {
        let shown = line.trim_start_matches([' ', '\t', '>']).trim_end();
        let is_row = shown.starts_with(['-', '*', '+', '|']) && !shown.starts_with("**");
        let begins = |shown: &str| {
            let label = shown.trim_matches(|c: char| !c.is_alphanumeric());
            wording::is_worded(Topic::CodeLabel, label)
                || shown.starts_with("**")
                    && wording::mentions(Topic::StatusList, shown)
                    && wording::mentions(Topic::Code, shown)
        };
        let goes_on = shown.is_empty()
            || labelled && (is_row || line.starts_with([' ', '\t']))
            || is_row && begins_with_status(shown.trim_start_matches(|c: char| !c.is_alphanumeric()));
        let begins = !goes_on && !labelled && begins(shown);
        if !goes_on && !begins {
            break;
        }
        labelled |= begins || is_row;
        end += line.len();
    }
    if labelled { end } else { 0 }
}

/// Whether a line is a status and its reason phrase, a mark before it at most: `- **200** *OK*`.
fn is_status_line(line: &str) -> bool {
    const LONGEST: usize = 60;
    let shown = line.trim_start_matches(|c: char| !c.is_alphanumeric()).trim_start_matches("nbsp;");
    let shown = shown.trim_start_matches(|c: char| !c.is_alphanumeric());
    shown.len() < LONGEST && begins_with_status(shown) && wording::words(shown).count() <= 4 && has_reason(&shown[3..])
}

/// Whether a line is a label in bold about a response that ends with its status: "**Response body (201 Created)**".
fn ends_label(line: &str) -> bool {
    const LONGEST: usize = 80;
    let shown = line.trim();
    if !shown.starts_with("**") || shown.len() > LONGEST {
        return false;
    }
    let shown = shown.trim_matches(['*', ':', '\u{ff1a}', ' ']);
    let Some(open) = shown.rfind(['(', '\u{ff08}']).filter(|_| shown.ends_with([')', '\u{ff09}'])) else {
        return false;
    };
    let status = shown[open..].trim_start_matches(['(', '\u{ff08}', '`']);
    let label = &shown[..open];
    let is_about = wording::mentions(Topic::Response, label) || wording::mentions(Topic::Success, label);
    is_about && begins_with_status(status) && status.get(3..).is_some_and(has_reason)
}

/// Whether a sentence begins with a status and its reason phrase: `201 Created or 409 Conflict (if there is one)`.
fn begins_line(line: &str) -> bool {
    let shown = line.trim_start_matches([' ', '\t', '*', '_', '`']);
    shown.starts_with(|c: char| c.is_ascii_digit()) && begins_with_status(shown) && has_reason(&shown[3..])
}

/// The codes of a table row that fill a cell, or begin one: a number in a description is a number.
pub(super) fn codes_of_row(row: &str) -> Vec<(u16, usize)> {
    // A row with such a cell is about a parameter or member, and its numbers are values.
    let is_type = |cell: &str| is_name_of_json_scalar(cell.trim_matches([' ', '`', '*', '_']));
    // Of what responses have the type is in the last cells: "| 200 | string |".
    if row.trim().trim_matches('|').split('|').skip(1).any(is_type) && !status_codes_lead(row) {
        return Vec::new();
    }
    let mut at = 0;
    let cells = row.split('|').map(|cell| {
        let start = at;
        at += cell.len() + 1;
        (start, cell)
    });
    let begins = |cell: &str| {
        cell.trim_start_matches([' ', '`', '*', '[']).starts_with(|c: char| c.is_ascii_digit() || c == 'H')
    };
    let codes = cells.filter(|(_, cell)| begins(cell)).filter_map(|(start, cell)| {
        let (code, into) = *status_codes(cell).first()?;
        Some((code, start + into))
    });
    codes.collect()
}

/// Whether the first cell of a row begins with a number.
fn status_codes_lead(row: &str) -> bool {
    let first = row.trim_start_matches([' ', '|', '`', '*', '[']);
    first.starts_with(|c: char| c.is_ascii_digit()) || first.starts_with("HTTP")
}

/// Whether a code has the label "Code" or "Status" before it, which is about the very response below.
pub(super) fn is_labelled(page: &PageContext<'_>, at: usize) -> bool {
    let line = line_start(page.text(), at);
    let label = &page.text()[line..at];
    // `**Code**: <Badge>404 Not Found</Badge>`
    let label = label.find('<').filter(|_| label.ends_with('>')).map_or(label, |tag| &label[..tag]);
    wording::is_worded(Topic::CodeLabel, label)
}

/// Whether a code is that of a redirect, and the line that names it calls it a response.
pub(super) fn is_redirect(page: &PageContext<'_>, code: u16, at: usize) -> bool {
    let line = line_start(page.text(), at);
    (300..400).contains(&code) && wording::mentions(Topic::Response, &page.text()[line..at])
}

/// Whether the line of a code below a response is the label of another one: "Response: HTTP 202", not "Response code: 202".
pub(super) fn labels_another(page: &PageContext<'_>, at: usize) -> bool {
    let line = line_start(page.text(), at);
    let Some((label, _)) = page.text()[line..at].split_once(COLONS) else { return false };
    let few = wording::words(label).count() <= 3;
    few && wording::mentions(Topic::Response, label) && !wording::mentions(Topic::CodeLabel, label)
}

/// Whether two places are in one line.
pub(super) fn is_one_line(page: &PageContext<'_>, one: usize, other: usize) -> bool {
    !page.text()[one.min(other)..one.max(other)].contains('\n')
}
