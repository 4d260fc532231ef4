//! Findings of a check as lines of JSON.

use serde::Serialize;

use crate::finding::{Finding, Level};
use crate::json::Pointer;
use crate::record::Redacted;
use crate::report::Docs;
use crate::text::{Edit, Position};

/// What was checked, as well as what was found.
#[derive(Debug, Clone, Copy)]
pub struct Counts<'a> {
    /// The docs, as given.
    pub source: &'a str,
    /// How many cases were read.
    pub cases: usize,
    /// What became of each HTTP-looking fence.
    pub fences: Fences,
}

/// What became of one fence.
#[derive(Debug, Clone, Copy)]
pub struct FenceLine<'a> {
    /// The path of its page.
    pub page: &'a str,
    /// The line of its opening.
    pub line: u32,
    /// What it shows.
    pub shows: &'a str,
    /// `in-case`, `excused` or `in-finding`.
    pub outcome: &'static str,
    /// The same in words, and why.
    pub became: &'a str,
}

/// One line of the output.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Line<'a> {
    Finding {
        rule: &'a str,
        name: &'a str,
        level: Level,
        path: String,
        page: &'a str,
        line: u32,
        column: u32,
        #[serde(skip_serializing_if = "Option::is_none")]
        end: Option<Position>,
        message: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        expected: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        actual: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        help: Option<&'a str>,
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        also: &'a [Pointer],
        #[serde(skip_serializing_if = "Option::is_none")]
        further: Option<usize>,
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        fix: &'a [Edit],
    },
    Fence {
        path: String,
        page: &'a str,
        line: u32,
        shows: &'a str,
        outcome: &'a str,
        became: &'a str,
    },
    End {
        source: &'a str,
        cases: usize,
        fences: Fences,
        errors: usize,
        warnings: usize,
    },
}

/// How many HTTP-looking fences there are, and what became of them.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Fences {
    /// All of them: the sum of the others.
    pub total: usize,
    /// In at least one case.
    pub in_case: usize,
    /// No examples, as the docs say.
    pub excused: usize,
    /// With a finding that says what is wrong.
    pub in_finding: usize,
}

/// One JSON object a line: a `finding` for each, in the order of the pages, a `fence` for each in the account, then one `end`.
pub fn json_lines(
    findings: &[Redacted<Finding>],
    counts: Counts<'_>,
    account: &[FenceLine<'_>],
    docs: &Docs<'_>,
) -> String {
    let mut out = String::new();
    for finding in findings {
        line(&of(finding, docs), &mut out);
    }
    for fence in account {
        let FenceLine { page, line: at, shows, outcome, became } = *fence;
        line(&Line::Fence { path: docs.path(page), page, line: at, shows, outcome, became }, &mut out);
    }
    let Counts { source, cases, fences } = counts;
    let count = |level| findings.iter().filter(|finding| finding.level == level).count();
    line(&Line::End { source, cases, fences, errors: count(Level::Deny), warnings: count(Level::Warn) }, &mut out);
    out
}

fn line(line: &Line<'_>, out: &mut String) {
    *out += &serde_json::to_string(line).expect("strings, numbers and lists are JSON");
    out.push('\n');
}

fn of<'a>(finding: &'a Finding, docs: &Docs<'_>) -> Line<'a> {
    let (rule, place) = (finding.rule.0, finding.location.place);
    Line::Finding {
        rule: rule.code,
        name: rule.name,
        level: finding.level,
        path: docs.path(&finding.location.page),
        page: &finding.location.page,
        line: place.line,
        column: place.column,
        end: docs.end(finding),
        message: &finding.message,
        expected: finding.expected.as_deref(),
        actual: finding.actual.as_deref(),
        help: finding.help.as_deref(),
        also: &finding.also,
        further: Some(finding.further).filter(|further| *further > 0),
        fix: &finding.fix,
    }
}
