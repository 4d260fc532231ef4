//! Words and flags with structured values: source and filters, `--param`, `--header`, `--report`, `--deny`.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::cli::error::CliError;
use crate::compile::is_contract_dir;
use crate::config::{Hidden, ReportKind, RuleKey, ToleranceName, WrittenDestination};

/// `--param id=42`
#[derive(Debug, Clone)]
pub(in crate::cli) struct Param {
    pub(super) name: String,
    pub(super) value: String,
}

impl FromStr for Param {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        // The text is not repeated: it may be a secret.
        let (name, value) = text.split_once('=').ok_or("write NAME=VALUE")?;
        let name = name.trim().trim_start_matches('{').trim_end_matches('}').to_owned();
        if name.is_empty() {
            return Err("the name is empty; write NAME=VALUE".to_owned());
        }
        Ok(Self { name, value: value.to_owned() })
    }
}

/// `--header 'Name: value'`
#[derive(Debug, Clone)]
pub(in crate::cli) struct HeaderFlag {
    pub(super) name: String,
    pub(super) value: Hidden,
}

impl FromStr for HeaderFlag {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        // The text is not repeated: it may contain a token.
        let (name, value) = text.split_once(':').ok_or("write 'NAME: VALUE'")?;
        Ok(Self { name: name.trim().to_owned(), value: value.trim().parse()? })
    }
}

/// `--report junit=PATH`, `--report html`
#[derive(Debug, Clone)]
pub(in crate::cli) struct ReportFlag {
    pub(super) kind: ReportKind,
    pub(super) destination: WrittenDestination,
}

impl FromStr for ReportFlag {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once('=') {
            Some((kind, path)) => Ok(Self { kind: kind.parse()?, destination: path.parse()? }),
            None => Ok(Self { kind: text.parse()?, destination: WrittenDestination::InFolder }),
        }
    }
}

/// `--deny RULE`, `--deny tolerance:NAME` or `--deny warnings`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) enum Deny {
    Warnings,
    Rule(RuleKey),
    Tolerance(ToleranceName),
}

impl FromStr for Deny {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.eq_ignore_ascii_case("warnings") {
            return Ok(Self::Warnings);
        }
        match text.strip_prefix("tolerance:").or_else(|| text.strip_prefix("leniency:")) {
            Some(name) => name.parse().map(Self::Tolerance),
            None => text.parse().map(Self::Rule),
        }
    }
}

/// The source and the filters: the first word is the source if there is such a file or folder.
///
/// # Errors
/// The first word looks like a path that does not exist: treating it as a filter would hide the mistake.
pub(in crate::cli) fn source_and_filters(mut words: Vec<String>) -> Result<(Option<PathBuf>, Vec<String>), CliError> {
    let Some(first) = words.first() else { return Ok((None, words)) };
    let path = Path::new(first);
    if path.exists() {
        let path = path.to_owned();
        words.remove(0);
        return Ok((Some(path), words));
    }
    let like_a_path = path.is_absolute() || first.starts_with('.') || first.ends_with('/');
    if like_a_path {
        return Err(CliError::Usage(format!(
            "there is no file or folder `{first}` to read cases from; name a folder of Markdown pages, one page, or a folder of \
             contract files (a FILTER neither begins with `.` or `/` nor ends with `/`)"
        )));
    }
    Ok((None, words))
}

/// # Errors
/// The source has contract files instead of the pages that the command is about. `why`: what it does with pages.
pub(in crate::cli) fn refuse_contract_files(source: &Path, why: &str) -> Result<(), CliError> {
    if !is_contract_dir(source) {
        return Ok(());
    }
    Err(CliError::Usage(format!(
        "{} is a folder of contract files, and {why}: give the docs folder or a page",
        source.display()
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_flag_that_is_wrong_does_not_repeat_its_value() {
        let refusal = "s3cret".parse::<HeaderFlag>().expect_err("no colon");
        assert!(!refusal.contains("s3cret"));
    }

    #[test]
    fn the_first_word_is_the_source_only_if_it_exists() {
        let split = |words: &[&str]| source_and_filters(words.iter().map(|w| (*w).to_owned()).collect());
        let (source, filters) = split(&["src", "users"]).expect("src is there");
        assert_eq!((source, filters), (Some("src".into()), vec!["users".to_owned()]));
        let (source, filters) = split(&["users"]).expect("a filter");
        assert_eq!((source, filters), (None, vec!["users".to_owned()]));
        assert!(split(&["dcos/"]).is_err() && split(&["./dcos"]).is_err());
    }
}
