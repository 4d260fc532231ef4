//! What stands around a fence and says what it is: the headings between, the words right above it.

use crate::docs::outline::fence_in_context::{FenceInContext, Role};
use crate::docs::outline::label;
use crate::docs::outline::label::LabelKind;
use crate::docs::outline::outline::Outline;
use crate::docs::pairing::promised_status;
use crate::text::{LineIndex, Page};

/// A page with its fences.
pub(crate) struct Around<'p> {
    pub(crate) page: &'p Page,
    pub(crate) lines: &'p LineIndex,
    pub(crate) outline: &'p Outline,
}

impl Around<'_> {
    pub(crate) fn pieces(&self) -> &[FenceInContext] {
        &self.outline.pieces
    }

    /// Whether no heading between two fences, the first above the second, has a higher rank than those above it.
    pub(crate) fn within_parent(&self, above: usize, below: usize) -> bool {
        let (first, second) = (&self.pieces()[above], &self.pieces()[below]);
        let rank = second.headings.last().map_or(6, |(level, _)| *level);
        let between = first.range.end..second.range.start;
        self.outline.headings.iter().filter(|(at, ..)| between.contains(at)).all(|(_, level, _)| *level >= rank)
    }

    /// Whether the words above a fence call it the body of a request, or by the name of a file.
    pub(crate) fn names_payload(&self, index: usize, file: Option<&str>) -> bool {
        let piece = &self.pieces()[index];
        let base = file.map(|file| file.rsplit('/').next().unwrap_or(file)).filter(|base| !base.is_empty());
        let gap = self.page.text.get(piece.gap.clone()).unwrap_or_default();
        base.is_some_and(|base| gap.contains(base) || piece.info.contains(base))
            || label::says(&self.page.text, piece) == LabelKind::Payload
    }

    /// Whether the words above a fence call it an answer.
    pub(crate) fn names_answer(&self, index: usize) -> bool {
        label::says(&self.page.text, &self.pieces()[index]) == LabelKind::Answer
    }

    /// Whether the words above a fence call it something beside the exchange: a file, settings, a query.
    pub(crate) fn names_else(&self, index: usize) -> bool {
        label::says(&self.page.text, &self.pieces()[index]) == LabelKind::Else
    }

    /// The page's words on status codes.
    pub(crate) fn promises(&self) -> promised_status::Around<'_> {
        let (pieces, headings) = (self.outline.pieces.as_slice(), self.outline.headings.as_slice());
        promised_status::Around { page: self.page, lines: self.lines, pieces, headings }
    }
}

/// Whether a fence has no other part on the page yet.
pub(crate) const fn is_free(piece: &FenceInContext) -> bool {
    piece.annotation.is_none() && matches!(piece.role, Role::Other | Role::Json(_))
}
