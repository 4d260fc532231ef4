//! `[[expect]]`: a directive in the settings, with the cases or fences it is about.

use super::{CaseMatcher, Directive};
use crate::text::Location;

/// A directive of the settings: an `[[expect]]`, with what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expect {
    /// Which cases or, for a directive that says what a fence is, which fences.
    pub cases: CaseMatcher,
    /// What is expected of them.
    pub directive: Directive,
    /// Its location in the file of settings.
    pub source: Location,
}

impl Expect {
    /// Whether it says what a fence is, or how it is called: it is applied when the page is read, as a comment above the fence
    /// would be.
    pub const fn is_about_fences(&self) -> bool {
        self.directive.role.is_some() || self.directive.name.is_some()
    }

    /// Whether it says what state the cases make, need and take back.
    pub fn is_about_state(&self) -> bool {
        self.directive.is_about_state()
    }

    /// The names of the steps that the cases need, or that take back what they do.
    pub fn steps(&self) -> impl Iterator<Item = &String> {
        self.directive.undo.iter().chain(self.directive.needs.iter().flatten())
    }

    /// Whether it is about a fence of a page: the fence's first and last line, and the heading above it.
    pub fn matches_fence(&self, page: &str, lines: (u32, u32), heading: &str) -> bool {
        let CaseMatcher { line, heading: text, .. } = &self.cases;
        self.is_about_fences()
            && self.cases.matches_page(page)
            && line.is_none_or(|line| (lines.0..=lines.1).contains(&line))
            && text.as_ref().is_none_or(|text| text.is_match_or_part(heading))
    }
}
