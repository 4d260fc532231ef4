//! `Finding`: one thing that is wrong, with its rule, its place in the page and in the response.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Level, Rule, RuleRef};
use crate::json::Pointer;
use crate::text::{Edit, Location, Position, Span};

/// How many further places a finding names.
pub(super) const MOST_ALSO: usize = 100;
/// How long, in bytes, the pointer to one of them may be.
const LONGEST_ALSO: usize = 1000;

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature serde asks for")]
const fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// What is wrong with docs or service, as data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Finding {
    /// The rule that was broken.
    pub rule: RuleRef,
    /// The level in force for this finding.
    pub level: Level,
    /// One sentence without a full stop at its end.
    pub message: String,
    /// Where the part of the docs starts that the finding is about.
    pub location: Location,
    /// The end of that part, exclusive; `None` if only its start is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Position>,
    /// Where in the request, the response or the docs.
    pub at: At,
    /// What the docs promise, as human-readable text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    /// What was received, as human-readable text; long values are shortened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actual: Option<String>,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Further places with the same finding (other items of a collection), folded into this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Pointer>,
    /// How many more there are besides those: no finding names more than a hundred.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub further: usize,
    /// The finding (of a rule `X1xx`) says that an entry of the settings (`[[expect]]`, `[[skip]]`, `[[capture]]`) matches no
    /// case, which is known before any is fired.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub matches_no_case: bool,
    /// The finding says that settings or page lower the level of this rule for nothing, as the run has no finding of it:
    /// `D304 = "allow"` is written, and no body is broken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level_of: Option<RuleRef>,
    /// Edits of the page whose result is certainly what was meant; `check --fix` makes them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fix: Vec<Edit>,
}

/// Where in the exchange a finding is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum At {
    /// In the page; no exchange is involved.
    Docs,
    /// In the request that would go out.
    Request,
    /// The status code.
    Status,
    /// A response header field, by name.
    Header(String),
    /// A place in the body of the response.
    Body(Pointer),
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Docs => f.write_str("docs"),
            Self::Request => f.write_str("request"),
            Self::Status => f.write_str("status"),
            Self::Header(name) => write!(f, "header {name}"),
            Self::Body(pointer) => write!(f, "body {pointer}"),
        }
    }
}

impl Finding {
    /// A finding about the page itself, at the rule's default level. `place`: where it starts, or its whole span.
    pub(crate) fn docs(rule: &'static Rule, page: &str, place: impl Into<Span>, message: impl Into<String>) -> Self {
        Self::new(rule, page, place, At::Docs, message)
    }

    /// A finding at the rule's default level. `place`: where it starts, or its whole span.
    pub(crate) fn new(
        rule: &'static Rule,
        page: &str,
        place: impl Into<Span>,
        at: At,
        message: impl Into<String>,
    ) -> Self {
        let Span { start, end } = place.into();
        Self {
            rule: RuleRef(rule),
            level: rule.level,
            message: message.into(),
            location: Location::new(page, start),
            end,
            at,
            expected: None,
            actual: None,
            help: None,
            also: Vec::new(),
            further: 0,
            matches_no_case: false,
            level_of: None,
            fix: Vec::new(),
        }
    }

    /// The part of the page it is about.
    pub fn span(&self) -> Span {
        Span { start: self.location.place, end: self.end }
    }

    /// Adds a further place with the same finding.
    pub(crate) fn fold(&mut self, place: Pointer) {
        if self.also.len() < MOST_ALSO && place.as_str().len() <= LONGEST_ALSO {
            self.also.push(place);
        } else {
            self.further += 1;
        }
    }

    /// How many further places have the same finding.
    pub fn folded(&self) -> usize {
        self.also.len() + self.further
    }

    /// With what the docs promise.
    #[must_use]
    pub(crate) fn expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = Some(expected.into());
        self
    }

    /// With what was received.
    #[must_use]
    pub(crate) fn actual(mut self, actual: impl Into<String>) -> Self {
        self.actual = Some(actual.into());
        self
    }

    /// With a change of the page that certainly gives what was meant.
    #[must_use]
    pub(crate) fn fix(mut self, edits: impl IntoIterator<Item = Edit>) -> Self {
        self.fix.extend(edits);
        self
    }

    /// About an entry of the settings that matches no case.
    #[must_use]
    pub(crate) fn matching_no_case(mut self) -> Self {
        self.matches_no_case = true;
        self
    }

    /// About the level of a rule, which was lowered without effect.
    #[must_use]
    pub(crate) fn about_level_of(mut self, rule: RuleRef) -> Self {
        self.level_of = Some(rule);
        self
    }

    /// With what to do about it.
    #[must_use]
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(in_comments_of(&self.location.page, help.into()));
        self
    }
}

/// A text that shows a directive in a comment of HTML, with the comment as pages of this name have them: MDX has no HTML comments.
fn in_comments_of(page: &str, text: String) -> String {
    const OPEN: &str = "<!-- doctrial";
    if !text.contains(OPEN) || !page.to_ascii_lowercase().ends_with(".mdx") {
        return text;
    }
    let mut parts = text.split(OPEN);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |shown, part| shown + "{/* doctrial" + &part.replacen("-->", "*/}", 1))
}
