//! The status codes that the prose of a "Response" section promises, against those of the examples.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::docs::outline::heading::Heading;
use crate::docs::outline::page_context::PageContext;
use crate::docs::outline::sections::Sections;
use crate::docs::wording::{self, Remembered, Topic};
use crate::docs::{DocResponse, Example};
use crate::finding::{Finding, rules};
use crate::text::{first_bytes, last_bytes};

/// A finding for each example that shows another success than the prose above it promises. Where some example agrees
/// with the prose, the others belong to other requests, and nothing is reported.
pub(super) fn lint(page: &PageContext<'_>, examples: &[Example]) -> Vec<Finding> {
    if !examples.iter().any(|example| succeeds(&example.response)) {
        return Vec::new();
    }
    let mut findings = above_requests(page, examples);
    let sections = Sections::new(&page.outline.headings, page.text().len());
    for (at, heading) in page.outline.headings.iter().enumerate() {
        if !is_about_statuses(heading) {
            continue;
        }
        let end = page.outline.headings.get(at + 1).map_or(page.text().len(), |next| next.offset);
        let operation = sections.parent(at).map_or("", |parent| sections.title(parent));
        let promised = promised_codes(page, heading.offset..end);
        if promised.is_empty() {
            continue;
        }
        let responses = responses_of(page, &sections, at, examples);
        let shown: Vec<&DocResponse> = responses.into_iter().filter(|response| succeeds(response)).collect();
        let agrees = |response: &&DocResponse| promised.iter().any(|promise| response.status.contains(promise.code));
        if shown.iter().any(agrees) {
            continue;
        }
        let Some(first) = promised.iter().find(|promise| !promise.is_on_condition(page, operation)) else { continue };
        for response in shown {
            findings.push(finding(page, response, &promised, first));
        }
    }
    findings
}

/// Whether a section is about the responses to the requests above it.
fn is_about_responses(heading: &Heading) -> bool {
    thread_local!(static KNOWN: Remembered<bool> = const { Remembered::new() });
    let begins = |text: &str| wording::begins(Topic::ResponseSection, text.trim()).is_some();
    KNOWN.with(|known| known.of(&heading.text, begins))
}

/// Like `is_about_responses`, unless the section is about their header fields.
fn is_about_statuses(heading: &Heading) -> bool {
    thread_local!(static KNOWN: Remembered<bool> = const { Remembered::new() });
    let says = |text: &str| is_about_responses(heading) && !wording::mentions(Topic::Headers, text);
    KNOWN.with(|known| known.of(&heading.text, says))
}

/// A finding for each plain example whose section promises another success right above its request ("The answer is
/// `201 Created`"), where the section has no other example.
fn above_requests(page: &PageContext<'_>, examples: &[Example]) -> Vec<Finding> {
    let headings = &page.outline.headings;
    let plain = examples.iter().filter(|example| !example.dialect.is_annotated());
    let mut of_section: BTreeMap<usize, Vec<&Example>> = BTreeMap::new();
    for example in plain {
        let start = page.lines.start(example.request.line);
        let Some(heading) = headings.partition_point(|heading| heading.offset <= start).checked_sub(1) else {
            continue;
        };
        of_section.entry(heading).or_default().push(example);
    }
    let alone = of_section.into_iter().filter_map(|(heading, examples)| match examples[..] {
        [only] => Some((heading, only)),
        _ => None,
    });
    alone.filter_map(|(heading, example)| above_request(page, heading, example)).collect()
}

fn above_request(page: &PageContext<'_>, heading: usize, example: &Example) -> Option<Finding> {
    let heading = &page.outline.headings[heading];
    if is_about_responses(heading) || !succeeds(&example.response) || example.response.status.only().is_none() {
        return None;
    }
    let above = heading.offset..page.lines.start(example.request.line);
    if !wording::mentions(Topic::PromisesStatus, page.text().get(above.clone())?) {
        return None;
    }
    let promised = promised_codes(page, above);
    let [promise] = &promised[..] else { return None };
    let disagrees = !example.response.status.contains(promise.code) && !promise.is_on_condition(page, &heading.text);
    disagrees.then(|| finding(page, &example.response, &promised, promise))
}

/// A success that prose names.
struct Promise {
    code: u16,
    /// Page offset at which it is first mentioned.
    at: usize,
    /// The part of the page that names it.
    section: Range<usize>,
}

impl Promise {
    /// Whether it is returned only on a condition. `operation`: what the heading above calls the operation.
    fn is_on_condition(&self, page: &PageContext<'_>, operation: &str) -> bool {
        comes_on_condition(&page.text()[self.section.clone()], self.at - self.section.start, operation)
    }
}

/// Whether the sentence around the code at `at` says when it is returned, other than on success, or that it is not returned: "If the
/// list is paused, `202 Accepted`", "`204 No Content` if there is none", "unlike `PUT`, which returns `204`". `operation`: what
/// the heading above calls the operation.
fn comes_on_condition(text: &str, at: usize, operation: &str) -> bool {
    let Sentence { before, after } = Sentence::around(text, at);
    let on_success = |clause: &str| wording::mentions(Topic::SuccessCondition, clause);
    let clause = before.rsplit([',', ':', ';', '(', '\u{2013}', '\u{2014}']).next().unwrap_or_default();
    let is_denied = wording::mentions(Topic::Negation, clause)
        || wording::mentions(Topic::NoLonger, before)
        || wording::begins(Topic::CrossReference, before).is_some();
    let depends = begins_with_condition(before) || wording::conditions(before).next().is_some();
    // A reason phrase may be between the code and its condition.
    let unquoted = after.split_once(['`', '*']).map_or(after, |(_, after)| after);
    let mut clauses = [after, unquoted].into_iter().flat_map(|text| text.split(',').take(2));
    let follows = clauses.any(|clause| {
        let clause = clause.trim_start_matches(['`', '*', ' ']);
        begins_with_condition(clause) && !on_success(clause) && !repeats(clause, operation)
    });
    is_denied || depends && !on_success(before) && !repeats(before, operation) || follows
}

/// A sentence that names a code.
struct Sentence<'t> {
    before: &'t str,
    /// What is after the digits.
    after: &'t str,
}

impl<'t> Sentence<'t> {
    /// The sentence around the code at `at`; of a long one, the part near the code.
    fn around(text: &'t str, at: usize) -> Self {
        const FAR: usize = 400;
        const ENDS: [&str; 9] = [". ", ".\n", "; ", "\n\n", "\n-", "\n*", "\n|", "\n#", "\u{3002}"];
        let (before, after) = (last_bytes(&text[..at], FAR), first_bytes(&text[at + 3..], FAR));
        let start = ENDS.iter().filter_map(|end| before.rfind(end).map(|at| at + end.len())).max().unwrap_or_default();
        let end = ENDS.iter().filter_map(|end| after.find(end)).min().unwrap_or(after.len());
        Self { before: before[start..].trim_start_matches(['*', '-', '#', ' ', '\n']), after: &after[..end] }
    }
}

/// Whether a clause begins with a condition; naming what a code is for is not one.
fn begins_with_condition(clause: &str) -> bool {
    let word = wording::begins(Topic::Condition, clause).map(|end| &clause[..end]);
    word.is_some_and(|word| !word.eq_ignore_ascii_case("for"))
        || wording::conditions(clause).next().is_some_and(|condition| condition.start == 0)
}

/// Whether a condition only says that what the heading names is done: "When the kite is created" of "Create a kite".
fn repeats(clause: &str, operation: &str) -> bool {
    const FEW: usize = 7;
    let condition = clause.split([',', '`']).next().unwrap_or_default();
    let Some(verb) = wording::words(operation).next().map(str::to_lowercase).filter(|verb| verb.len() > 2) else {
        return false;
    };
    let stem = verb.strip_suffix('e').unwrap_or(&verb);
    let is_done = |word: &str| word.strip_prefix(stem).is_some_and(|end| matches!(end, "ed" | "es" | "s"));
    let few = wording::words(condition).take(FEW + 1).count() <= FEW;
    let denied = [Topic::Negation, Topic::Again].into_iter().any(|topic| wording::mentions(topic, condition));
    few && !denied && wording::words(condition).any(|word| is_done(&word.to_lowercase()))
}

fn finding(page: &PageContext<'_>, response: &DocResponse, promised: &[Promise], first: &Promise) -> Finding {
    let codes: Vec<String> = promised.iter().map(|promise| promise.code.to_string()).collect();
    let codes = codes.join(" or ");
    let line = page.place(first.at).line;
    let message = format!("the prose at line {line} promises {codes}, the example shows {}", response.status);
    Finding::docs(&rules::lint::STATUS_AGAINST_PROSE, page.path(), response.status_place, message)
        .expected(format!("{codes}, as promised at line {line}"))
        .actual(response.status.to_string())
        .help("correct the prose or the status line")
}

/// The responses that the section of a heading is about: those shown in it (or in its sub-sections) if there are any, else
/// those of the section that it is part of.
fn responses_of<'e>(
    page: &PageContext<'_>,
    sections: &Sections<'_>,
    heading: usize,
    examples: &'e [Example],
) -> Vec<&'e DocResponse> {
    let within = |section: Range<usize>| -> Vec<&DocResponse> {
        let responses = examples.iter().map(|example| &example.response);
        responses.filter(|response| section.contains(&page.lines.start(response.line))).collect()
    };
    let inside = within(sections.range(heading));
    let around = || sections.parent(heading).map_or(0..page.text().len(), |parent| sections.range(parent));
    if inside.is_empty() { within(around()) } else { inside }
}

fn succeeds(response: &DocResponse) -> bool {
    (200..400).any(|code| response.status.contains(code)) && !response.facts.expect_error
}

/// The 2xx and 3xx codes that the prose of a section names.
fn promised_codes(page: &PageContext<'_>, section: Range<usize>) -> Vec<Promise> {
    let mut promised: Vec<Promise> = Vec::new();
    let text = &page.text()[section.clone()];
    let mut next = 0;
    while let Some(length) = memchr::memchr2(b'2', b'3', &text.as_bytes()[next..]) {
        let found = next + length;
        let at = section.start + found;
        if let Some(end) = page.end_in_fence(at) {
            next = (end - section.start).min(text.len());
            continue;
        }
        next = found + 1;
        let code = code_at(text, found).filter(|code| !promised.iter().any(|known| known.code == *code));
        promised.extend(code.map(|code| Promise { code, at, section: section.clone() }));
    }
    promised
}

/// The status code that begins at byte `at`: three digits followed by a reason phrase, or alone in a code span. Other
/// numbers are not status codes.
fn code_at(text: &str, at: usize) -> Option<u16> {
    // Most digits are part of longer numbers, ids and dates.
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'/' | b'#');
    if at > 0 && text.as_bytes().get(at - 1).is_some_and(is_part) {
        return None;
    }
    let digits = text.get(at..at + 3).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
    let (before, after) = (&text[..at], &text[at + 3..]);
    if before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '/' | '#')) {
        return None;
    }
    let phrase = after.trim_start_matches([' ', ',', '-', '(', ':']);
    let has_reason = || after.len() > phrase.len() && wording::begins(Topic::Success, phrase).is_some();
    let alone = before.ends_with('`') && after.starts_with('`');
    let code = if alone || has_reason() { digits.parse().ok()? } else { return None };
    matches!(code, 200..=208 | 226 | 300..=308).then_some(code)
}

#[cfg(test)]
mod tests {
    use crate::contract::Dialect;
    use crate::docs::read_page;
    use crate::text::Page;

    fn found(prose: &str, statuses: &[&str]) -> Vec<String> {
        let mut text = format!("# T\n\n## Response\n\n{prose}\n\n## Examples\n");
        for status in statuses {
            text = text + "\n```http\nGET https://h/a\nAccept: */*\n```\n\n```http\nHTTP/1.1 " + status + "\n```\n";
        }
        let page = Page { path: "p.md".into(), text };
        let findings = read_page(&page, &Dialect::ALL).findings;
        findings.into_iter().filter(|f| f.rule.code == "L001").map(|f| f.message).collect()
    }

    #[test]
    fn another_success_than_promised_is_found() {
        let other = found("If successful, this returns a `201 Created` response code.", &["200 OK"]);
        assert_eq!(other, ["the prose at line 5 promises 201, the example shows 200"]);
        assert_eq!(found("It returns `204, No Content`.", &["200 OK"]).len(), 1);
        assert_eq!(found("Returns 201 Created.", &["200 OK"]).len(), 1);
    }

    #[test]
    fn what_comes_on_a_condition_promises_nothing() {
        let above = |prose: &str| {
            let exchange = "```http\nPOST /kites HTTP/1.1\n\n{\"a\": 1}\n```\n\n```http\nHTTP/1.1 200 OK\n```\n";
            let page =
                Page { path: "p.md".into(), text: format!("# Kites\n\n## Launch a kite\n\n{prose}\n\n{exchange}") };
            let findings = read_page(&page, &Dialect::ALL).findings;
            findings.iter().filter(|finding| finding.rule.code == "L001").count()
        };
        for prose in [
            "If there is no wind, the server returns `202 Accepted`; otherwise see below.",
            "When there is no wind the API returns a `202 Accepted`.",
            "In case of a storm the server responds with `303 See Other`.",
            "Quand il pleut, le serveur renvoie `202 Accepted`, si la file est longue.",
            "Si le vent tombe, le serveur renvoie `202 Accepted`.",
            "Unlike `PUT /kites`, which returns `204`, this shows the kite.",
            "When the kite is launched already, the server returns `202 Accepted`.",
            "While it rains the server returns `202 Accepted`.",
            "The server returns `202 Accepted` as long as it rains, or if the kite is wet.",
            "The server never returns `202 Accepted`.",
        ] {
            assert_eq!((above(prose), found(prose, &["200 OK"]).len()), (0, 0), "{prose}");
        }
        for prose in [
            "The server returns `202 Accepted`.",
            "On success, the server responds with `201 Created`.",
            "The server returns `202 Accepted` with the place of the kite.",
            "The server returns `202 Accepted` for the kite in the air.",
            "When the kite is launched, the server returns `202 Accepted`.",
            "Do not pull, as the server returns `202 Accepted`.",
            "This is not fast: the server returns `202 Accepted`.",
        ] {
            assert_eq!(above(prose), 1, "{prose}");
        }
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
