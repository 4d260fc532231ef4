//! A command and the answer it got -> an example.

use super::answer::Answer;
use super::around::Around;
use super::asked::Asked;
use super::filter::{Filtered, filtered};
use super::findings;
use crate::contract::{Dialect, DocumentedBody, ResponseFacts};
use crate::docs::pairing::completion;
use crate::docs::pairing::exchange::said_of;
use crate::docs::pairing::pair;
use crate::docs::pairing::pair::Pair;
use crate::docs::{DocResponse, Example};
use crate::finding::Finding;
use crate::http::StatusSet;
use crate::text::{Position, SourceText};

/// An example in the making: the command of one fence, and where its answer is shown.
pub(crate) struct Maker<'p, 'a> {
    pub(crate) around: &'a Around<'p>,
    pub(crate) index: usize,
    pub(crate) shown_at: usize,
    pub(crate) asked: &'a Asked,
}

impl Maker<'_, '_> {
    /// The example of an answer with the notes on it; `None` where the answer goes to a file.
    pub(crate) fn example(&self, answer: Answer) -> Option<(Example, Vec<Finding>)> {
        let number = if self.asked.prints_status() { written_status(&answer) } else { None };
        (number.is_some() || !self.asked.keeps_answer()).then(|| self.made(answer, number))
    }

    /// The example of a command without an answer.
    pub(crate) fn step(&self) -> Example {
        self.made(Answer::default(), None).0
    }

    fn made(&self, answer: Answer, number: Option<(u16, Position)>) -> (Example, Vec<Finding>) {
        let (page, piece) = (self.around.page, &self.around.outline.pieces[self.index]);
        let documents = answer.documents;
        let (response, notes) = self.response(answer, number);
        let directives = said_of(piece, &self.around.pieces()[self.shown_at]);
        let name = directives.iter().rev().find_map(|(directive, _)| directive.name.clone());
        let headings = piece.headings.iter().map(|(_, text)| text.clone()).collect();
        let mut request = self.asked.request.clone();
        // Several documents are lines of a stream: the first one shows that it flows.
        request.streams |= documents > 1;
        (
            Example { page: page.path.clone(), name, dialect: Dialect::Curl, directives, headings, request, response },
            notes,
        )
    }

    fn response(&self, answer: Answer, number: Option<(u16, Position)>) -> (DocResponse, Vec<Finding>) {
        let (page, asked) = (self.around.page, self.asked);
        let (own, shown) = (&self.around.pieces()[self.index], &self.around.pieces()[self.shown_at]);
        let mut notes = Vec::new();
        let changed = filtered(&asked.command.filters) != Filtered::Same;
        let place = answer.body.as_ref().map_or(asked.request.url_place, SourceText::start);
        if changed {
            let at = own.text.place(asked.command.filters[0].range().start);
            notes.push(findings::status_only(&page.path, at, "this filter changes the answer that is shown"));
        } else if answer.documents > 1 {
            notes.push(findings::status_only(&page.path, place, "several JSON documents stand here"));
        }
        let whole = answer.body.is_some() || answer.status.is_some();
        let status_only = changed || answer.documents > 1 || number.is_some() || !whole;
        let (status, place) = match answer.status.or(number) {
            Some((status, place)) => (StatusSet::code(status), place),
            None if whole => self.promised(answer.body.as_ref().filter(|_| !changed), place),
            None => (StatusSet::class(2), place),
        };
        let from = own.range.end.min(shown.range.start);
        let response = DocResponse {
            line: shown.place.line,
            status,
            status_place: place,
            headers: answer.headers,
            body: answer.body.filter(|_| !status_only).map(DocumentedBody::new),
            status_only,
            facts: ResponseFacts {
                shortened: completion::says_shortened(&page.text[from..shown.range.start]),
                ..ResponseFacts::default()
            },
        };
        (response, notes)
    }

    /// The status that the page's words promise; where they do not, any success, or any error for a body that is plainly one.
    /// `place`: where the answer stands.
    fn promised(&self, body: Option<&SourceText>, place: Position) -> (StatusSet, Position) {
        let pieces = self.around.pieces();
        let pair = Pair { request: self.index, response: self.shown_at };
        let section = pair::section(self.around.page.text.len(), pieces, &self.around.outline.headings, pair);
        let body = body.map_or("", SourceText::text);
        let (status, said) = self.around.promises().status(&pieces[self.shown_at], section, body);
        let at = if status.only().is_some() { said } else { place };
        (status, at)
    }
}

/// `-w '%{http_code}'` prints the status.
pub(crate) fn written_status(answer: &Answer) -> Option<(u16, Position)> {
    let body = answer.body.as_ref()?;
    let number = body.text().trim().rsplit(char::is_whitespace).next()?;
    let status = number.parse().ok().filter(|status| (100..600).contains(status))?;
    Some((status, body.start()))
}
