//! Why cases failed or are broken, in words that are equal for all cases with that cause.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use super::docs::Docs;
use super::printable;
use crate::finding::{At, Finding, Outcome};
use crate::json::Pointer;
use crate::record::{CaseRecord, RunRecord};
use crate::text::some_of;

/// A cause, and the cases that have it.
#[derive(Debug)]
pub(crate) struct CauseGroup<'r> {
    /// `B201 wrong-type at /value/*/size: ...`, or why cases are broken.
    pub(crate) cause: String,
    /// In run order; a case with several causes is in several groups.
    pub(crate) cases: Vec<&'r CaseRecord>,
}

/// The causes of the failed and broken cases of a run: that of most cases first, of several with as many the one that came first.
pub(crate) fn groups(run: &RunRecord) -> Vec<CauseGroup<'_>> {
    let mut groups: Vec<CauseGroup<'_>> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for case in &run.cases {
        for cause in causes(case) {
            let at = *known.entry(cause).or_insert_with_key(|cause| {
                groups.push(CauseGroup { cause: cause.clone(), cases: Vec::new() });
                groups.len() - 1
            });
            groups[at].cases.push(case);
        }
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.cases.len()));
    groups
}

/// The causes of a case, each once; none where it is green or skipped.
pub(crate) fn causes(case: &CaseRecord) -> Vec<String> {
    match &case.verdict.outcome {
        Outcome::Broken(reason) => vec![format!("broken: {}", cause_of_break(reason))],
        Outcome::Failed => {
            let failing = case.verdict.denied();
            let mut known = HashSet::new();
            failing.map(cause_of_finding).filter(|cause| known.insert(cause.clone())).collect()
        }
        Outcome::Passed | Outcome::Skipped(_) => Vec::new(),
    }
}

/// What a case came to in one line, in the words of every case with that cause: readers of reports put cases with equal
/// messages together. Nothing for a case that passed.
pub(crate) fn in_one_line(case: &CaseRecord) -> Option<String> {
    let line = match &case.verdict.outcome {
        Outcome::Passed => return None,
        Outcome::Skipped(skip) => skip.reason.clone(),
        Outcome::Broken(reason) => cause_of_break(reason),
        Outcome::Failed => {
            let mut causes = causes(case).into_iter();
            let mut line = causes.next().unwrap_or_else(|| "the case failed without a finding".to_owned());
            let more = causes.count();
            if more > 0 {
                let _ = write!(line, " (and {more} more)");
            }
            line
        }
    };
    Some(printable::line(&line))
}

impl CauseGroup<'_> {
    /// Where the first cases have the cause, and how many more there are: `docs/a.md:3:9, docs/b.md:7:9 and 28 more`.
    pub(crate) fn places(&self, most: usize, docs: &Docs<'_>) -> String {
        some_of(self.cases.iter().take(most).map(|case| self.place_of(case, docs)), self.cases.len())
    }

    /// Where the first case has the cause.
    pub(crate) fn place(&self, docs: &Docs<'_>) -> String {
        self.cases.first().map_or_else(String::new, |case| self.place_of(case, docs))
    }

    /// `docs/a.md:3:7`, or the line of a case that is broken.
    fn place_of(&self, case: &CaseRecord, docs: &Docs<'_>) -> String {
        match finding_of(case, &self.cause) {
            Some(finding) => format!("{}:{}", docs.shown_path(&finding.location.page), finding.location.place),
            None => format!("{}:{}", docs.shown_path(&case.page), case.line),
        }
    }
}

/// The finding that is the cause; nothing for a case that is broken.
pub(crate) fn finding_of<'r>(case: &'r CaseRecord, cause: &str) -> Option<&'r Finding> {
    case.verdict.denied().find(|finding| cause_of_finding(finding) == cause)
}

/// Page and line of a finding, or else of the case.
pub(crate) fn place<'r>(case: &'r CaseRecord, finding: Option<&'r Finding>) -> (&'r str, u32) {
    let found = finding.map(|finding| &finding.location);
    found.map_or((&case.page, case.line), |at| (&at.page, at.place.line))
}

/// What is wrong, without what differs from case to case: `B201 wrong-type at /value/*/size: ...`.
pub(crate) fn cause_of_finding(finding: &Finding) -> String {
    let rule = finding.rule.0;
    let mut cause = format!("{} {}", rule.code, rule.name);
    match &finding.at {
        At::Docs | At::Request => {}
        At::Body(pointer) if pointer.as_str().is_empty() => cause += " at body",
        At::Body(pointer) => _ = write!(cause, " at {}", pattern(pointer)),
        at => _ = write!(cause, " at {at}"),
    }
    let message = match finding.at {
        // The number is the point of it.
        At::Status => finding.message.clone(),
        _ => without_numbers(&finding.message),
    };
    let _ = write!(cause, ": {message}");
    if let (At::Body(_), Some(actual)) = (&finding.at, &finding.actual)
        && let Some(kind) = kind(actual)
    {
        let _ = write!(cause, ", received {kind}");
    }
    cause
}

/// Errors of the settings or directives as tests of their own in formats that know only tests: each with its name, which is
/// its place; several at one place are numbered from the second on.
pub(crate) fn named_denied<'f>(
    denied: impl Iterator<Item = &'f Finding>,
    docs: &Docs<'_>,
) -> impl Iterator<Item = (String, &'f Finding)> {
    let mut named: HashMap<String, usize> = HashMap::new();
    denied.map(move |finding| {
        let (page, place, rule) = (docs.path(&finding.location.page), finding.location.place, finding.rule.0);
        let name = format!("{page}:{place} {} {}", rule.code, rule.name);
        let number = named.entry(name.clone()).or_default();
        *number += 1;
        (if *number == 1 { name } else { format!("{name} ({number})") }, finding)
    })
}

/// What is missing of a run, each with the name of the test that says so.
pub(crate) fn named_missing(missing: &[String]) -> impl Iterator<Item = (String, &str)> {
    missing.iter().zip(1..).map(|(lack, number)| {
        let name = RUN_IS_COMPLETE.to_owned();
        (if number == 1 { name } else { format!("{name} ({number})") }, &**lack)
    })
}

/// The test that fails where a part of the run is missing.
pub(crate) const RUN_IS_COMPLETE: &str = "the run is complete";

/// Why a case is broken, without what differs from case to case: numbers such as times and sizes, places of the page, and
/// what the response says.
pub fn cause_of_break(reason: &str) -> String {
    without_numbers(reason.split_once(". ").map_or(reason, |(cause, _)| cause))
}

/// A place with `*` for the index of an item: what is wrong with one is wrong with each.
fn pattern(pointer: &Pointer) -> String {
    let is_index = |token: &str| !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = pointer.as_str().split('/').map(|token| if is_index(token) { "*" } else { token }).collect();
    parts.join("/")
}

/// A text with `#` for each word that is a number, and without places of pages (`(a.md:3:1)`). A status or an RFC is a name,
/// and an address stays.
fn without_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = "";
    for word in text.split_inclusive(' ') {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if is_place(bare) {
            out.truncate(out.trim_end().len());
            out.push_str(word.rsplit(|c: char| c.is_alphanumeric()).next().unwrap_or_default().trim_start_matches(')'));
        } else if is_number(bare) && !matches!(before, "HTTP" | "RFC" | "where") {
            out.push_str(&word.replace(bare, "#"));
        } else {
            out.push_str(word);
        }
        before = bare;
    }
    out
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
}

/// `a.md:3:1`
fn is_place(word: &str) -> bool {
    let mut parts = word.rsplitn(3, ':');
    let numbers = parts.by_ref().take(2).filter(|part| is_number(part)).count();
    numbers == 2 && parts.next().is_some_and(|page| page.contains('.') && page.contains(char::is_alphabetic))
}

/// What kind of value a text of JSON is.
fn kind(actual: &str) -> Option<&'static str> {
    match actual.bytes().next()? {
        b'"' => Some("a string"),
        b'{' => Some("an object"),
        b'[' => Some("an array"),
        b'-' | b'0'..=b'9' => Some("a number"),
        _ => match actual {
            "true" | "false" => Some("a boolean"),
            "null" => Some("null"),
            _ if actual.starts_with("an object ") => Some("an object"),
            _ if actual.starts_with("an array ") => Some("an array"),
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Verdict;
    use crate::finding::rules::body::WRONG_TYPE;
    use crate::record::testing::{case, run};
    use crate::text::Position;

    fn wrong_type(pointer: &str, actual: &str) -> Finding {
        let at = At::Body(Pointer::parse(pointer));
        let message = "`size` is not an integer";
        Finding::new(&WRONG_TYPE, "a.md", Position::new(3, 1), at, message).expected("an integer").actual(actual)
    }

    #[test]
    fn a_cause_names_no_value_and_no_item() {
        let cause = cause_of_finding(&wrong_type("/value/12/size", "\"x7\""));
        assert_eq!(cause, "B201 wrong-type at /value/*/size: `size` is not an integer, received a string");
        assert_ne!(cause, cause_of_finding(&wrong_type("/value/12/size", "2.5")));
        assert_eq!(
            cause_of_break("timeout after 0.5 s: `v2` of 127.0.0.1:99 is silent (12, 7)"),
            "timeout after # s: `v2` of 127.0.0.1:99 is silent (#, #)"
        );
    }

    #[test]
    fn the_cause_of_a_break_is_not_its_place_nor_what_the_response_says() {
        let reason = "HTTP 500 Internal Server Error where 200 is documented (a/b.md:8:10): the service failed. The response says: 7";
        let cause = "HTTP 500 Internal Server Error where 200 is documented: the service failed";
        assert_eq!(cause_of_break(reason), cause);
        assert_eq!(cause_of_break("no answer in a.md:3:1"), "no answer in");
    }

    #[test]
    fn the_cause_of_most_cases_comes_first_and_a_case_may_have_several() {
        let failed = |line, findings| case("part", line, Verdict::of(findings, Vec::new()));
        let one = || wrong_type("/a/0", "\"s\"");
        let cases = vec![
            failed(1, vec![wrong_type("/b", "null")]),
            failed(2, vec![one(), one()]),
            case("broken", 3, Verdict::broken("timeout after 5 s")),
            failed(4, vec![wrong_type("/b", "null"), one()]),
            case("broken", 5, Verdict::broken("timeout after 7 s")),
            failed(6, vec![wrong_type("/a/9", "\"t\"")]),
        ];
        let run = RunRecord { cases, ..run() };
        let found: Vec<(String, Vec<u32>)> =
            groups(&run).into_iter().map(|g| (g.cause, g.cases.iter().map(|case| case.line).collect())).collect();
        let lines: Vec<&[u32]> = found.iter().map(|(_, lines)| &**lines).collect();
        assert_eq!(lines, [&[2, 4, 6][..], &[1, 4], &[3, 5]]);
        assert_eq!(found[2].0, "broken: timeout after # s");
    }
}
