//! `doctrial explain`: what a rule or topic means.

use std::io::Write;
use std::str::FromStr;

use anstyle::Style;

use super::args::{ExplainArgs, ExplainFormat};
use super::error::CliError;
use super::{Exit, streams};
use crate::finding::suggest::nearest;
use crate::finding::topics::Topic;
use crate::finding::{Rule, RuleRef, rules, topics};
use crate::report::{level_name as level, rules_page};

/// What can be explained.
#[derive(Debug, Clone, Copy)]
pub(super) enum Subject {
    Rule(&'static Rule),
    Topic(&'static Topic),
}

impl FromStr for Subject {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match (text.parse::<RuleRef>(), topics::find(text)) {
            (Ok(RuleRef(rule)), _) => Ok(Self::Rule(rule)),
            (Err(_), Some(topic)) => Ok(Self::Topic(topic)),
            (Err(unknown), None) => {
                let names = rules::all().map(|rule| rule.name).chain(topics::TOPICS.iter().map(|topic| topic.name));
                Err(match nearest(text, names).and_then(topics::find) {
                    Some(topic) => format!("`{text}` is not explained; did you mean `{}`?", topic.name),
                    None => unknown,
                })
            }
        }
    }
}

pub(super) fn explain(args: &ExplainArgs) -> Result<Exit, CliError> {
    let mut out = streams::reference_stdout();
    match args.subject {
        Some(Subject::Rule(rule)) => one(&mut out, rule)?,
        Some(Subject::Topic(topic)) => about(&mut out, topic)?,
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

fn all(out: &mut impl Write) -> std::io::Result<()> {
    let width = rules::all().map(|rule| rule.name.len()).max().unwrap_or_default();
    for rule in rules::all() {
        let first = rule.what.split_inclusive(". ").next().unwrap_or_default().trim_end();
        writeln!(out, "{}  {:width$}  {:5}  {first}", rule.code, rule.name, level(rule.level))?;
    }
    for topic in &topics::TOPICS {
        let first = topic.what.split_inclusive(". ").next().unwrap_or_default().trim_end();
        writeln!(out, "{:width$}  {}: {first}", topic.name, topic.kind.name())?;
    }
    Ok(())
}
