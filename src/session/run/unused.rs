//! Exceptions that had no effect: a rule turned down that found nothing.

use std::collections::BTreeSet;

use crate::finding::rules::settings::UNUSED_OVERRIDE;
use crate::finding::{Finding, Level, Outcome, Rule, RuleRef, ToleranceKind, find_rule};
use crate::record::CaseRecord;
use crate::session::RunPlan;
use crate::text::{Location, Position};

/// One finding for each rule that is turned down somewhere without effect; none where only some of the cases were fired.
pub(crate) fn unused(plan: &RunPlan, records: &[CaseRecord]) -> Vec<Finding> {
    if !plan.all {
        return Vec::new();
    }
    let judged = || plan.cases.iter().zip(records).filter(|(_, record)| is_judged(record));
    let mut used: BTreeSet<(&Location, &str)> = BTreeSet::new();
    let mut said: BTreeSet<(&Location, &str)> = BTreeSet::new();
    let mut of_run: BTreeSet<&str> = BTreeSet::new();
    for (case, record) in judged() {
        for word in case.overrides.rules.iter().filter(|word| turns_down(word.rule.0, word.level)) {
            said.insert((&word.source, word.rule.0.code));
        }
        let tolerances = record.verdict.tolerances.iter().filter(|l| l.kind == ToleranceKind::Overridden);
        for RuleRef(rule) in tolerances.filter_map(|tolerance| tolerance.rule) {
            of_run.insert(rule.code);
            used.extend(case.overrides.level(rule.code).map(|word| (&word.source, rule.code)));
        }
    }
    let mut found: Vec<Finding> = said.difference(&used).map(|(said, code)| finding(said, code)).collect();
    let levels = plan.policy.levels.iter();
    let idle = levels.filter(|(code, level)| {
        find_rule(code).is_some_and(|rule| turns_down(rule, **level)) && !of_run.contains(*code)
    });
    found.extend(idle.map(|(code, _)| finding(&said_of_run(&plan.settings_file, code), code)));
    found
}

/// Where the file of settings sets the level of a rule; its beginning, where a flag did.
fn said_of_run(file: &str, code: &str) -> Location {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let name = find_rule(code).map_or(code, |rule| rule.name);
    let sets = |line: &str| {
        let key = line.split('=').next().unwrap_or_default().trim().trim_matches('"');
        key == name || key.eq_ignore_ascii_case(code) || key.strip_prefix("rules.").is_some_and(|key| key == name)
    };
    let line = text.lines().position(sets).map_or(1, |at| at as u32 + 1);
    Location::new(file, Position::new(line, 1))
}

fn is_judged(record: &CaseRecord) -> bool {
    matches!(record.verdict.outcome, Outcome::Passed | Outcome::Failed)
}

/// Whether a level makes an exception of a rule that is judged in a run. Raising a level is no exception.
fn turns_down(rule: &Rule, level: Level) -> bool {
    rule.code.starts_with(['S', 'H', 'B']) && level < rule.level && rule.level == Level::Deny
}

fn finding(said: &Location, code: &str) -> Finding {
    let name = find_rule(code).map_or(code, |rule| rule.name);
    let message = format!("`{name}` is turned down here, but found nothing to be turned down");
    Finding::docs(&UNUSED_OVERRIDE, &said.page, said.place, message)
        .help("remove it: an exception that outlives its cause hides the next fault")
}
