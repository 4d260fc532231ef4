//! `ReportKind`: the formats a run can be reported in, each with its key of `[reports]` and its file.

use std::str::FromStr;

use crate::finding::suggest::suggestion;

/// The formats that a run can be reported in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReportKind {
    /// The record, as lines of JSON: what every other report is made from.
    Ndjson,
    /// `JUnit` XML.
    Junit,
    /// `JUnit` XML for readers that validate it.
    JunitStrict,
    /// One HTML file.
    Html,
    /// The Common Test Report Format, JSON.
    Ctrf,
    /// The Test Anything Protocol, version 14.
    Tap,
    /// SARIF 2.1.0.
    Sarif,
    /// Code quality as GitLab reads it, JSON.
    CodeQuality,
    /// Workflow commands of GitHub Actions.
    Github,
    /// Markdown for the summary of a step in GitHub Actions.
    Summary,
    /// Markdown that fits in a comment.
    Markdown,
}

impl ReportKind {
    /// All of them, in the order in which they are written.
    pub const ALL: [Self; 11] = [
        Self::Ndjson,
        Self::Junit,
        Self::JunitStrict,
        Self::Html,
        Self::Ctrf,
        Self::Tap,
        Self::Sarif,
        Self::CodeQuality,
        Self::Github,
        Self::Summary,
        Self::Markdown,
    ];

    /// As it is named in settings and flags.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ndjson => "ndjson",
            Self::Junit => "junit",
            Self::JunitStrict => "junit-strict",
            Self::Html => "html",
            Self::Ctrf => "ctrf",
            Self::Tap => "tap",
            Self::Sarif => "sarif",
            Self::CodeQuality => "code-quality",
            Self::Github => "github",
            Self::Summary => "summary",
            Self::Markdown => "markdown",
        }
    }

    /// The file in the folder of reports; nothing where standard output is the usual destination.
    pub const fn file_name(self) -> Option<&'static str> {
        match self {
            Self::Ndjson => Some("run.ndjson"),
            Self::Junit => Some("junit.xml"),
            Self::JunitStrict => Some("junit-strict.xml"),
            Self::Html => Some("report.html"),
            Self::Ctrf => Some("ctrf.json"),
            Self::Tap => Some("report.tap"),
            Self::Sarif => Some("report.sarif"),
            Self::CodeQuality => Some("code-quality.json"),
            // A runner reads the commands from the log.
            Self::Github => None,
            // No `.md`: that may be a page, and no report replaces one.
            Self::Summary => Some("summary.txt"),
            Self::Markdown => Some("markdown.txt"),
        }
    }

    /// Whether it is written by default.
    pub const fn is_usual(self) -> bool {
        matches!(self, Self::Ndjson | Self::Junit)
    }
}

impl FromStr for ReportKind {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let named = Self::ALL.into_iter().find(|kind| kind.name() == text);
        named.ok_or_else(|| {
            if text == "har" {
                let remedy =
                    "keep the exchanges with `doctrial run --record DIR`, then `doctrial report har DIR > traffic.har`";
                return format!("`har` is made of a recording, and no report of a run: {remedy}");
            }
            let names = Self::ALL.map(Self::name);
            format!("unknown format `{text}`: write one of {}{}", names.join(", "), suggestion(text, names))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_format_is_found_by_its_name() {
        for kind in ReportKind::ALL {
            assert_eq!(kind.name().parse(), Ok(kind));
        }
        let har = "har".parse::<ReportKind>().expect_err("no report of a run");
        assert!(har.ends_with("then `doctrial report har DIR > traffic.har`"), "{har}");
        let refusal = "htm".parse::<ReportKind>().expect_err("unknown");
        assert!(refusal.contains("`htm`") && refusal.ends_with("markdown; did you mean `html`?"), "{refusal}");
    }
}
