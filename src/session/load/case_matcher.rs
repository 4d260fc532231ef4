use globset::{GlobBuilder, GlobMatcher};

use crate::contract::Case;
use crate::directive::Conditions;

/// Conditions made ready to be asked.
pub(crate) struct CaseMatcher<'s> {
    of: &'s Conditions,
    page: Option<GlobMatcher>,
    url: Option<GlobMatcher>,
}

impl<'s> CaseMatcher<'s> {
    pub(crate) fn new(of: &'s Conditions) -> Self {
        Self { of, page: of.page.as_deref().and_then(glob), url: of.url.as_deref().and_then(glob) }
    }

    /// Whether a case is meant.
    pub(crate) fn fits(&self, case: &Case) -> bool {
        let Conditions { heading, method, name, .. } = self.of;
        let request = &case.request;
        self.fits_page(&case.page)
            && self.url.as_ref().is_none_or(|glob| glob.is_match(&request.url))
            && heading.as_ref().is_none_or(|text| case.heading.to_lowercase().contains(&text.to_lowercase()))
            && method.as_ref().is_none_or(|method| method.eq_ignore_ascii_case(&request.method))
            && name.as_ref().is_none_or(|name| *name == case.name || *name == case.id)
    }

    /// Whether cases of a page can be meant.
    pub(crate) fn fits_page(&self, page: &str) -> bool {
        self.page.as_ref().is_none_or(|glob| glob.is_match(page))
    }
}

/// A glob over a page's path or a URL; `*` crosses `/`, as neither is a file the user walks. The settings have already
/// refused what is no glob.
pub(crate) fn glob(pattern: &str) -> Option<GlobMatcher> {
    GlobBuilder::new(pattern).literal_separator(false).build().ok().map(|glob| glob.compile_matcher())
}
