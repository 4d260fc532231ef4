//! One document of `JUnit` XML: a suite for each page, and where a report is split into several.

use std::borrow::Cow;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::test_case::{error_of_settings, incomplete, test_case};
use super::xml::{Xml, legal, pairs, properties, seconds};
use crate::finding::Finding;
use crate::record::{CaseRecord, RunRecord, Totals};
use crate::report::cause::{named_denied, named_missing};
use crate::report::docs::Docs;

/// Why the `JUnit` report could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the JUnit report cannot be written: {0}")]
pub struct JunitError(#[from] io::Error);

/// What readers of a report accept in one file: GitLab 30 MB and 250,000 elements, `ReportPortal` 32 MB.
const MOST: Size = Size { bytes: 25_000_000, elements: 200_000 };

/// A run as `JUnit` XML: a suite for each page, a test case for each case with `file` and `line`.
///
/// A broken contract is a `failure` whose type is the rule's code; a case that could not be judged is an `error`. Errors of the
/// settings, by which the run fails, are failures in a suite of their own.
///
/// # Errors
/// The XML writer failed.
pub fn junit(run: &RunRecord, docs: &Docs<'_>) -> Result<Vec<u8>, JunitError> {
    Document::new(run, docs).whole()
}

/// The same in as many documents as readers can accept: one, except for very large runs.
///
/// # Errors
/// The XML writer failed.
pub fn junit_parts(run: &RunRecord, docs: &Docs<'_>) -> Result<Vec<Vec<u8>>, JunitError> {
    let document = Document::new(run, docs);
    document.parts(document.whole()?, &run.cases.iter().collect::<Vec<_>>(), MOST)
}

/// The same for readers that validate, such as the xUnit plugin of Jenkins by its `junit-10.xsd`: without the attributes and
/// elements that others have added to the format.
///
/// # Errors
/// The XML writer failed.
pub fn strict_junit(run: &RunRecord, docs: &Docs<'_>) -> Result<Vec<u8>, JunitError> {
    Document { is_strict: true, ..Document::new(run, docs) }.whole()
}

/// How large a document is.
#[derive(Debug, Clone, Copy)]
struct Size {
    bytes: usize,
    elements: usize,
}

impl Size {
    fn holds(self, xml: &[u8]) -> bool {
        let opening = |at: usize| xml.get(at + 1) != Some(&b'/');
        xml.len() <= self.bytes && memchr::memchr_iter(b'<', xml).filter(|at| opening(*at)).count() <= self.elements
    }
}

/// What is written, and how.
#[derive(Clone, Copy)]
struct Document<'r> {
    run: &'r RunRecord,
    docs: Docs<'r>,
    /// With nothing that the oldest schema does not know.
    is_strict: bool,
    /// With the errors of the settings, which are in one document only.
    has_errors_of_settings: bool,
}

impl<'r> Document<'r> {
    fn new(run: &'r RunRecord, docs: &Docs<'r>) -> Self {
        let docs = docs.with_repository_paths();
        Self { run, docs, is_strict: false, has_errors_of_settings: true }
    }

    fn whole(self) -> Result<Vec<u8>, JunitError> {
        self.of(&self.run.cases.iter().collect::<Vec<_>>(), self.run.elapsed_ms)
    }

    /// The document of these cases, or documents of its halves where it is too large.
    fn parts(self, xml: Vec<u8>, cases: &[&CaseRecord], most: Size) -> Result<Vec<Vec<u8>>, JunitError> {
        if cases.len() < 2 || most.holds(&xml) {
            return Ok(vec![xml]);
        }
        drop(xml);
        let mut parts = Vec::new();
        let (first, second) = cases.split_at(cases.len() / 2);
        for (document, half) in [(self, first), (Self { has_errors_of_settings: false, ..self }, second)] {
            let xml = document.of(half, half.iter().map(|case| case.elapsed_ms).sum())?;
            parts.extend(document.parts(xml, half, most)?);
        }
        Ok(parts)
    }

    fn of(self, cases: &[&CaseRecord], elapsed_ms: f64) -> Result<Vec<u8>, JunitError> {
        let mut xml = Writer::new_with_indent(Vec::new(), b' ', 4);
        xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        let name = if self.run.header.embedded { "doctrial (embedded service)" } else { "doctrial" };
        let of_settings: Vec<&Finding> = self.run.denied().filter(|_| self.has_errors_of_settings).collect();
        let missing: &[String] = if self.has_errors_of_settings { &self.run.missing } else { &[] };
        let mut totals = counts(cases, &of_settings);
        totals.broken += missing.len();
        let suites = attributes(name, self.run, totals, elapsed_ms);
        let known = |(name, _): &(&str, _)| !self.is_strict || !["skipped", "timestamp"].contains(name);
        xml.create_element("testsuites").with_attributes(pairs(&suites).filter(known)).write_inner_content(|xml| {
            let mut header = Vec::new();
            by_page(cases).iter().try_for_each(|(page, cases)| suite(xml, self, page, cases, &mut header))?;
            suite_of_settings(xml, self, &of_settings)?;
            suite_of_missing(xml, self, missing)
        })?;
        xml.write_event(Event::Text(BytesText::new("\n")))?;
        Ok(xml.into_inner())
    }
}

/// The pages in the order of their first case.
fn by_page<'r>(cases: &[&'r CaseRecord]) -> Vec<(&'r str, Vec<&'r CaseRecord>)> {
    let mut pages: Vec<(&str, Vec<&CaseRecord>)> = Vec::new();
    let mut at = std::collections::HashMap::new();
    for case in cases.iter().copied() {
        let index = *at.entry(case.page.as_str()).or_insert(pages.len());
        if index == pages.len() {
            pages.push((&case.page, Vec::new()));
        }
        pages[index].1.push(case);
    }
    pages
}

fn counts(cases: &[&CaseRecord], errors_of_settings: &[&Finding]) -> Totals {
    let mut totals = Totals::default();
    for case in cases {
        totals.add(case);
    }
    totals.failed += errors_of_settings.len();
    totals
}

/// The attributes of a suite, or of all suites.
fn attributes<'t>(
    name: &'t str,
    run: &'t RunRecord,
    totals: Totals,
    elapsed_ms: f64,
) -> [(&'static str, Cow<'t, str>); 7] {
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

/// `header`: the properties that all suites have, as they are written once one has been.
fn suite(
    xml: &mut Xml,
    document: Document<'_>,
    page: &str,
    cases: &[&CaseRecord],
    header: &mut Vec<u8>,
) -> io::Result<()> {
    let run = document.run;
    let elapsed_ms = cases.iter().map(|case| case.elapsed_ms).sum();
    let attributes = attributes(page, run, counts(cases, &[]), elapsed_ms);
    xml.create_element("testsuite").with_attributes(pairs(&attributes)).write_inner_content(|xml| {
        if header.is_empty() {
            let start = xml.get_ref().len();
            properties(xml, &properties_of(run))?;
            header.extend_from_slice(&xml.get_ref()[start..]);
        } else {
            xml.get_mut().extend_from_slice(header);
        }
        cases.iter().try_for_each(|case| test_case(xml, case, &document.docs, document.is_strict))
    })?;
    Ok(())
}

/// What each suite says of the run.
fn properties_of(run: &RunRecord) -> Vec<(String, Cow<'_, str>)> {
    let mut properties = vec![
        ("doctrial".to_owned(), legal(&run.header.doctrial)),
        ("base-url".to_owned(), legal(&run.header.base_url)),
        ("embedded".to_owned(), run.header.embedded.to_string().into()),
    ];
    properties.extend(run.header.chosen_of.map(|all| ("chosen-of".to_owned(), all.to_string().into())));
    properties
}

/// What is wrong with the settings and directives: without it a run that fails by it would look green. Nothing without findings.
fn suite_of_settings(xml: &mut Xml, document: Document<'_>, findings: &[&Finding]) -> io::Result<()> {
    if findings.is_empty() {
        return Ok(());
    }
    let attributes = attributes("settings", document.run, counts(&[], findings), 0.0);
    xml.create_element("testsuite").with_attributes(pairs(&attributes)).write_inner_content(|xml| {
        named_denied(findings.iter().copied(), &document.docs)
            .try_for_each(|(name, finding)| error_of_settings(xml, &name, finding, &document.docs, document.is_strict))
    })?;
    Ok(())
}

/// What is missing of the run: without it a part of one would look like the whole.
fn suite_of_missing(xml: &mut Xml, document: Document<'_>, missing: &[String]) -> io::Result<()> {
    if missing.is_empty() {
        return Ok(());
    }
    let totals = Totals { broken: missing.len(), ..Totals::default() };
    let attributes = attributes("run", document.run, totals, 0.0);
    xml.create_element("testsuite")
        .with_attributes(pairs(&attributes))
        .write_inner_content(|xml| named_missing(missing).try_for_each(|(name, lack)| incomplete(xml, &name, lack)))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::testing::{denied, run};

    fn xml(run: &RunRecord) -> String {
        String::from_utf8(junit(run, &Docs { root: "docs", ..Docs::default() }).expect("writes")).expect("UTF-8")
    }

    #[test]
    fn every_suite_says_the_same_of_the_run() {
        let mut run = run();
        run.header.chosen_of = Some(9);
        run.cases[6].page = "api/other.md".to_owned();
        let xml = xml(&run);
        let headers: Vec<&str> = xml
            .split("<testsuite ")
            .skip(1)
            .filter_map(|suite| suite.split_once('\n')?.1.split_once("</properties>\n        <testcase"))
            .map(|(header, _)| header)
            .collect();
        assert_eq!((headers.len(), headers[0].lines().count()), (2, 6), "{xml}");
        assert_eq!(headers[0], headers[1]);
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
    fn a_large_run_is_several_documents_that_have_each_case_once() {
        let run = RunRecord { findings: denied().findings, ..run() };
        let docs = Docs::default();
        let document = Document::new(&run, &docs);
        let cases: Vec<&CaseRecord> = run.cases.iter().collect();
        let parts = |most: Size| document.parts(document.whole().expect("writes"), &cases, most).expect("writes");
        assert_eq!(parts(MOST), [document.whole().expect("writes")]);
        for most in [Size { bytes: 2500, elements: 1000 }, Size { bytes: 100_000, elements: 20 }] {
            let parts = parts(most);
            assert!(parts.len() > 1 && parts.iter().all(|part| most.holds(part)), "{}", parts.len());
            let parts: Vec<String> = parts.into_iter().map(|part| String::from_utf8(part).expect("UTF-8")).collect();
            for case in &run.cases {
                let name = format!("<testcase name=\"{}\"", case.id);
                assert_eq!(parts.iter().filter(|part| part.contains(&name)).count(), 1, "{name}");
            }
            assert_eq!(parts.iter().filter(|part| part.contains("X101 unused-override")).count(), 1);
        }
    }

    #[test]
    fn an_error_of_the_settings_is_a_failure() {
        let twice = RunRecord { findings: [denied().findings, denied().findings].concat(), ..denied() };
        let names = ["X101 unused-override\"", "X101 unused-override (2)\""];
        assert!(names.iter().all(|name| xml(&twice).matches(name).count() == 1), "{}", xml(&twice));
        let xml = xml(&denied());
        assert!(xml.contains("<testsuites name=\"doctrial\" tests=\"2\" skipped=\"0\" failures=\"1\" "), "{xml}");
        let named = "<testcase name=\"doctrial.toml:7:1 X101 unused-override\" classname=\"settings\" time=\"0.000\" \
                     file=\"doctrial.toml\" line=\"7\">";
        assert!(xml.contains(named), "{xml}");
        assert!(
            xml.contains("<failure message=\"X101 unused-override: this [[skip]] matches no case\" type=\"X101\">"),
            "{xml}"
        );
    }

    #[test]
    fn a_strict_reader_finds_nothing_new() {
        let xml = String::from_utf8(strict_junit(&run(), &Docs::default()).expect("writes")).expect("UTF-8");
        let root = xml.lines().find(|line| line.starts_with("<testsuites")).expect("a root");
        assert!(!root.contains("skipped=") && !root.contains("timestamp="), "{root}");
        assert!(!xml.contains(" file=") && !xml.contains(" line=") && !xml.contains("tolerance."), "{xml}");
        assert!(xml.contains("<failure message=\"S001 wrong-status"), "{xml}");
    }

    #[test]
    fn a_case_that_was_sent_again_is_known_as_flaky() {
        let mut run = run();
        for case in &mut run.cases[..3] {
            case.attempts = vec![crate::record::AttemptRecord::new(Some(503), None, 10.0, 250.0)];
        }
        let xml = xml(&run);
        assert_eq!((xml.matches("<flakyFailure ").count(), xml.matches("<rerunFailure ").count()), (2, 1));
        assert!(
            xml.contains(
                "message=\"HTTP 503\" type=\"service-error\">HTTP 503, after 0.010 s; sent again 0.250 s later"
            )
        );
    }

    #[test]
    fn the_kind_of_a_cause_is_that_of_the_record_whatever_its_words() {
        let mut run = run();
        let says_more = "the state is not known: `interrupted (timeout), HTTP 503` is not JSON";
        *run.cases[6].verdict = crate::finding::Verdict::broken(says_more);
        let kinds = |run: &RunRecord| xml(run).split("type=\"").skip(1).map(first_word).collect::<Vec<_>>();
        assert!(kinds(&run).contains(&"broken".to_owned()) && !kinds(&run).contains(&"timeout".to_owned()));
        let late = crate::finding::Broken::of(crate::finding::BrokenKind::Timeout, says_more);
        *run.cases[6].verdict = crate::finding::Verdict::broken(late);
        assert!(kinds(&run).contains(&"timeout".to_owned()), "{:?}", kinds(&run));
    }

    fn first_word(text: &str) -> String {
        text.split('"').next().unwrap_or_default().to_owned()
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
