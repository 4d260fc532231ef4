//! What the words above a fence and the titles around it call it.

use std::ops::Range;

use super::fence_title::fence_title;
use super::find_label;
use super::heading::names_part_of_exchange;
use super::label::{self, Label};
use super::page_context::PageContext;
use crate::docs::wording::{self, LabelKind, Topic, announces_example, names_body_alone};
use crate::text::COLONS;

impl<'p> PageContext<'p> {
    /// The words right above a fence.
    pub(crate) fn label(&self, fence: usize) -> Label<'p> {
        label::label(self.text(), self.fence(fence))
    }

    /// The last paragraph in a part of the page that is outside of fences.
    pub(crate) fn last_words(&self, part: Range<usize>) -> &'p str {
        let text = self.text().get(part).unwrap_or_default();
        find_label::last_paragraph(text).map_or("", |words| &text[words])
    }

    /// What the words right above a fence call it; where they say nothing of it, what the title of a part around it does.
    pub(crate) fn label_kind(&self, fence: usize) -> LabelKind {
        let kind = label::label_kind(self.text(), self.fence(fence));
        self.deciding_title(fence, kind).map_or(kind, |(_, by_title)| by_title)
    }

    /// What the words right above a fence, which call it so much, call it below a request that has no body.
    pub(crate) fn kind_without_body(&self, fence: usize, kind: LabelKind) -> LabelKind {
        // "Request" within the fence is about the call, which has no body.
        if kind == LabelKind::Request && self.fence(fence).own_label.is_some() {
            return LabelKind::Unrelated;
        }
        let label = self.label(fence);
        let is_right_above = || !label::is_above_table(self.text(), self.fence(fence), &label);
        // A table has the parameters, and what is below it has another label, or none.
        if label.offset.is_some() && (kind != LabelKind::Unknown || is_right_above()) {
            return wording::kind_without_body(label.text, kind);
        }
        kind
    }

    /// Whether nothing calls a fence a response but the title of a part around it, and that by what went wrong: "Error".
    pub(crate) fn is_failure_by_title(&self, fence: usize) -> bool {
        let kind = label::label_kind(self.text(), self.fence(fence));
        let title = self.deciding_title(fence, kind).map(|(title, _)| title);
        title
            .is_some_and(|title| LabelKind::of(title) == LabelKind::Unknown && wording::mentions(Topic::Failure, title))
    }

    /// The nearest title around a fence that calls it a request or a response, where the words right above it (of this `kind`) say
    /// nothing of it.
    fn deciding_title(&self, fence: usize, kind: LabelKind) -> Option<(&str, LabelKind)> {
        let says_nothing = match kind {
            LabelKind::Unknown => true,
            LabelKind::RequestBody => names_body_alone(self.label(fence).text),
            _ => false,
        };
        if !says_nothing {
            return None;
        }
        let mut titles = self.titles_around(fence).map(|(title, _)| (title, kind_of_title(title)));
        titles.find(|(_, kind)| matches!(kind, LabelKind::Response | LabelKind::Request))
    }

    /// The titles of the parts of the page that a fence is in (details, tabs), innermost first, each with its page offset.
    pub(crate) fn titles_around(&self, fence: usize) -> impl Iterator<Item = (&str, usize)> {
        self.titled_parts().around(self.fence(fence).range.start)
    }

    /// The title of the tab that a fence is in or, in a group of fences, is itself, with its page offset.
    pub(crate) fn tab(&self, fence: usize) -> Option<(&str, usize)> {
        let own = fence_title(&self.fence(fence).info).map(|title| (title, self.fence(fence).range.start));
        own.or_else(|| self.titles_around(fence).next())
    }

    /// The box around a fence, or a route in the text, that is a remark about what is beside it.
    pub(crate) fn remark_around(&self, fence: usize) -> Option<Range<usize>> {
        self.titled_parts().remark_around(self.fence(fence).range.start)
    }

    /// Whether a fence that is called a body, and no more, is that of a response: a heading below the request says so.
    pub(crate) fn shows_response_body(&self, request: usize, at: usize) -> bool {
        let fence = self.fence(at);
        let from = self.fence(request).range.start;
        let label = Some(self.label(at).text).filter(|label| !label.is_empty()).unwrap_or(fence.heading());
        // A heading that says no more than the label says whose body it is as little.
        let others = fence.headings_below(from).filter(|heading| !names_body_alone(&heading.text));
        let mut kinds = others.map(|heading| LabelKind::of(&heading.text));
        names_body_alone(label) && kinds.find(|kind| *kind != LabelKind::Unknown) == Some(LabelKind::Response)
    }

    /// Whether the words right above a fence announce an example.
    pub(crate) fn label_announces_example(&self, fence: usize) -> bool {
        announces_example(self.label(fence).text)
    }

    /// Whether a line in bold between the fence above and this one, which names no part of an exchange, begins something else.
    pub(crate) fn begins_another_part(&self, fence: usize) -> bool {
        self.gap(fence).lines().filter_map(label::bold_line).any(|title| {
            let is_label = title.ends_with(COLONS) || names_part_of_exchange(title);
            !is_label && !announces_example(title) && LabelKind::of(title) == LabelKind::Unknown
        })
    }
}

/// What the title of a part calls what is in it; "Success" and "Error" are two of a row of responses.
fn kind_of_title(title: &str) -> LabelKind {
    let is_outcome = |title: &str| {
        let one = title.trim_matches(|c: char| !c.is_alphanumeric());
        !one.contains(' ') && [Topic::Success, Topic::Failure].iter().any(|topic| wording::mentions(*topic, one))
    };
    match LabelKind::of(title) {
        LabelKind::Unknown if is_outcome(title) => LabelKind::Response,
        kind => kind,
    }
}
