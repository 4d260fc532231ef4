//! What settings (and page directives) say of cases and of the findings about pages.

use std::collections::BTreeMap;

use crate::config::{Expect, Settings};
use crate::contract::Case;
use crate::directive::PageDirective;
use crate::finding::{Finding, Level, LevelOverrides, RuleRef, rules};

/// Lays what the settings say over each case that is meant. Where `all` cases are at hand, a word that meets none is told.
pub(crate) fn apply_overrides(cases: &mut [Case], said: &[Expect], all: bool) -> Vec<Finding> {
    let mut idle = Vec::new();
    for Expect { of, directive, source } in said {
        let mut met = false;
        for case in cases.iter_mut().filter(|case| of.matches(case)) {
            case.apply_directive(directive, source);
            met = true;
        }
        if !met && all {
            let message = "this [[expect]] is about no case";
            let finding = Finding::docs(&rules::settings::UNUSED_OVERRIDE, &source.page, source.place, message);
            idle.push(finding.help("correct `of` (`doctrial list` shows pages, names and URLs), or remove it"));
        }
    }
    idle
}

/// Gives each finding about the docs the level in force: of the case whose fences it is in, of the page, of the run.
/// Findings that are allowed are gone.
pub(crate) fn apply_levels(
    findings: &mut Vec<Finding>,
    settings: &Settings,
    pages: &BTreeMap<String, Vec<PageDirective>>,
    cases: &[Case],
) {
    let of_settings: Vec<_> = settings.expect.iter().filter(|said| said.of.is_about_pages()).collect();
    for finding in findings.iter_mut() {
        let page = &finding.location.page;
        let of_page = pages.get(page).into_iter().flatten().map(|said| &said.rules);
        let of_settings = of_settings.iter().filter(|said| said.of.matches_page(page));
        let of_page = of_page.chain(of_settings.map(|said| &said.directive.rules));
        let overrides = LevelOverrides {
            run: settings.levels.get(finding.rule.0.code).copied(),
            page: of_page.filter_map(|rules| rules.get(&finding.rule)).next_back().copied(),
            case: of_case(finding, cases),
        };
        finding.level = overrides.in_force().unwrap_or(finding.level);
    }
    findings.retain(|finding| finding.level != Level::Allow);
}

fn of_case(finding: &Finding, cases: &[Case]) -> Option<Level> {
    let (page, line, RuleRef(rule)) = (&finding.location.page, finding.location.place.line, finding.rule);
    let from = cases.partition_point(|case| case.page < *page);
    let of_page = cases[from..].iter().take_while(|case| case.page == *page);
    let mut said = of_page.filter(|case| !case.overrides.rules.is_empty() && case.contains_line(line));
    said.find_map(|case| case.overrides.level(rule.code)).map(|said| said.level)
}
