//! Findings of a check as annotations of GitHub Actions.

use std::fmt::Write as _;

use crate::finding::{Finding, Level};
use crate::record::Redacted;
use crate::report::Docs;
use crate::report::printable;
use crate::text::{Position, counted};

/// How many annotations of a kind GitHub shows of one step; it drops the others silently.
pub(crate) const SHOWN: usize = 10;

/// Workflow commands that GitHub Actions turns into annotations of the lines; what exceeds its limit is counted in
/// a notice and listed as plain lines of the log.
pub fn github(findings: &[Redacted<Finding>], docs: &Docs<'_>) -> String {
    let docs = &docs.with_repository_paths();
    let mut out = String::new();
    for (level, severity) in [(Level::Deny, "error"), (Level::Warn, "warning")] {
        let of_level: Vec<&Finding> =
            findings.iter().map(|finding| &**finding).filter(|finding| finding.level == level).collect();
        let (shown, rest) = of_level.split_at(of_level.len().min(SHOWN));
        for finding in shown {
            command(finding, severity, docs, &mut out);
        }
        if !rest.is_empty() {
            let more = counted(rest.len(), &format!("more {severity}"));
            let _ = writeln!(out, "::notice title=doctrial::{more}: the log of this step lists them");
        }
        for finding in rest {
            let _ = writeln!(out, "{}", plain(finding, severity, docs));
        }
    }
    out
}

fn command(finding: &Finding, severity: &str, docs: &Docs<'_>, out: &mut String) {
    let rule = finding.rule.0;
    let file = property(&docs.path(&finding.location.page));
    let title = property(&format!("{} {}", rule.code, rule.name));
    let _ = write!(out, "::{severity} file={file},{},title={title}::", span(finding, docs));
    out.push_str(&data(&finding.message));
    for (label, text) in [("expected", &finding.expected), ("actual", &finding.actual), ("help", &finding.help)] {
        if let Some(text) = text {
            let _ = write!(out, "%0A{label}: {}", data(text));
        }
    }
    out.push('\n');
}

/// The properties of a command that say where it is about a file. The runner accepts columns only where both lines are the same.
pub(crate) fn span(finding: &Finding, docs: &Docs<'_>) -> String {
    let Position { line, column } = finding.location.place;
    match docs.end(finding) {
        Some(end) if end.line > line => format!("line={line},endLine={}", end.line),
        Some(end) => format!("line={line},col={column},endLine={},endColumn={}", end.line, end.column),
        None => format!("line={line},col={column}"),
    }
}

/// A line that no runner treats as a command, whatever the message contains.
fn plain(finding: &Finding, severity: &str, docs: &Docs<'_>) -> String {
    let (rule, path) = (finding.rule.0, docs.path(&finding.location.page));
    let message = printable::line(&finding.message);
    printable::line(&format!("{severity}: {path}:{} {} {}: {message}", finding.location.place, rule.code, rule.name))
}

/// Escapes the text of a command.
pub(crate) fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property of a command.
pub(crate) fn property(text: &str) -> String {
    data(&printable::line(text)).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::finding::rules;
    use crate::text::{IndexedText, Location, Position};

    fn finding(message: &str) -> Finding {
        Finding::docs(&rules::docs::BODY_NOT_JSON, "a,b.md", Position::new(4, 2), message)
    }

    #[test]
    fn a_command_is_one_line_with_all_escaped() {
        let docs = Docs { root: "docs", ..Docs::default() };
        let out = github(&[finding("50 %\n::error::no").expected("a\r\nb").into()], &docs);
        assert_eq!(
            out,
            "::error file=docs/a%2Cb.md,line=4,col=2,title=D304 body-not-json::50 %25%0A::error::no%0Aexpected: a%0D%0Ab\n"
        );
    }

    #[test]
    fn an_annotation_ends_where_the_finding_does() {
        let page = |_: &str| Some(Arc::new(IndexedText::new("\n\n\n  <id> x\n")));
        let docs = Docs { root: "", page: Some(&page), ..Docs::default() };
        let place = |finding: Finding| github(&[finding.into()], &docs).split(",title").next().map(str::to_owned);
        let found = finding("x");
        let token = Finding { location: Location::new("a.md", Position::new(4, 3)), ..found.clone() };
        assert_eq!(place(token).as_deref(), Some("::error file=a.md,line=4,col=3,endLine=4,endColumn=7"));
        let lines = Finding { end: Some(Position::new(6, 2)), ..found };
        assert_eq!(place(lines).as_deref(), Some("::error file=a%2Cb.md,line=4,endLine=6"));
    }

    #[test]
    fn what_exceeds_the_limit_is_counted_and_listed() {
        let findings: Vec<_> = (0..13).map(|at| finding(&format!("number {at}\n::error::x")).into()).collect();
        let out = github(&findings, &Docs::default());
        assert_eq!(out.lines().filter(|line| line.starts_with("::error ")).count(), SHOWN);
        assert!(out.contains("::notice title=doctrial::3 more errors: the log"), "{out}");
        let last = out.lines().last().expect("a line");
        assert_eq!(last, "error: a,b.md:4:2 D304 body-not-json: number 12\\n::error::x");
    }
}
