use std::io::Write;

use anstyle::Style;

use super::args::{ExplainArgs, ExplainFormat};
use super::error::CliError;
use super::{Exit, streams};
use crate::finding::{Rule, find_rule, rules};
use crate::report::{level_name as level, rules_page};

pub(super) fn explain(args: &ExplainArgs) -> Result<Exit, CliError> {
    let mut out = streams::reference_stdout();
    match args.rule.and_then(|rule| find_rule(rule.0)) {
        Some(rule) => one(&mut out, rule)?,
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

fn all(out: &mut impl Write) -> std::io::Result<()> {
    let width = rules::all().map(|rule| rule.name.len()).max().unwrap_or_default();
    for rule in rules::all() {
        let first = rule.what.split_inclusive(". ").next().unwrap_or_default().trim_end();
        writeln!(out, "{}  {:width$}  {:5}  {first}", rule.code, rule.name, level(rule.level))?;
    }
    Ok(())
}
