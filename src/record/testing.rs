//! A made-up run for the tests of records and reports.

use super::{CaseRecord, MessageRecord, Redacted, RunHeader, RunRecord};
use crate::contract::Dialect;
use crate::finding::rules::settings::UNUSED_OVERRIDE;
use crate::finding::rules::status::WRONG_STATUS;
use crate::finding::{At, Broken, BrokenKind, Finding, Level, Skip, SkipKind, Tolerance, ToleranceKind, Verdict};
use crate::json::Pointer;
use crate::text::Position;

pub(crate) fn case(name: &str, line: u32, verdict: Verdict) -> CaseRecord {
    CaseRecord {
        trace: None,
        attempts: Vec::new(),
        id: format!("api/users.md::list-users::{name}"),
        page: "api/users.md".to_owned(),
        line,
        response_line: line + 12,
        name: name.to_owned(),
        dialect: Dialect::ApiDoctor,
        tags: Vec::new(),
        method: "GET".to_owned(),
        url: Redacted::new(format!("https://api.example.com/{name}")),
        verdict: Redacted::new(verdict),
        elapsed_ms: 12.5,
        started: 1_764_000_000.25,
        request: None,
        response: None,
        diff: None,
        changes: Vec::new(),
        curl: None,
    }
}

pub(crate) fn findings() -> Vec<Finding> {
    let status = Finding::new(&WRONG_STATUS, "api/users.md", Position::new(57, 10), At::Status, "wrong status code");
    let at = At::Body(Pointer::parse("/value/0/id"));
    let mut body = Finding::new(&WRONG_STATUS, "api/users.md", Position::new(61, 7), at, "a warning of a kind");
    body.level = Level::Warn;
    body.also = vec![Pointer::parse("/value/1/id"), Pointer::parse("/value/2/id")];
    let status = status.expected("200").actual("500").help("correct the status line, or the service");
    vec![status, body]
}

/// A run whose one case passed and that fails by an exception without effect.
pub(crate) fn denied() -> RunRecord {
    let place = Position::new(7, 1);
    let mut finding = Finding::docs(&UNUSED_OVERRIDE, "./doctrial.toml", place, "this [[skip]] matches no case");
    finding.level = Level::Deny;
    let cases = vec![case("passing", 10, Verdict::of(Vec::new(), Vec::new()))];
    RunRecord { cases, findings: vec![Redacted::new(finding)], ..run() }
}

/// Two passed (one not exercised), one failed, one broken, three skipped.
pub(crate) fn run() -> RunRecord {
    let mut failed = case("failing", 42, Verdict::of(findings(), Vec::new()));
    failed.request = Some(Redacted::new(MessageRecord {
        start: "GET http://127.0.0.1:8080/failing".to_owned(),
        headers: vec![("Authorization".to_owned(), "***".to_owned())],
        body: String::new(),
    }));
    failed.response = Some(Redacted::new(MessageRecord {
        start: "HTTP 500".to_owned(),
        headers: vec![("content-type".to_owned(), "application/json".to_owned())],
        body: "{\n  \"error\": \"]]> \u{1b}[31mred\u{ffff}\"\n}".to_owned(),
    }));
    failed.diff = Some(Redacted::new("- value\n+ error".to_owned()));
    failed.curl = Some(Redacted::new("curl -sS -i http://127.0.0.1:8080/failing".to_owned()));
    let truncated = vec![
        Tolerance::new(ToleranceKind::Truncated, Pointer::parse("/value")),
        Tolerance::new(ToleranceKind::Null, Pointer::parse("/a")),
    ];
    let unfilled = |name: &str| {
        let reason = "unfilled {id}: give it under [parameters] in doctrial.toml, or --param id=VALUE";
        case(name, 90, Verdict::skipped(Skip::new(SkipKind::Unfilled, reason)))
    };
    RunRecord {
        findings: Vec::new(),
        header: RunHeader {
            doctrial: "0.1.0".to_owned(),
            version: RunHeader::VERSION,
            started: "2026-11-24T10:00:00Z".to_owned(),
            base_url: "http://127.0.0.1:8080".to_owned(),
            embedded: false,
            source: "docs".to_owned(),
            run_id: None,
            min_fired: None,
            replayed: None,
            min_coverage: Vec::new(),
            shard: None,
            chosen_of: None,
            alone: false,
            docs: None,
        },
        cases: vec![
            case("passing", 10, Verdict::of(Vec::new(), truncated)),
            case("empty", 20, Verdict::of(Vec::new(), vec![Tolerance::of_case(ToleranceKind::NotExercised)])),
            failed,
            case(
                "broken",
                70,
                Verdict::broken(Broken::of(
                    BrokenKind::ConnectionRefused,
                    "connection refused by 127.0.0.1:8080: is the service running?",
                )),
            ),
            unfilled("one"),
            unfilled("two"),
            case("three", 99, Verdict::skipped(Skip::new(SkipKind::Configured, "needs a second tenant"))),
        ],
        coverage: None,
        elapsed_ms: 1250.0,
        interrupted: false,
        missing: Vec::new(),
    }
}
