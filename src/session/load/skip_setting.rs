//! `[[skip]]` of the settings only; the other places that skip a case are listed in the head of `session/load/mod.rs`.

use super::covered::Covered;
use crate::config::SkipRule;
use crate::contract::Case;
use crate::finding::rules::settings::UNUSED_OVERRIDE;
use crate::finding::{Finding, Skip, SkipKind};

/// Marks every case that the settings skip, with the reason they give. A skip that the docs ask for stays as it is.
pub(crate) fn skip_cases(cases: &mut [Case], rules: &[SkipRule]) {
    for case in cases.iter_mut().filter(|case| case.skip.is_none()) {
        if let Some(SkipRule { reason, source, .. }) = rules.iter().find(|rule| rule.cases.matches(case)) {
            // Whether a rule is from the settings or from a page is of no interest to a reader.
            let source = source.to_string();
            let source = source.strip_prefix("./").unwrap_or(&source);
            case.skip = Some(Skip::new(SkipKind::Configured, format!("{reason} (by [[skip]] at {source})")));
        }
    }
}

/// A finding for each entry that matches no case, where that can be known: likely misspelt, or left over.
pub(crate) fn unused_skips(cases: &[&Case], rules: &[SkipRule], covered: Covered<'_>) -> Vec<Finding> {
    let unused = rules.iter().filter(|rule| !cases.iter().any(|case| rule.cases.matches(case)));
    let unused = unused.filter(|rule| covered.has(&rule.cases, |page| cases.iter().any(|case| case.page == page)));
    let finding = |SkipRule { cases, reason, source }: &SkipRule| {
        let message = format!("this [[skip]] matches no case: {cases} (reason: {reason})");
        let finding = Finding::docs(&UNUSED_OVERRIDE, &source.page, source.place, message);
        finding
            .matching_no_case()
            .help("correct its conditions (`doctrial list` shows pages, lines, names and URLs), or remove it")
    };
    unused.map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directive::CaseMatcher;
    use crate::session::load::case;
    use crate::text::{Glob, Location, Position};

    fn glob(pattern: &str) -> Glob {
        pattern.parse().expect("a glob")
    }

    fn reason(rule: SkipRule) -> Option<String> {
        let mut cases = [case("users/get.md::read-a-user::get-user", "GET", "https://api.example/users/{id}")];
        skip_cases(&mut cases, &[rule]);
        cases[0].skip.as_ref().map(ToString::to_string)
    }

    fn rule(edit: impl FnOnce(&mut CaseMatcher)) -> SkipRule {
        let mut cases = CaseMatcher::default();
        edit(&mut cases);
        SkipRule {
            cases,
            reason: "needs a tenant".into(),
            source: Location::new("./doctrial.toml", Position::new(7, 1)),
        }
    }

    #[test]
    fn an_entry_that_matches_no_case_is_found() {
        let cases = [case("users/get.md::read-a-user::get-user", "GET", "https://api.example/users/{id}")];
        let rules =
            [rule(|r| r.method = Some("get".parse().expect("a glob"))), rule(|r| r.page = Some(glob("user/*")))];
        let found = unused_skips(&[&cases[0]], &rules, Covered::ALL);
        assert!(found.len() == 1 && found[0].matches_no_case, "{found:?}");
        assert_eq!(found[0].message, "this [[skip]] matches no case: page = \"user/*\" (reason: needs a tenant)");
        assert_eq!(found[0].location.to_string(), "./doctrial.toml:7:1");
    }

    #[test]
    fn every_condition_given_must_hold() {
        assert_eq!(
            reason(rule(|r| r.page = Some(glob("users/*")))).as_deref(),
            Some("needs a tenant (by [[skip]] at doctrial.toml:7:1)")
        );
        assert!(reason(rule(|r| r.url = Some(glob("/users/*")))).is_some());
        assert!(reason(rule(|r| r.name = Some("get-user".parse().expect("a glob")))).is_some());
        assert!(reason(rule(|r| r.heading = Some("A USER".parse().expect("a glob")))).is_some());
        let contrary = rule(|r| {
            r.page = Some(glob("users/*"));
            r.method = Some("delete".parse().expect("a glob"));
        });
        assert_eq!(reason(contrary), None);
    }
}
