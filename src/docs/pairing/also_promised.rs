//! A second success that the docs promise for a request of which they show one: "If it was made, `201`" beside `200 OK`.

use std::ops::Range;

use super::status_codes::status_codes;
use crate::contract::Dialect;
use crate::docs::Example;
use crate::docs::outline::page_context::PageContext;
use crate::docs::wording::{self, Topic};

/// Successes between which only what was there before decides: their responses have the same body.
const SUCCESSES: [u16; 2] = [200, 201];

/// Lets each plain example keep the promise by either success that the words around it name for its request, each on a condition.
pub(crate) fn assign(page: &PageContext<'_>, examples: &mut [Example]) {
    for at in 0..examples.len() {
        if let Some(other) = other_success(page, examples, at) {
            let status = &mut examples[at].response.status;
            *status = status.clone().or(&[other]);
        }
    }
}

fn other_success(page: &PageContext<'_>, examples: &[Example], at: usize) -> Option<u16> {
    let example = &examples[at];
    let shown = example.response.status.only()?;
    let writes = ["PUT", "POST", "PATCH"].iter().any(|method| example.request.method.eq_ignore_ascii_case(method));
    if example.dialect == Dialect::ApiDoctor || !writes || example.response.facts.expect_error {
        return None;
    }
    let other = *SUCCESSES.iter().find(|code| **code != shown && SUCCESSES.contains(&shown))?;
    let section = own_section(page, example.request.line)?;
    let is_here = |line: u32| section.contains(&page.lines.start(line));
    // Of several requests, or of a success that is shown as well, the words may be about the other.
    let is_alone = examples.iter().enumerate().all(|(index, other)| index == at || !is_here(other.request.line));
    if !is_alone || !is_here(example.response.line) {
        return None;
    }
    let codes = codes_of(page, section);
    let is_conditional = |code: u16| {
        let of_code = codes.iter().filter(|(named, _)| *named == code);
        of_code.into_iter().any(|(_, at)| comes_on_condition(page, *at))
    };
    let successes = codes.iter().filter(|(code, _)| (200..300).contains(code));
    let are_these = successes.into_iter().all(|(code, _)| SUCCESSES.contains(code));
    let named = |code: u16| codes.iter().any(|(named, _)| *named == code);
    (are_these && named(other) && is_conditional(other)).then_some(other)
}

/// The codes that the words of a section name, with their places.
fn codes_of(page: &PageContext<'_>, section: Range<usize>) -> Vec<(u16, usize)> {
    let mut at = section.start;
    let mut codes = Vec::new();
    for line in page.text().get(section).unwrap_or_default().split_inclusive('\n') {
        let start = at;
        at += line.len();
        let is_code = page.is_in_fence(start + line.len() - line.trim_start_matches([' ', '\t']).len());
        if !is_code {
            codes.extend(status_codes(line).into_iter().map(|(code, into)| (code, start + into)));
        }
    }
    codes
}

/// From the heading above a line to the next heading.
fn own_section(page: &PageContext<'_>, line: u32) -> Option<Range<usize>> {
    let (headings, start) = (&page.outline.headings, page.lines.start(line));
    let next = headings.partition_point(|heading| heading.offset <= start);
    let begins = headings.get(next.checked_sub(1)?)?.offset;
    Some(begins..headings.get(next).map_or(page.text().len(), |next| next.offset))
}

/// Whether the sentence or the row of a code says when it comes.
fn comes_on_condition(page: &PageContext<'_>, code: usize) -> bool {
    let text = page.text();
    let start = text[..code].rfind(['\n', '.', ';']).map_or(0, |before| before + 1);
    let end = text[code..].find(['\n', '.', ';']).map_or(text.len(), |length| code + length);
    wording::mentions(Topic::ConditionalResponse, &text[start..end])
}

#[cfg(test)]
mod tests {
    use crate::contract::Dialect;
    use crate::docs::page::read_page;
    use crate::text::Page;

    fn status(method: &str, words: &str) -> String {
        let page = format!(
            "# Lamps\n\n## Set\n\n```http\n{method} /lamps/1\n```\n\n{words}\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{{\"id\": 1}}\n```\n"
        );
        let page = Page { path: "lamps.md".to_owned(), text: page };
        read_page(&page, &Dialect::ALL).examples[0].response.status.to_string()
    }

    #[test]
    fn a_second_success_on_a_condition_is_as_good() {
        for words in [
            "If it was there: `200`. If it was made: `201`.",
            "The response is `200 OK` if the lamp was there, or `201 Created` if it is new.",
            "Returns:\n\n- `200 OK` when the lamp is known\n- `201 Created` when it was made",
        ] {
            assert_eq!(status("PUT", words), "200|201", "{words}");
        }
    }

    #[test]
    fn a_success_without_a_condition_or_of_another_request_is_none() {
        for words in [
            "The response is `200 OK`.",
            "If it was there: `200`. If it is being made: `202`, if it was made: `201`.",
            "Other calls return `201 Created`.",
        ] {
            assert_eq!(status("PUT", words), "200", "{words}");
        }
        assert_eq!(status("GET", "If it was there: `200`. If it was made: `201`."), "200");
    }
}
