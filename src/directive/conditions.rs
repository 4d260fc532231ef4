use serde::Deserialize;

/// Which cases are meant: every condition given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Conditions {
    /// Glob over the page's path.
    pub page: Option<String>,
    /// Text contained in the heading, any case.
    pub heading: Option<String>,
    /// The method, any case.
    pub method: Option<String>,
    /// Glob over the documented URL.
    pub url: Option<String>,
    /// The case's name or id.
    pub name: Option<String>,
}

impl Conditions {
    /// Only a page is named: what is said holds for the page itself, too.
    pub const fn are_about_pages(&self) -> bool {
        self.heading.is_none() && self.method.is_none() && self.url.is_none() && self.name.is_none()
    }
}
