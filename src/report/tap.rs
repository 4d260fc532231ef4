//! A run in the Test Anything Protocol.

use std::fmt::Write as _;

use super::cause::{RUN_IS_COMPLETE, cause_of_finding, in_one_line, named_denied};
use super::docs::Docs;
use super::printable;
use crate::finding::{Finding, Outcome};
use crate::record::{CaseRecord, RunRecord};

/// A run in the Test Anything Protocol, version 14: a test point for each case, a YAML block below each that did not pass. An
/// error of the settings is a test point after them, and so is what is missing of the run.
pub fn tap(run: &RunRecord, docs: &Docs<'_>) -> String {
    let points = run.cases.len() + run.denied().count() + run.missing.len();
    let mut out = format!("TAP version 14\n1..{points}");
    out.push_str(if points == 0 { " # SKIP no cases\n" } else { "\n" });
    for (index, case) in run.cases.iter().enumerate() {
        let id = escaped(&case.id);
        let _ = match &case.verdict.outcome {
            Outcome::Passed => writeln!(out, "ok {} - {id}", index + 1),
            Outcome::Skipped(skip) => writeln!(out, "ok {} - {id} # SKIP {}", index + 1, escaped(&skip.reason)),
            Outcome::Failed | Outcome::Broken(_) => writeln!(out, "not ok {} - {id}", index + 1),
        };
        if case.verdict.outcome.is_red() {
            diagnostic(case, docs, &mut out);
        }
    }
    for (number, (name, finding)) in (run.cases.len() + 1..).zip(named_denied(run.denied(), docs)) {
        error_of_settings(number, &name, finding, docs, &mut out);
    }
    for (number, lack) in (points - run.missing.len() + 1..).zip(&run.missing) {
        let _ = writeln!(out, "not ok {number} - {RUN_IS_COMPLETE}\n  ---\n  message: {}", quoted(lack));
        let _ = writeln!(out, "  severity: error\n  ...");
    }
    out
}

/// A test point for an error of the settings or directives.
fn error_of_settings(number: usize, name: &str, finding: &Finding, docs: &Docs<'_>, out: &mut String) {
    let _ = writeln!(out, "not ok {number} - {}", escaped(name));
    let _ = writeln!(out, "  ---\n  message: {}", quoted(&cause_of_finding(finding)));
    let _ = writeln!(out, "  severity: fail");
    let (file, line) = (quoted(&docs.path(&finding.location.page)), finding.location.place.line);
    let _ = writeln!(out, "  at: {{ file: {file}, line: {line} }}\n  ...");
}

/// A block of YAML. Its texts are JSON, which YAML reads as it is.
fn diagnostic(case: &CaseRecord, docs: &Docs<'_>, out: &mut String) {
    let broken = matches!(case.verdict.outcome, Outcome::Broken(_));
    let _ = writeln!(out, "  ---");
    let _ = writeln!(out, "  message: {}", quoted(&in_one_line(case).unwrap_or_default()));
    let _ = writeln!(out, "  severity: {}", if broken { "error" } else { "fail" });
    let at = format!("{{ file: {}, line: {} }}", quoted(&docs.path(&case.page)), case.line);
    let _ = writeln!(out, "  at: {at}");
    let _ = writeln!(out, "  duration_ms: {:.3}", if case.elapsed_ms.is_finite() { case.elapsed_ms } else { 0.0 });
    let failing: Vec<_> = case.verdict.denied().collect();
    if !failing.is_empty() {
        let _ = writeln!(out, "  findings:");
    }
    for finding in failing {
        let place = format!("{}:{}", docs.path(&finding.location.page), finding.location.place);
        let _ = writeln!(out, "    - rule: {}", quoted(&format!("{} {}", finding.rule.code, finding.rule.name)));
        let _ = writeln!(out, "      message: {}", quoted(&finding.message));
        let _ = writeln!(out, "      place: {}", quoted(&place));
        let _ = writeln!(out, "      at: {}", quoted(&finding.at.to_string()));
        for (name, text) in [("expected", &finding.expected), ("actual", &finding.actual), ("help", &finding.help)] {
            if let Some(text) = text {
                let _ = writeln!(out, "      {name}: {}", quoted(text));
            }
        }
    }
    if let Some(curl) = &case.curl {
        let _ = writeln!(out, "  curl: {}", quoted(curl));
    }
    let _ = writeln!(out, "  ...");
}

/// A text in double quotes, on one line.
fn quoted(text: &str) -> String {
    serde_json::to_string(&printable::line(text)).expect("a string is JSON")
}

/// A description or a reason: `#` would begin a directive.
fn escaped(text: &str) -> String {
    printable::line(text).replace('\\', "\\\\").replace('#', "\\#")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::testing::{denied, run};

    #[test]
    fn a_run_as_tap() {
        let mut run = run();
        run.cases[0].id = "a # TODO \\ b\nok 9".to_owned();
        run.cases.truncate(5);
        insta::assert_snapshot!(tap(&run, &Docs { root: "docs", ..Docs::default() }), @r#"
        TAP version 14
        1..5
        ok 1 - a \# TODO \\ b\\nok 9
        ok 2 - api/users.md::list-users::empty
        not ok 3 - api/users.md::list-users::failing
          ---
          message: "S001 wrong-status at status: wrong status code"
          severity: fail
          at: { file: "docs/api/users.md", line: 42 }
          duration_ms: 12.500
          findings:
            - rule: "S001 wrong-status"
              message: "wrong status code"
              place: "docs/api/users.md:57:10"
              at: "status"
              expected: "200"
              actual: "500"
              help: "correct the status line, or the service"
          curl: "curl -sS -i http://127.0.0.1:8080/failing"
          ...
        not ok 4 - api/users.md::list-users::broken
          ---
          message: "connection refused by 127.0.0.1:8080: is the service running?"
          severity: error
          at: { file: "docs/api/users.md", line: 70 }
          duration_ms: 12.500
          ...
        ok 5 - api/users.md::list-users::one # SKIP unfilled {id}: give it under [parameters] in doctrial.toml, or --param id=VALUE
        "#);
        insta::assert_snapshot!(tap(&denied(), &Docs { root: "docs", ..Docs::default() }), @r#"
        TAP version 14
        1..2
        ok 1 - api/users.md::list-users::passing
        not ok 2 - doctrial.toml:7:1 X101 unused-override
          ---
          message: "X101 unused-override: this [[skip]] matches no case"
          severity: fail
          at: { file: "doctrial.toml", line: 7 }
          ...
        "#);
        run.cases.clear();
        assert_eq!(tap(&run, &Docs::default()), "TAP version 14\n1..0 # SKIP no cases\n");
    }
}
