use std::fmt;

use serde::Deserialize;

use crate::text::Glob;

/// Which cases a directive is about: every condition given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CaseMatcher {
    /// Glob over the page's path, or a folder of pages.
    pub page: Option<Glob>,
    /// Text contained in the heading, any case.
    pub heading: Option<String>,
    /// The method, any case.
    pub method: Option<String>,
    /// Glob over the documented URL, or its path alone.
    pub url: Option<Glob>,
    /// The case's name or id.
    pub name: Option<String>,
}

impl CaseMatcher {
    /// No condition is given: every case matches.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether only a page is named: the directive is then about the page itself, too.
    pub const fn is_about_pages(&self) -> bool {
        self.heading.is_none() && self.method.is_none() && self.url.is_none() && self.name.is_none()
    }

    /// Whether cases of a page can match.
    pub fn matches_page(&self, path: &str) -> bool {
        self.page.as_ref().is_none_or(|glob| glob.matches_page(path))
    }
}

impl fmt::Display for CaseMatcher {
    /// As in the settings: `page = "api/**", method = "GET"`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let page = self.page.as_ref().map(ToString::to_string);
        let url = self.url.as_ref().map(ToString::to_string);
        let conditions = [
            ("page", &page),
            ("heading", &self.heading),
            ("method", &self.method),
            ("url", &url),
            ("name", &self.name),
        ];
        let written = conditions.into_iter().filter_map(|(key, value)| Some(format!("{key} = {:?}", value.as_ref()?)));
        f.write_str(&written.collect::<Vec<_>>().join(", "))
    }
}
