//! All `curl` fences of a page -> examples, and what became of each fence.

use std::collections::BTreeMap;

use super::answer::{self, Answer};
use super::around::Around;
use super::call::{Call, DataKind, call};
use super::filter::{Filtered, filtered};
use super::payload::Content;
use super::pieces::{self, Found};
use super::script::{self, Command, Script};
use super::{findings, looks, request};
use crate::docs::piece::{Piece, Role};
use crate::docs::pieces::Outline;
use crate::docs::{Dialect, DocRequest, DocResponse, Example, Fate, mend};
use crate::finding::Finding;
use crate::source::{Page, Passage, Place};
use crate::wire::StatusSet;

/// What was read from the `curl` fences of a page.
#[derive(Default)]
pub(in crate::docs) struct CurlDocs {
    pub(in crate::docs) examples: Vec<Example>,
    /// Commands without an answer.
    pub(in crate::docs) steps: Vec<Example>,
    /// By index into the pieces.
    pub(in crate::docs) fates: Vec<(usize, Fate)>,
    /// Fences that are answers to commands; nobody else's.
    pub(in crate::docs) answers: Vec<usize>,
}

/// Reads the `curl` fences of a page. `plain`: `http` fences are read, too, so that a command which says the same as one of
/// them is no example of its own.
pub(in crate::docs) fn read(page: &Page, outline: &Outline, plain: bool, findings: &mut Vec<Finding>) -> CurlDocs {
    let around = Around { page, outline };
    let mut reader = Reader { around, plain, files: BTreeMap::new(), findings, out: CurlDocs::default() };
    for index in 0..outline.pieces.len() {
        if matches!(outline.pieces[index].role, Role::Curl) {
            reader.fence(index);
        }
    }
    reader.out
}

struct Reader<'p> {
    around: Around<'p>,
    plain: bool,
    /// Files that fences above have written, by name.
    files: BTreeMap<String, Content>,
    findings: &'p mut Vec<Finding>,
    out: CurlDocs,
}

/// A command whose request was read.
struct Asked {
    request: DocRequest,
    call: Call,
    command: Command,
    /// The fence that holds its body.
    payload: Option<usize>,
}

impl Reader<'_> {
    fn fence(&mut self, index: usize) {
        let piece = &self.around.outline.pieces[index];
        if piece.annotation.is_some() {
            return self.out.fates.push((index, Fate::Excused));
        }
        let Script { commands, files, prompted } = script::read(piece.text.text());
        let written = files.into_iter().map(|(name, word)| (name, Content::There(word.passage(&piece.text))));
        self.files.extend(written);
        let asked: Vec<Option<Asked>> = commands.into_iter().map(|command| self.ask(index, piece, command)).collect();
        let twin = self.plain && asked.iter().flatten().any(|asked| self.is_twin(index, &asked.request));
        let (mut cases, mut downloads) = (0, 0);
        let count = asked.len();
        let below = |asked: &Asked| answer::below(&piece.text, asked.command.below.clone(), prompted);
        let mut shown: Vec<Option<Answer>> = asked.iter().map(|asked| asked.as_ref().and_then(below)).collect();
        let mut elsewhere = match asked.last() {
            Some(Some(last)) if shown.last().is_some_and(Option::is_none) && !twin => self.elsewhere(index, last),
            _ => Vec::new(),
        };
        let open: Vec<usize> = (0..count).filter(|at| asked[*at].is_some() && shown[*at].is_none()).collect();
        let parts = elsewhere.first().map(|found| one_each(&found.answer, open.len())).unwrap_or_default();
        if let (Some(part), Some(found)) = (parts.last(), elsewhere.first_mut()) {
            found.answer = part.clone();
        }
        for (at, asked) in asked.into_iter().enumerate() {
            let Some(asked) = asked else { continue };
            let part = open.iter().position(|open| *open == at).and_then(|at| parts.get(at));
            let mut made = 0;
            if let Some(answer) = shown[at].take() {
                made = self.example(index, index, &asked, answer);
            } else if at + 1 == count {
                for Found { piece, answer } in std::mem::take(&mut elsewhere) {
                    made += self.example(index, piece, &asked, answer);
                }
            } else if let (Some(answer), Some(shown_at)) = (part, elsewhere.first().map(|found| found.piece)) {
                made = self.example(index, shown_at, &asked, answer.clone());
            }
            cases += made;
            let consumed = asked.call.download || filtered(&asked.command.filters) == Filtered::Consumed;
            if made == 0 && (consumed || twin) {
                downloads += 1;
            } else if made == 0 {
                let kept = asked.keeps_answer();
                let place = piece.text.place(asked.command.start);
                self.findings.push(findings::unanswered(&self.around.page.path, place, kept));
                let (step, ..) = self.made(index, index, &asked, Answer::default(), None);
                self.out.steps.push(step);
            }
        }
        let fate = match (cases, downloads == count) {
            (0, true) => Fate::Excused,
            (0, false) => Fate::InFinding,
            _ => Fate::InCase,
        };
        self.out.fates.push((index, fate));
    }

    /// The request of a command; a finding and `None` where it cannot be read.
    fn ask(&mut self, index: usize, piece: &Piece, command: Command) -> Option<Asked> {
        let path = &self.around.page.path;
        for (kind, at) in &command.oddities {
            self.findings.push(findings::oddity(path, &piece.text, *kind, *at));
        }
        let mut call = call(&command.words);
        call.streams |= command.background;
        if !call.wrong.is_empty() {
            let wrong = call.wrong.iter().map(|wrong| findings::wrong_option(path, &piece.text, wrong));
            self.findings.extend(wrong);
            return None;
        }
        let named = named_file(&call);
        let known = named.is_some_and(|name| self.files.contains_key(name) || name == "-" && command.input.is_some());
        let lacks = named.is_none() && call.data.is_empty() && call.form.is_empty() && writes(&call);
        let payload = ((named.is_some() && !known) || lacks).then(|| pieces::payload(&self.around, index, named)).flatten();
        let shown = payload.and_then(|at| pieces::content(&self.around.pieces()[at]));
        let files = |name: &str| match &command.input {
            Some(input) if name == "-" => Some(Content::Here(input.clone())),
            _ => self.files.get(name).cloned().or_else(|| shown.clone().filter(|_| named == Some(name))),
        };
        match request::request(&call, &piece.text, piece.place.line, &files) {
            Ok(mut request) => {
                if let (true, Some(Content::There(body))) = (lacks, shown) {
                    request.body = Some(body);
                }
                Some(Asked { request, call, command, payload })
            }
            Err(why) => {
                self.findings.push(findings::no_request(path, &piece.text, command.start, why));
                None
            }
        }
    }

    /// Whether an `http` fence of the same section makes the same request.
    fn is_twin(&self, index: usize, request: &DocRequest) -> bool {
        let pieces = self.around.pieces();
        let same = |piece: &Piece| match &piece.role {
            Role::Request(message) if piece.section == pieces[index].section => {
                message.start.method == request.method && path_of(&message.start.url) == path_of(&request.url)
            }
            _ => false,
        };
        pieces.iter().any(same)
    }

    /// The answers that stand in fences below.
    fn elsewhere(&mut self, index: usize, asked: &Asked) -> Vec<Found> {
        if asked.keeps_answer() {
            return Vec::new();
        }
        let found = pieces::answers(&self.around, index, asked.payload);
        self.out.answers.extend(found.iter().map(|found| found.piece));
        self.out.fates.extend(found.iter().map(|found| (found.piece, Fate::InCase)));
        found
    }

    /// Makes the example; the number of cases it became.
    fn example(&mut self, index: usize, shown_at: usize, asked: &Asked, answer: Answer) -> usize {
        let number = asked.call.write_out.as_ref().and_then(|_| written_status(&answer));
        if asked.keeps_answer() && number.is_none() {
            return 0;
        }
        let (example, notes) = self.made(index, shown_at, asked, answer, number);
        self.findings.extend(notes);
        self.out.fates.extend(asked.payload.map(|payload| (payload, Fate::InCase)));
        self.out.examples.push(example);
        1
    }

    fn made(
        &self,
        index: usize,
        shown_at: usize,
        asked: &Asked,
        answer: Answer,
        number: Option<(u16, Place)>,
    ) -> (Example, Vec<Finding>) {
        let (page, piece) = (self.around.page, &self.around.outline.pieces[index]);
        let (response, notes) = self.response(index, shown_at, asked, answer, number);
        let headings = piece.headings.iter().map(|(_, text)| text.clone()).collect();
        let request = asked.request.clone();
        (Example { page: page.path.clone(), name: None, dialect: Dialect::Curl, headings, request, response }, notes)
    }

    fn response(
        &self,
        index: usize,
        shown_at: usize,
        asked: &Asked,
        answer: Answer,
        number: Option<(u16, Place)>,
    ) -> (DocResponse, Vec<Finding>) {
        let mut notes = Vec::new();
        let (page, outline) = (self.around.page, self.around.outline);
        let shown = &outline.pieces[shown_at];
        let changed = filtered(&asked.command.filters) != Filtered::Same;
        let place = answer.body.as_ref().map_or(asked.request.url_place, Passage::start);
        if changed {
            let at = outline.pieces[index].text.place(asked.command.filters[0].range().start);
            notes.push(findings::status_only(&page.path, at, "this filter changes the answer that is shown"));
        } else if answer.documents > 1 {
            notes.push(findings::status_only(&page.path, place, "several JSON documents stand here"));
        }
        let shows = answer.body.is_some() || answer.status.is_some();
        let status_only = changed || answer.documents > 1 || number.is_some() || !shows;
        let status = answer.status.or(number);
        let class = answer.body.as_ref().and_then(|body| looks::error_class(body.text())).unwrap_or(2);
        let from = outline.pieces[index].range.end.min(shown.range.start);
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

impl Asked {
    /// The answer goes to a file.
    fn keeps_answer(&self) -> bool {
        self.call.output || self.command.output_file.is_some()
    }
}

/// The file whose content is the whole body.
fn named_file(call: &Call) -> Option<&str> {
    let data = call.data.iter().find_map(|(kind, word)| match kind {
        DataKind::Raw => None,
        DataKind::Urlencode => word.text.find(['=', '@']).filter(|at| word.text[*at..].starts_with('@')).map(|at| &word.text[at + 1..]),
        _ => word.text.strip_prefix('@'),
    });
    data.or(call.upload.as_ref().map(|word| word.text.as_str()))
}

fn writes(call: &Call) -> bool {
    call.method.as_ref().is_some_and(|method| ["POST", "PUT", "PATCH"].contains(&method.text.as_str()))
}

fn path_of(url: &str) -> &str {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest.find('/').map_or("", |at| &rest[at..]));
    path.split('?').next().unwrap_or_default()
}

/// `-w '%{http_code}'` prints the status.
fn written_status(answer: &Answer) -> Option<(u16, Place)> {
    let body = answer.body.as_ref()?;
    let number = body.text().trim().rsplit(char::is_whitespace).next()?;
    let status = number.parse().ok().filter(|status| (100..600).contains(status))?;
    Some((status, body.start()))
}

/// One document for each of several commands; empty where there are not as many.
fn one_each(answer: &Answer, commands: usize) -> Vec<Answer> {
    let Some(body) = answer.body.as_ref().filter(|_| commands > 1 && answer.documents == commands) else {
        return Vec::new();
    };
    let text = body.text();
    let documents = looks::documents(text);
    let apart = documents.iter().all(|(start, _)| *start == 0 || text[..*start].ends_with('\n'));
    let part = |(start, end): &(usize, usize)| Answer { body: Some(body.slice(*start, *end)), documents: 1, ..Answer::default() };
    if apart { documents.iter().map(part).collect() } else { Vec::new() }
}
