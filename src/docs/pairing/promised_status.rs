//! The status that a page promises for an answer it shows without a status line.

use std::ops::Range;

use crate::docs::messages::error_body;
use crate::docs::outline::fence_in_context::{FenceInContext, Role};
use crate::docs::outline::label;
use crate::http::StatusSet;
use crate::json;
use crate::text::{LineIndex, Page, Position};

/// What stands around a pair: the page, its pieces, and where the pair's section ends.
pub(crate) struct Around<'p> {
    pub(crate) page: &'p Page,
    pub(crate) lines: &'p LineIndex,
    pub(crate) pieces: &'p [FenceInContext],
    pub(crate) headings: &'p [(usize, u8, String)],
}

impl Around<'_> {
    /// The status, and where it is said. In this order: the one code that the answer's label or heading, or the words above it name; the one
    /// success code (of an error body: the one error code) that the section names; else any `2xx`, or `4xx` for an error.
    pub(crate) fn status(&self, response: &FenceInContext, section: Range<usize>, body: &str) -> (StatusSet, Position) {
        let error = json::read(body).ok().and_then(|document| error_body::error_class(&document.root));
        let words = label::words(&self.page.text, response);
        if let [(code, at)] = codes(words).as_slice() {
            let from = self.offset(words).map(|from| from + at).or_else(|| self.in_heading(response, *code));
            return (StatusSet::code(*code), from.map_or(response.place, |at| self.place(at)));
        }
        let heading = response.headings.last().map_or("", |(_, text)| text.as_str());
        let heading = if response.leads || label::begins_with_status(heading) { heading } else { "" };
        if let [(code, _)] = codes(heading).as_slice() {
            let at = self.in_heading(response, *code);
            return (StatusSet::code(*code), at.map_or(response.place, |at| self.place(at)));
        }
        let fits = |code: u16| if error.is_some() { code >= 400 } else { (200..300).contains(&code) };
        if let [(code, at)] = self.said(response.gap.clone()).as_slice()
            && (fits(*code) || self.is_labelled(*at))
        {
            return (StatusSet::code(*code), self.place(*at));
        }
        let mut said: Vec<(u16, usize)> = self.said(section).into_iter().filter(|(code, _)| fits(*code)).collect();
        said.dedup_by_key(|(code, _)| *code);
        match said.as_slice() {
            [(code, at)] => (StatusSet::code(*code), self.place(*at)),
            _ => (StatusSet::class(error.unwrap_or(2)), response.text.start()),
        }
    }

    /// Each code that prose in `section` speaks of as a status, with its page offset.
    fn said(&self, section: Range<usize>) -> Vec<(u16, usize)> {
        let (mut all, mut at, mut listed) = (Vec::new(), section.start, false);
        for line in self.page.text.get(section).unwrap_or_default().split_inclusive('\n') {
            let start = at;
            at += line.len();
            if self.pieces.iter().any(|p| !matches!(p.role, Role::Route { .. }) && p.range.contains(&start)) {
                continue;
            }
            let words = line.to_lowercase();
            let heads = (words.contains("status") || words.contains("response")) && words.contains("code");
            if !heads && line.starts_with('#') {
                listed = false;
            }
            listed |= heads;
            if listed || ["status", "code", "return", "respon", "http"].iter().any(|word| words.contains(word)) {
                all.extend(codes(line).into_iter().map(|(code, into)| (code, start + into)));
            }
        }
        all.sort_unstable();
        all
    }

    /// Whether a code stands after the label "Code" or "Status", which speaks of the very answer below.
    fn is_labelled(&self, at: usize) -> bool {
        let line = self.page.text[..at].rfind('\n').map_or(0, |nl| nl + 1);
        let before = self.page.text[line..at].trim_matches(|c: char| !c.is_ascii_alphabetic());
        ["code", "status", "status code"].iter().any(|label| before.eq_ignore_ascii_case(label))
    }

    /// Where the heading above a response names a code.
    fn in_heading(&self, response: &FenceInContext, code: u16) -> Option<usize> {
        let (at, ..) = self.headings.iter().rfind(|(at, ..)| *at < response.range.start)?;
        Some(at + self.page.text.get(*at..)?.lines().next()?.find(&code.to_string())?)
    }

    fn place(&self, offset: usize) -> Position {
        self.lines.place(&self.page.text, offset)
    }

    /// Where a part of the page's text stands in it, if it is one.
    fn offset(&self, part: &str) -> Option<usize> {
        let (page, at) = (self.page.text.as_ptr() as usize, part.as_ptr() as usize);
        at.checked_sub(page).filter(|from| from + part.len() <= self.page.text.len())
    }
}

/// The numbers in a line that are said to be status codes: with a reason phrase, in backticks or bold, after "status",
/// "code" or "HTTP", at the start of a list item or cell.
fn codes(line: &str) -> Vec<(u16, usize)> {
    let mut found: Vec<(u16, usize)> = Vec::new();
    for (at, _) in line.match_indices(|c: char| ('1'..='5').contains(&c)) {
        let Some(code) = line.get(at..at + 3).and_then(|text| text.parse::<u16>().ok()) else { continue };
        let (before, after) = (&line[..at], &line[at + 3..]);
        let joined = |c: char| c.is_alphanumeric() || matches!(c, '.' | '/' | '#' | '$' | '_' | '%' | '+');
        let inside = after.starts_with(|c| joined(c) && c != '.')
            || before.ends_with(|c| joined(c) || matches!(c, ':' | '-' | ','))
            || after.strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        if !inside && is_said(before, after) && !found.iter().any(|(known, _)| *known == code) {
            found.push((code, at));
        }
    }
    found
}

fn is_said(before: &str, after: &str) -> bool {
    let marked = before.ends_with(['`', '*']) && after.starts_with(['`', '*']) && !counts(after);
    let last = before.trim_end_matches([' ', '`', '*', '(', ':']).rsplit([' ', '(', '`']).next().unwrap_or_default();
    let last = last.trim_start_matches('*').to_lowercase();
    let named = ["status", "code", "http", "response", "http/1.1", "returns"].contains(&last.as_str());
    let first = before.trim_matches([' ', '\t', '*', '-', '+', '|', '`', '>', '#', '(']).is_empty();
    marked || named || first || has_reason(after)
}

/// Whether a noun follows the number: "`200` items".
fn counts(after: &str) -> bool {
    const LINKS: &[&str] =
        &["or", "and", "if", "on", "when", "with", "for", "is", "as", "in", "means", "response", "status"];
    let next =
        after.trim_start_matches(['`', '*', ' ']).split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    after.trim_start_matches(['`', '*']).starts_with(' ')
        && next.starts_with(|c: char| c.is_lowercase())
        && !LINKS.contains(&next)
}

/// Whether a reason phrase of RFC 9110 section 15 follows.
fn has_reason(after: &str) -> bool {
    const REASONS: &[&str] = &[
        "OK",
        "Created",
        "Accepted",
        "No Content",
        "Partial Content",
        "Moved",
        "Found",
        "See Other",
        "Not ",
        "Bad ",
        "Unauthorized",
        "Forbidden",
        "Conflict",
        "Gone",
        "Precondition",
        "Unsupported",
        "Unprocessable",
        "Too Many",
        "Internal Server",
        "Service Unavailable",
        "Gateway",
        "response",
        "status",
        "error",
    ];
    let after = after.trim_start_matches([' ', '`', '*', ':', '(', '-']);
    REASONS.iter().any(|reason| after.starts_with(reason) || after.starts_with(&reason.to_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_from_other_numbers() {
        let only = |line: &str| codes(line).into_iter().map(|(code, _)| code).collect::<Vec<_>>();
        assert_eq!(only("Returns `201 Created`, or `404`."), [201, 404]);
        assert_eq!(only("- **200** - no error"), [200]);
        assert_eq!(only("| 204 | gone |"), [204]);
        assert_eq!(only("#### Response (status 202):"), [202]);
        assert_eq!(only("**Code** : `400 BAD REQUEST`"), [400]);
        assert_eq!(only("at most 200 or `300` items, port 4000, v2.404, 100%, $200, in 1200 ms"), [] as [u16; 0]);
    }
}
