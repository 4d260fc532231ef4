//! A run as lines of JSON: one `run`, one `case` for each case in order, one `end`. A file without its `end` is a run that
//! was cut short: its cases still count.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{self, BufRead, Write};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::earlier::{complete_case, complete_finding};
use super::{CaseRecord, Coverage, Redacted, RunHeader, RunRecord, Totals, elapsed_ms};
use crate::finding::Finding;

/// One line of a record.
#[derive(Serialize, Deserialize)]
#[allow(clippy::large_enum_variant, reason = "there is one at a time")]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Line<'a> {
    Run(Cow<'a, RunHeader>),
    Case(Cow<'a, CaseRecord>),
    End {
        totals: Totals,
        elapsed_ms: f64,
        interrupted: bool,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        findings: Vec<Redacted<Finding>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        coverage: Option<Redacted<Coverage>>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        missing: Vec<String>,
    },
}

/// A `case` line with the trace that follows from the run.
#[derive(Serialize)]
struct CaseLine<'a> {
    kind: &'static str,
    #[serde(flatten)]
    case: &'a CaseRecord,
    #[serde(skip_serializing_if = "Option::is_none")]
    trace: Option<Cow<'a, str>>,
}

/// Why a record could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NdjsonError {
    /// The file could not be read to its end.
    #[error("the record cannot be read: {0}")]
    Io(#[from] io::Error),
    /// A line is not one of a record.
    #[error("line {line} of the record is not `run`, `case` or `end` as this version writes them: {cause}")]
    Line {
        /// 1-based.
        line: usize,
        /// What the JSON reader found.
        cause: serde_json::Error,
    },
    /// The record does not begin with its header.
    #[error("the record has no `run` line at its start: is it a file that `doctrial run` wrote?")]
    NoHeader,
}

/// The JSON Schema (2020-12) of a line.
pub const SCHEMA: &str = include_str!("run-record.schema.json");

/// Writes the whole record, as runs do.
///
/// # Errors
/// An I/O error of `out`.
pub fn write(run: &RunRecord, out: &mut impl Write) -> io::Result<()> {
    let mut text = Vec::new();
    line(&Line::Run(Cow::Borrowed(&run.header)), &mut text, out)?;
    for case in &run.cases {
        let trace = run.trace_of(case).filter(|_| case.trace.is_none());
        line(&CaseLine { kind: "case", case, trace }, &mut text, out)?;
    }
    let RunRecord { elapsed_ms, interrupted, .. } = *run;
    let findings = run.findings.clone();
    let coverage = run.coverage.clone();
    let missing = run.missing.clone();
    let end = Line::End { totals: Totals::of(run), elapsed_ms, interrupted, findings, coverage, missing };
    line(&end, &mut text, out)
}

/// Reads a record, and those of earlier versions. Without an `end` line the run counts as interrupted, and its duration is the time
/// from the start of its first case to the end of its last. Unknown fields are ignored.
///
/// # Errors
/// The text cannot be read, does not begin with a `run` line, or has a line that is not one of a record.
pub fn read(text: impl BufRead) -> Result<RunRecord, NdjsonError> {
    Ok(read_noting_lacks(text)?.0)
}

/// What a record lacks, or this version does not read of it.
pub(crate) struct Lacks {
    /// Fields and kinds of line that only a later version writes, which this one passes over: `case.cost`, or the name of a kind of
    /// line.
    pub(crate) unknown: BTreeSet<String>,
    /// The `end` line.
    pub(crate) end: bool,
}

/// Like `read`, and also returns what the record lacks.
pub(crate) fn read_noting_lacks(text: impl BufRead) -> Result<(RunRecord, Lacks), NdjsonError> {
    let mut unknown = Unknown::default();
    let mut header: Option<RunHeader> = None;
    let mut cases: Vec<CaseRecord> = Vec::new();
    let mut end = None;
    let mut lines = text.lines().enumerate().peekable();
    while let Some((index, text)) = lines.next() {
        let mut text = text?;
        // A text that an editor or a shell has passed on.
        if index == 0 && text.starts_with('\u{feff}') {
            text.remove(0);
        }
        if text.trim().is_empty() {
            continue;
        }
        match serde_json::from_str(&text) {
            Ok(Line::Run(run)) if header.is_none() => header = Some(run.into_owned()),
            // A second header starts a part that was appended; its cases belong to the run as well.
            Ok(Line::Run(_)) => {}
            Ok(Line::Case(case)) if header.is_some() => {
                let mut case = case.into_owned();
                complete_case(&mut case);
                cases.push(case);
            }
            Ok(Line::End { elapsed_ms, interrupted, mut findings, coverage, missing, .. }) if header.is_some() => {
                findings.iter_mut().for_each(complete_finding);
                end = Some((elapsed_ms, interrupted, findings, coverage, missing));
            }
            Ok(_) => return Err(NdjsonError::NoHeader),
            Err(_) if header.as_ref().is_some_and(RunHeader::is_of_later_version) && has_other_kind(&text) => {}
            // A process that was killed leaves half a line at the end.
            Err(cause) if cause.is_eof() && header.is_some() && lines.peek().is_none() => {}
            Err(cause) => return Err(NdjsonError::Line { line: index + 1, cause }),
        }
        if header.as_ref().is_some_and(RunHeader::is_of_later_version) {
            unknown.note(&text);
        }
    }
    let header = header.ok_or(NdjsonError::NoHeader)?;
    let lacks = Lacks { unknown: unknown.found, end: end.is_none() };
    let without_end = || (elapsed_ms(&cases), true, Vec::new(), None, vec![WITHOUT_END.to_owned()]);
    let (elapsed_ms, interrupted, findings, coverage, missing) = end.unwrap_or_else(without_end);
    Ok((RunRecord { header, cases, findings, coverage, elapsed_ms, interrupted, missing }, lacks))
}

/// What is missing of a record without an `end` line.
const WITHOUT_END: &str =
    "the record has no `end` line: its run was killed, or the file was cut off, and further cases may be missing";

/// The kinds of lines.
const KINDS: [&str; 3] = ["run", "case", "end"];

/// Whether a line is of a kind that only a later version writes.
fn has_other_kind(text: &str) -> bool {
    let read: Result<Value, _> = serde_json::from_str(text);
    read.is_ok_and(|line| line["kind"].as_str().is_some_and(|kind| !KINDS.contains(&kind)))
}

/// What lines have that this version passes over.
#[derive(Default)]
struct Unknown {
    found: BTreeSet<String>,
    /// That of this version; read with the first line.
    schema: Option<Value>,
}

impl Unknown {
    fn note(&mut self, line: &str) {
        let Ok(Value::Object(line)) = serde_json::from_str(line) else { return };
        let schema = self.schema.get_or_insert_with(|| serde_json::from_str(SCHEMA).unwrap_or_default());
        let kind = line.get("kind").and_then(Value::as_str).unwrap_or_default();
        let known = schema["$defs"][kind]["properties"].as_object();
        match known.filter(|_| KINDS.contains(&kind)) {
            Some(known) => {
                let names = line.keys().filter(|name| !known.contains_key(*name));
                self.found.extend(names.map(|name| format!("{kind}.{name}")));
            }
            None => _ = self.found.insert(kind.to_owned()),
        }
    }
}

/// Writes a line at once: it consists of many small parts. `text`: a buffer for it.
fn line(line: &impl Serialize, text: &mut Vec<u8>, out: &mut impl Write) -> io::Result<()> {
    text.clear();
    serde_json::to_writer(&mut *text, line)?;
    text.push(b'\n');
    out.write_all(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::rules::settings::UNUSED_OVERRIDE;
    use crate::finding::rules::status::WRONG_STATUS;
    use crate::finding::{Broken, BrokenKind, RuleRef, Verdict};
    use crate::record::AttemptRecord;
    use crate::record::testing::run;
    use crate::text::Position;

    #[test]
    fn records_of_earlier_versions_are_read_as_those_of_this_one() {
        let mut run = run();
        let attempt = AttemptRecord::new(None, Some("no response of 127.0.0.1:8080 came".to_owned()), 2.0, 5.0);
        run.cases[0].attempts.push(attempt.of_kind(Some(BrokenKind::ConnectionLost)));
        run.cases[4].verdict =
            Verdict::broken(Broken::of(BrokenKind::FailedStep, "needs `login`, which failed")).into();
        run.cases[5].verdict = Verdict::broken("something else").into();
        let unused = |message: &str| Finding::docs(&UNUSED_OVERRIDE, "./doctrial.toml", Position::new(7, 1), message);
        let rule = RuleRef(&WRONG_STATUS);
        run.findings = vec![
            unused("this [[skip]] matches no case: page = \"b\"").matching_no_case().into(),
            unused("the level of `wrong-status` is lowered here, but the rule found nothing")
                .about_level_of(rule)
                .into(),
            unused("/a is no member").into(),
        ];
        let mut written = Vec::new();
        write(&run, &mut written).expect("writes");
        let mut text = String::from_utf8(written).expect("text");
        for added in [
            ",\"broken_kind\":\"connection-refused\"",
            ",\"broken_kind\":\"connection-lost\"",
            ",\"broken_kind\":\"failed-step\"",
            ",\"matches_no_case\":true",
            ",\"level_of\":\"S001\"",
        ] {
            assert!(text.contains(added), "{added}: {text}");
            text = text.replace(added, "");
        }
        assert_eq!(read(text.as_bytes()).expect("reads"), run);
    }

    #[test]
    fn a_run_survives_its_file_form() {
        let mut written = Vec::new();
        write(&run(), &mut written).expect("writes");
        let text = String::from_utf8(written).expect("text");
        assert_eq!(text.lines().count(), run().cases.len() + 2);
        assert!(text.starts_with("{\"kind\":\"run\",\"doctrial\":"), "{text}");
        let end = text.lines().last().expect("an end");
        let totals = r#"{"passed":2,"failed":1,"skipped":3,"broken":1,"not_exercised":1}"#;
        assert_eq!(end, format!(r#"{{"kind":"end","totals":{totals},"elapsed_ms":1250.0,"interrupted":false}}"#));
        assert_eq!(read(text.as_bytes()).expect("reads"), run());
    }

    #[test]
    fn each_case_that_was_sent_has_its_trace() {
        let mut run = run();
        run.header.run_id = Some("r1".to_owned());
        run.cases[0].trace = Some("its own".to_owned());
        let mut written = Vec::new();
        write(&run, &mut written).expect("writes");
        let text = String::from_utf8(written).expect("text");
        let mut read = read(text.as_bytes()).expect("reads");
        assert_eq!((text.matches("\"trace\":").count(), text.matches("\"its own\"").count()), (run.cases.len(), 1));
        assert_eq!(read.cases[1].trace.as_deref(), run.trace_of(&run.cases[1]).as_deref());
        run.keep_traces();
        read.header.run_id = None;
        assert_eq!(read, run);
    }

    #[test]
    fn a_record_that_breaks_off_keeps_its_cases() {
        let mut written = Vec::new();
        write(&run(), &mut written).expect("writes");
        let text = String::from_utf8(written).expect("text");
        let cut = &text[..text.rfind("{\"kind\":\"end\"").expect("an end") - 20];
        let read = read(cut.as_bytes()).expect("reads");
        assert!(read.interrupted && read.cases.len() == run().cases.len() - 1);
        assert_eq!(read.missing, [WITHOUT_END]);
        let mut again = Vec::new();
        write(&read, &mut again).expect("writes");
        assert_eq!(super::read(again.as_slice()).expect("reads"), read, "a copy of it does not look whole");
    }

    #[test]
    fn a_file_that_is_not_a_record_is_refused_with_its_line() {
        assert!(matches!(read(&b"{}\n"[..]), Err(NdjsonError::Line { line: 1, .. })));
        assert!(matches!(read(&b""[..]), Err(NdjsonError::NoHeader)));
    }
}
