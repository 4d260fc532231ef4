//! The status codes that words and tables of a page promise.

use super::prose_status::codes_of_row;
use super::status_codes::{has_reason, status_codes};
use crate::docs::messages::http_version::begins_with_version;
use crate::docs::outline::find_label::component_status;
use crate::docs::outline::page_context::PageContext;
use crate::docs::wording::{self, Topic, begins_with_status};
use crate::text::COLONS;
use std::ops::Range;

/// What makes a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Evidence {
    /// A status that is all that is below a heading.
    Alone,
    /// That, sentences and labels.
    Words,
    /// All of these, lines of a few words about the response, reason phrases beside the word for one, and rows of tables.
    All,
}

/// The codes that a part of a page promises, outside of fences.
pub(super) fn promised_codes(page: &PageContext<'_>, words: Range<usize>, evidence: Evidence) -> Vec<(u16, usize)> {
    let (mut codes, mut at) = (Vec::new(), words.start);
    // A heading right above that is about the response makes a promise of a status alone.
    let (mut below_heading, mut in_part) = (false, false);
    // A paragraph that leads to a status line may be about another call, a condition or the reader's own server.
    let mut is_led_to = false;
    for paragraph in pieces(page.text().get(words).unwrap_or_default()) {
        let start = at;
        at += paragraph.len();
        if paragraph.trim().is_empty() || page.is_in_fence(start + paragraph.len() - paragraph.trim_start().len()) {
            continue;
        }
        let heads = heads_response(paragraph);
        if heads || paragraph.trim_start().starts_with('#') {
            in_part = heads;
        }
        let headed = std::mem::replace(&mut below_heading, heads);
        let led = std::mem::replace(&mut is_led_to, paragraph.trim_end().ends_with(COLONS));
        let is_table = || paragraph.trim_start().starts_with('|');
        let found = match evidence {
            _ if (headed || !led && is_status_line(paragraph)) && is_status_alone(paragraph) => status_codes(paragraph),
            Evidence::Alone => Vec::new(),
            Evidence::Words if is_table() => Vec::new(),
            Evidence::All if is_table() => codes_of_table(paragraph, in_part),
            Evidence::Words | Evidence::All => codes_of_words(paragraph, in_part, evidence == Evidence::All),
        };
        codes.extend(found.into_iter().map(|(code, into)| (code, start + into)));
    }
    codes.sort_unstable();
    codes
}

/// The paragraphs of a text; a heading is one, even if no blank line is around it.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (mut end, mut blank) = (0, false);
        for line in rest.split_inclusive('\n') {
            let is_heading = line.starts_with('#');
            if end > 0 && (is_heading || blank && !line.trim().is_empty()) {
                break;
            }
            end += line.len();
            blank = line.trim().is_empty() && end > line.len() || blank;
            if is_heading {
                break;
            }
        }
        let (piece, after) = rest.split_at(end);
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

/// The codes in the rows of a table of statuses: it is in a part about the response, or its head says so.
fn codes_of_table(table: &str, in_part: bool) -> Vec<(u16, usize)> {
    let head = table.trim_start().lines().next().unwrap_or_default();
    let is_of_codes = wording::mentions(Topic::StatusList, head) && wording::mentions(Topic::Code, head);
    if !is_of_codes && !in_part {
        return Vec::new();
    }
    let (mut codes, mut at) = (Vec::new(), 0);
    for row in table.split_inclusive('\n') {
        codes.extend(codes_of_row(row).into_iter().map(|(code, into)| (code, at + into)));
        at += row.len();
    }
    codes
}

/// The codes that the sentences and labels of a paragraph promise; of a command also lines of a few words in a part about the
/// response, and reason phrases.
fn codes_of_words(paragraph: &str, in_part: bool, is_whole: bool) -> Vec<(u16, usize)> {
    /// How many words a line has that is not a sentence.
    const SHORT: usize = 8;
    let (mut codes, mut from) = (codes_of_components(paragraph), 0);
    let is_brief = |line: &str| wording::words(line).count() <= SHORT && !line.trim_start().starts_with(['|', '#']);
    for sentence in paragraph.split_inclusive(". ") {
        let start = from;
        from += sentence.len();
        let mut shown = status_codes(sentence);
        if shown.is_empty() {
            continue;
        }
        // The name of a method is not a verb.
        let verbs = sentence.replace("GET", "");
        let conditional = wording::begins(Topic::ConditionalResponse, sentence.trim_start()).is_some();
        // What the reader's own server has to respond with is not what this one does.
        if wording::mentions(Topic::ReaderMustRespond, sentence) {
            continue;
        }
        let promises = wording::mentions(Topic::PromisesStatus, &verbs)
            || sentence.lines().any(is_status_label)
            || is_status_label(sentence)
            || begins_with_response(sentence)
            || in_part && is_whole && sentence.lines().all(is_brief);
        let mentions_response = || is_whole && wording::mentions(Topic::Response, &verbs);
        shown.retain(|(code, at)| {
            let is_named = || sentence[..*at].ends_with('`') && has_reason(&sentence[at + 3..]) && mentions_response();
            (*code < 300 || !conditional)
                && (promises || is_returned(&sentence[*at + 3..]) || is_named())
                && !is_defined(&sentence[at + 3..])
        });
        codes.extend(shown.into_iter().map(|(code, into)| (code, start + into)));
    }
    codes
}

/// The codes of the components of responses that lines of a paragraph open: `<ResponsePanel status="204">`.
fn codes_of_components(paragraph: &str) -> Vec<(u16, usize)> {
    // Nearly all paragraphs end here.
    if !paragraph.trim_start().starts_with('<') {
        return Vec::new();
    }
    let mut at = 0;
    let lines = paragraph.split_inclusive('\n').filter_map(|line| {
        let shown = line.trim_start();
        let start = at + line.len() - shown.len();
        at += line.len();
        let code = component_status(shown)?;
        Some((shown[code.clone()].parse().ok()?, start + code.start))
    });
    lines.collect()
}

/// Whether what is behind a code says what it means: "200 indicates success".
fn is_defined(after: &str) -> bool {
    wording::begins(Topic::DefinesCode, after.trim_start_matches(['`', '*', ' '])).is_some()
}

/// Whether a paragraph is a heading or a label in bold about a response.
fn heads_response(paragraph: &str) -> bool {
    let shown = paragraph.trim();
    let bold = || shown.starts_with("**") && shown.trim_end_matches(':').ends_with("**");
    let is_about = || {
        let is_status =
            |text: &str| wording::is_worded(Topic::CodeLabel, text.trim_matches(|c: char| !c.is_alphanumeric()));
        wording::mentions(Topic::ResponseHeading, shown) || is_status(shown)
    };
    (shown.starts_with('#') || bold()) && !shown.contains('\n') && is_about()
}

/// Whether a paragraph is a status and nothing else: `204 No Content`.
fn is_status_alone(paragraph: &str) -> bool {
    let shown = paragraph.trim().trim_start_matches(['-', '+', ' ']).trim_matches(['`', '*', '_', '.', ' ']);
    let version = |rest: &str| rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '/' | '.')).len();
    let behind_http = shown.strip_prefix("HTTP").map(|rest| rest[rest.len() - version(rest)..].trim_start());
    let shown = behind_http.unwrap_or(shown);
    let reason = shown.get(3..).unwrap_or_default().trim_start_matches([' ', '-', '\u{2013}']);
    let is_phrase = reason.chars().all(|c| c.is_ascii_alphabetic() || c == ' ') && reason.split(' ').count() <= 3;
    is_phrase && begins_with_status(shown)
}

/// Whether a paragraph begins as the status line of a message does, which no label has to announce: `HTTP/1.1 204`.
fn is_status_line(paragraph: &str) -> bool {
    begins_with_version(paragraph.trim_start_matches(['`', '*', ' ']))
}

/// Whether the clause behind a code says that it is what comes: "a `204` is returned".
fn is_returned(after: &str) -> bool {
    const FEW: usize = 6;
    let clause = after.split([',', ';', '.', '\u{ff0c}', '\u{3002}']).next().unwrap_or_default();
    let verb = wording::find_all(Topic::StatusReturned, clause).next();
    verb.is_some_and(|verb| wording::words(&clause[..verb.end]).count() <= FEW)
}

/// Whether a line is a label and a status: `Response code: 204`, `**Code** : 200 OK`, `> Response 200 (application/json)`.
fn is_status_label(line: &str) -> bool {
    let line = line.trim_start_matches(['>', ' ', '-', '*', '_']);
    let Some(&(_, at)) = status_codes(line).first().filter(|_| !line.starts_with('|')) else { return false };
    let label = line[..at].trim_matches(|c: char| !c.is_alphanumeric());
    let few_words = wording::words(label).count() <= 4;
    // "Status: `HTTP-Code: 201 created`"
    let is_code =
        |label: &str| wording::is_worded(Topic::CodeLabel, label.trim_matches(|c: char| !c.is_alphanumeric()));
    let labels = || label.split(COLONS).all(is_code);
    few_words && (wording::mentions(Topic::Response, label) || labels())
}

/// Whether a sentence is a code, a word for the response, and a few words about that: `200 Response raw image.`
fn begins_with_response(sentence: &str) -> bool {
    /// How many words it has besides the code.
    const FEW: usize = 6;
    let shown = sentence.trim_start_matches([' ', '-', '+', '*', '`', '\n']);
    let Some(rest) = shown.get(3..).filter(|_| begins_with_status(shown)) else { return false };
    let mut words = wording::words(rest);
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    // "200 responses a minute" counts them.
    let behind = rest.split_once(first).map_or("", |(_, behind)| behind.trim_matches([' ', '*', '`', '\n']));
    let is_label = (behind.is_empty() || behind.starts_with(COLONS)) && !first.ends_with('s');
    wording::is(Topic::Response, first)
        && is_label
        && !wording::mentions(Topic::Code, second)
        && words.count() + 2 <= FEW
        && !wording::mentions(Topic::DefinesCode, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_before_a_word_for_the_response_is_a_promise() {
        for line in ["200 Response: raw image.", "200 response: the image", "`200` Antwort: das Bild", "- 200 ответ"]
        {
            assert!(begins_with_response(line), "{line}");
        }
        for line in [
            "200 Response codes are listed below",
            "200 requests a minute",
            "200 responses a minute",
            "200 Responses are cached.",
            "200 Responses",
            "- 200 Response time limit",
            "200 lamps respond",
            "Response 200",
            "200 response headers are the most that a client of this service reads at once",
        ] {
            assert!(!begins_with_response(line), "{line}");
        }
    }

    #[test]
    fn a_code_is_returned_up_to_the_verb() {
        for after in ["` is returned", " OK\" is returned with the names of all lamps of the box"] {
            assert!(is_returned(after), "{after}");
        }
        for after in [" may not be returned when it is locked", " that the lamp of the box of the room is returned", ""]
        {
            assert!(!is_returned(after), "{after}");
        }
    }

    #[test]
    fn a_label_may_promise_a_status() {
        for line in [
            "Sample Response Code: 204",
            "Response Code: 204 (No Content)",
            "> Response 200 (application/json)",
            "**응답:** `204 No Content`",
            "**Code** : `204 NO CONTENT`",
            "Status: `HTTP-Code: 204 no content`",
        ] {
            assert!(is_status_label(line), "{line}");
        }
        for line in ["| 200 | OK |", "- 200: all is well", "The response time is 200 ms", "Response: see below", ""] {
            assert!(!is_status_label(line), "{line}");
        }
    }
}
