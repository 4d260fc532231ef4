//! The status codes that the prose of a "Response" section promises, held against the examples.

use std::ops::Range;

use crate::docs::outline::outline::Outline;
use crate::docs::{DocResponse, Example};
use crate::finding::{Finding, rules};
use crate::text::{LineIndex, Page, Position};

/// A finding for each example that shows another success than the prose above it promises. Where some example agrees
/// with the prose nothing is said: the others answer other requests then.
pub(super) fn read(page: &Page, lines: &LineIndex, outline: &Outline, examples: &[Example]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, (start, _, text)) in outline.headings.iter().enumerate() {
        if !text.trim().to_lowercase().starts_with("response") {
            continue;
        }
        let end = outline.headings.get(at + 1).map_or(page.text.len(), |next| next.0);
        let promised = promises(page, lines, outline, *start..end);
        let Some((_, said_at)) = promised.first() else { continue };
        let about = spoken_of(lines, *start..end, outline, at, examples);
        let shown: Vec<&DocResponse> = about.into_iter().filter(|r| succeeds(r)).collect();
        let agrees = |r: &&DocResponse| promised.iter().any(|(code, _)| r.status.contains(*code));
        if shown.iter().any(agrees) {
            continue;
        }
        for response in shown {
            findings.push(finding(page, response, &promised, *said_at));
        }
    }
    findings
}

fn finding(page: &Page, response: &DocResponse, promised: &[(u16, Position)], said_at: Position) -> Finding {
    let codes: Vec<String> = promised.iter().map(|(code, _)| code.to_string()).collect();
    let codes = codes.join(" or ");
    let line = said_at.line;
    let message = format!("the prose at line {line} promises {codes}, the example shows {}", response.status);
    let rule = &rules::lint::STATUS_AGAINST_PROSE;
    Finding::docs(rule, &page.path, response.status_place, message)
        .expected(format!("{codes}, by line {line}"))
        .actual(response.status.to_string())
        .help("correct the prose or the status line")
}

/// The responses a section speaks of: those shown in it (or in its sub-sections) if there are any, else all of the page.
fn spoken_of<'e>(
    lines: &LineIndex,
    section: Range<usize>,
    outline: &Outline,
    at: usize,
    examples: &'e [Example],
) -> Vec<&'e DocResponse> {
    let level = outline.headings[at].1;
    let next = outline.headings[at + 1..].iter().find(|heading| heading.1 <= level);
    let last = next.map_or(u32::MAX, |heading| lines.line(heading.0));
    let inside = |r: &&DocResponse| (lines.line(section.start)..last).contains(&r.line);
    let own: Vec<&DocResponse> = examples.iter().map(|e| &e.response).filter(inside).collect();
    if own.is_empty() { examples.iter().map(|e| &e.response).collect() } else { own }
}

fn succeeds(response: &DocResponse) -> bool {
    (200..400).any(|code| response.status.contains(code)) && !response.facts.expect_error
}

/// The 2xx and 3xx codes that the text of a section names, fences apart, each with the place of its first mention.
fn promises(page: &Page, lines: &LineIndex, outline: &Outline, section: Range<usize>) -> Vec<(u16, Position)> {
    let mut promised: Vec<(u16, Position)> = Vec::new();
    let text = &page.text[section.clone()];
    let fenced = |at: usize| outline.pieces.iter().any(|piece| piece.range.contains(&at));
    for (found, _) in text.match_indices(['2', '3']) {
        let Some(code) = code_at(text, found) else { continue };
        let at = section.start + found;
        if !fenced(at) && !promised.iter().any(|(known, _)| *known == code) {
            promised.push((code, lines.place(&page.text, at)));
        }
    }
    promised
}

/// The status code that begins at byte `at`: three digits that a reason phrase follows, or that stand alone in a code
/// span. Other numbers are numbers.
fn code_at(text: &str, at: usize) -> Option<u16> {
    let digits = text.get(at..at + 3).filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?;
    let (before, after) = (&text[..at], &text[at + 3..]);
    if before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '/' | '#')) {
        return None;
    }
    let phrase = after.trim_start_matches([' ', ',', '-', '(', ':']);
    let begins = |known: &str| phrase.get(..known.len()).is_some_and(|said| said.eq_ignore_ascii_case(known));
    let spoken = after.len() > phrase.len() && PHRASES.iter().any(|known| begins(known));
    let alone = before.ends_with('`') && after.starts_with('`');
    (spoken || alone).then(|| digits.parse().ok()).flatten().filter(|code| matches!(code, 200..=208 | 226 | 300..=308))
}

/// Reason phrases of success, as docs write them.
const PHRASES: &[&str] = &[
    "ok",
    "success",
    "created",
    "accepted",
    "no content",
    "no-content",
    "partial content",
    "multi-status",
    "multi status",
    "found",
    "see other",
    "redirect",
    "temporary redirect",
    "permanent redirect",
    "moved permanently",
    "not modified",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::Dialect;
    use crate::docs::read_page;

    fn found(prose: &str, statuses: &[&str]) -> Vec<String> {
        let mut text = format!("# T\n\n## Response\n\n{prose}\n\n## Examples\n");
        for status in statuses {
            text = text + "\n```http\nGET https://h/a\nAccept: */*\n```\n\n```http\nHTTP/1.1 " + status + "\n```\n";
        }
        let page = Page { path: "p.md".into(), text };
        let findings = read_page(&page, &Dialect::ALL).findings;
        findings.into_iter().filter(|f| f.rule.0.code == "L001").map(|f| f.message).collect()
    }

    #[test]
    fn another_success_than_promised_is_found() {
        let told = found("If successful, this returns a `201 Created` response code.", &["200 OK"]);
        assert_eq!(told, ["the prose at line 5 promises 201, the example shows 200"]);
        assert_eq!(found("It returns `204, No Content`.", &["200 OK"]).len(), 1);
        assert_eq!(found("Returns 201 Created.", &["200 OK"]).len(), 1);
    }

    #[test]
    fn agreement_errors_and_other_numbers_are_left_alone() {
        assert!(found("Returns `200 OK`, or `202 Accepted`.", &["202 Accepted"]).is_empty());
        assert!(found("Returns `201 Created`.", &["404 Not Found"]).is_empty());
        assert!(found("Returns up to 200 items, of 250 KB each.", &["204 No Content"]).is_empty());
        assert!(found("Returns `201 Created`.", &["201 Created", "200 OK"]).is_empty());
        assert!(found("If it fails: `404 Not Found`.", &["200 OK"]).is_empty());
    }
}
