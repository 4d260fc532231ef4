//! The JSON that the script of the HTML report shows.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::Serialize;

use super::coverage::CoverageData;
use super::documented::Documented;
use super::since::SinceData;
use crate::finding::{At, Finding, Level, Outcome, Pointer, Tolerance};
use crate::record::{AttemptRecord, CaseRecord, Conclusion, MessageRecord, RunHeader, RunRecord, Totals};
use crate::report::cause::groups;
use crate::report::{Comparison, Docs};

/// How many bytes of messages and pages a report holds; cases beyond that are shown without them.
const MOST_BYTES: usize = 24 << 20;

/// How many tolerances of a case are listed.
const MOST_TOLERANCES: usize = 40;

/// How many places of a cause are named.
const PLACES: usize = 3;

/// What the script of the report shows.
#[derive(Serialize)]
pub(super) struct Data<'r> {
    header: &'r RunHeader,
    /// That these are not all cases, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    chosen: Option<String>,
    word: &'static str,
    totals: Totals,
    elapsed_ms: f64,
    findings: Vec<ShownFinding<'r>>,
    /// What is missing of the run.
    missing: &'r [String],
    causes: Vec<CauseData>,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<SinceData<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<CoverageData<'r>>,
    /// As a reader opens them; cases name them by index.
    pages: Vec<String>,
    cases: Vec<CaseData<'r>>,
}

#[derive(Serialize)]
struct CauseData {
    cause: String,
    /// Of the first cases, and how many more there are.
    places: String,
    /// By index, in run order.
    cases: Vec<usize>,
}

#[derive(Serialize)]
struct CaseData<'r> {
    outcome: &'static str,
    id: &'r str,
    page: usize,
    line: u32,
    method: &'r str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'r [String],
    url: &'r str,
    ms: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    trace: Option<Cow<'r, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'r str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    causes: Vec<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    findings: Vec<ShownFinding<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tolerances: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attempts: Vec<AttemptData>,
    #[serde(flatten)]
    detail: Option<Detail<'r>>,
}

/// A request that was sent before the one that counts.
#[derive(Serialize)]
struct AttemptData {
    what: String,
    ms: f64,
    waited: f64,
}

/// The exchange of a case that is not green.
#[derive(Serialize)]
struct Detail<'r> {
    request: Option<&'r MessageRecord>,
    response: Option<&'r MessageRecord>,
    documented: Option<Documented>,
    changes: &'r [String],
    diff: Option<&'r str>,
    curl: Option<&'r str>,
    /// The report had no budget left for the messages.
    dropped: bool,
}

#[derive(Serialize)]
struct ShownFinding<'r> {
    rule: &'static str,
    name: &'static str,
    level: Level,
    message: &'r str,
    /// `docs/page.md:3:7`
    place: String,
    line: u32,
    at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    header: Option<&'r str>,
    /// The places in the body, as JSON pointers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pointers: Vec<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    actual: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'r str>,
    folded: usize,
}

impl<'r> Data<'r> {
    pub(super) fn of(run: &'r RunRecord, comparison: Option<&'r Comparison<'r>>, docs: &Docs<'_>) -> Self {
        let at: HashMap<*const CaseRecord, usize> =
            run.cases.iter().enumerate().map(|(index, case)| (std::ptr::from_ref(case), index)).collect();
        let index = |case: &CaseRecord| at.get(&std::ptr::from_ref(case)).copied().unwrap_or_default();
        let causes: Vec<CauseData> = groups(run)
            .into_iter()
            .map(|group| CauseData {
                places: group.places(PLACES, docs),
                cases: group.cases.into_iter().map(index).collect(),
                cause: group.cause,
            })
            .collect();
        let mut causes_of: Vec<Vec<usize>> = vec![Vec::new(); run.cases.len()];
        for (cause, group) in causes.iter().enumerate() {
            group.cases.iter().for_each(|&case| causes_of[case].push(cause));
        }
        let mut pages = Pages::default();
        let mut budget = MOST_BYTES;
        let case = |(case, causes)| CaseData {
            trace: run.trace_of(case),
            ..CaseData::of(case, causes, &mut pages, &mut budget, docs)
        };
        let cases = run.cases.iter().zip(causes_of).map(case).collect();
        Self {
            header: &run.header,
            chosen: run.chosen(),
            word: Conclusion::of(run).word(),
            totals: Totals::of(run),
            elapsed_ms: run.elapsed_ms,
            coverage: run.coverage.as_deref().map(|coverage| CoverageData::of(coverage, docs)),
            since: comparison.map(|comparison| SinceData::of(comparison, index)),
            findings: run.findings.iter().map(|finding| ShownFinding::of(finding, docs)).collect(),
            missing: &run.missing,
            pages: pages.paths,
            cases,
            causes,
        }
    }
}

/// The pages seen so far.
#[derive(Default)]
struct Pages<'r> {
    paths: Vec<String>,
    known: HashMap<&'r str, usize>,
}

impl<'r> Pages<'r> {
    fn index(&mut self, page: &'r str, docs: &Docs<'_>) -> usize {
        *self.known.entry(page).or_insert_with(|| {
            self.paths.push(docs.path(page));
            self.paths.len() - 1
        })
    }
}

impl<'r> CaseData<'r> {
    fn of(
        case: &'r CaseRecord,
        causes: Vec<usize>,
        pages: &mut Pages<'r>,
        budget: &mut usize,
        docs: &Docs<'_>,
    ) -> Self {
        let (outcome, why) = match &case.verdict.outcome {
            Outcome::Passed if case.is_not_exercised() => {
                ("passed", Some("an empty collection was received: nothing was judged"))
            }
            Outcome::Passed => ("passed", None),
            Outcome::Failed => ("failed", None),
            Outcome::Broken(reason) => ("broken", Some(reason.as_str())),
            Outcome::Skipped(skip) => ("skipped", Some(skip.reason.as_str())),
        };
        let used = case.verdict.tolerances.iter().take(MOST_TOLERANCES);
        Self {
            outcome,
            id: &case.id,
            page: pages.index(&case.page, docs),
            line: case.line,
            method: &case.method,
            tags: &case.tags,
            url: &case.url,
            trace: None,
            ms: (case.elapsed_ms * 10.0).round() / 10.0,
            why,
            causes,
            findings: case.verdict.findings.iter().map(|finding| ShownFinding::of(finding, docs)).collect(),
            tolerances: used.map(tolerance).collect(),
            attempts: case.attempts.iter().map(AttemptData::of).collect(),
            detail: Detail::of(case, budget, docs),
        }
    }
}

fn tolerance(used: &Tolerance) -> String {
    format!("{} {}", used.kind, used.at).trim_end().to_owned()
}

impl AttemptData {
    fn of(attempt: &AttemptRecord) -> Self {
        Self { what: attempt.message(), ms: attempt.elapsed_ms, waited: attempt.waited_ms }
    }
}

impl<'r> Detail<'r> {
    fn of(case: &'r CaseRecord, budget: &mut usize, docs: &Docs<'_>) -> Option<Self> {
        let curl = case.curl.as_deref().map(String::as_str);
        let diff = case.diff.as_deref().map(String::as_str);
        if !case.verdict.outcome.is_red() && case.request.is_none() {
            return None;
        }
        let bytes = |message: &Option<crate::record::Redacted<MessageRecord>>| {
            message.as_ref().map_or(0, |message| {
                message.body.len() + message.headers.iter().map(|(name, value)| name.len() + value.len()).sum::<usize>()
            })
        };
        let needed = bytes(&case.request) + bytes(&case.response) + curl.map_or(0, str::len) + 2000;
        let fits = needed <= *budget;
        *budget = budget.saturating_sub(needed);
        Some(Self {
            request: case.request.as_deref().filter(|_| fits),
            response: case.response.as_deref().filter(|_| fits),
            documented: fits.then(|| Documented::of_fence(&case.page, case.response_line, docs)).flatten(),
            changes: &case.changes,
            diff: diff.filter(|_| fits),
            curl: curl.filter(|_| fits),
            dropped: !fits,
        })
    }
}

impl<'r> ShownFinding<'r> {
    fn of(finding: &'r Finding, docs: &Docs<'_>) -> Self {
        let body = match &finding.at {
            At::Body(pointer) => Some(pointer.as_str()),
            _ => None,
        };
        Self {
            rule: finding.rule.code,
            name: finding.rule.name,
            level: finding.level,
            message: &finding.message,
            place: format!("{}:{}", docs.path(&finding.location.page), finding.location.place),
            line: finding.location.place.line,
            at: finding.at.to_string(),
            header: if let At::Header(name) = &finding.at { Some(name) } else { None },
            pointers: body.into_iter().chain(finding.also.iter().map(Pointer::as_str)).collect(),
            expected: finding.expected.as_deref(),
            actual: finding.actual.as_deref(),
            help: finding.help.as_deref(),
            folded: finding.folded(),
        }
    }
}
