//! Whether a case meets the conditions of a directive or of a setting (`CaseMatcher`, declared in `directive`).

use super::Case;
use crate::directive::CaseMatcher;

impl CaseMatcher {
    /// Whether a case meets every condition.
    pub fn matches(&self, case: &Case) -> bool {
        let request = &case.request;
        self.matches_page(&case.page)
            && self.url.as_ref().is_none_or(|glob| glob.matches_url(&request.url))
            && self.heading.as_ref().is_none_or(|text| text.is_match_or_part(&case.heading))
            && self.method.as_ref().is_none_or(|method| method.is_match(&request.method))
            && self.name.as_ref().is_none_or(|name| name.is_match(&case.name) || name.is_exactly(&case.id))
            && self.id.as_ref().is_none_or(|id| id.is_match(&case.id))
            && self.status.as_ref().is_none_or(|status| status.shares_a_code_with(&case.expectation.status))
            && self.line.is_none_or(|line| case.contains_line(line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::testing;

    #[test]
    fn every_condition_takes_a_glob_and_all_must_be_met() {
        let mut case = testing::case();
        (case.id, case.page) = ("users/get.md::read-a-user::get-user".to_owned(), "users/get.md".to_owned());
        (case.name, case.heading) = ("get-user".to_owned(), "read a user".to_owned());
        case.request.url = "https://h/users/{id}".to_owned();
        for (conditions, matched) in [
            ("page = 'users/*'", true),
            ("heading = 'a user'", true),
            ("heading = 'READ *'", true),
            ("heading = 'write *'", false),
            ("method = 'g*'", true),
            ("url = '/users/*'", true),
            ("name = 'get-*'", true),
            ("name = 'users/get.md::read-a-user::get-user'", true),
            ("name = 'users/*'", false),
            ("id = 'users/*::get-user'", true),
            ("status = '2xx'", true),
            ("status = [404, 200]", true),
            ("status = 404", false),
            ("line = 3", true),
            ("line = 99", false),
            ("method = 'GET'\nstatus = 404", false),
        ] {
            let matcher: CaseMatcher = toml::from_str(conditions).expect("conditions");
            assert_eq!(matcher.matches(&case), matched, "{conditions}: {}", case.request.line);
        }
    }
}
