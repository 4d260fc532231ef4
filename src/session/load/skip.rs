use super::case_matcher::CaseMatcher;
use crate::config::LeaveOut;
use crate::contract::Case;
use crate::finding::{Skip, SkipKind};

/// Marks every case that the settings leave out, with the reason they give. What the docs already say stays.
pub(crate) fn skip_cases(cases: &mut [Case], rules: &[LeaveOut]) {
    let rules: Vec<_> = rules.iter().map(|rule| (CaseMatcher::new(&rule.of), &rule.reason)).collect();
    for case in cases.iter_mut().filter(|case| case.skip.is_none()) {
        if let Some((_, reason)) = rules.iter().find(|(matcher, _)| matcher.fits(case)) {
            case.skip = Some(Skip::new(SkipKind::LeftOut, format!("left out: {reason}")));
        }
    }
}

/// A sentence for each entry that fits none of all the cases: likely misspelt, or left over.
pub(crate) fn unused_skips(cases: &[Case], rules: &[LeaveOut]) -> Vec<String> {
    let idle = rules.iter().enumerate().filter(|(_, written)| {
        let matcher = CaseMatcher::new(&written.of);
        !cases.iter().any(|case| matcher.fits(case))
    });
    idle.map(|(at, written)| {
        let (nth, reason) = (at + 1, &written.reason);
        format!("entry {nth} of `leave-out` (reason: {reason}) fits no case; correct it, or remove it")
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directive::Conditions;
    use crate::session::load::case;

    fn reason(rule: LeaveOut) -> Option<String> {
        let mut cases = [case("users/get.md::read-a-user::get-user", "GET", "https://api.example/users/{id}")];
        skip_cases(&mut cases, &[rule]);
        cases[0].skip.as_ref().map(ToString::to_string)
    }

    fn rule(edit: impl FnOnce(&mut Conditions)) -> LeaveOut {
        let mut of = Conditions::default();
        edit(&mut of);
        LeaveOut { of, reason: "needs a tenant".into() }
    }

    #[test]
    fn an_entry_that_fits_nothing_is_told() {
        let cases = [case("users/get.md::read-a-user::get-user", "GET", "https://api.example/users/{id}")];
        let rules = [rule(|r| r.method = Some("get".into())), rule(|r| r.page = Some("user/*".into()))];
        let told = unused_skips(&cases, &rules);
        assert!(told.len() == 1 && told[0].starts_with("entry 2 of `leave-out` (reason: needs a tenant)"), "{told:?}");
    }

    #[test]
    fn every_condition_given_must_hold() {
        assert_eq!(reason(rule(|r| r.page = Some("users/*".into()))).as_deref(), Some("left out: needs a tenant"));
        assert!(reason(rule(|r| r.url = Some("*/users/*".into()))).is_some());
        assert!(reason(rule(|r| r.name = Some("get-user".into()))).is_some());
        assert!(reason(rule(|r| r.heading = Some("A USER".into()))).is_some());
        let contrary = rule(|r| {
            r.page = Some("users/*".into());
            r.method = Some("delete".into());
        });
        assert_eq!(reason(contrary), None);
    }
}
