//! The status that a page promises for a response it shows without a status line.

use std::ops::Range;

use super::html_cell;
use super::status_codes::{has_reason, status_codes};
use crate::docs::messages::error_body;
use crate::docs::messages::fields_and_body::says_empty;
use crate::docs::messages::labelled_parts::{LabelPlace, PartLabel};
use crate::docs::messages::method::method;
use crate::docs::outline::label::open_tabs;
use crate::docs::outline::page_context::PageContext;
use crate::docs::outline::role::Role;
use crate::docs::wording::{self, LabelKind, Topic, begins_with_status};
use crate::http::{StatusSet, never_has_body};
use crate::json::Node;
use crate::text::Position;

/// The status, and where it is named. In this order: the one code that the label of the response, its heading, or the words
/// above it name; the one success code (of an error body: the one error code) that the section names; else any `2xx`, or
/// `4xx` for an error.
pub(crate) fn promised_status(
    page: &PageContext<'_>,
    response: usize,
    section: Range<usize>,
    body: Option<&Node>,
) -> (StatusSet, Position) {
    let own = in_label(page, response).or_else(|| in_heading(page, response)).or_else(|| in_tab(page, response));
    if let Some((code, place)) = own.or_else(|| in_first_comment(page, response)) {
        return (StatusSet::code(code), place.unwrap_or(page.fence(response).place));
    }
    if let Some((code, place)) = right_below(page, response) {
        return (StatusSet::code(code), place);
    }
    if let Some((code, at)) = in_item_around(page, response) {
        return (StatusSet::code(code), page.place(at));
    }
    let error = body.and_then(error_body::error_class);
    let error = error.or_else(|| is_called_failure(page, response, section.start).then_some(4));
    // Of a response that never has a body nothing would be shown.
    let shows_body = !says_empty(page.fence(response).text.text(), true);
    let success = |code: u16| (200..300).contains(&code) && !(shows_body && never_has_body(code));
    let fits = |code: u16| if error.is_some() { code >= 400 } else { success(code) };
    let above = in_prose(page, page.fence(response).gap.clone());
    match above.as_slice() {
        [(code, at)] if fits(*code) || is_labelled(page, *at) => return (StatusSet::code(*code), page.place(*at)),
        // "201 Created, or 409 Conflict": the body shows which.
        [(code, at), (_, other)] if is_one_line(page, *at, *other) && fits(*code) => {
            return (StatusSet::code(*code), page.place(*at));
        }
        _ => {}
    }
    if let Some((code, at)) = labelled_in_section(page, response) {
        return (StatusSet::code(code), page.place(at));
    }
    let of_section = page.codes_of_section(section.clone(), || {
        let mut codes = in_prose(page, section.clone());
        codes.dedup_by_key(|(code, _)| *code);
        codes
    });
    let end = page.fence(response).range.end;
    let labelled = page.label_kind(response) == LabelKind::Response;
    let is_of_this = |at: usize| !(labelled && at > end && labels_another(page, at));
    let fitting = of_section.iter().copied().filter(|(code, at)| fits(*code) && is_of_this(*at));
    let mut named: Vec<(u16, usize)> = fitting.collect();
    if named.is_empty() && error.is_none() {
        named = of_section.iter().copied().filter(|(code, at)| is_redirect(page, *code, *at)).collect();
    }
    if named.is_empty() {
        named.extend(in_table_of_call(page, response, section.start).filter(|(code, _)| fits(*code)));
    }
    if let [(code, at)] = named.as_slice() {
        return (StatusSet::code(*code), page.place(*at));
    }
    // The body may not be all of the fence.
    let shown = match &page.fence(response).role {
        Role::Json(body) => body.start(),
        _ => page.fence(response).text.start(),
    };
    (StatusSet::class(error.unwrap_or(2)), shown)
}

/// The one code that the comment names with which the fence of a response begins: `// no such lamp (404 Not Found)`.
fn in_first_comment(page: &PageContext<'_>, response: usize) -> Option<(u16, Option<Position>)> {
    let text = &page.fence(response).text;
    let start = text.text().len() - text.text().trim_start().len();
    let line = text.text()[start..].lines().next().filter(|line| line.starts_with("//") || line.starts_with("# "))?;
    let [(code, at)] = status_codes(line)[..] else { return None };
    Some((code, Some(text.place(start + at))))
}

/// Whether the label of a response, or the heading right above it, below `from`, calls it that of a failure: "Error response".
fn is_called_failure(page: &PageContext<'_>, response: usize, from: usize) -> bool {
    /// How many words a label or heading has that is no sentence.
    const MOST: usize = 6;
    let is_short = |text: &str| text.split_whitespace().count() <= MOST && text.len() < 80;
    let label = page.label(response).text;
    let heading = page.fence(response).headings_below(from).next();
    let says = |text: &str| {
        is_short(text) && wording::mentions(Topic::Failure, text) && !wording::mentions(Topic::Success, text)
    };
    let is_response = |text: &str| LabelKind::of(text) == LabelKind::Response;
    says(label) && is_response(label)
        || heading.is_some_and(|heading| {
            let in_part = heading.names_part_of_exchange() || heading.continues_example();
            says(&heading.text) && in_part && (label.is_empty() || is_response(label) || is_short(label))
        })
}

/// The code that the list item begins with in which a response is, or one around it: "- **404 Not Found**: no such lamp".
fn in_item_around(page: &PageContext<'_>, response: usize) -> Option<(u16, usize)> {
    let fence = page.fence(response);
    let line = page.text()[..fence.range.start].rfind('\n').map_or(0, |newline| newline + 1);
    let mut indent = fence.range.start - line;
    let mut end = fence.gap.end;
    // Most fences are in no item.
    if indent == 0 {
        return None;
    }
    for line in page.gap(response).split_inclusive('\n').rev() {
        end -= line.len();
        let shown = line.trim_start_matches([' ', '\t']);
        let own = line.len() - shown.len();
        let Some(item) = shown.strip_prefix(['-', '*', '+']).filter(|_| own < indent) else { continue };
        indent = own;
        if begins_with_status(item) {
            let (code, at) = *status_codes(item).first()?;
            return Some((code, end + own + 1 + at));
        }
    }
    None
}

/// Whether two places are in one line.
fn is_one_line(page: &PageContext<'_>, one: usize, other: usize) -> bool {
    !page.text()[one.min(other)..one.max(other)].contains('\n')
}

/// How far from its heading, in bytes, the table about a call is looked for.
const FAR: usize = 2000;

/// The one code in the table about the call, which is at the top of the section that the example (from `end` on) is in.
fn in_table_of_call(page: &PageContext<'_>, response: usize, end: usize) -> Option<(u16, usize)> {
    let [.., section, _] = &*page.fence(response).headings else { return None };
    let (mut codes, mut at) = (Vec::new(), section.offset);
    for line in page.text().get(at..end)?.split_inclusive('\n') {
        if at > section.offset + FAR || line.starts_with("```") {
            break;
        }
        if is_row_of_call(line) {
            codes.extend(codes_of_row(line).into_iter().map(|(code, into)| (code, at + into)));
        }
        at += line.len();
    }
    if let [only] = codes[..] { Some(only) } else { None }
}

/// Whether a line is a row of a table that names the method of a call, so that a code in it is that of its response.
fn is_row_of_call(line: &str) -> bool {
    let is_method = |cell: &str| method(cell.trim_matches([' ', '`', '*'])).is_some();
    line.starts_with('|') && line.split('|').any(is_method)
}

/// Whether the line of a code below a response is the label of another one: "Response: HTTP 202", not "Response code: 202".
fn labels_another(page: &PageContext<'_>, at: usize) -> bool {
    let line = page.text()[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let Some((label, _)) = page.text()[line..at].split_once([':', '\u{ff1a}']) else { return false };
    let few = wording::words(label).count() <= 3;
    few && wording::mentions(Topic::Response, label) && !wording::mentions(Topic::CodeLabel, label)
}

/// The one code that has a label between the heading right above a response and that: `**Code**: 404 Not Found`.
fn labelled_in_section(page: &PageContext<'_>, response: usize) -> Option<(u16, usize)> {
    /// How many bytes above the response are looked at.
    const FAR: usize = 4000;
    let fence = page.fence(response);
    let from = fence.headings.last()?.offset;
    let near = fence.range.start.checked_sub(from).is_some_and(|length| length < FAR);
    let mut codes = if near { in_prose(page, from..fence.range.start) } else { Vec::new() };
    codes.retain(|(_, at)| is_labelled(page, *at));
    codes.dedup_by_key(|(code, _)| *code);
    if let [only] = codes[..] { Some(only) } else { None }
}

/// Whether a code is that of a redirect, and the line that names it calls it a response.
fn is_redirect(page: &PageContext<'_>, code: u16, at: usize) -> bool {
    let line = page.text()[..at].rfind('\n').map_or(0, |newline| newline + 1);
    (300..400).contains(&code) && wording::mentions(Topic::Response, &page.text()[line..at])
}

/// The code in a line of its own right below a response: `***Status Code:*** 401`.
fn right_below(page: &PageContext<'_>, response: usize) -> Option<(u16, Position)> {
    let end = page.fence(response).range.end;
    let rest = page.text().get(end..)?;
    let line = rest.trim_start().lines().next()?;
    let (label, value) = line.split_once(':')?;
    let number = value.trim_matches(|c: char| !c.is_ascii_digit());
    let is_label = wording::is(Topic::CodeLabel, label.trim_matches(|c: char| !c.is_alphabetic()));
    let code = number.parse().ok().filter(|code| is_label && (100..600).contains(code))?;
    let at = end + rest.len() - rest.trim_start().len() + line.len() - value.len() + value.find(number)?;
    Some((code, page.place(at)))
}

/// The one code that the label of a response names.
fn in_label(page: &PageContext<'_>, response: usize) -> Option<(u16, Option<Position>)> {
    let label = page.label(response);
    // Of several sentences the last is about the fence.
    let last = label.text.trim_end().rfind(". ").map_or(0, |at| at + 2);
    let of_last = || status_codes(&label.text[last..]).into_iter().map(|(code, at)| (code, last + at)).collect();
    let mut codes = status_codes(label.text);
    if codes.len() > 1 {
        codes = of_last();
    }
    if codes.is_empty() {
        codes.extend(in_parentheses(label.text));
    }
    // "The lamp, if there is one (otherwise it returns 404):"
    codes.retain(|(code, at)| *code < 400 || !is_aside(&label.text[..*at]));
    let [(code, at)] = codes[..] else { return None };
    if let Some(PartLabel { place: LabelPlace::Line(place), .. }) = page.fence(response).own_label {
        let into = label.text[..at].chars().count() as u32;
        return Some((code, Some(Position::new(place.line, place.column + into))));
    }
    let at = label.offset.map(|offset| offset + at).or_else(|| offset_in_heading(page, response, code));
    Some((code, at.map(|at| page.place(at))))
}

/// Whether what is before a code is the beginning of a remark in parentheses of several words.
fn is_aside(before: &str) -> bool {
    let open = before.rfind('(').filter(|open| *open > 0 && !before[*open..].contains(')'));
    open.is_some_and(|open| before[open..].split_whitespace().count() > 2)
}

/// The code in parentheses at the end of a short label of a response: "Success response (200):".
fn in_parentheses(label: &str) -> Option<(u16, usize)> {
    let shown = label.trim_end_matches([':', '\u{ff1a}', '*', '_', ' ']);
    let at = shown.strip_suffix([')', '\u{ff09}'])?.rfind(['(', '\u{ff08}'])?;
    let inner = shown[at..].trim_start_matches(['(', '\u{ff08}', '`']);
    let code = inner.get(..3)?.parse().ok().filter(|code| (200..600).contains(code))?;
    let whole = inner[3..].trim_end_matches([')', '\u{ff09}', '`']).is_empty();
    let is_label = label.split_whitespace().count() <= 8 && LabelKind::of(label) == LabelKind::Response;
    (whole && is_label).then(|| (code, at + shown[at..].len() - inner.len()))
}

/// The one code that the title of a tab around a response names.
fn in_tab(page: &PageContext<'_>, response: usize) -> Option<(u16, Option<Position>)> {
    let tabs = open_tabs(page.gap(response)).map(|(start, title)| (start, status_codes(title)));
    let (start, codes) = tabs.into_iter().find(|(_, codes)| !codes.is_empty())?;
    let [(code, into)] = codes[..] else { return None };
    Some((code, Some(page.place(page.fence(response).gap.start + start + into))))
}

/// The one code that the heading above a response names, where that is about this response.
fn in_heading(page: &PageContext<'_>, response: usize) -> Option<(u16, Option<Position>)> {
    let fence = page.fence(response);
    if !fence.follows_heading && !begins_with_status(fence.heading()) {
        return None;
    }
    let [(code, _)] = status_codes(fence.heading())[..] else { return None };
    Some((code, offset_in_heading(page, response, code).map(|at| page.place(at))))
}

/// Page offset of a code in the heading above a response.
fn offset_in_heading(page: &PageContext<'_>, response: usize, code: u16) -> Option<usize> {
    let from = page.fence(response).headings.last()?.offset;
    Some(from + page.text().get(from..)?.lines().next()?.find(&code.to_string())?)
}

/// Each code that the prose of a section calls a status, with its page offset.
fn in_prose(page: &PageContext<'_>, section: Range<usize>) -> Vec<(u16, usize)> {
    let (mut all, mut at, mut listed) = (Vec::new(), section.start, false);
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
        if listed || wording::mentions(Topic::StatusLine, line) || is_status_line(line) || begins_line(line) {
            let codes = if line.trim_start().starts_with('|') { codes_of_row(line) } else { status_codes(line) };
            all.extend(codes.into_iter().map(|(code, into)| (code, start + into)));
        }
    }
    all.sort_unstable();
    all
}

/// Whether a line is a status and its reason phrase, a mark before it at most: `- **200** *OK*`.
fn is_status_line(line: &str) -> bool {
    const LONGEST: usize = 60;
    let shown = line.trim_start_matches(|c: char| !c.is_alphanumeric()).trim_start_matches("nbsp;");
    let shown = shown.trim_start_matches(|c: char| !c.is_alphanumeric());
    shown.len() < LONGEST && begins_with_status(shown) && wording::words(shown).count() <= 4 && has_reason(&shown[3..])
}

/// Whether a sentence begins with a status and its reason phrase: `201 Created or 409 Conflict (if there is one)`.
fn begins_line(line: &str) -> bool {
    let shown = line.trim_start_matches([' ', '\t', '*', '_', '`']);
    shown.starts_with(|c: char| c.is_ascii_digit()) && begins_with_status(shown) && has_reason(&shown[3..])
}

/// The codes of a table row that fill a cell, or begin one: a number in a description is a number.
pub(super) fn codes_of_row(row: &str) -> Vec<(u16, usize)> {
    let mut at = 0;
    let cells = row.split('|').map(|cell| {
        let start = at;
        at += cell.len() + 1;
        (start, cell)
    });
    let begins =
        |cell: &str| cell.trim_start_matches([' ', '`', '*']).starts_with(|c: char| c.is_ascii_digit() || c == 'H');
    let codes = cells.filter(|(_, cell)| begins(cell)).filter_map(|(start, cell)| {
        let (code, into) = *status_codes(cell).first()?;
        Some((code, start + into))
    });
    codes.collect()
}

/// Whether a code has the label "Code" or "Status" before it, which is about the very response below.
fn is_labelled(page: &PageContext<'_>, at: usize) -> bool {
    let line = page.text()[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let label = &page.text()[line..at];
    // `**Code**: <Badge>404 Not Found</Badge>`
    let label = label.find('<').filter(|_| label.ends_with('>')).map_or(label, |tag| &label[..tag]);
    wording::is_worded(Topic::CodeLabel, label)
}

#[cfg(test)]
mod tests {
    use crate::contract::Dialect;
    use crate::docs::read_page;
    use crate::text::{Page, Position};

    /// The status of the one example of a page, and where it is named.
    fn promised(below_request: &str) -> (String, Position) {
        let text = format!("# T\n\n## Lamp 404\n\n```http\nGET /lamps/404 HTTP/1.1\n```\n\n{below_request}\n");
        let docs = read_page(&Page { path: "p.md".into(), text }, &Dialect::ALL);
        let response = &docs.examples[0].response;
        (response.status.to_string(), response.status_place)
    }

    #[test]
    fn a_status_is_located_where_the_page_names_it() {
        let fence = "```json\n{\"error\": \"gone\"}\n```";
        for (label, status, place) in [
            ("Response (status 404):", "404", Position::new(9, 18)),
            ("### `404 Not Found`", "404", Position::new(9, 6)),
            ("This returns an error.\n\nResponse:", "4xx", Position::new(14, 1)),
        ] {
            assert_eq!(promised(&format!("{label}\n\n{fence}")), (status.to_owned(), place), "{label}");
        }
    }

    #[test]
    fn a_status_in_an_info_string_is_located_there_and_not_in_a_heading_above() {
        let fence = "```json title=\"404 Not Found\"\n{\"error\": \"gone\"}\n```";
        assert_eq!(promised(fence), ("404".to_owned(), Position::new(9, 16)));
    }
}
