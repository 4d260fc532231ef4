//! A command and the answer it got -> an example.

use super::answer::Answer;
use super::around::Around;
use super::asked::Asked;
use super::filter::{Filtered, filtered};
use super::{findings, looks};
use crate::docs::exchange::said_of;
use crate::docs::{Dialect, DocResponse, Example, mend};
use crate::finding::Finding;
use crate::source::{Passage, Place};
use crate::wire::StatusSet;

/// An example in the making: the command of one fence, and where its answer is shown.
pub(super) struct Maker<'p, 'a> {
    pub(super) around: &'a Around<'p>,
    pub(super) index: usize,
    pub(super) shown_at: usize,
    pub(super) asked: &'a Asked,
}

impl Maker<'_, '_> {
    /// The example of an answer with the notes on it; `None` where the answer goes to a file.
    pub(super) fn example(&self, answer: Answer) -> Option<(Example, Vec<Finding>)> {
        let number = if self.asked.prints_status() { written_status(&answer) } else { None };
        (number.is_some() || !self.asked.keeps_answer()).then(|| self.made(answer, number))
    }

    /// The example of a command without an answer.
    pub(super) fn step(&self) -> Example {
        self.made(Answer::default(), None).0
    }

    fn made(&self, answer: Answer, number: Option<(u16, Place)>) -> (Example, Vec<Finding>) {
        let (page, piece) = (self.around.page, &self.around.outline.pieces[self.index]);
        let (response, notes) = self.response(answer, number);
        let headings = piece.headings.iter().map(|(_, text)| text.clone()).collect();
        let request = self.asked.request.clone();
        let directives = said_of(piece, &self.around.pieces()[self.shown_at]);
        let name = directives.iter().rev().find_map(|(directive, _)| directive.name.clone());
        let example =
            Example { page: page.path.clone(), name, dialect: Dialect::Curl, headings, request, response, directives };
        (example, notes)
    }

    fn response(&self, answer: Answer, number: Option<(u16, Place)>) -> (DocResponse, Vec<Finding>) {
        let (page, asked) = (self.around.page, self.asked);
        let (own, shown) = (&self.around.pieces()[self.index], &self.around.pieces()[self.shown_at]);
        let mut notes = Vec::new();
        let changed = filtered(&asked.command.filters) != Filtered::Same;
        let place = answer.body.as_ref().map_or(asked.request.url_place, Passage::start);
        if changed {
            let at = own.text.place(asked.command.filters[0].range().start);
            notes.push(findings::status_only(&page.path, at, "this filter changes the answer that is shown"));
        } else if answer.documents > 1 {
            notes.push(findings::status_only(&page.path, place, "several JSON documents stand here"));
        }
        let whole = answer.body.is_some() || answer.status.is_some();
        let status_only = changed || answer.documents > 1 || number.is_some() || !whole;
        let status = answer.status.or(number);
        let class = answer.body.as_ref().and_then(|body| looks::error_class(body.text())).unwrap_or(2);
        let from = own.range.end.min(shown.range.start);
        let response = DocResponse {
            line: shown.place.line,
            status: status.map_or_else(|| StatusSet::class(class), |(status, _)| StatusSet::code(status)),
            status_place: status.map_or(place, |(_, place)| place),
            headers: answer.headers,
            body: answer.body.filter(|_| !status_only),
            status_only,
            truncated: false,
            shortened: mend::says_shortened(&page.text[from..shown.range.start]),
            type_text: None,
            type_name: None,
            collection: false,
            collection_property: "value".to_owned(),
            is_empty: false,
            expect_error: false,
            optional: Vec::new(),
            nullable: Vec::new(),
        };
        (response, notes)
    }
}

/// `-w '%{http_code}'` prints the status.
fn written_status(answer: &Answer) -> Option<(u16, Place)> {
    let body = answer.body.as_ref()?;
    let number = body.text().trim().rsplit(char::is_whitespace).next()?;
    let status = number.parse().ok().filter(|status| (100..600).contains(status))?;
    Some((status, body.start()))
}
