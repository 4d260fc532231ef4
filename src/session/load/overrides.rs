//! What settings and page directives change in cases, and in the levels of findings about pages.

use std::collections::BTreeMap;

use crate::config::{Expect, Settings};
use crate::contract::Case;
use crate::directive::PageDirective;
use crate::finding::{Finding, Level, LevelOverrides, RuleRef, rules};

/// Applies each `[[expect]]` to the cases it matches. A finding for each that matches none, if these are `all` cases.
pub(crate) fn apply_overrides(cases: &mut [Case], expects: &[Expect], all: bool) -> Vec<Finding> {
    let mut unused = Vec::new();
    for Expect { cases: matcher, directive, source } in expects {
        let mut matched = false;
        for case in cases.iter_mut().filter(|case| matcher.matches(case)) {
            case.apply_directive(directive, source);
            matched = true;
        }
        if !matched && all {
            let message = "this [[expect]] matches no case";
            let finding = Finding::docs(&rules::settings::UNUSED_OVERRIDE, &source.page, source.place, message);
            unused.push(finding.help("correct `where` (`doctrial list` shows pages, names and URLs), or remove it"));
        }
    }
    unused
}

/// Gives each finding about the docs the level in force: of the case whose fences it is in, of the page, of the run.
/// Findings that are allowed are gone.
pub(crate) fn apply_levels(
    findings: &mut Vec<Finding>,
    settings: &Settings,
    pages: &BTreeMap<String, Vec<PageDirective>>,
    cases: &[Case],
) {
    let expects: Vec<_> = settings.expect.iter().filter(|expect| expect.cases.is_about_pages()).collect();
    for finding in findings.iter_mut() {
        let page = &finding.location.page;
        let of_page = pages.get(page).into_iter().flatten().map(|directive| &directive.rules);
        let of_settings = expects.iter().filter(|expect| expect.cases.matches_page(page));
        let of_page = of_page.chain(of_settings.map(|expect| &expect.directive.rules));
        let overrides = LevelOverrides {
            run: settings.levels.get(finding.rule.code).copied(),
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
    let mut overriding = of_page.filter(|case| !case.overrides.rules.is_empty() && case.contains_line(line));
    overriding.find_map(|case| case.overrides.level(rule.code)).map(|set| set.level)
}
