//! Overrides without effect: a rule whose level is lowered and that found nothing.

use std::collections::BTreeSet;
use std::path::Path;

use crate::finding::rules::settings::UNUSED_OVERRIDE;
use crate::finding::{Finding, Level, Rule, RuleRef, ToleranceKind, find_rule};
use crate::record::CaseRecord;
use crate::session::RunPlan;
use crate::text::{Location, Position};

/// How the finding about a rule begins, up to its name.
const LEVEL_OF: &str = "the level of `";

/// One finding for each rule whose level is lowered somewhere without effect; none if only some of the cases were fired.
pub(super) fn unused_overrides(plan: &RunPlan, records: &[CaseRecord]) -> Vec<Finding> {
    if !plan.all {
        return Vec::new();
    }
    let mut lowered: BTreeSet<(&Location, &str)> = BTreeSet::new();
    let mut used: BTreeSet<(&Location, &str)> = BTreeSet::new();
    let mut used_in_run: BTreeSet<&str> = BTreeSet::new();
    for (case, record) in plan.cases.iter().zip(records).filter(|(_, record)| record.verdict.outcome.is_judged()) {
        let of_case = case.overrides.rules.iter().filter(|set| lowers(set.rule.0, set.level));
        lowered.extend(of_case.map(|set| (&set.source, set.rule.code)));
        let tolerances = record.verdict.tolerances.iter().filter(|used| used.kind == ToleranceKind::Overridden);
        for RuleRef(rule) in tolerances.filter_map(|tolerance| tolerance.rule) {
            used_in_run.insert(rule.code);
            used.extend(case.overrides.level(rule.code).map(|set| (&set.source, rule.code)));
        }
    }
    let mut found: Vec<Finding> = lowered.difference(&used).map(|(set_at, code)| finding(set_at, code)).collect();
    let unused = plan.policy.levels.iter().filter(|(code, level)| {
        find_rule(code).is_some_and(|rule| lowers(rule, **level)) && !used_in_run.contains(*code)
    });
    found.extend(unused.map(|(code, _)| finding(&place_in_settings(&plan.settings_file, code), code)));
    found
}

/// Whether what a finding of an earlier run is about is still in the settings.
pub(in crate::session) fn is_still_set(plan: &RunPlan, finding: &Finding) -> bool {
    let Location { page, place } = &finding.location;
    let Some(rule) = rule_of(&finding.message) else {
        // An entry of its own, in a file of them.
        let text = std::fs::read_to_string(page).ok();
        let line = text.as_ref().map(|text| text.lines().nth(place.line as usize - 1).unwrap_or_default());
        return line.is_none_or(|line| {
            Path::new(page).extension() != Some("toml".as_ref()) || line.trim_start().starts_with("[[")
        });
    };
    let is_lowered_in_run = plan.policy.levels.get(rule.code).is_some_and(|level| lowers(rule, *level));
    is_lowered_in_run || *page != plan.settings_file || sets_level(page, rule.code).is_some()
}

/// The rule whose level is lowered without effect, according to a finding.
fn rule_of(message: &str) -> Option<&'static Rule> {
    find_rule(message.strip_prefix(LEVEL_OF)?.split('`').next()?)
}

/// Where the file of settings sets the level of a rule; its beginning if a flag does.
fn place_in_settings(file: &str, code: &str) -> Location {
    Location::new(file, Position::new(sets_level(file, code).unwrap_or(1), 1))
}

/// The line of a file of settings that sets the level of a rule.
fn sets_level(file: &str, code: &str) -> Option<u32> {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let name = find_rule(code).map_or(code, |rule| rule.name);
    let sets = |line: &str| {
        let key = line.split('=').next().unwrap_or_default().trim().trim_matches('"');
        key == name || key.eq_ignore_ascii_case(code) || key.strip_prefix("rules.").is_some_and(|key| key == name)
    };
    text.lines().position(sets).map(|at| at as u32 + 1)
}

/// Whether a level lowers that of a rule that is judged in a run.
fn lowers(rule: &Rule, level: Level) -> bool {
    rule.code.starts_with(['S', 'H', 'B']) && level < rule.level && rule.level == Level::Deny
}

fn finding(set_at: &Location, code: &str) -> Finding {
    let name = find_rule(code).map_or(code, |rule| rule.name);
    let message = format!("{LEVEL_OF}{name}` is lowered here, but the rule found nothing");
    Finding::docs(&UNUSED_OVERRIDE, &set_at.page, set_at.place, message)
        .help("remove it: an exception that outlives its cause hides the next fault")
}
