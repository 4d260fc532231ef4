use std::borrow::Cow;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::cause::{in_one_line, kind_of_break};
use super::docs::Docs;
use super::terminal::{Palette, render_case, render_finding_line};
use crate::finding::{Level, Outcome, ToleranceKind};
use crate::record::{CaseRecord, RunRecord, Totals};

/// Why the `JUnit` report could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the JUnit report cannot be written: {0}")]
pub struct JunitError(#[from] io::Error);

type Xml = Writer<Vec<u8>>;

/// A run as `JUnit` XML: a suite for each page, a test case for each case with `file` and `line`.
///
/// A broken contract is a `failure` whose type is the rule's code; a case that could not be judged is an `error`.
///
/// # Errors
/// The XML writer failed.
pub fn junit(run: &RunRecord, docs: &Docs<'_>) -> Result<Vec<u8>, JunitError> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 4);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let name = if run.header.embedded { "doctrial (embedded service)" } else { "doctrial" };
    let suites = attributes(name, run, &run.cases.iter().collect::<Vec<_>>(), run.elapsed_ms);
    xml.create_element("testsuites").with_attributes(pairs(&suites)).write_inner_content(|xml| {
        by_page(run).iter().try_for_each(|(page, cases)| suite(xml, run, page, cases, docs))
    })?;
    xml.write_event(Event::Text(BytesText::new("\n")))?;
    Ok(xml.into_inner())
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

/// The attributes of a suite, or of all suites.
fn attributes<'t>(
    name: &'t str,
    run: &'t RunRecord,
    cases: &[&CaseRecord],
    elapsed_ms: f64,
) -> [(&'static str, Cow<'t, str>); 7] {
    let mut totals = Totals::default();
    for case in cases {
        totals.add(case);
    }
    [
        ("name", legal(name)),
        ("tests", totals.all().to_string().into()),
        ("skipped", totals.skipped.to_string().into()),
        ("failures", totals.failed.to_string().into()),
        ("errors", totals.broken.to_string().into()),
        ("timestamp", legal(&run.header.started)),
        ("time", seconds(elapsed_ms).into()),
    ]
}

fn pairs<'a>(attributes: &'a [(&'static str, Cow<'_, str>)]) -> impl Iterator<Item = (&'a str, &'a str)> {
    attributes.iter().map(|(name, value)| (*name, &**value))
}

fn suite(xml: &mut Xml, run: &RunRecord, page: &str, cases: &[&CaseRecord], docs: &Docs<'_>) -> io::Result<()> {
    let attributes = attributes(page, run, cases, cases.iter().map(|case| case.elapsed_ms).sum());
    let header = [
        ("doctrial".to_owned(), legal(&run.header.doctrial)),
        ("base-url".to_owned(), legal(&run.header.base_url)),
        ("embedded".to_owned(), run.header.embedded.to_string().into()),
    ];
    xml.create_element("testsuite").with_attributes(pairs(&attributes)).write_inner_content(|xml| {
        properties(xml, &header)?;
        cases.iter().try_for_each(|case| test_case(xml, case, docs))
    })?;
    Ok(())
}

fn properties(xml: &mut Xml, properties: &[(String, Cow<'_, str>)]) -> io::Result<()> {
    if properties.is_empty() {
        return Ok(());
    }
    xml.create_element("properties").write_inner_content(|xml| {
        for (name, value) in properties {
            let attributes = [("name", name.as_str()), ("value", &**value)];
            xml.create_element("property").with_attributes(attributes).write_empty()?;
        }
        Ok(())
    })?;
    Ok(())
}

fn test_case(xml: &mut Xml, case: &CaseRecord, docs: &Docs<'_>) -> io::Result<()> {
    let file = docs.path(&case.page);
    let attributes = [
        ("name", legal(&case.id)),
        ("classname", legal(&case.page)),
        ("time", seconds(case.elapsed_ms).into()),
        ("file", legal(&file)),
        ("line", case.line.to_string().into()),
    ];
    let used: Vec<_> = if case.verdict.tolerances.is_empty() { Vec::new() } else { tolerances(case) };
    let warnings = warnings(case, docs);
    let element = xml.create_element("testcase").with_attributes(pairs(&attributes));
    if used.is_empty() && warnings.is_empty() && case.verdict.outcome == Outcome::Passed {
        element.write_empty()?;
        return Ok(());
    }
    element.write_inner_content(|xml| {
        properties(xml, &used)?;
        outcome(xml, case, docs)?;
        if !warnings.is_empty() {
            xml.create_element("system-out").write_text_content(BytesText::new(&legal(&warnings)))?;
        }
        Ok(())
    })?;
    Ok(())
}

/// The tolerances that the case used, each with how often.
fn tolerances(case: &CaseRecord) -> Vec<(String, Cow<'static, str>)> {
    let counts = ToleranceKind::ALL.into_iter().map(|kind| (kind, case.count_of(kind))).filter(|(_, count)| *count > 0);
    counts.map(|(kind, count)| (format!("tolerance.{kind}"), count.to_string().into())).collect()
}

/// The warnings of a case that passed, a line each.
fn warnings(case: &CaseRecord, docs: &Docs<'_>) -> String {
    let findings = case.verdict.findings.iter();
    let shown = findings.filter(|finding| finding.level == Level::Warn && case.verdict.outcome == Outcome::Passed);
    shown.map(|finding| render_finding_line(finding, docs, &Palette::PLAIN)).collect::<Vec<_>>().join("\n")
}

fn outcome(xml: &mut Xml, case: &CaseRecord, docs: &Docs<'_>) -> io::Result<()> {
    let (element, kind) = match &case.verdict.outcome {
        Outcome::Passed => return Ok(()),
        Outcome::Skipped(skip) => {
            xml.create_element("skipped").with_attribute(("message", &*legal(&skip.reason))).write_empty()?;
            return Ok(());
        }
        Outcome::Failed => ("failure", first_rule(case)),
        Outcome::Broken(reason) => ("error", kind_of_break(reason)),
    };
    let message = in_one_line(case).unwrap_or_default();
    let message = legal(&message);
    let element = xml.create_element(element).with_attributes([("message", &*message), ("type", kind)]);
    element.write_text_content(BytesText::new(&legal(&render_case(case, docs, &Palette::PLAIN))))?;
    Ok(())
}

/// The rule of the first finding that fails the case.
fn first_rule(case: &CaseRecord) -> &'static str {
    let first = case.verdict.findings.iter().find(|finding| finding.level == Level::Deny);
    first.map_or("failed", |finding| finding.rule.0.code)
}

/// Without what XML 1.0 section 2.2 does not allow, and with changes of the direction of text as escapes.
fn legal(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| matches!(b, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    let illegal = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r') || matches!(c, '\u{fffe}' | '\u{ffff}');
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !illegal(*c)) {
        if super::printable::is_unprintable(c) && !c.is_control() {
            super::printable::push_escape(c, &mut out);
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Seconds with milliseconds; 0 for a number that is not finite.
fn seconds(ms: f64) -> String {
    format!("{:.3}", if ms.is_finite() { ms.max(0.0) / 1000.0 } else { 0.0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::testing::run;

    fn xml(run: &RunRecord) -> String {
        String::from_utf8(junit(run, &Docs { root: "docs", page: None }).expect("writes")).expect("UTF-8")
    }

    #[test]
    fn no_text_changes_its_direction() {
        assert_eq!(legal("p\u{202e}.md\u{1b}\u{e4}\n"), "p\\u202e.md\u{e4}\n");
    }

    #[test]
    fn a_run_as_junit() {
        insta::assert_snapshot!(xml(&run()), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="doctrial" tests="7" skipped="3" failures="1" errors="1" timestamp="2026-11-24T10:00:00Z" time="1.250">
            <testsuite name="api/users.md" tests="7" skipped="3" failures="1" errors="1" timestamp="2026-11-24T10:00:00Z" time="0.087">
                <properties>
                    <property name="doctrial" value="0.1.0"/>
                    <property name="base-url" value="http://127.0.0.1:8080"/>
                    <property name="embedded" value="false"/>
                </properties>
                <testcase name="api/users.md::list-users::passing" classname="api/users.md" time="0.013" file="docs/api/users.md" line="10">
                    <properties>
                        <property name="tolerance.truncated" value="1"/>
                        <property name="tolerance.null" value="1"/>
                    </properties>
                </testcase>
                <testcase name="api/users.md::list-users::empty" classname="api/users.md" time="0.013" file="docs/api/users.md" line="20">
                    <properties>
                        <property name="tolerance.not-exercised" value="1"/>
                    </properties>
                </testcase>
                <testcase name="api/users.md::list-users::failing" classname="api/users.md" time="0.013" file="docs/api/users.md" line="42">
                    <failure message="S001 wrong-status at status: wrong status code" type="S001">FAILED docs/api/users.md:42 api/users.md::list-users::failing
        error: wrong status code
          --&gt; docs/api/users.md:57:10  S001 wrong-status  status
           = expected: 200
           = actual:   500
           = help: correct the status line, or the service
        warning: docs/api/users.md:61:7  S001 wrong-status  body /value/0/id: a warning of a kind (and 2 more)
          request
            GET http://127.0.0.1:8080/failing
            Authorization: ***
          response
            HTTP 500
            content-type: application/json

            {
              &quot;error&quot;: &quot;]]&gt; \u001b[31mred&quot;
            }
          difference
            - value
            + error
          try it
            curl -sS -i http://127.0.0.1:8080/failing
        </failure>
                </testcase>
                <testcase name="api/users.md::list-users::broken" classname="api/users.md" time="0.013" file="docs/api/users.md" line="70">
                    <error message="connection refused by 127.0.0.1:8080: is the service running?" type="connection-refused">BROKEN docs/api/users.md:70 api/users.md::list-users::broken
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
        *run.cases[6].verdict = crate::finding::Verdict::broken("a\u{0}\u{b}\u{ffff}\u{1b}[1mb");
        run.cases[6].elapsed_ms = f64::NAN;
        let xml = xml(&run);
        assert_eq!(xml.matches("<testsuite ").count(), 2);
        let illegal = |c: char| c.is_control() && !c.is_whitespace() || matches!(c, '\u{fffe}' | '\u{ffff}');
        assert!(!xml.contains(illegal));
    }
}
