//! What stands around a fence and says what it is: the headings between, the prose right above it.

use crate::docs::piece::Piece;
use crate::docs::pieces::Outline;
use crate::source::Page;

/// A page with its fences.
pub(super) struct Around<'p> {
    pub(super) page: &'p Page,
    pub(super) outline: &'p Outline,
}

impl Around<'_> {
    pub(super) fn pieces(&self) -> &[Piece] {
        &self.outline.pieces
    }

    /// The prose between the fence before (or the last heading) and this one, in lower case; that heading with it.
    pub(super) fn label(&self, index: usize) -> String {
        let piece = &self.pieces()[index];
        let before = index.checked_sub(1).map_or(0, |i| self.pieces()[i].range.end);
        let heading = self.outline.headings.iter().rev().find(|(at, ..)| (before..piece.range.start).contains(at));
        let from = heading.map_or(before, |(at, ..)| *at);
        self.page.text.get(from..piece.range.start).unwrap_or_default().to_lowercase()
    }

    /// Whether no heading between two fences, the first above the second, has the rank of those above it or a higher one.
    pub(super) fn within_parent(&self, above: usize, below: usize) -> bool {
        let (first, second) = (&self.pieces()[above], &self.pieces()[below]);
        let rank = second.headings.last().map_or(6, |(level, _)| *level);
        let between = first.range.end..second.range.start;
        self.outline.headings.iter().filter(|(at, ..)| between.contains(at)).all(|(_, level, _)| *level >= rank)
    }

    /// The end of the label: what its last sentence says decides.
    fn last_words(label: &str) -> &str {
        let label = label.trim_end_matches(|c: char| c.is_whitespace() || "`:*_>".contains(c));
        let start = label.rfind("\n\n").map_or(0, |at| at + 2);
        &label[start..]
    }

    /// Whether the label calls the fence the body of a request.
    pub(super) fn names_payload(&self, index: usize, file: Option<&str>) -> bool {
        let label = self.label(index);
        let base = file.map(|file| file.rsplit('/').next().unwrap_or(file).to_lowercase());
        let info = self.pieces()[index].info.to_lowercase();
        if base.is_some_and(|base| !base.is_empty() && (label.contains(&base) || info.contains(&base))) {
            return true;
        }
        let last = Self::last_words(&label);
        let answers = ["response", "returns", "returned", "result", "output", "reply"].iter().any(|w| last.contains(w));
        let said = [
            "with a body",
            "with the body",
            "following body",
            "request body",
            "payload",
            "body parameters",
            "with body",
        ];
        !answers && said.iter().any(|words| last.contains(words))
    }

    /// Whether the label calls the fence an answer.
    pub(super) fn names_answer(&self, index: usize) -> bool {
        let label = self.label(index);
        let last = Self::last_words(&label);
        [
            "response",
            "returns",
            "returned",
            "result",
            "output",
            "replies",
            "reply",
            "answer",
            "you get",
            "you should see",
        ]
        .iter()
        .any(|word| last.contains(word))
    }
}
