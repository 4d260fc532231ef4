use crate::config::LeaveOut;
use crate::contract::Case;
use crate::finding::{Skip, SkipKind};

/// Marks every case that the settings leave out, with the reason they give. What the docs already say stays.
pub(crate) fn skip_cases(cases: &mut [Case], rules: &[LeaveOut]) {
    for case in cases.iter_mut().filter(|case| case.skip.is_none()) {
        if let Some(LeaveOut { reason, .. }) = rules.iter().find(|rule| rule.of.matches(case)) {
            case.skip = Some(Skip::new(SkipKind::LeftOut, format!("left out: {reason}")));
        }
    }
}

/// A sentence for each entry that fits none of all the cases: likely misspelt, or left over.
pub(crate) fn unused_skips(cases: &[Case], rules: &[LeaveOut]) -> Vec<String> {
    let idle = rules.iter().enumerate().filter(|(_, rule)| !cases.iter().any(|case| rule.of.matches(case)));
    idle.map(|(at, written)| {
        let (nth, reason) = (at + 1, &written.reason);
        format!("entry {nth} of `leave-out` (reason: {reason}) fits no case; correct it, or remove it")
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directive::CaseMatcher;
    use crate::session::load::case;
    use crate::text::Glob;

    fn glob(pattern: &str) -> Glob {
        pattern.parse().expect("a glob")
    }

    fn reason(rule: LeaveOut) -> Option<String> {
        let mut cases = [case("users/get.md::read-a-user::get-user", "GET", "https://api.example/users/{id}")];
        skip_cases(&mut cases, &[rule]);
        cases[0].skip.as_ref().map(ToString::to_string)
    }

    fn rule(edit: impl FnOnce(&mut CaseMatcher)) -> LeaveOut {
        let mut of = CaseMatcher::default();
        edit(&mut of);
        LeaveOut { of, reason: "needs a tenant".into() }
    }

    #[test]
    fn an_entry_that_fits_nothing_is_told() {
        let cases = [case("users/get.md::read-a-user::get-user", "GET", "https://api.example/users/{id}")];
        let rules = [rule(|r| r.method = Some("get".into())), rule(|r| r.page = Some(glob("user/*")))];
        let told = unused_skips(&cases, &rules);
        assert!(told.len() == 1 && told[0].starts_with("entry 2 of `leave-out` (reason: needs a tenant)"), "{told:?}");
    }

    #[test]
    fn every_condition_given_must_hold() {
        assert_eq!(reason(rule(|r| r.page = Some(glob("users/*")))).as_deref(), Some("left out: needs a tenant"));
        assert!(reason(rule(|r| r.url = Some(glob("/users/*")))).is_some());
        assert!(reason(rule(|r| r.name = Some("get-user".into()))).is_some());
        assert!(reason(rule(|r| r.heading = Some("A USER".into()))).is_some());
        let contrary = rule(|r| {
            r.page = Some(glob("users/*"));
            r.method = Some("delete".into());
        });
        assert_eq!(reason(contrary), None);
    }
}
