//! A run as annotations of GitHub Actions.

use std::fmt::Write as _;

use super::cause::{CauseGroup, cause_of_finding, finding_of, groups, place};
use super::check::{SHOWN, data, property, span};
use super::docs::Docs;
use super::printable;
use super::workflow_commands::without_workflow_commands;
use crate::finding::Finding;
use crate::record::{Conclusion, RunRecord};
use crate::text::counted;

/// How many places of a cause an annotation names.
const NAMED: usize = 5;

/// A run as workflow commands of GitHub Actions: an annotation for each cause, at the line where it comes first. GitHub shows few
/// annotations of a step; what exceeds that is counted in a notice and listed in plain lines. Errors of the settings come first.
pub fn run_github(run: &RunRecord, docs: &Docs<'_>) -> String {
    let docs = &docs.with_repository_paths();
    let groups = groups(run);
    let mut out = String::new();
    for lack in &run.missing {
        let _ = writeln!(out, "::error title=doctrial incomplete::{}", data(&printable::line(lack)));
    }
    let denied = run.denied().take(SHOWN);
    let budget = (SHOWN - denied.clone().count()).saturating_sub(run.missing.len());
    denied.for_each(|finding| error_of_settings(finding, docs, &mut out));
    let (shown, rest) = groups.split_at(groups.len().min(budget));
    for group in shown {
        annotation(group, docs, &mut out);
    }
    if !rest.is_empty() {
        let more = counted(rest.len(), "more cause");
        let _ = writeln!(out, "::notice title=doctrial::{more}: the log of this step lists them");
    }
    for group in rest {
        let cases = counted(group.cases.len(), "case");
        let line = format!("error: {cases}: {}: {}", group.cause, group.places(NAMED, docs));
        let _ = writeln!(out, "{}", without_workflow_commands(&printable::line(&line)));
    }
    if groups.is_empty() && !run.is_denied() && run.missing.is_empty() && Conclusion::of(run) != Conclusion::Passed {
        let word = Conclusion::of(run).word();
        let _ = writeln!(
            out,
            "::warning title=doctrial::{word}: {} of {} fired",
            run.fired(),
            counted(run.to_be_fired(), "case")
        );
    }
    out
}

/// An annotation for what is wrong with the settings or directives and makes the run fail.
fn error_of_settings(finding: &Finding, docs: &Docs<'_>, out: &mut String) {
    let (file, at) = (property(&docs.path(&finding.location.page)), span(finding, docs));
    let title = property(&format!("{} {}", finding.rule.code, finding.rule.name));
    let text = data(&printable::line(&cause_of_finding(finding)));
    let _ = writeln!(out, "::error file={file},{at},title={title}::{text}");
}

fn annotation(group: &CauseGroup<'_>, docs: &Docs<'_>, out: &mut String) {
    let Some(first) = group.cases.first() else { return };
    let finding = finding_of(first, &group.cause);
    let (page, line) = place(first, finding);
    let at = finding.map_or_else(|| format!("line={line}"), |it| span(it, docs));
    let cases = counted(group.cases.len(), "case");
    let rule = finding.map_or("broken".to_owned(), |finding| format!("{} {}", finding.rule.code, finding.rule.name));
    let (file, title) = (property(&docs.path(page)), property(&format!("{rule} ({cases})")));
    let text = printable::line(&group.cause);
    let _ = write!(out, "::error file={file},{at},title={title}::{}", data(&text));
    let _ = write!(out, "%0A{}", data(&printable::line(&group.places(NAMED, docs))));
    if let Some(help) = finding.and_then(|finding| finding.help.as_ref()) {
        let _ = write!(out, "%0Ahelp: {}", data(&printable::line(help)));
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Verdict;
    use crate::record::testing::{case, denied, run};

    #[test]
    fn an_error_of_the_settings_is_an_annotation() {
        let error = "::error file=doctrial.toml,line=7,col=1,title=X101 unused-override::X101 unused-override: this [[skip]] matches no case\n";
        assert_eq!(run_github(&denied(), &Docs { root: "docs", ..Docs::default() }), error);
    }

    #[test]
    fn each_cause_is_an_annotation() {
        let mut run = run();
        run.cases.push(run.cases[2].clone());
        insta::assert_snapshot!(run_github(&run, &Docs { root: "docs", ..Docs::default() }), @"
        ::error file=docs/api/users.md,line=57,col=10,title=S001 wrong-status (2 cases)::S001 wrong-status at status: wrong status code%0Adocs/api/users.md:57:10, docs/api/users.md:57:10%0Ahelp: correct the status line, or the service
        ::error file=docs/api/users.md,line=70,title=broken (1 case)::broken: connection refused by 127.0.0.1:8080: is the service running?%0Adocs/api/users.md:70
        ");
    }

    #[test]
    fn no_more_annotations_than_github_shows_and_no_line_is_a_command_by_accident() {
        let broken = |at: u8| {
            let reason = format!("cause {}\n::error::x 100%", char::from(b'a' + at));
            case("broken", 3, Verdict::broken(reason))
        };
        let run = RunRecord { cases: (0..13).map(broken).collect(), ..run() };
        let text = run_github(&run, &Docs::default());
        let commands: Vec<&str> = text.lines().filter(|line| line.starts_with("::")).collect();
        assert_eq!((commands.len(), text.lines().count()), (SHOWN + 1, 14));
        assert!(commands[0].contains("\\n::error::x #%25%0A") && commands[SHOWN].contains("3 more causes"), "{text}");
    }

    #[test]
    fn a_run_that_proves_nothing_is_a_warning() {
        let mut run = run();
        run.cases.drain(..4);
        assert_eq!(run_github(&run, &Docs::default()), "::warning title=doctrial::NOTHING FIRED: 0 of 3 cases fired\n");
    }
}
