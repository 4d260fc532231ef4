//! Rules for members by name: which may be missing, which may be `null`, which are annotations.

use crate::contract::{Case, MemberPattern};
use crate::judge::body::overridden_paths::OverriddenPaths;
use crate::judge::path::Step;

/// What a case promises about its whole body.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BodyRules<'a> {
    case: &'a Case,
    /// The documented example is not whole.
    pub(crate) partial: bool,
    /// The request asked for `@odata.count`.
    asks_count: bool,
    /// The response says that it has no control information.
    no_metadata: bool,
    /// Where directives decide in place of the docs.
    overridden: Option<&'a OverriddenPaths>,
}

/// What the absence of a documented member means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Absence {
    /// Nothing: the docs call it optional, or not every documented item has it.
    Fine,
    /// The response had nothing to page or count.
    Paging,
    /// Control information, which depends on the metadata level that was asked for.
    Control,
    /// The response breaks the docs.
    Broken,
}

impl<'a> BodyRules<'a> {
    pub(crate) fn new(case: &'a Case, url: &str) -> Self {
        let query = url.split_once('?').map_or("", |(_, query)| query).to_ascii_lowercase();
        let asks_count = query.split('&').any(|pair| {
            let pair = pair.trim_start_matches("%24").trim_start_matches('$');
            pair == "count=true"
        });
        Self { case, partial: case.expectation.facts.is_partial(), asks_count, no_metadata: false, overridden: None }
    }

    /// With the `Content-Type` of the response, which says how much control information it has.
    pub(crate) fn with_content_type(self, content_type: Option<&str>) -> Self {
        let none = |text: &str| text.to_ascii_lowercase().replace(' ', "").contains("metadata=none");
        Self { no_metadata: content_type.is_some_and(none), ..self }
    }

    /// With the places that directives decide about.
    pub(crate) const fn overridden_at(self, overridden: &'a OverriddenPaths) -> Self {
        Self { overridden: Some(overridden), ..self }
    }

    /// Whether a directive decides about a place (or about a member of the object there).
    pub(crate) fn is_overridden(&self, steps: &[Step<'_>], member: Option<&str>) -> bool {
        self.overridden.is_some_and(|overridden| overridden.contain(steps, member))
    }

    /// What the absence of `member` from the object at `steps` means.
    pub(crate) fn absence(&self, steps: &[Step<'_>], member: &MemberPattern) -> Absence {
        let name = member.key.as_str();
        if !member.required || self.is_overridden(steps, Some(name)) || self.is_optional(steps, name) {
            return Absence::Fine;
        }
        let control = name.find("@odata.").map(|at| &name[at + "@odata.".len()..]);
        match control {
            Some("nextLink" | "deltaLink") => Absence::Paging,
            Some("count") if !self.asks_count => Absence::Paging,
            Some("count") | None => Absence::Broken,
            // `OData` JSON Format 4.01, section 3.1.3: with metadata=none only links and counts come.
            Some(_) if self.no_metadata => Absence::Fine,
            Some(_) => Absence::Control,
        }
    }

    /// Whether the docs say that `member` of the object at `steps` may be `null`.
    pub(crate) fn nullable(&self, steps: &[Step<'_>], member: &str) -> bool {
        !self.case.expectation.facts.nullable.is_empty()
            && with_tokens(steps, member, |path| self.case.expectation.may_be_null(path))
    }

    fn is_optional(&self, steps: &[Step<'_>], member: &str) -> bool {
        !self.case.expectation.facts.optional.is_empty()
            && with_tokens(steps, member, |path| self.case.expectation.may_be_absent(path))
    }

    /// Whether the array at `steps` is the collection the example is about.
    pub(crate) fn is_collection(&self, steps: &[Step<'_>]) -> bool {
        match steps {
            [] => true,
            [Step::Member(name)] => *name == self.case.expectation.facts.collection_property,
            _ => false,
        }
    }

    /// Whether the array at `steps` must be empty.
    pub(crate) fn must_be_empty(&self, steps: &[Step<'_>]) -> bool {
        self.case.expectation.facts.is_empty && self.is_collection(steps)
    }
}

/// Asks about the path to `member` of the object at `steps`.
fn with_tokens(steps: &[Step<'_>], member: &str, is_listed: impl Fn(&[&str]) -> bool) -> bool {
    let token = |step: &Step<'_>| match step {
        Step::Member(name) => (*name).to_owned(),
        Step::Item(index) => index.to_string(),
    };
    let above: Vec<String> = steps.iter().map(token).collect();
    let path: Vec<&str> = above.iter().map(String::as_str).chain([member]).collect();
    is_listed(&path)
}
