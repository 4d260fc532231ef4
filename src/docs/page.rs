//! One page -> [`PageDocs`]. Pure.

use super::annotation::{Annotation, BlockType};
use super::message::{Oddity, OddityKind, RequestMessage, ResponseMessage, Rest};
use super::pair::{self, Pair, Unpaired};
use super::piece::{Piece, Role};
use super::pieces::{self, Outline};
use super::{Dialect, DocRequest, DocResponse, Example, Fate, FenceFate, PageDocs, markdown, mend, tables};
use crate::finding::{Finding, rules};
use crate::source::{Edit, LineIndex, Page, Place};
use crate::wire::StatusSet;

/// Reads one page by the given dialects. Whatever is wrong with it is a finding; nothing makes it fail.
pub fn read_page(page: &Page, dialects: &[Dialect]) -> PageDocs {
    let lines = LineIndex::new(&page.text);
    let mut findings = Vec::new();
    let outline = pieces::outline(page, markdown::blocks(&page.text, &lines), dialects, &mut findings);
    let mut reader = Reader { page, outline: &outline, findings, fates: vec![None; outline.pieces.len()] };
    let (pairs, alone) = pair::pairs(&outline.pieces, &outline.headings);
    let plain = dialects.contains(&Dialect::Http);
    let mut examples: Vec<Example> = pairs.iter().filter_map(|pair| reader.example(pair, plain)).collect();
    for (response, reason) in alone {
        reader.unpaired(response, reason, plain);
    }
    reader.rest(plain);
    let mut docs = tables::read(page, &lines, &outline, &mut reader.findings);
    for example in &mut examples {
        if example.request.scopes.is_empty() {
            example.request.scopes.clone_from(&docs.permissions);
        }
    }
    docs.unnamed_base = docs.resources.iter().any(|r| r.base_type.is_none()) && mend::says_inherits(&page.text);
    reader.findings.extend(super::lint::read(page, &lines, &outline, &docs, &examples));
    docs.fences = reader.account();
    reader.findings.sort_by_key(|f| f.location.place);
    docs.path.clone_from(&page.path);
    docs.title.clone_from(&outline.title);
    docs.examples = examples;
    docs.findings = reader.findings;
    docs
}

struct Reader<'p> {
    page: &'p Page,
    outline: &'p Outline,
    findings: Vec<Finding>,
    fates: Vec<Option<Fate>>,
}

impl Reader<'_> {
    fn example(&mut self, pair: &Pair, plain: bool) -> Option<Example> {
        let pieces = &self.outline.pieces;
        let (request, response) = (&pieces[pair.request], &pieces[pair.response]);
        let annotated = request.annotated(BlockType::Request);
        if !annotated && !plain {
            self.fates[pair.request] = Some(Fate::Excused);
            self.fates[pair.response] = Some(Fate::Excused);
            return None;
        }
        let (Role::Request(asked) | Role::Both(asked, _)) = &request.role else { return None };
        let (Role::Response(answered) | Role::Both(_, answered)) = &response.role else { return None };
        self.oddities(pair, asked, answered);
        self.mislabelled(request, "response", BlockType::Response);
        self.mislabelled(response, "request", BlockType::Request);
        self.fates[pair.request] = Some(Fate::InCase);
        self.fates[pair.response] = Some(Fate::InCase);
        let mut answer = doc_response(response, answered);
        answer.shortened = self.says_shortened(request, response);
        if answer.body.is_none() && answered.start.status != 204 {
            answer.body = mend::body_in_next_fence(pieces, pair.response);
        }
        Some(Example {
            page: self.page.path.clone(),
            name: request.annotation.as_ref().filter(|_| annotated).and_then(|a| a.names.first().cloned()),
            dialect: if annotated { Dialect::ApiDoctor } else { Dialect::Http },
            headings: request.headings.iter().map(|(_, text)| text.clone()).collect(),
            request: doc_request(request, asked),
            response: answer,
        })
    }

    /// The content of a fence is believed, not its label.
    fn mislabelled(&mut self, piece: &Piece, said: &str, wrong: BlockType) {
        if piece.annotated(wrong) && !matches!(piece.role, Role::Both(..)) {
            let message = format!("annotated as {said}, but it is none; it was taken for what it is");
            let finding = Finding::docs(&rules::docs::MISLABELLED, &self.page.path, piece.place, message);
            self.findings.push(finding.help("correct the annotation's `blockType`"));
        }
    }

    /// The prose between the request and the response says that the example is not whole.
    fn says_shortened(&self, request: &Piece, response: &Piece) -> bool {
        let said = response.annotation.as_ref().and_then(|a| a.truncated);
        let from = request.range.end.min(response.range.start);
        said.is_none() && mend::says_shortened(&self.page.text[from..response.range.start])
    }

    fn oddities(&mut self, pair: &Pair, asked: &RequestMessage, answered: &ResponseMessage) {
        // A request with several responses is looked at once.
        if self.fates[pair.request].is_none() {
            self.odd(&asked.rest.oddities, "request");
        }
        if self.fates[pair.response].is_none() {
            self.odd(&answered.rest.oddities, "response");
        }
    }

    fn odd(&mut self, oddities: &[Oddity], what: &str) {
        for oddity in oddities {
            let (rule, message, help) = match oddity.kind {
                OddityKind::NoBlankLine => (
                    &rules::docs::NO_BLANK_LINE,
                    format!("the {what}'s body follows its head without a blank line"),
                    "put a blank line before the body",
                ),
                OddityKind::BlankInHead => (
                    &rules::docs::BLANK_IN_HEAD,
                    format!("a blank line stands inside the {what}'s head"),
                    "remove it: what follows a blank line is the body",
                ),
                OddityKind::NoField => (
                    &rules::docs::NO_HEADER_FIELD,
                    format!("this line of the {what}'s head is no header field"),
                    "write `Name: value`",
                ),
            };
            let finding = Finding::docs(rule, &self.page.path, oddity.place, message).help(help);
            let blank = (oddity.kind == OddityKind::NoBlankLine).then(|| blank_line(&self.page.text, oddity.place));
            self.findings.push(finding.fix(blank.flatten()));
        }
    }

    fn unpaired(&mut self, response: usize, reason: Unpaired, plain: bool) {
        let pieces = &self.outline.pieces;
        let piece = &pieces[response];
        let annotated = piece.annotated(BlockType::Response);
        let ignored = |i: usize| pieces[i].annotation.is_some();
        let (message, help) = match reason {
            Unpaired::NoExample(request) if !annotated && (ignored(request) || !plain) => {
                self.fates[response] = Some(Fate::Excused);
                return;
            }
            Unpaired::NoExample(request) if ignored(request) => (
                format!(
                    "this response belongs to the request at line {}, which is annotated as no example",
                    pieces[request].place.line
                ),
                "annotate that request as `request`, or this response as `ignored`",
            ),
            Unpaired::NoExample(request) => (
                format!("this response follows line {}, which only states syntax", pieces[request].place.line),
                "show a request example (with a host, HTTP version or header) above it",
            ),
            Unpaired::NoRequest if !annotated && !plain => {
                self.fates[response] = Some(Fate::Excused);
                return;
            }
            Unpaired::NoRequest => {
                ("this response has no request above it".to_owned(), "show the request it answers above it")
            }
            Unpaired::Answered(request) => (
                format!(
                    "the request at line {} is annotated and has its annotated response; this one is not annotated",
                    pieces[request].place.line
                ),
                "annotate it as `response` if it is a second answer, else as `ignored`",
            ),
        };
        self.fates[response] = Some(Fate::InFinding);
        let finding = Finding::docs(&rules::docs::UNPAIRED_RESPONSE, &self.page.path, piece.place, message);
        self.findings.push(finding.help(help));
    }

    /// Fences that no pair took.
    fn rest(&mut self, plain: bool) {
        for (i, piece) in self.outline.pieces.iter().enumerate() {
            if !piece.looks_like_http() || self.fates[i].is_some() {
                continue;
            }
            let fate = match &piece.role {
                Role::Unreadable => self.unreadable(piece),
                Role::Request(message) => self.unanswered(piece, message, plain),
                _ => Fate::Excused,
            };
            self.fates[i] = Some(fate);
        }
    }

    fn unreadable(&mut self, piece: &Piece) -> Fate {
        let (said, wanted) = if piece.annotated(BlockType::Request) {
            ("request", "a request line such as `GET /items`")
        } else {
            ("response", "a status line such as `HTTP/1.1 200 OK`")
        };
        let message = format!("annotated as {said}, but its first line is not {wanted}");
        let first = piece.text.text().lines().find(|l| !l.trim().is_empty()).unwrap_or("(nothing)");
        let finding = Finding::docs(&rules::docs::NOT_HTTP, &self.page.path, piece.place, message);
        self.findings.push(finding.expected(wanted).actual(first.chars().take(80).collect::<String>()));
        Fate::InFinding
    }

    fn unanswered(&mut self, piece: &Piece, message: &RequestMessage, plain: bool) -> Fate {
        let annotated = piece.annotated(BlockType::Request);
        let bare = !message.start.version && message.rest.headers.is_empty() && message.rest.body.is_none();
        if !annotated && (bare || !plain) {
            return Fate::Excused;
        }
        let finding = Finding::docs(
            &rules::docs::REQUEST_WITHOUT_RESPONSE,
            &self.page.path,
            piece.place,
            "this request has no response: nothing can be expected of it",
        );
        self.findings.push(finding.help("show the response below it, or annotate it as `ignored`"));
        Fate::InFinding
    }

    fn account(&self) -> Vec<FenceFate> {
        let hidden = self.outline.hidden.iter().map(|place| FenceFate { place: *place, fate: Fate::InFinding });
        let pieces = self.outline.pieces.iter().zip(&self.fates);
        let fates = pieces.filter_map(|(piece, fate)| fate.map(|fate| FenceFate { place: piece.place, fate }));
        let mut all: Vec<FenceFate> = fates.chain(hidden).collect();
        all.sort_by_key(|fate| fate.place);
        all
    }
}

/// The blank line above a body that plainly is one; in a list or quote with what its lines begin with.
fn blank_line(page: &str, body: Place) -> Option<Edit> {
    let line = page.lines().nth(body.line as usize - 1)?.trim_start_matches('\u{feff}');
    let at = line.char_indices().nth(body.column as usize - 1)?.0;
    let (before, text) = line.split_at(at);
    let first = Place::new(body.line, 1);
    text.trim_start().starts_with(['{', '[', '<']).then(|| Edit::new(first, "", format!("{}\n", before.trim_end())))
}

fn doc_request(piece: &Piece, message: &RequestMessage) -> DocRequest {
    let Rest { headers, body, .. } = message.rest.clone();
    let said = piece.annotation.as_ref();
    DocRequest {
        line: piece.place.line,
        method: message.start.method.clone(),
        url: message.start.url.clone(),
        url_place: message.start.url_place,
        headers,
        body,
        opaque_url: said.is_some_and(|a| a.opaque_url),
        scopes: said.map(|a| a.scopes.clone()).unwrap_or_default(),
        tags: said.map(|a| a.tags.clone()).unwrap_or_default(),
    }
}

fn doc_response(piece: &Piece, message: &ResponseMessage) -> DocResponse {
    let Rest { headers, body, .. } = message.rest.clone();
    let said = piece.annotation.as_ref().filter(|a| a.block_type == BlockType::Response);
    let flag = |of: fn(&Annotation) -> bool| said.is_some_and(of);
    DocResponse {
        line: piece.place.line,
        status: StatusSet::code(message.start.status),
        status_place: message.start.place,
        headers,
        body,
        truncated: flag(|a| a.truncated == Some(true)),
        shortened: false,
        type_text: said.and_then(|a| a.type_text.clone()),
        type_name: said.and_then(|a| a.type_name.clone()),
        collection: flag(|a| a.collection),
        collection_property: said.and_then(|a| a.collection_property.clone()).unwrap_or_else(|| "value".to_owned()),
        is_empty: flag(|a| a.is_empty),
        expect_error: flag(|a| a.expect_error),
        optional: said.map(|a| a.optional.clone()).unwrap_or_default(),
        nullable: said.and_then(|a| a.nullable.clone()).unwrap_or_default(),
    }
}
