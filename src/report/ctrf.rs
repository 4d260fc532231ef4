//! A run in the Common Test Report Format.

use serde_json::{Map, Value, json};

use super::cause::{cause_of_finding, in_one_line, named_denied, named_missing};
use super::docs::Docs;
use super::printable;
use super::terminal::{Palette, render_case, render_finding_line};
use crate::finding::{Finding, Outcome};
use crate::record::{AttemptRecord, CaseRecord, RunRecord, Totals};

/// A run in the Common Test Report Format, version 0.0.0: a test for each case. A broken case is a failed test whose `rawStatus`
/// says so, as the format has no word for a result that could not be found out. An error of the settings is a failed test as
/// well.
pub fn ctrf(run: &RunRecord, docs: &Docs<'_>) -> String {
    let docs = &docs.with_repository_paths();
    let (totals, denied, missing) = (Totals::of(run), run.denied().count(), run.missing.len());
    let fired = run.cases.iter().map(|case| case.started).filter(|started| *started > 0.0);
    let start = millis(fired.reduce(f64::min).unwrap_or_default() * 1000.0);
    let mut pages: Vec<&str> = run.cases.iter().map(|case| case.page.as_str()).collect();
    pages.sort_unstable();
    pages.dedup();
    let of_settings =
        named_denied(run.denied(), docs).map(|(name, finding)| error_of_settings(&name, finding, start, docs));
    let of_missing = named_missing(&run.missing).map(|(name, lack)| incomplete(&name, lack, start));
    let report = json!({
        "reportFormat": "CTRF",
        "specVersion": "0.0.0",
        "timestamp": run.header.started,
        "generatedBy": format!("doctrial {}", run.header.doctrial),
        "results": {
            "tool": { "name": "doctrial", "version": run.header.doctrial },
            "summary": {
                "tests": totals.all() + denied + missing,
                "passed": totals.passed,
                "failed": totals.failed + totals.broken + denied + missing,
                "skipped": totals.skipped,
                "pending": 0,
                "other": 0,
                "suites": pages.len() + usize::from(denied > 0) + usize::from(missing > 0),
                "start": start,
                "stop": start + millis(run.elapsed_ms),
                "duration": millis(run.elapsed_ms),
                "extra": { "broken": totals.broken, "notExercised": totals.not_exercised },
            },
            "tests": run.cases.iter().map(|case| test(case, docs)).chain(of_settings).chain(of_missing).collect::<Vec<_>>(),
            "environment": { "extra": {
                "baseUrl": run.header.base_url, "embedded": run.header.embedded, "source": run.header.source,
            } },
        },
    });
    printable::json(&format!("{report:#}\n"))
}

/// What was sent before the exchange that counts.
fn attempt((attempt, number): (&AttemptRecord, usize)) -> Value {
    let duration = millis(attempt.elapsed_ms);
    json!({ "attempt": number, "status": "failed", "duration": duration, "message": attempt.message() })
}

fn test(case: &CaseRecord, docs: &Docs<'_>) -> Value {
    let (status, raw) = match &case.verdict.outcome {
        Outcome::Passed if case.is_not_exercised() => ("passed", "not-exercised"),
        Outcome::Passed => ("passed", "passed"),
        Outcome::Failed => ("failed", "failed"),
        Outcome::Broken(_) => ("failed", "broken"),
        Outcome::Skipped(_) => ("skipped", "skipped"),
    };
    let start = millis(case.started * 1000.0);
    let mut test = Map::new();
    let mut set = |name: &str, value: Value| drop(test.insert(name.to_owned(), value));
    set("testId", json!(case.id));
    set("name", json!(case.id));
    set("status", json!(status));
    set("rawStatus", json!(raw));
    set("duration", json!(millis(case.elapsed_ms)));
    set("start", json!(start));
    set("stop", json!(start + millis(case.elapsed_ms)));
    set("suite", json!([case.page]));
    set("filePath", json!(docs.path(&case.page)));
    set("line", json!(case.line));
    if let Some(message) = in_one_line(case) {
        set("message", json!(message));
    }
    if case.verdict.outcome.is_red() {
        set("trace", json!(render_case(case, docs, &Palette::PLAIN)));
    }
    let mut rules: Vec<&str> = case.verdict.findings.iter().map(|finding| finding.rule.code).collect();
    rules.sort_unstable();
    rules.dedup();
    if !rules.is_empty() {
        set("tags", json!(rules));
    }
    if !case.attempts.is_empty() {
        set("retries", json!(case.attempts.len()));
        set("flaky", json!(case.verdict.outcome == Outcome::Passed));
        set("retryAttempts", case.attempts.iter().zip(1_usize..).map(attempt).collect());
    }
    set("extra", json!({ "method": case.method, "url": *case.url }));
    Value::Object(test)
}

/// A failed test for an error of the settings or directives: without it a run that fails by it would look green.
fn error_of_settings(name: &str, finding: &Finding, start: u64, docs: &Docs<'_>) -> Value {
    json!({
        "testId": name,
        "name": name,
        "status": "failed",
        "rawStatus": "error-of-settings",
        "duration": 0,
        "start": start,
        "stop": start,
        "suite": ["settings"],
        "filePath": docs.path(&finding.location.page),
        "line": finding.location.place.line,
        "message": printable::line(&cause_of_finding(finding)),
        "trace": render_finding_line(finding, docs, &Palette::PLAIN),
        "tags": [finding.rule.code],
    })
}

/// A failed test for what is missing of the run.
fn incomplete(name: &str, lack: &str, start: u64) -> Value {
    json!({
        "testId": name,
        "name": name,
        "status": "failed",
        "rawStatus": "incomplete",
        "duration": 0,
        "start": start,
        "stop": start,
        "suite": ["run"],
        "message": printable::line(lack),
    })
}

/// Whole milliseconds; 0 for what is not a time.
fn millis(ms: f64) -> u64 {
    if !ms.is_finite() {
        return 0;
    }
    #[allow(clippy::cast_sign_loss, reason = "what is negative becomes 0")]
    let whole = ms.round() as u64;
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::testing::{denied, run};

    #[test]
    fn each_case_is_a_test_and_the_summary_adds_up() {
        let mut run = run();
        run.cases[0].elapsed_ms = f64::NAN;
        run.cases[1].attempts = vec![AttemptRecord::new(Some(503), None, 7.0, 250.0)];
        let report: Value = serde_json::from_str(&ctrf(&run, &Docs { root: "docs", ..Docs::default() })).expect("JSON");
        let results = &report["results"];
        let tests = results["tests"].as_array().expect("tests");
        for status in ["passed", "failed", "skipped"] {
            let count = tests.iter().filter(|test| test["status"] == status).count();
            assert_eq!(results["summary"][status], count, "{status}");
        }
        assert_eq!(results["summary"]["tests"], tests.len());
        assert_eq!((&tests[0]["duration"], &tests[1]["duration"]), (&json!(0), &json!(13)));
        assert_eq!((&tests[3]["rawStatus"], &tests[1]["rawStatus"]), (&json!("broken"), &json!("not-exercised")));
        assert_eq!((&tests[2]["filePath"], &tests[2]["line"]), (&json!("docs/api/users.md"), &json!(42)));
        assert_eq!(tests[2]["message"], "S001 wrong-status at status: wrong status code");
        let attempt = json!({ "attempt": 1, "status": "failed", "duration": 7, "message": "HTTP 503" });
        assert_eq!((&tests[1]["flaky"], &tests[1]["retryAttempts"]), (&json!(true), &json!([attempt])));
        assert!(tests[2]["trace"].as_str().is_some_and(|trace| trace.contains("expected: 200")));
    }

    #[test]
    fn an_error_of_the_settings_is_a_failed_test() {
        let run = denied();
        let report: Value = serde_json::from_str(&ctrf(&run, &Docs { root: "docs", ..Docs::default() })).expect("JSON");
        let results = &report["results"];
        let test = &results["tests"][run.cases.len()];
        assert_eq!((&results["summary"]["tests"], &results["summary"]["failed"]), (&json!(2), &json!(1)));
        assert_eq!(
            (&test["status"], &test["filePath"], &test["line"]),
            (&"failed".into(), &"doctrial.toml".into(), &7.into())
        );
        assert_eq!(test["message"], "X101 unused-override: this [[skip]] matches no case");
    }
}
