use crate::contract::Case;
use crate::directive::CaseMatcher;

impl CaseMatcher {
    /// Whether a case meets every condition.
    pub(super) fn matches(&self, case: &Case) -> bool {
        let request = &case.request;
        self.matches_page(&case.page)
            && self.url.as_ref().is_none_or(|glob| glob.matches_url(&request.url))
            && self.heading.as_ref().is_none_or(|text| case.heading.to_lowercase().contains(&text.to_lowercase()))
            && self.method.as_ref().is_none_or(|method| method.eq_ignore_ascii_case(&request.method))
            && self.name.as_ref().is_none_or(|name| *name == case.name || *name == case.id)
    }
}
