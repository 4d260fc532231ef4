//! Overrides without effect: a rule whose level is lowered and that found nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::finding::rules::settings::UNUSED_OVERRIDE;
use crate::finding::{Finding, Level, Rule, RuleRef, ToleranceKind, find_rule};
use crate::record::CaseRecord;
use crate::session::RunPlan;
use crate::text::{Location, Position};

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

/// What is in the settings now, for findings of earlier runs.
pub(in crate::session) struct SetNow<'p> {
    plan: &'p RunPlan,
    /// The files of settings that were read, by their paths; nothing for one that cannot be read.
    files: BTreeMap<String, Option<String>>,
}

impl<'p> SetNow<'p> {
    pub(in crate::session) const fn new(plan: &'p RunPlan) -> Self {
        Self { plan, files: BTreeMap::new() }
    }

    /// Whether what a finding of an earlier run is about is still in the settings.
    pub(in crate::session) fn has(&mut self, finding: &Finding) -> bool {
        let page = &finding.location.page;
        if let Some(RuleRef(rule)) = finding.level_of {
            let is_lowered_in_run = self.plan.policy.levels.get(rule.code).is_some_and(|level| lowers(rule, *level));
            return is_lowered_in_run
                || *page != self.plan.settings_file
                || self.file(page).is_some_and(|text| line_of_level(text, rule.code).is_some());
        }
        // An entry of its own, in a file of them.
        if Path::new(page).extension() != Some("toml".as_ref()) {
            return true;
        }
        let before = (finding.location.place.line as usize).saturating_sub(1);
        self.file(page).is_none_or(|text| {
            let line = text.lines().nth(before).unwrap_or_default();
            line.trim_start().starts_with("[[")
        })
    }

    fn file(&mut self, path: &str) -> Option<&str> {
        let text = self.files.entry(path.to_owned()).or_insert_with(|| std::fs::read_to_string(path).ok());
        text.as_deref()
    }
}

/// Where the file of settings sets the level of a rule; its beginning if a flag does.
fn place_in_settings(file: &str, code: &str) -> Location {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    Location::new(file, Position::new(line_of_level(&text, code).unwrap_or(1), 1))
}

/// The line of a text of settings that sets the level of a rule.
fn line_of_level(text: &str, code: &str) -> Option<u32> {
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
    let rule = find_rule(code);
    let name = rule.map_or(code, |rule| rule.name);
    let message = format!("the level of `{name}` is lowered here, but the rule found nothing");
    let finding = Finding::docs(&UNUSED_OVERRIDE, &set_at.page, set_at.place, message);
    let finding = match rule {
        Some(rule) => finding.about_level_of(RuleRef(rule)),
        None => finding,
    };
    finding.help("remove it: an exception that outlives its cause hides the next fault")
}
