//! Which edits make the example of a failed case show what was received; start here.

use std::ops::Range;

use super::page_edit::{difference, in_page};
use super::refusal::cannot;
use super::{PageEdit, body, response, xml};
use crate::contract::{Case, DocumentedBody};
use crate::finding::rules::header::{MISSING_HEADER, WRONG_CHARSET, WRONG_LOCATION, WRONG_MEDIA_TYPE, WRONG_PARAMETER};
use crate::finding::rules::other_body::{TEXT_DIFFERS, WRONG_COLUMNS, WRONG_ROOT};
use crate::finding::rules::status::WRONG_STATUS;
use crate::finding::{At, Finding, Rule, Verdict};
use crate::http::Exchange;
use crate::json;
use crate::record::Redactor;
use crate::text::{LineIndex, Position, begins_fence};

/// The rules whose findings disappear once the example shows the header field that was received.
static OF_FIELDS: [&Rule; 5] = [&MISSING_HEADER, &WRONG_MEDIA_TYPE, &WRONG_CHARSET, &WRONG_LOCATION, &WRONG_PARAMETER];

/// How an example is rewritten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The bytes of the page in which the example is; all edits lie within it.
    pub region: Range<usize>,
    /// What is changed.
    pub edits: Vec<PageEdit>,
}

/// The changes by which the example of a failed case shows what was received. One pass: what a changed status hides is found when the
/// page is judged again.
///
/// # Errors
/// Why that cannot be done, in words.
pub fn plan(
    case: &Case,
    exchange: &Exchange,
    verdict: &Verdict,
    page: &str,
    redactor: &Redactor,
) -> Result<Plan, String> {
    let denied = || verdict.denied();
    let mut edits = Vec::new();
    for finding in denied() {
        match &finding.at {
            At::Status if finding.rule == WRONG_STATUS => {
                edits.push(response::status(page, case, exchange.response.status)?);
            }
            At::Header(name) if OF_FIELDS.iter().any(|rule| finding.rule == **rule) => {
                edits.push(response::field(page, case, name, &exchange.response, redactor)?);
            }
            At::Body(_) => {}
            _ => return Err(cannot(finding)),
        }
    }
    let of_body: Vec<&Finding> = denied().filter(|finding| matches!(finding.at, At::Body(_))).collect();
    if let Some(first) = of_body.first() {
        let shown = case.expectation.body.as_ref().ok_or_else(|| cannot(first))?;
        edits.extend(body_edit(case, shown, exchange, &of_body, page, redactor)?);
    }
    if edits.is_empty() {
        return Err(denied().next().map_or_else(String::new, cannot));
    }
    let region = region(case, page).ok_or("the response is not shown in one piece in the page: change it by hand")?;
    Ok(Plan { region, edits })
}

fn body_edit(
    case: &Case,
    shown: &DocumentedBody,
    exchange: &Exchange,
    findings: &[&Finding],
    page: &str,
    redactor: &Redactor,
) -> Result<Option<PageEdit>, String> {
    let text = shown.text();
    let is_text = findings.iter().any(|finding| finding.rule == TEXT_DIFFERS);
    let received = std::str::from_utf8(&exchange.response.body).map_err(|_| "the response is not text")?;
    let is_xml = findings.iter().any(|finding| finding.rule == WRONG_ROOT);
    let is_csv = findings.iter().any(|finding| finding.rule == WRONG_COLUMNS);
    let after = match shown.json_layout(case.expectation.media_type().as_ref()) {
        _ if is_text => plain_text(text, received, redactor)?,
        _ if is_csv => csv(text, received, redactor)?,
        _ if is_xml => xml_document(text, received, redactor)?,
        Some(layout) => body::rewritten(text, layout, received, findings, case.overrides.exact.is_some(), redactor)?,
        None => return Err(findings.first().map_or_else(String::new, |finding| cannot(finding))),
    };
    let Some(edit) = difference(text, &after) else { return Ok(None) };
    let edit = in_page(page, shown.source(), &edit);
    let edit = edit.ok_or_else(|| "the page does not show the body line for line".to_owned())?;
    if edit.insert.contains(['<', '>', '&']) && is_in_html(page, edit.range.start) {
        return Err("the example is in HTML, where what was received would be markup: change it by hand".to_owned());
    }
    if edit.insert.contains('|') && is_in_row(page, shown.start()) {
        return Err("the example is in a row of a table, where `|` ends a cell: change it by hand".to_owned());
    }
    Ok(Some(edit))
}

/// Whether a cell of a table ends on the line before a place of the page.
fn is_in_row(page: &str, place: Position) -> bool {
    let lines = LineIndex::new(page);
    let line = lines.start(place.line);
    lines.offset(place).is_some_and(|at| page[line..at].contains('|'))
}

/// Whether what is at a byte of the page is in a `pre` element, and in no fence.
fn is_in_html(page: &str, at: usize) -> bool {
    let before = &page[..at];
    let since = before.rfind("<pre").map(|opened| &before[opened..]);
    since.is_some_and(|since| !since.contains("</pre") && !since.lines().any(|line| begins_fence(line.trim_start())))
}

/// A text is replaced whole, where the docs leave nothing out.
fn plain_text(shown: &str, received: &str, redactor: &Redactor) -> Result<String, String> {
    require_whole(shown, "text")?;
    reject_secrets(received, "text", redactor)?;
    if received.lines().any(|line| begins_fence(line.trim_start())) {
        return Err("the text that was received has a line that would end the fence: change it by hand".to_owned());
    }
    Ok(received.trim_end().replace("\r\n", "\n") + trailing_whitespace(shown))
}

/// A document with the root element that was received, where the docs leave nothing out.
fn xml_document(shown: &str, received: &str, redactor: &Redactor) -> Result<String, String> {
    require_whole(shown, "document")?;
    let after = xml::rewritten(shown, received)?;
    reject_secrets(&after, "document", redactor)?;
    Ok(after)
}

fn require_whole(shown: &str, what: &str) -> Result<(), String> {
    if json::has_dots(shown) { Err(format!("the docs show only parts of the {what}")) } else { Ok(()) }
}

fn reject_secrets(received: &str, what: &str, redactor: &Redactor) -> Result<(), String> {
    if redactor.text(received) == received { Ok(()) } else { Err(format!("there is a secret in the {what}")) }
}

/// The whitespace at the end of a text.
fn trailing_whitespace(shown: &str) -> &str {
    &shown[shown.trim_end().len()..]
}

/// The header row that was received, and as many rows as the docs show: those that they show have other columns.
fn csv(shown: &str, received: &str, redactor: &Redactor) -> Result<String, String> {
    fn rows(text: &str) -> impl Iterator<Item = &str> {
        text.lines().filter(|line| !line.trim().is_empty())
    }
    require_whole(shown, "table")?;
    if [shown, received].iter().any(|text| text.lines().any(|line| line.matches('"').count() % 2 == 1)) {
        return Err("a field of the table spans several lines".to_owned());
    }
    let kept: Vec<&str> = rows(received.trim_start_matches('\u{feff}')).take(rows(shown).count()).collect();
    let kept = kept.join("\n");
    reject_secrets(&kept, "table", redactor)?;
    Ok(kept + trailing_whitespace(shown))
}

/// The bytes of the page from the line of the status, if it is with the response, to the end of the body.
fn region(case: &Case, page: &str) -> Option<Range<usize>> {
    let (shown, lines) = (&case.expectation, LineIndex::new(page));
    let body = shown.body.as_ref();
    let last = body.map(|body| body.place(body.text().len()).line);
    let last = last.or(shown.headers.last().map(|field| field.place.line)).unwrap_or(shown.status_place.line);
    let first = [
        Some(shown.status_place.line),
        shown.headers.first().map(|field| field.place.line),
        body.map(|body| body.start().line),
    ];
    let first = first.into_iter().flatten().filter(|line| *line >= shown.line && *line <= last).min()?;
    Some(lines.start(first)..lines.end(last))
}
