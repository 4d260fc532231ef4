//! Everything known about one failed or broken case, as text.

use std::fmt::Write as _;

use super::finding::{finding_block, render_finding_line};
use super::palette::Palette;
use super::wrapped_lines::{push_line, rows};
use crate::finding::{Level, Outcome, SkipKind};
use crate::record::{CaseRecord, MessageRecord};
use crate::report::cause::finding_of;
use crate::report::docs::Docs;
use crate::report::printable;
use crate::text::counted;

/// A curl command that needs more rows is left out where a case is shown in short.
const MOST_CURL_ROWS: usize = 5;

/// Everything known about a failed or broken case: findings, the exchange, the difference, a curl line. Ends with a line feed.
pub(crate) fn render_case(case: &CaseRecord, docs: &Docs<'_>, palette: &Palette) -> String {
    let mut out = verdict(case, docs, palette);
    let findings = &case.verdict.findings;
    for finding in findings.iter().filter(|finding| finding.level == Level::Warn) {
        push_line(&render_finding_line(finding, docs, palette), palette, &mut out);
    }
    for (name, message) in [("request", &case.request), ("response", &case.response)] {
        if let Some(message) = message {
            section(name, palette, &mut out);
            super::case::message(message, &mut out);
        }
    }
    if !case.changes.is_empty() {
        section("sent with changes to the documented request", palette, &mut out);
        for change in &case.changes {
            let _ = writeln!(out, "    {}", printable::line(change));
        }
    }
    if let Some(diff) = &case.diff {
        section("difference", palette, &mut out);
        printable::block(diff, "    ", &mut out);
    }
    try_it(case, palette, &mut out);
    out
}

/// The same with the trace by which the request can be found at the service, which differs from run to run.
pub fn render_case_of_run(case: &CaseRecord, docs: &Docs<'_>, palette: &Palette) -> String {
    let mut out = render_case(case, docs, palette);
    if let Some(trace) = &case.trace {
        section("trace", palette, &mut out);
        let _ = writeln!(out, "    {}", printable::line(trace));
    }
    out
}

/// What is wrong with a failed or broken case by one cause, or by its first finding, and how to try it. Ends with a line feed.
pub(super) fn render_case_shortly(
    case: &CaseRecord,
    cause: Option<&str>,
    docs: &Docs<'_>,
    palette: &Palette,
) -> String {
    let mut out = headline(case, docs, palette);
    let shown = cause.and_then(|cause| finding_of(case, cause)).or_else(|| case.verdict.denied().next());
    out.extend(shown.map(|finding| finding_block(finding, docs, palette)));
    let more = case.verdict.denied().count().saturating_sub(1);
    if more > 0 {
        let _ = writeln!(out, "  and {} in this response", counted(more, "more error"));
    }
    let fits = |curl: &str| rows(curl, palette) <= MOST_CURL_ROWS;
    match case.curl.as_deref() {
        // A command that was cut is of no use.
        Some(curl) if !fits(curl) => {
            section("try it", palette, &mut out);
            let id = printable::line(&case.id).replace('\'', "'\\''");
            let _ = writeln!(out, "    doctrial run --exact '{id}' --verbose");
        }
        _ => try_it(case, palette, &mut out),
    }
    out
}

fn verdict(case: &CaseRecord, docs: &Docs<'_>, palette: &Palette) -> String {
    let blocks = case.verdict.denied().map(|finding| finding_block(finding, docs, palette));
    headline(case, docs, palette) + &blocks.collect::<String>()
}

fn try_it(case: &CaseRecord, palette: &Palette, out: &mut String) {
    let Some(curl) = &case.curl else { return };
    section("try it", palette, out);
    // Shown whole: a cut command is of no use.
    for line in curl.lines() {
        let _ = writeln!(out, "    {}", printable::line(line));
    }
}

fn headline(case: &CaseRecord, docs: &Docs<'_>, palette: &Palette) -> String {
    let (style, word, why) = match &case.verdict.outcome {
        Outcome::Failed => (palette.bad, "FAILED", None),
        Outcome::Broken(reason) => (palette.warning, "BROKEN", Some(reason.as_str())),
        Outcome::Skipped(skip) if skip.kind == SkipKind::FailedStep => {
            (palette.warning, "FAILED STEP", Some(skip.reason.as_str()))
        }
        Outcome::Skipped(skip) => (palette.faint, "SKIPPED", Some(skip.reason.as_str())),
        Outcome::Passed => (palette.good, "PASSED", None),
    };
    let strong = palette.strong;
    let path = docs.shown_path(&case.page);
    let mut out =
        format!("{style}{word}{style:#} {strong}{path}:{} {}{strong:#}\n", case.line, printable::line(&case.id));
    if let Some(why) = why {
        push_line(&format!("{style}cause{style:#}: {}", docs.with_paths(&printable::line(why))), palette, &mut out);
    }
    out
}

fn section(name: &str, palette: &Palette, out: &mut String) {
    let faint = palette.faint;
    let _ = writeln!(out, "  {faint}{name}{faint:#}");
}

fn message(message: &MessageRecord, out: &mut String) {
    let _ = writeln!(out, "    {}", printable::line(&message.start));
    for (name, value) in &message.headers {
        let _ = writeln!(out, "    {}: {}", printable::line(name), printable::line(value));
    }
    if !message.body.is_empty() {
        out.push('\n');
        printable::block(&message.body, "    ", out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::testing::run;

    #[test]
    fn a_failed_case_is_shown_complete() {
        insta::assert_snapshot!(render_case(&run().cases[2], &Docs::default(), &Palette::PLAIN), @r#"
        FAILED api/users.md:42 api/users.md::list-users::failing
        error: wrong status code
          --> api/users.md:57:10  S001 wrong-status  status
           = expected: 200
           = actual:   500
           = help: correct the status line, or the service
        warning: api/users.md:61:7  S001 wrong-status  body /value/0/id: a warning of a kind (and 2 more)
          request
            GET http://127.0.0.1:8080/failing
            Authorization: ***
          response
            HTTP 500
            content-type: application/json

            {
              "error": "]]> \u001b[31mred￿"
            }
          difference
            - value
            + error
          try it
            curl -sS -i http://127.0.0.1:8080/failing
        "#);
    }

    #[test]
    fn a_broken_case_says_why() {
        let docs = Docs { root: "docs", ..Docs::default() };
        insta::assert_snapshot!(render_case(&run().cases[3], &docs, &Palette::PLAIN), @r#"
        BROKEN docs/api/users.md:70 api/users.md::list-users::broken
        cause: connection refused by 127.0.0.1:8080: is the service running?
        "#);
    }
}
