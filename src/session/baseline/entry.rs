//! The file: one `[[known]]` for each finding.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use crate::finding::{Finding, RuleRef};
use crate::json::quoted;
use crate::text::{LineIndex, Location};

/// What stands in the place of a rule for a broken case.
pub(super) const BROKEN: &str = "broken";

/// A known finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// The case's id.
    pub(super) case: String,
    /// The rule's code; or `broken`.
    pub(super) rule: String,
    /// Where in the response, as reports have it: `body /node/key`; nothing: anywhere.
    pub(super) at: Option<String>,
    /// Why it is known.
    pub(super) reason: String,
    /// Who is responsible for it.
    pub(super) owner: Option<String>,
    /// The last day on which it is known: `2026-12-31`.
    pub(super) expires: Option<String>,
    /// Its location in the file.
    pub(super) source: Location,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    known: Vec<Spanned<EntryFields>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryFields {
    case: String,
    rule: String,
    at: Option<String>,
    #[serde(default)]
    reason: String,
    owner: Option<String>,
    expires: Option<String>,
}

/// Why a baseline cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    /// It cannot be read or written.
    #[error("{}: {source}", file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// An entry is invalid.
    #[error("{location}: {message}")]
    Invalid {
        /// Where.
        location: Location,
        /// What is wrong.
        message: String,
    },
}

/// Reads a baseline; one that is not there is empty.
///
/// # Errors
/// It cannot be read, or is wrong.
pub(super) fn read(file: &Path) -> Result<Vec<Entry>, BaselineError> {
    parse(&text_of(file)?, file)
}

/// The text of a baseline; none of one that is not there.
pub(super) fn text_of(file: &Path) -> Result<String, BaselineError> {
    match std::fs::read_to_string(file) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        Err(source) => Err(BaselineError::File { file: file.to_owned(), source }),
    }
}

/// The entries of a text, in order.
pub(super) fn parse(text: &str, file: &Path) -> Result<Vec<Entry>, BaselineError> {
    let index = LineIndex::new(text);
    // A leading `./` distinguishes it from a page of the docs.
    let at = |start: usize| Location::new(Path::new(".").join(file).display().to_string(), index.place(start));
    let wrong = |start: usize, message: String| BaselineError::Invalid { location: at(start), message };
    let read: File = toml::from_str(text)
        .map_err(|error| wrong(error.span().map_or(0, |span| span.start), error.message().to_owned()))?;
    let entry = |written: Spanned<EntryFields>| {
        let start = written.span().start;
        let EntryFields { case, rule, at: place, reason, owner, expires } = written.into_inner();
        let code = match rule.as_str() {
            BROKEN => BROKEN.to_owned(),
            rule => rule.parse::<RuleRef>().map_err(|message| wrong(start, message))?.0.code.to_owned(),
        };
        if let Some(day) = expires.as_deref().filter(|day| !is_day(day)) {
            return Err(wrong(start, format!("`expires`: `{day}` is not a day: write 2026-12-31")));
        }
        Ok(Entry { case, rule: code, at: place, reason, owner, expires, source: at(start) })
    };
    read.known.into_iter().map(entry).collect()
}

fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let is = |part: &str, length: usize| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    matches!(parts.as_slice(), [year, month, day] if is(year, 4) && is(month, 2) && is(day, 2))
}

/// What a new file begins with.
pub(super) const HEAD: &str = "# Findings that are known and do not fail a run. Made by `doctrial baseline update`; what you write here, \
    reasons, owners and days are kept.\n";

/// An entry as the file has it.
pub(super) fn render(entry: &Entry) -> String {
    let Entry { case, rule, at, reason, owner, expires, .. } = entry;
    let rule = crate::finding::find_rule(rule).map_or(rule.as_str(), |rule| rule.name);
    // A string of JSON is one of TOML.
    let mut text = format!("[[known]]\ncase = {}\nrule = {}\n", quoted(case), quoted(rule));
    for (key, value) in [
        ("at", at.as_deref()),
        ("reason", Some(reason.as_str())),
        ("owner", owner.as_deref()),
        ("expires", expires.as_deref()),
    ] {
        if let Some(value) = value {
            // Writing to a `String` cannot fail.
            let _ = writeln!(text, "{key} = {}", quoted(value));
        }
    }
    text
}

impl Entry {
    /// What it is about, by which entries are sorted.
    pub(super) fn key(&self) -> (&str, &str, Option<&str>) {
        (&self.case, &self.rule, self.at.as_deref())
    }

    /// Whether it is about a finding of its case.
    pub(super) fn is_about(&self, finding: &Finding) -> bool {
        let is_there =
            |at: &String| *at == finding.at.to_string() || finding.also.iter().any(|p| *at == format!("body {p}"));
        self.rule == finding.rule.0.code && self.at.as_ref().is_none_or(is_there)
    }

    /// Whether it has expired.
    pub(super) fn is_expired(&self, today: &str) -> bool {
        self.expires.as_deref().is_some_and(|day| day < today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let text = "[[known]]\ncase = \"a.md::h::\\\"n\\\"\"\nrule = \"missing-member\"\nat = \"body /id\"\nreason = \"ticket 7\"\n\
                    owner = \"ada\"\nexpires = \"2026-12-31\"\n\n[[known]]\ncase = \"b\"\nrule = \"broken\"\n";
        let entries = parse(text, Path::new("b.toml")).expect("a baseline");
        assert_eq!((entries[0].rule.as_str(), entries[1].rule.as_str()), ("B101", BROKEN));
        assert_eq!(entries[1].source.to_string(), "./b.toml:9:1");
        let written: String = entries.iter().map(render).collect();
        let again = parse(&written, Path::new("b.toml")).expect("a baseline");
        let without_places = |entries: &[Entry]| {
            let mut entries = entries.to_vec();
            for entry in &mut entries {
                entry.source = Location::new("", crate::text::Position::new(1, 1));
            }
            entries
        };
        assert_eq!(without_places(&again), without_places(&entries));
        assert!(entries[0].is_expired("2027-01-01") && !entries[0].is_expired("2026-12-31"));
    }

    #[test]
    fn mistakes_have_a_place() {
        for (text, why) in [
            ("[[known]]\ncase = \"a\"\nrule = \"missing-membre\"\n", "./b.toml:1:1"),
            ("[[known]]\ncase = \"a\"\nrule = \"B101\"\nexpires = \"soon\"\n", "`soon` is not a day"),
            ("[[known]]\ncase = \"a\"\n", "rule"),
            ("[[knwon]]\ncase = \"a\"\n", "knwon"),
        ] {
            let error = parse(text, Path::new("b.toml")).expect_err(text).to_string();
            assert!(error.contains(why), "{error}");
        }
    }
}
