//! A second success that the docs promise for a request of which they show one: "If it was made, `201`" beside `200 OK`.

use std::ops::Range;

use super::status_codes::status_codes;
use crate::docs::Example;
use crate::docs::outline::page_context::PageContext;
use crate::docs::wording::{self, Topic};
use crate::http::method::{method as known_method, sends_content};
use crate::http::status::is_success;
use crate::text::begins_fence;

/// Success codes that differ only in whether the resource existed before: their responses have the same body.
const SUCCESSES: [u16; 2] = [200, 201];

/// Lets each plain example accept either of the success codes that the words around it name, on a condition, for its request.
pub(crate) fn assign(page: &PageContext<'_>, examples: &mut [Example]) {
    let headings = &page.outline.headings;
    // The sections of the requests, by the heading above each and the next one.
    let section = |line: u32| {
        let start = page.lines.start(line);
        headings.partition_point(|heading| heading.offset <= start)
    };
    let sections: Vec<usize> = examples.iter().map(|example| section(example.request.line)).collect();
    let mut counts = vec![0_usize; headings.len() + 1];
    for at in &sections {
        counts[*at] += 1;
    }
    for (example, at) in examples.iter_mut().zip(sections) {
        // Of several requests, or of a success that is shown as well, the words may be about the other.
        let Some(other) = other_of(example).filter(|_| at > 0 && counts[at] == 1) else { continue };
        let end = headings.get(at).map_or(page.text().len(), |next| next.offset);
        if section(example.response.line) == at
            && promises(page, headings[at - 1].offset..end, &example.request.method, other)
        {
            let status = &mut example.response.status;
            *status = status.clone().or(&[other]);
        }
    }
}

/// The success that an example of a request that writes may have instead of the one that it shows.
fn other_of(example: &Example) -> Option<u16> {
    let shown = example.response.status.only().filter(|shown| SUCCESSES.contains(shown))?;
    let writes = sends_content(&example.request.method);
    let plain = !example.dialect.is_annotated() && writes && !example.response.facts.expect_error;
    SUCCESSES.into_iter().find(|code| plain && *code != shown)
}

/// Whether the words of a section promise another success on a condition: with the condition right behind it, or where the
/// one that is shown has one, too.
fn promises(page: &PageContext<'_>, section: Range<usize>, method: &str, other: u16) -> bool {
    let Some(codes) = codes_of(page, section) else { return false };
    let named = |code: u16| codes.iter().filter(move |(named, _)| *named == code).map(|(_, at)| *at);
    let on_condition = |at: usize| Clause::of(page.text(), at).is_some_and(|it| it.is_of(method) && it.has_condition());
    let right_behind =
        |at: usize| Clause::of(page.text(), at).is_some_and(|it| it.is_of(method) && it.condition_follows());
    let successes = codes.iter().filter(|(code, _)| is_success(*code));
    successes.into_iter().all(|(code, _)| SUCCESSES.contains(code))
        && (named(other).any(right_behind)
            || named(other).any(on_condition)
                && SUCCESSES.iter().filter(|code| **code != other).all(|shown| named(*shown).any(on_condition)))
}

/// The codes that the words of a section name, with their places; `None` for a list of all codes.
fn codes_of(page: &PageContext<'_>, section: Range<usize>) -> Option<Vec<(u16, usize)>> {
    /// If there are more, none is looked at.
    const MOST: usize = 8;
    let mut at = section.start;
    let mut codes = Vec::new();
    for line in page.text().get(section)?.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let is_code = page.is_in_fence(start + line.len() - line.trim_start_matches([' ', '\t']).len());
        if !is_code {
            codes.extend(status_codes(line).into_iter().map(|(code, into)| (code, start + into)));
        }
        if codes.len() > MOST {
            return None;
        }
    }
    Some(codes)
}

/// A sentence, an item of a list or the row of a table with a code in it.
struct Clause<'p> {
    whole: &'p str,
    /// Before and after the code.
    before: &'p str,
    after: &'p str,
}

impl<'p> Clause<'p> {
    /// The clause of the code at a page offset; `None` if it is too long.
    fn of(text: &'p str, code: usize) -> Option<Self> {
        /// How long it may be on each side of the code, in bytes.
        const FAR: usize = 600;
        let near = |at: &usize| code.abs_diff(*at) <= FAR;
        let is_end = |at: &usize| is_end(text, *at);
        let start = (0..code).rev().take_while(near).find(is_end).map(|end| end + 1);
        let start = start.or_else(|| (code <= FAR).then_some(0))?;
        let end = (code..text.len()).take_while(near).find(is_end);
        let end = end.or_else(|| (text.len() - code <= FAR).then_some(text.len()))?;
        Some(Self { whole: text.get(start..end)?, before: text.get(start..code)?, after: text.get(code + 3..end)? })
    }

    /// Whether it promises something, and that of a request with this method: it denies nothing, names no other call, and is not
    /// about the past.
    fn is_of(&self, method: &str) -> bool {
        let is_other = |known: &str| !known.eq_ignore_ascii_case(method);
        let other_method = wording::words(self.whole).filter_map(known_method).any(is_other);
        let is_route = |word: &str| {
            let word = word.trim_start_matches(['`', '*', '(', '[', '"', '\'']);
            word.contains("://") || word.len() > 1 && word.starts_with('/')
        };
        let before = self.before.rsplit([',', ':', '(']).next().unwrap_or_default();
        let behind =
            wording::conditions(self.after).next().map_or(self.after, |condition| &self.after[..condition.start]);
        !other_method
            && !self.whole.split_whitespace().any(is_route)
            && !wording::mentions(Topic::NoLonger, self.whole)
            && ![before, behind].iter().any(|part| wording::mentions(Topic::Negation, part))
    }

    /// Whether it says when the code is returned.
    fn has_condition(&self) -> bool {
        wording::conditions(self.whole).next().is_some()
    }

    /// Whether nothing but a reason phrase is between the code and its condition: "`201 Created` if it is new".
    fn condition_follows(&self) -> bool {
        let Some(condition) = wording::conditions(self.after).next() else { return false };
        let between = &self.after[..condition.start];
        let is_phrase = |word: &str| word.starts_with(char::is_uppercase);
        !between.contains([',', ';', '|'])
            && wording::words(between).count() <= 4
            && wording::words(between).all(is_phrase)
    }
}

/// Whether a sentence, an item of a list or a row ends at a page offset.
fn is_end(text: &str, at: usize) -> bool {
    let rest = || text.get(at + 1..).unwrap_or_default();
    match text.as_bytes()[at] {
        b';' => true,
        b'.' => rest().is_empty() || rest().starts_with(char::is_whitespace),
        b'\n' => {
            let next = rest().trim_start_matches([' ', '\t']);
            let digits = next.trim_start_matches(|c: char| c.is_ascii_digit());
            let is_numbered = digits.len() < next.len() && digits.starts_with(['.', ')']);
            let begins = next.starts_with(['\n', '-', '*', '+', '|', '#', '>']) || begins_fence(next);
            next.is_empty() || begins || is_numbered
        }
        _ => false,
    }
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
            "The response is `200 OK`, and `201 Created` if the lamp did not exist.",
            "A `PUT` is answered with `200`\nor, if there was none, with `201`.",
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

    #[test]
    fn a_success_of_another_call_or_of_the_past_or_one_that_is_denied_is_none() {
        for words in [
            "Unlike `POST /lamps`, which responds with `201 Created` if it makes a lamp, this responds with `200 OK`.",
            "If a `POST` makes a lamp, it returns `201`; when this changes one, it returns `200`.",
            "It never responds with `201` if the lamp is new. It responds with `200` if all is well.",
            "If the lamp is new, it does not return `201`, and if it is known, `200`.",
            "If it is known, `200` comes. Until version 3.1\nit responded with `201 Created` if the lamp was new.",
            "Before, `201` was returned if the lamp was new; if all is well, it is `200`.",
            "It returns `200 OK` with the lamp. Elsewhere, `201 Created` with a link comes.",
            "It returns `200 OK`. New lamps get `201 Created` and a link if they are lit.",
        ] {
            assert_eq!(status("PUT", words), "200", "{words}");
        }
    }

    #[test]
    fn of_a_list_of_all_codes_none_is_a_promise() {
        let codes = (400..410).map(|code| format!("- `{code}` if it fails so\n")).collect::<Vec<_>>().concat();
        assert_eq!(status("PUT", &format!("- `200` if it was there\n- `201` if it is new\n{codes}")), "200");
    }
}
