//! What the settings take out of responses, and the cases that are kept because others may need them.

use std::collections::BTreeSet;

use super::covered::Covered;
use crate::config::{CaptureRule, Settings};
use crate::contract::Case;
use crate::directive::Capture;
use crate::finding::Finding;
use crate::finding::rules::state::UNUSED_CAPTURE;

/// Applies each `[[capture]]` to the cases it matches. A finding for each that matches none, where that can be known.
pub(super) fn apply_captures(cases: &mut [&mut Case], rules: &[CaptureRule], covered: Covered<'_>) -> Vec<Finding> {
    let mut unused = Vec::new();
    for rule in rules {
        let mut matched = false;
        for case in cases.iter_mut().filter(|case| rule.of.matches(case)) {
            matched = true;
            apply(case, rule);
        }
        if !matched && covered.has(&rule.of, |page| cases.iter().any(|case| case.page == page)) {
            let message = format!("this [[capture]] matches no case (`of = {{ {} }}`)", rule.of);
            let finding = Finding::docs(&UNUSED_CAPTURE, &rule.source.page, rule.source.place, message);
            let help = "correct `of` (`doctrial list` shows pages, lines, names and URLs), or remove it";
            unused.push(finding.matching_no_case().help(help));
        }
    }
    unused
}

fn apply(case: &mut Case, rule: &CaptureRule) {
    let state = case.overrides.state.get_or_insert_default();
    state.captures.extend(rule.variables.iter().map(|(variable, source)| Capture {
        variable: variable.clone(),
        source: source.clone(),
        cases: rule.cases.clone().map(Box::new),
        written_at: rule.source.clone(),
    }));
    if let Some(undo) = &rule.undo {
        state.undo = Some((undo.clone(), rule.source.clone()));
    }
}

/// The cases that others may need: they give values, or are named as steps.
pub(super) fn may_be_needed(cases: &[Case], settings: &Settings) -> Vec<Case> {
    let states = || cases.iter().filter_map(|case| case.overrides.state.as_ref());
    let by_cases = states().flat_map(|state| state.undo.iter().chain(&state.needs).map(|(name, _)| name.as_str()));
    let by_setups = settings.setups.iter().flat_map(|setup| setup.undo.iter().chain(&setup.needs).map(String::as_str));
    let named: BTreeSet<&str> = by_cases.chain(by_setups).collect();
    let is_needed = |case: &&Case| {
        !case.overrides.captures().is_empty() || named.contains(case.name.as_str()) || named.contains(case.id.as_str())
    };
    cases.iter().filter(is_needed).cloned().collect()
}
