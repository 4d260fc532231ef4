//! `doctrial explain`: what a rule or topic means.

use std::io::Write;

use anstyle::Style;

use crate::cli::Exit;
use crate::cli::args::command_line::ExplainArgs;
use crate::cli::args::format::ExplainFormat;
use crate::cli::args::subject::Subject;
use crate::cli::error::CliError;
use crate::cli::output::streams;
use crate::finding::topics::Topic;
use crate::finding::{Rule, rules, topics};
use crate::report::{level_name as level, rules_page};

pub(in crate::cli) fn explain(args: &ExplainArgs) -> Result<Exit, CliError> {
    let mut out = streams::reference_stdout();
    match &args.subject {
        Some(Subject::Rule(rule)) => one(&mut out, rule)?,
        Some(Subject::Group(group)) => listed(&mut out, group)?,
        Some(Subject::Topic(topic)) => about(&mut out, topic)?,
        None if !args.all => {
            let message = "say what to explain, such as `doctrial explain S001` or `doctrial explain skipped`; \
                           `doctrial explain --all` lists everything that can be explained";
            return Err(CliError::Usage(message.to_owned()));
        }
        None if args.format == ExplainFormat::Markdown => out.write_all(rules_page().as_bytes())?,
        None => all(&mut out)?,
    }
    out.flush()?;
    Ok(Exit::Passed)
}

fn one(out: &mut impl Write, rule: &Rule) -> std::io::Result<()> {
    let bold = Style::new().bold();
    writeln!(out, "{bold}{} {}{bold:#} ({})", rule.code, rule.name, level(rule.level))?;
    for (title, text) in
        [("What it says", rule.what), ("Why", rule.why), ("Example", rule.example), ("What to do", rule.fix)]
    {
        writeln!(out, "\n{bold}{title}{bold:#}\n{text}")?;
    }
    Ok(())
}

fn about(out: &mut impl Write, topic: &Topic) -> std::io::Result<()> {
    let bold = Style::new().bold();
    let Topic { name, kind, what, fix, .. } = topic;
    writeln!(out, "{bold}{name}{bold:#} ({})", kind.name())?;
    for (title, text) in [("What it says", what), ("What to do", fix)] {
        writeln!(out, "\n{bold}{title}{bold:#}\n{text}")?;
    }
    Ok(())
}

/// Each rule on a line.
fn listed(out: &mut impl Write, rules: &[&Rule]) -> std::io::Result<()> {
    let width = rules.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
    for rule in rules {
        let first = rule.what.split_inclusive(". ").next().unwrap_or_default().trim_end();
        writeln!(out, "{}  {:width$}  {:5}  {first}", rule.code, rule.name, level(rule.level))?;
    }
    Ok(())
}

fn all(out: &mut impl Write) -> std::io::Result<()> {
    let rules: Vec<&Rule> = rules::all().collect();
    listed(out, &rules)?;
    let width = rules.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
    for topic in &topics::TOPICS {
        let first = topic.what.split_inclusive(". ").next().unwrap_or_default().trim_end();
        writeln!(out, "{:width$}  {}: {first}", topic.name, topic.kind.name())?;
    }
    Ok(())
}
