//! CSV bodies (RFC 4180): the header row and the number of columns.

use super::csv_records::records;
use crate::finding::rules::other_body::WRONG_COLUMNS;
use crate::finding::{At, ToleranceKind, TolerancePlace};
use crate::json::Pointer;
use crate::judge::context::JudgeContext;
use crate::judge::excerpt;
use crate::text::SourceText;

/// Judges a CSV body by the header row of the documented one. A partial example may lack columns.
pub(crate) fn judge(context: &mut JudgeContext<'_>, passage: &SourceText) {
    let Some(documented) = records(passage.text()).next() else {
        context.tolerances.record(ToleranceKind::Unread, TolerancePlace::Case);
        return;
    };
    let body = match std::str::from_utf8(&context.response.body) {
        Ok(body) => body,
        Err(error) => {
            return report(context, passage, "the body cannot be read as CSV", &documented, &error.to_string());
        }
    };
    let mut rows = records(body);
    let Some(actual) = rows.next() else {
        return report(context, passage, "the body cannot be read as CSV", &documented, "no row");
    };
    let names = |record: &[String]| record.iter().map(|name| name.trim().to_owned()).collect::<Vec<_>>();
    let (wanted, got) = (names(&documented), names(&actual));
    let partial = context.case.expectation.facts.is_partial();
    let missing = wanted.iter().any(|name| !got.contains(name));
    if missing || (!partial && wanted != got) {
        return report(
            context,
            passage,
            "the CSV has another header row than documented",
            &documented,
            &shown(&actual),
        );
    }
    let width = got.len();
    let odd = rows.enumerate().find(|(_, row)| row.len() != width);
    if let Some((at, row)) = odd {
        let message = format!("row {} of the CSV does not have the {width} columns of its header", at + 2);
        report(context, passage, &message, &documented, &shown(&row));
    }
    if partial && got.len() > wanted.len() {
        context.tolerances.record(ToleranceKind::Truncated, TolerancePlace::Case);
    }
}

fn shown(record: &[String]) -> String {
    excerpt::line(&record.join(","))
}

fn report(context: &mut JudgeContext<'_>, passage: &SourceText, message: &str, wanted: &[String], actual: &str) {
    let finding = context
        .finding(&WRONG_COLUMNS, passage.start(), At::Body(Pointer::root()), message)
        .expected(shown(wanted))
        .actual(excerpt::line(actual))
        .help("correct the example (or mark it `truncated`), or the service");
    context.report(finding);
}
