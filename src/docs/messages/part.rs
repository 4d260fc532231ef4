//! A message out of a fence, and what a line or the words above it call it.

use crate::docs::wording::LabelKind;
use crate::text::{Position, SourceText};

/// A message out of a fence, and what the line above it calls it.
pub(crate) struct LabelledPart {
    pub(crate) text: SourceText,
    pub(crate) label: Option<PartLabel>,
}

/// What a line in a fence, or the words above the fence, call a part of it.
pub(crate) struct PartLabel {
    pub(crate) text: Box<str>,
    pub(crate) place: LabelPlace,
}

/// Where a label is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LabelPlace {
    /// In the fence.
    Line(Position),
    /// Above the fence: page offset, if it is known.
    Above(Option<usize>),
}

/// What the words above a fence call it, these words, and their page offset.
pub(crate) type Called = (LabelKind, String, Option<usize>);

/// The words above a fence, where they call it a response; else a word that does.
pub(crate) fn response_label(called: &dyn Fn() -> Called) -> PartLabel {
    let (text, offset) = match called() {
        (LabelKind::Response, label, offset) => (label, offset),
        _ => ("Response".to_owned(), None),
    };
    PartLabel { text: text.into_boxed_str(), place: LabelPlace::Above(offset) }
}
