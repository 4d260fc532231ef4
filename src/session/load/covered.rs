//! Which exceptions of the settings can be without effect: only those about what was read and selected.

use std::fs;
use std::path::Path;

use super::{LoadOptions, Selection};
use crate::config::Settings;
use crate::directive::CaseMatcher;
use crate::text::Glob;

/// What a command looks at of everything the settings are about.
#[derive(Clone, Copy)]
pub(super) struct Covered<'a> {
    /// These are pages of the docs, not all of them.
    pub(super) is_part: bool,
    selection: Option<&'a Selection>,
}

impl<'a> Covered<'a> {
    /// Everything.
    pub(super) const ALL: Self = Self { is_part: false, selection: None };

    pub(super) fn of(source: &Path, settings: &Settings, options: LoadOptions<'a>) -> Self {
        let is_part = options.given.is_some() || is_within(source, &settings.docs);
        Self { is_part, selection: options.selection }
    }

    /// Whether everything that an exception may be about was looked at; `has`: whether there is such a page.
    pub(super) fn has(&self, matcher: &CaseMatcher, has: impl Fn(&str) -> bool) -> bool {
        // The result of firing again is merged into the record of all.
        if !self.is_part && self.selection.is_none_or(Selection::is_all_again) {
            return true;
        }
        let page = matcher.page.as_ref().map(Glob::as_str);
        let selects = |page: &str| {
            self.selection.is_none_or(|s| s.changed_since.is_none() && !s.is_about_cases() && s.matches_page(page))
        };
        page.is_some_and(|page| selects(page) && has(page))
    }
}

/// Whether a page or folder is in another folder.
fn is_within(inner: &Path, folder: &Path) -> bool {
    let (Ok(inner), Ok(folder)) = (fs::canonicalize(inner), fs::canonicalize(folder)) else { return false };
    inner != folder && inner.starts_with(folder)
}
