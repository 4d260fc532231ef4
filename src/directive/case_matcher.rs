//! The conditions of a directive, `[[skip]]` or `[[setup]]` as written; `contract/case_matcher.rs` applies them to a case.

use std::fmt;

use serde::Deserialize;

use crate::http::StatusSet;
use crate::text::{Glob, TextGlob};

/// Which cases a directive is about: all conditions given must be met.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CaseMatcher {
    /// Glob over the page's path, or a folder of pages.
    pub page: Option<Glob>,
    /// Text contained in the heading, or a glob over it.
    pub heading: Option<TextGlob>,
    /// Glob over the method.
    pub method: Option<TextGlob>,
    /// Glob over the documented URL, or its path alone.
    pub url: Option<Glob>,
    /// Glob over the case's name; or its id.
    pub name: Option<TextGlob>,
    /// Glob over the case's id.
    pub id: Option<TextGlob>,
    /// Status codes, one of which the case documents.
    pub status: Option<StatusSet>,
    /// A line of the request or the response.
    pub line: Option<u32>,
}

impl CaseMatcher {
    /// No condition is given: every case matches.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether only a page is named: the directive is then about the page itself, too.
    pub fn is_about_pages(&self) -> bool {
        Self { page: None, ..self.clone() }.is_empty()
    }

    /// Whether there are conditions that a fence of its own does not meet: it has no method, URL, id or status.
    pub const fn needs_cases(&self) -> bool {
        let Self { method, url, name, id, status, .. } = self;
        method.is_some() || url.is_some() || name.is_some() || id.is_some() || status.is_some()
    }

    /// Whether cases of a page can match.
    pub fn matches_page(&self, path: &str) -> bool {
        self.page.as_ref().is_none_or(|glob| glob.matches_page(path))
    }
}

impl fmt::Display for CaseMatcher {
    /// As in the settings: `page = "api/**", method = "GET"`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { page, heading, method, url, name, id, status, line } = self;
        let texts = [
            ("page", page.as_ref().map(ToString::to_string)),
            ("heading", heading.as_ref().map(ToString::to_string)),
            ("method", method.as_ref().map(ToString::to_string)),
            ("url", url.as_ref().map(ToString::to_string)),
            ("name", name.as_ref().map(ToString::to_string)),
            ("id", id.as_ref().map(ToString::to_string)),
            ("status", status.as_ref().map(ToString::to_string)),
        ];
        let texts = texts.into_iter().filter_map(|(key, value)| Some(format!("{key} = {:?}", value?)));
        let written: Vec<String> = texts.chain(line.map(|line| format!("line = {line}"))).collect();
        f.write_str(&written.join(", "))
    }
}
