//! One case as a `testcase` element.

use std::borrow::Cow;
use std::io;

use quick_xml::events::BytesText;

use super::xml::{Xml, legal, pairs, properties, seconds};
use crate::finding::{BrokenKind, Finding, Level, Outcome, ToleranceKind};
use crate::record::CaseRecord;
use crate::report::cause::{cause_of_finding, in_one_line};
use crate::report::docs::Docs;
use crate::report::printable;
use crate::report::terminal::{Palette, render_case, render_finding_line};

/// `is_strict`: with nothing that the oldest schema does not know.
pub(super) fn test_case(xml: &mut Xml, case: &CaseRecord, docs: &Docs<'_>, is_strict: bool) -> io::Result<()> {
    let file = docs.path(&case.page);
    let attributes = [
        ("name", legal(&case.id)),
        ("classname", legal(&case.page)),
        ("time", seconds(case.elapsed_ms).into()),
        ("file", legal(&file)),
        ("line", case.line.to_string().into()),
    ];
    let has_none = is_strict || case.verdict.tolerances.is_empty();
    let used: Vec<_> = if has_none { Vec::new() } else { tolerances(case) };
    let warnings = warnings(case, docs);
    let known = |(name, _): &(&str, _)| !is_strict || !["file", "line"].contains(name);
    let element = xml.create_element("testcase").with_attributes(pairs(&attributes).filter(known));
    let is_plain = used.is_empty() && warnings.is_empty() && case.attempts.is_empty();
    if is_plain && case.verdict.outcome == Outcome::Passed {
        element.write_empty()?;
        return Ok(());
    }
    element.write_inner_content(|xml| {
        properties(xml, &used)?;
        outcome(xml, case, docs)?;
        attempts(xml, case)?;
        if !warnings.is_empty() {
            xml.create_element("system-out").write_text_content(BytesText::new(&legal(&warnings)))?;
        }
        Ok(())
    })?;
    Ok(())
}

/// A failed test for an error of the settings or directives. `is_strict`: as for a case.
pub(super) fn error_of_settings(
    xml: &mut Xml,
    name: &str,
    finding: &Finding,
    docs: &Docs<'_>,
    is_strict: bool,
) -> io::Result<()> {
    let attributes = [
        ("name", legal(name).into_owned().into()),
        ("classname", "settings".into()),
        ("time", seconds(0.0).into()),
        ("file", legal(&docs.path(&finding.location.page)).into_owned().into()),
        ("line", finding.location.place.line.to_string().into()),
    ];
    let known = |(name, _): &(&str, _)| !is_strict || !["file", "line"].contains(name);
    xml.create_element("testcase").with_attributes(pairs(&attributes).filter(known)).write_inner_content(|xml| {
        let message = printable::line(&cause_of_finding(finding));
        let attributes = [("message", &*legal(&message)), ("type", finding.rule.code)];
        let text = render_finding_line(finding, docs, &Palette::PLAIN);
        xml.create_element("failure").with_attributes(attributes).write_text_content(BytesText::new(&legal(&text)))?;
        Ok(())
    })?;
    Ok(())
}

/// An error for what is missing of the run.
pub(super) fn incomplete(xml: &mut Xml, name: &str, lack: &str) -> io::Result<()> {
    let attributes = [("name", name), ("classname", "run"), ("time", "0.000")];
    xml.create_element("testcase").with_attributes(attributes).write_inner_content(|xml| {
        let message = printable::line(lack);
        let attributes = [("message", &*legal(&message)), ("type", "incomplete")];
        xml.create_element("error").with_attributes(attributes).write_text_content(BytesText::new(&legal(&message)))?;
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
            xml.create_element("skipped")
                .with_attribute(("message", &*legal(&docs.with_paths(&skip.reason))))
                .write_empty()?;
            return Ok(());
        }
        Outcome::Failed => ("failure", first_rule(case)),
        Outcome::Broken(_) => ("error", case.verdict.broken_kind.map_or("broken", BrokenKind::name)),
    };
    let message = in_one_line(case).unwrap_or_default();
    let message = legal(&message);
    let element = xml.create_element(element).with_attributes([("message", &*message), ("type", kind)]);
    element.write_text_content(BytesText::new(&legal(&render_case(case, docs, &Palette::PLAIN))))?;
    Ok(())
}

/// What was sent before the exchange that counts: it shows that a case that passed in the end is flaky.
fn attempts(xml: &mut Xml, case: &CaseRecord) -> io::Result<()> {
    let element = match case.verdict.outcome {
        Outcome::Passed => "flakyFailure",
        Outcome::Failed | Outcome::Broken(_) => "rerunFailure",
        Outcome::Skipped(_) => return Ok(()),
    };
    for attempt in &case.attempts {
        let message = attempt.message();
        let kind = match (attempt.kind(), &attempt.error, attempt.status) {
            (_, None, None) => "no-connection",
            (Some(kind), ..) => kind.name(),
            (None, Some(_), Some(_)) => "failed",
            (None, ..) => "broken",
        };
        let message = legal(&message);
        let text = format!(
            "{message}, after {} s; sent again {} s later",
            seconds(attempt.elapsed_ms),
            seconds(attempt.waited_ms)
        );
        let element = xml.create_element(element).with_attributes([("message", &*message), ("type", kind)]);
        element.write_text_content(BytesText::new(&text))?;
    }
    Ok(())
}

/// The rule of the first finding that fails the case.
fn first_rule(case: &CaseRecord) -> &'static str {
    let first = case.verdict.denied().next();
    first.map_or("failed", |finding| finding.rule.0.code)
}
