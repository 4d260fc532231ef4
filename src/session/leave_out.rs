use globset::{GlobBuilder, GlobMatcher};

use crate::config::LeaveOut;
use crate::contract::Case;
use crate::finding::{Skip, SkipKind};

/// Marks every case that the settings leave out, with the reason they give. What the docs already say stays.
pub(super) fn leave_out(cases: &mut [Case], rules: &[LeaveOut]) {
    let rules: Vec<Rule<'_>> = rules.iter().map(Rule::new).collect();
    for case in cases.iter_mut().filter(|case| case.skip.is_none()) {
        if let Some(rule) = rules.iter().find(|rule| rule.fits(case)) {
            case.skip = Some(Skip::new(SkipKind::LeftOut, format!("left out: {}", rule.written.reason)));
        }
    }
}

/// A sentence for each entry that fits none of all the cases: likely misspelt, or left over.
pub(super) fn unused(cases: &[Case], rules: &[LeaveOut]) -> Vec<String> {
    let idle = rules.iter().enumerate().filter(|(_, written)| {
        let rule = Rule::new(written);
        !cases.iter().any(|case| rule.fits(case))
    });
    idle.map(|(at, written)| {
        let (nth, reason) = (at + 1, &written.reason);
        format!("entry {nth} of `leave-out` (reason: {reason}) fits no case; correct it, or remove it")
    })
    .collect()
}

struct Rule<'s> {
    written: &'s LeaveOut,
    page: Option<GlobMatcher>,
    url: Option<GlobMatcher>,
}

impl<'s> Rule<'s> {
    fn new(written: &'s LeaveOut) -> Self {
        Self { written, page: written.page.as_deref().and_then(glob), url: written.url.as_deref().and_then(glob) }
    }

    fn fits(&self, case: &Case) -> bool {
        let LeaveOut { heading, method, name, .. } = self.written;
        let request = &case.request;
        self.page.as_ref().is_none_or(|glob| glob.is_match(&case.page))
            && self.url.as_ref().is_none_or(|glob| glob.is_match(&request.url))
            && heading.as_ref().is_none_or(|text| case.heading.to_lowercase().contains(&text.to_lowercase()))
            && method.as_ref().is_none_or(|method| method.eq_ignore_ascii_case(&request.method))
            && name.as_ref().is_none_or(|name| *name == case.name || *name == case.id)
    }
}

/// A glob over a page's path or a URL; `*` crosses `/`, as neither is a file the user walks. The settings have already
/// refused what is no glob.
pub(super) fn glob(pattern: &str) -> Option<GlobMatcher> {
    GlobBuilder::new(pattern).literal_separator(false).build().ok().map(|glob| glob.compile_matcher())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::selection::tests::case;

    fn reason(rule: LeaveOut) -> Option<String> {
        let mut cases = [case("users/get.md::read-a-user::get-user", "GET", "https://api.example/users/{id}")];
        leave_out(&mut cases, &[rule]);
        cases[0].skip.as_ref().map(ToString::to_string)
    }

    fn rule(edit: impl FnOnce(&mut LeaveOut)) -> LeaveOut {
        let mut rule = LeaveOut {
            page: None,
            heading: None,
            method: None,
            url: None,
            name: None,
            reason: "needs a tenant".into(),
        };
        edit(&mut rule);
        rule
    }

    #[test]
    fn an_entry_that_fits_nothing_is_told() {
        let cases = [case("users/get.md::read-a-user::get-user", "GET", "https://api.example/users/{id}")];
        let rules = [rule(|r| r.method = Some("get".into())), rule(|r| r.page = Some("user/*".into()))];
        let told = unused(&cases, &rules);
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
