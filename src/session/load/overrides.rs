//! What settings and page directives change in cases, and in the levels of findings about pages.

use std::collections::{BTreeMap, BTreeSet};

use super::covered::Covered;
use crate::config::Settings;
use crate::contract::Case;
use crate::directive::{Directive, Expect, PageDirective, Parameter};
use crate::finding::{Finding, Level, LevelOverrides, RuleRef, SkipKind, rules};
use crate::http::status::is_error;
use crate::http::url_template::{TemplateText, UrlTemplate, alternatives, is_same};

/// Applies each `[[expect]]` to the cases it matches. A finding for each that matches none, where that can be known.
pub(crate) fn apply_overrides(cases: &mut [Case], expects: &[Expect], covered: Covered<'_>) -> Vec<Finding> {
    let mut unused = Vec::new();
    // What says what a fence is was applied when its page was read.
    for expect in expects.iter().filter(|expect| !expect.is_about_fences()) {
        let Expect { cases: matcher, directive, source } = expect;
        let matched: Vec<usize> = (0..cases.len()).filter(|at| matcher.matches(&cases[*at])).collect();
        let provoked = provoked(cases, &matched, directive);
        for at in &matched {
            cases[*at].apply_directive(directive, source);
        }
        for at in provoked {
            cases[at].skip = None;
        }
        if matched.is_empty() && covered.has(matcher, |page| cases.iter().any(|case| case.page == page)) {
            unused.push(unused_expect(expect, "case"));
        }
    }
    unused
}

/// Of the `matched` cases the errors that plain docs show next to a success, where the directive gives what provokes them:
/// values, credentials or another request that the success does not get as well.
fn provoked(cases: &[Case], matched: &[usize], directive: &Directive) -> Vec<usize> {
    if directive.parameters.is_empty() && directive.credentials.is_none() && directive.request.is_none() {
        return Vec::new();
    }
    let request = |case: &Case| (case.page.clone(), case.request.line);
    let successes: BTreeSet<_> = matched
        .iter()
        .map(|at| &cases[*at])
        .filter(|case| !is_error(case.expectation.status.representative()))
        .map(request)
        .collect();
    let is_provoked = |at: &usize| {
        let case = &cases[*at];
        let unprovoked = case.skip.as_ref().is_some_and(|skip| skip.kind == SkipKind::Unprovoked);
        unprovoked && !successes.contains(&request(case))
    };
    matched.iter().copied().filter(is_provoked).collect()
}

/// Lets the errors be fired that the docs show for a route alone, where the user gives every value that the route leaves open:
/// these provoke it. Of several errors of one route that is the first one.
pub(crate) fn fire_with_values(cases: &mut [Case], parameters: &BTreeMap<String, Parameter>) {
    let request = |case: &Case| (case.page.clone(), case.request.line);
    let is_skipped = |case: &Case| case.skip.as_ref().is_some_and(|skip| skip.kind == SkipKind::Unprovoked);
    // Of each of the routes the line of the first response; with a success the values are those of it.
    let mut first: BTreeMap<_, u32> =
        cases.iter().filter(|case| is_skipped(case)).map(|it| (request(it), u32::MAX)).collect();
    if first.is_empty() {
        return;
    }
    for case in cases.iter() {
        if let Some(line) = first.get_mut(&request(case)) {
            let succeeds = !is_error(case.expectation.status.representative());
            *line = (*line).min(if succeeds { 0 } else { case.expectation.line });
        }
    }
    for case in cases.iter_mut().filter(|case| is_skipped(case)) {
        if first.get(&request(case)) == Some(&case.expectation.line) && has_all_values(case, parameters) {
            case.skip = None;
        }
    }
}

/// Whether the URL of a case has placeholders, and the user a value for each of them.
fn has_all_values(case: &Case, parameters: &BTreeMap<String, Parameter>) -> bool {
    let url = UrlTemplate::parse(&case.request.url);
    let of_query = url.query.iter().flatten().flat_map(|pair| std::iter::once(&pair.name).chain(&pair.value));
    let mut names = url.segments.iter().chain(of_query).flat_map(TemplateText::names).peekable();
    let is_given = |name: &str| {
        let given = parameters.iter().chain(&case.overrides.parameters);
        given.into_iter().any(|(given, parameter)| !parameter.values.is_empty() && is_same(given, name))
    };
    names.peek().is_some() && names.all(|name| alternatives(name).any(is_given))
}

/// The finding about an `[[expect]]` that matches no `kind` of thing.
pub(super) fn unused_expect(expect: &Expect, kind: &str) -> Finding {
    let Expect { source, cases, .. } = expect;
    let message = format!("this [[expect]] matches no {kind} (`where = {{ {cases} }}`)");
    let finding = Finding::docs(&rules::settings::UNUSED_OVERRIDE, &source.page, source.place, message);
    finding
        .matching_no_case()
        .help("correct `where` (`doctrial list` shows pages, lines, names and URLs), or remove it")
}

/// The finding about an `[[expect]]` that says what a fence is, where contract files are read, which have none.
pub(super) fn expect_without_fences(expect: &Expect) -> Finding {
    let Expect { source, .. } = expect;
    let message = "this [[expect]] has no effect on contract files: `role` and `name` say what a fence of a page is";
    let finding = Finding::docs(&rules::settings::UNUSED_OVERRIDE, &source.page, source.place, message);
    finding
        .matching_no_case()
        .help("run `doctrial scrape` on the docs, which applies it, and then fire the contract files without it")
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
