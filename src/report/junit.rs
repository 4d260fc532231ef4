use std::fmt::Write as _;
use std::time::Duration;

use quick_junit::{NonSuccessKind, Property, Report, TestCase, TestCaseStatus, TestSuite, XmlString};

use super::docs::Docs;
use super::terminal::Palette;
use super::terminal::render_case;
use super::terminal::render_finding_line;
use crate::finding::{Finding, Level, Outcome, ToleranceKind};
use crate::record::{CaseRecord, RunRecord};

/// Why no `JUnit` report could be made.
#[derive(Debug, thiserror::Error)]
#[error("the JUnit report cannot be written: {0}")]
pub struct JunitError(#[from] quick_junit::SerializeError);

/// A run as `JUnit` XML: a suite for each page, a test case for each case with `file` and `line`.
///
/// A broken contract is a `failure` whose type is the rule's code; a case nothing could be found out about is an `error`.
///
/// # Errors
/// The XML writer failed.
pub fn junit(run: &RunRecord, docs: &Docs<'_>) -> Result<Vec<u8>, JunitError> {
    let mut report = Report::new("doctrial");
    report.timestamp = run.header.started.parse().ok();
    report.set_time(milliseconds(run.elapsed_ms));
    for (page, cases) in by_page(run) {
        report.add_test_suite(suite(run, page, &cases, docs));
    }
    let mut bytes = Vec::new();
    report.serialize(&mut bytes)?;
    Ok(bytes)
}

/// The pages in the order of their first case.
fn by_page(run: &RunRecord) -> Vec<(&str, Vec<&CaseRecord>)> {
    let mut pages: Vec<(&str, Vec<&CaseRecord>)> = Vec::new();
    let mut at = std::collections::HashMap::new();
    for case in &run.cases {
        let index = *at.entry(case.page.as_str()).or_insert(pages.len());
        if index == pages.len() {
            pages.push((&case.page, Vec::new()));
        }
        pages[index].1.push(case);
    }
    pages
}

fn suite(run: &RunRecord, page: &str, cases: &[&CaseRecord], docs: &Docs<'_>) -> TestSuite {
    let mut suite = TestSuite::new(legal(page));
    suite.timestamp = run.header.started.parse().ok();
    suite.set_time(milliseconds(cases.iter().map(|case| case.elapsed_ms).sum()));
    suite.add_property(Property::new("doctrial", legal(&run.header.doctrial)));
    suite.add_property(Property::new("base-url", legal(&run.header.base_url)));
    suite.add_property(Property::new("embedded", run.header.embedded.to_string()));
    for case in cases {
        suite.add_test_case(test_case(case, docs));
    }
    suite
}

fn test_case(case: &CaseRecord, docs: &Docs<'_>) -> TestCase {
    let mut test = TestCase::new(legal(&case.id), status(case, docs));
    test.set_classname(legal(&case.page));
    test.set_time(milliseconds(case.elapsed_ms));
    test.extra.insert("file".into(), legal(&docs.path(&case.page)));
    test.extra.insert("line".into(), case.line.to_string().into());
    for kind in ToleranceKind::ALL {
        let count = case.count_of(kind);
        if count > 0 {
            test.add_property(Property::new(format!("leniency.{kind}"), count.to_string()));
        }
    }
    let warnings: Vec<String> = case
        .verdict
        .findings
        .iter()
        .filter(|finding| finding.level == Level::Warn && case.verdict.outcome == Outcome::Passed)
        .map(|finding| render_finding_line(finding, docs, &Palette::PLAIN))
        .collect();
    if !warnings.is_empty() {
        test.set_system_out(legal(&warnings.join("\n")));
    }
    test
}

fn status(case: &CaseRecord, docs: &Docs<'_>) -> TestCaseStatus {
    let (kind, ty, message) = match &case.verdict.outcome {
        Outcome::Passed => return TestCaseStatus::success(),
        Outcome::Skipped(skip) => {
            let mut status = TestCaseStatus::skipped();
            status.set_message(legal(&skip.reason));
            return status;
        }
        Outcome::Failed => {
            let (ty, message) = headline(&case.verdict.findings);
            (NonSuccessKind::Failure, ty, message)
        }
        Outcome::Broken(reason) => (NonSuccessKind::Error, "broken", reason.clone()),
    };
    let mut status = TestCaseStatus::non_success(kind);
    status.set_type(ty).set_message(legal(&super::printable::line(&message)));
    status.set_description(legal(&render_case(case, docs, &Palette::PLAIN)));
    status
}

/// The first finding that fails the case on one line, and how many more there are.
fn headline(findings: &[Finding]) -> (&'static str, String) {
    let mut failing = findings.iter().filter(|finding| finding.level == Level::Deny);
    let Some(first) = failing.next() else {
        return ("failed", "the case failed without a finding".to_owned());
    };
    let rule = first.rule.0;
    let mut message = format!("{} {}: {} ({})", rule.code, rule.name, first.message, first.at);
    for (word, text) in [("expected", &first.expected), ("actual", &first.actual)] {
        if let Some(text) = text {
            let _ = write!(message, ", {word} {text}");
        }
    }
    let more = failing.count();
    if more > 0 {
        let _ = write!(message, " (and {more} more)");
    }
    (rule.code, message)
}

/// Without what XML 1.0 section 2.2 does not allow; the writer itself takes out escape sequences and controls.
fn legal(text: &str) -> XmlString {
    XmlString::new(text.replace(['\u{fffe}', '\u{ffff}'], ""))
}

fn milliseconds(ms: f64) -> Duration {
    Duration::try_from_secs_f64(ms / 1000.0).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::testing::run;

    fn xml(run: &RunRecord) -> String {
        String::from_utf8(junit(run, &Docs { root: "docs", page: None }).expect("writes")).expect("UTF-8")
    }

    #[test]
    fn a_run_as_junit() {
        insta::assert_snapshot!(xml(&run()), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="doctrial" tests="7" skipped="3" failures="1" errors="1" timestamp="2026-11-24T10:00:00.000+00:00" time="1.250">
            <testsuite name="api/users.md" tests="7" skipped="3" errors="1" failures="1" timestamp="2026-11-24T10:00:00.000+00:00" time="0.087">
                <properties>
                    <property name="doctrial" value="0.1.0"/>
                    <property name="base-url" value="http://127.0.0.1:8080"/>
                    <property name="embedded" value="false"/>
                </properties>
                <testcase name="api/users.md::list-users::passing" classname="api/users.md" time="0.013" file="docs/api/users.md" line="10">
                    <properties>
                        <property name="leniency.truncated" value="1"/>
                        <property name="leniency.null" value="1"/>
                    </properties>
                </testcase>
                <testcase name="api/users.md::list-users::empty" classname="api/users.md" time="0.013" file="docs/api/users.md" line="20">
                    <properties>
                        <property name="leniency.not-exercised" value="1"/>
                    </properties>
                </testcase>
                <testcase name="api/users.md::list-users::failing" classname="api/users.md" time="0.013" file="docs/api/users.md" line="42">
                    <failure message="S001 wrong-status: wrong status code (status), expected 200, actual 500" type="S001">FAILED docs/api/users.md:42 api/users.md::list-users::failing
        error: wrong status code
          --&gt; docs/api/users.md:57:10  S001 wrong-status  status
           = expected: 200
           = actual:   500
           = help: correct the status line, or the service
        warning: docs/api/users.md:61:7  S001 wrong-status  body /value/0/id: a warning of a kind (and 2 more)
          request
            GET http://127.0.0.1:8080/failing
            Authorization: ***
          answer
            HTTP 500
            content-type: application/json

            {
              &quot;error&quot;: &quot;]]&gt; \u{1b}[31mred&quot;
            }
          difference
            - value
            + error
          try it
            curl -sS -i http://127.0.0.1:8080/failing
        </failure>
                </testcase>
                <testcase name="api/users.md::list-users::broken" classname="api/users.md" time="0.013" file="docs/api/users.md" line="70">
                    <error message="connection refused by 127.0.0.1:8080: is the service running?" type="broken">BROKEN docs/api/users.md:70 api/users.md::list-users::broken
        cause: connection refused by 127.0.0.1:8080: is the service running?
        </error>
                </testcase>
                <testcase name="api/users.md::list-users::one" classname="api/users.md" time="0.013" file="docs/api/users.md" line="90">
                    <skipped message="unfilled {id}: give it under [parameters] in doctrial.toml, or --param id=VALUE"/>
                </testcase>
                <testcase name="api/users.md::list-users::two" classname="api/users.md" time="0.013" file="docs/api/users.md" line="90">
                    <skipped message="unfilled {id}: give it under [parameters] in doctrial.toml, or --param id=VALUE"/>
                </testcase>
                <testcase name="api/users.md::list-users::three" classname="api/users.md" time="0.013" file="docs/api/users.md" line="99">
                    <skipped message="needs a second tenant"/>
                </testcase>
            </testsuite>
        </testsuites>
        "#);
    }

    #[test]
    fn each_page_is_a_suite_and_no_character_is_illegal() {
        let mut run = run();
        run.cases[3].page = "other.md".to_owned();
        run.cases[6].verdict = crate::finding::Verdict::broken("a\u{0}\u{b}\u{ffff}\u{1b}[1mb");
        run.cases[6].elapsed_ms = f64::NAN;
        let xml = xml(&run);
        assert_eq!(xml.matches("<testsuite ").count(), 2);
        let illegal = |c: char| c.is_control() && !c.is_whitespace() || matches!(c, '\u{fffe}' | '\u{ffff}');
        assert!(!xml.contains(illegal));
    }
}
