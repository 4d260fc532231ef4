//! CSV bodies (RFC 4180): the header row and the number of columns.

use csv::{ReaderBuilder, StringRecord};

use crate::finding::rules::other_body::WRONG_COLUMNS;
use crate::finding::{At, ToleranceKind};
use crate::json::Pointer;
use crate::judge::context::JudgeContext;
use crate::judge::excerpt;
use crate::text::SourceText;

/// Judges a CSV body by the header row of the documented one. A partial example may lack columns.
pub(crate) fn judge(context: &mut JudgeContext<'_>, passage: &SourceText) {
    let Some(Ok(documented)) = records(passage.text().as_bytes()).next() else {
        context.ledger.enter(ToleranceKind::Unread, "");
        return;
    };
    let mut rows = records(&context.response.body);
    let header = rows.next();
    let actual = match &header {
        Some(Ok(header)) => header,
        other => {
            let what = other.as_ref().map_or_else(|| "no row".to_owned(), |row| format!("{row:?}"));
            return report(context, passage, "the body cannot be read as CSV", &documented, &what);
        }
    };
    let names = |record: &StringRecord| record.iter().map(|name| name.trim().to_owned()).collect::<Vec<_>>();
    let (wanted, got) = (names(&documented), names(actual));
    let partial = context.case.expectation.facts.is_partial();
    let missing = wanted.iter().any(|name| !got.contains(name));
    if missing || (!partial && wanted != got) {
        return report(context, passage, "the CSV has another header row than documented", &documented, &shown(actual));
    }
    let width = got.len();
    let odd = rows.enumerate().find(|(_, row)| row.as_ref().map_or(0, StringRecord::len) != width);
    if let Some((at, row)) = odd {
        let message = format!("row {} of the CSV does not have the {width} columns of its header", at + 2);
        let row = row.map_or_else(|error| error.to_string(), |row| shown(&row));
        report(context, passage, &message, &documented, &row);
    }
    if partial && got.len() > wanted.len() {
        context.ledger.enter(ToleranceKind::Truncated, "");
    }
}

fn records(bytes: &[u8]) -> impl Iterator<Item = csv::Result<StringRecord>> {
    // Excel's byte order mark is no part of the first name.
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes).into_records()
}

fn shown(record: &StringRecord) -> String {
    excerpt::line(&record.iter().collect::<Vec<_>>().join(","))
}

fn report(context: &mut JudgeContext<'_>, passage: &SourceText, message: &str, wanted: &StringRecord, actual: &str) {
    let finding = context
        .finding(&WRONG_COLUMNS, passage.start(), At::Body(Pointer::root()), message)
        .expected(shown(wanted))
        .actual(excerpt::line(actual))
        .help("correct the example (or mark it `truncated`), or the service");
    context.report(finding);
}
