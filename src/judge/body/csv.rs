//! CSV bodies (RFC 4180): the header row and the number of columns.

use super::csv_records::{records, separator};
use crate::finding::rules::other_body::WRONG_COLUMNS;
use crate::finding::{At, ToleranceKind, TolerancePlace};
use crate::json::Pointer;
use crate::judge::context::JudgeContext;
use crate::judge::excerpt;
use crate::judge::remedies::mark_truncated;
use crate::text::SourceText;

/// Judges a CSV body by the header row of the documented one. A partial example may lack columns.
pub(crate) fn judge(context: &mut JudgeContext<'_>, source: &SourceText) {
    let separator = separator(source.text());
    let mut shown_rows = records(source.text(), separator);
    let Some(documented) = shown_rows.next() else {
        context.tolerances.record(ToleranceKind::Unread, TolerancePlace::Case);
        return;
    };
    let body = match std::str::from_utf8(&context.response.body) {
        Ok(body) => body,
        Err(error) => {
            return report(context, source, "the body cannot be read as CSV", &documented, &error.to_string());
        }
    };
    let mut rows = records(body, separator);
    let Some(actual) = rows.next() else {
        return report(context, source, "the body cannot be read as CSV", &documented, "no row");
    };
    let names = |record: &[String]| record.iter().map(|name| name.trim().to_owned()).collect::<Vec<_>>();
    let (expected, received) = (names(&documented), names(&actual));
    let partial = context.case.expectation.facts.is_partial();
    let missing = expected.iter().any(|name| !received.contains(name));
    if missing || (!partial && expected != received) {
        return report(
            context,
            source,
            "the header row of the CSV is not the documented one",
            &documented,
            &shown(&actual),
        );
    }
    let width = received.len();
    let mut rows = rows.enumerate().peekable();
    if shown_rows.next().is_some() {
        // Values are not compared, and where there are none, not even their number.
        let kind = if rows.peek().is_some() { ToleranceKind::Uncompared } else { ToleranceKind::NotExercised };
        context.tolerances.record(kind, TolerancePlace::Case);
    }
    let uneven = rows.find(|(_, row)| row.len() != width);
    if let Some((at, row)) = uneven {
        let message = format!("row {} of the CSV does not have the {width} columns of its header", at + 2);
        report(context, source, &message, &documented, &shown(&row));
    }
    if partial && received.len() > expected.len() {
        context.tolerances.record(ToleranceKind::Truncated, TolerancePlace::Case);
    }
}

fn shown(record: &[String]) -> String {
    excerpt::line(&record.join(","))
}

fn report(context: &mut JudgeContext<'_>, source: &SourceText, message: &str, expected: &[String], actual: &str) {
    let finding = context
        .finding(
            &WRONG_COLUMNS,
            source.span(0..source.text().lines().next().map_or(0, str::len)),
            At::Body(Pointer::root()),
            message,
        )
        .expected(shown(expected))
        .actual(excerpt::line(actual))
        .help(format!("correct the example, or the service; or {}", mark_truncated(context.case)));
    context.report(finding);
}
