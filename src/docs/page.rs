//! One page -> [`PageDocs`]. Pure.

use super::annotation::annotation::BlockType;
use super::annotation::edits;
use super::dialect::curl;
use super::dialect::curl::CurlDocs;
use super::markdown::parse;
use super::messages::message::{MessageDefect, MessageDefectKind, RequestMessage};
use super::outline::fence_in_context::{FenceInContext, Role};
use super::outline::label;
use super::outline::outline;
use super::outline::outline::Outline;
use super::pairing::bare_json;
use super::pairing::bare_json::BareJson;
use super::pairing::exchange;
use super::pairing::exchange::Head;
use super::pairing::pair;
use super::pairing::pair::{Pair, Unpaired};
use super::pairing::{completion, names, route, unpaired};
use super::types::tables;
use super::{Example, FenceOutcome, FenceRecord, PageDocs};
use crate::contract::{Dialect, DocumentedBody};
use crate::finding::{Finding, rules};
use crate::text::{LineIndex, Page, SourceText};

/// Reads one page by the given dialects. Whatever is wrong with it is a finding; nothing makes it fail.
pub fn read_page(page: &Page, dialects: &[Dialect]) -> PageDocs {
    let lines = LineIndex::new(&page.text);
    let mut findings = Vec::new();
    let mut outline = outline::outline(page, parse::blocks(page, &lines), dialects, &mut findings);
    let plain = dialects.contains(&Dialect::Http);
    let curl = if dialects.contains(&Dialect::Curl) {
        curl::read(page, &lines, &outline, plain, &mut findings)
    } else {
        CurlDocs::default()
    };
    for settled in &curl.settled {
        outline.pieces[*settled].role = Role::Other;
    }
    let fates = vec![None; outline.pieces.len()];
    let mut reader = Reader { page, lines: &lines, outline: &outline, findings, fates, headless: BareJson::default() };
    let (mut pairs, alone) = pair::pairs(&page.text, &outline.pieces, &outline.headings);
    if plain {
        reader.headless = bare_json::read(&page.text, &outline.pieces, &outline.headings, &pairs);
        pairs.extend(&reader.headless.pairs);
        pairs.sort_by_key(|pair| (pair.response, pair.request));
    }
    let mut examples: Vec<Example> = pairs.iter().filter_map(|pair| reader.example(pair, plain)).collect();
    examples.extend(curl.examples);
    examples.sort_by_key(Example::rank);
    for (index, fate) in curl.fates {
        reader.fates[index] = Some(fate);
    }
    for (response, reason) in alone {
        reader.unpaired(response, reason, plain);
    }
    reader.findings.extend(names::unknown(&page.path, &outline.pieces));
    reader.unclear();
    reader.rest(plain);
    let mut docs = tables::read(page, &lines, &outline, &mut reader.findings);
    for example in &mut examples {
        if example.request.scopes.is_empty() {
            example.request.scopes.clone_from(&docs.permissions);
        }
    }
    docs.unnamed_base = docs.resources.iter().any(|r| r.base_type.is_none()) && completion::says_inherits(&page.text);
    reader.findings.extend(super::lint::read(page, &lines, &outline, &docs, &examples));
    docs.includes.clone_from(&outline.includes);
    docs.fences = reader.account();
    reader.findings.sort_by_key(|f| f.location.place);
    docs.path.clone_from(&page.path);
    docs.title.clone_from(&outline.title);
    docs.examples = examples;
    docs.directives.clone_from(&outline.page);
    docs.steps = curl.steps;
    docs.findings = reader.findings;
    docs
}

struct Reader<'p> {
    page: &'p Page,
    lines: &'p LineIndex,
    outline: &'p Outline,
    findings: Vec<Finding>,
    fates: Vec<Option<FenceOutcome>>,
    headless: BareJson,
}

impl Reader<'_> {
    fn example(&mut self, pair: &Pair, plain: bool) -> Option<Example> {
        let pieces = &self.outline.pieces;
        let (request, response) = (&pieces[pair.request], &pieces[pair.response]);
        let annotated = request.annotated(BlockType::Request);
        if !annotated && !plain {
            self.fates[pair.request] = Some(FenceOutcome::Excused);
            self.fates[pair.response] = Some(FenceOutcome::Excused);
            return None;
        }
        let asked = request.request()?;
        let answered = Head::of(self.page, self.lines, self.outline, *pair)?;
        self.oddities(pair, &asked.rest.oddities, &answered.oddities);
        self.mislabelled(request, "response", BlockType::Response);
        self.mislabelled(response, "request", BlockType::Request);
        self.fates[pair.request] = Some(FenceOutcome::InCase);
        self.fates[pair.response] = Some(FenceOutcome::InCase);
        let no_content = answered.status.only() == Some(204);
        let mut answer = exchange::doc_response(response, answered);
        answer.facts.shortened = self.says_shortened(request, response);
        if answer.body.is_none() && !no_content {
            answer.body = completion::body_in_next_fence(pieces, pair.response).map(DocumentedBody::new);
        }
        answer.body = answer.body.map(|body| self.one_document(body));
        let mut request = exchange::doc_request(request, asked);
        if let Some(payload) = self.payload(pair.request) {
            request.body = Some(payload.into());
        }
        let above = &pieces[pair.request];
        let directives = exchange::said_of(above, response);
        let own = directives.iter().rev().find_map(|(directive, _)| directive.name.clone());
        let by_directive = above.annotation.as_ref().is_none_or(|a| a.by_directive);
        Some(Example {
            page: self.page.path.clone(),
            name: own.or_else(|| above.annotation.as_ref().filter(|_| annotated)?.names.first().cloned()),
            dialect: if annotated && !by_directive { Dialect::ApiDoctor } else { Dialect::Http },
            directives,
            headings: above.headings.iter().map(|(_, text)| text.clone()).collect(),
            request,
            response: answer,
        })
    }

    /// The body of a request that stands in a fence of its own.
    fn payload(&mut self, request: usize) -> Option<SourceText> {
        let (_, document) = *self.headless.payloads.iter().find(|(of, _)| *of == request)?;
        self.fates[document] = Some(FenceOutcome::InCase);
        match &self.outline.pieces[document].role {
            Role::Json(body) => Some(body.clone()),
            _ => None,
        }
    }

    /// The body, or of several documents in it the first.
    fn one_document(&mut self, body: DocumentedBody) -> DocumentedBody {
        let Some(first) = completion::first_document(&body) else { return body };
        let message = "this fence holds several JSON documents; the first was taken as the answer";
        let finding = Finding::docs(&rules::docs::SEVERAL_DOCUMENTS, &self.page.path, body.start(), message);
        self.findings.push(finding.help("show each answer in a fence of its own"));
        first
    }

    /// Documents that may be the request's body as well as the answer.
    fn unclear(&mut self) {
        for (request, document) in std::mem::take(&mut self.headless.unclear) {
            let pieces = &self.outline.pieces;
            let line = pieces[request].place.line;
            let message = format!(
                "this may be the body of the request at line {line} as well as the answer to it: neither was taken"
            );
            let finding = Finding::docs(&rules::docs::TWO_READINGS, &self.page.path, pieces[document].place, message);
            self.findings.push(finding.help("say which above it: `Request body:` or `Response:`"));
            self.fates[document] = Some(FenceOutcome::InFinding);
        }
    }

    /// The content of a fence is believed, not its label.
    fn mislabelled(&mut self, piece: &FenceInContext, said: &str, wrong: BlockType) {
        if piece.annotated(wrong) && !matches!(piece.role, Role::Both(..)) {
            let message = format!("annotated as {said}, but it is none; it was taken for what it is");
            let finding = Finding::docs(&rules::docs::MISLABELLED, &self.page.path, piece.place, message);
            self.findings.push(finding.help("correct the annotation's `blockType`"));
        }
    }

    /// The prose between the request and the response says that the example is not whole.
    fn says_shortened(&self, request: &FenceInContext, response: &FenceInContext) -> bool {
        let said = response.annotation.as_ref().is_some_and(|a| a.facts.truncated || a.is_whole);
        let from = request.range.end.min(response.range.start);
        !said && completion::says_shortened(&self.page.text[from..response.range.start])
    }

    fn oddities(&mut self, pair: &Pair, asked: &[MessageDefect], answered: &[MessageDefect]) {
        // A request with several responses is looked at once.
        if self.fates[pair.request].is_none() {
            self.odd(asked, "request");
        }
        if self.fates[pair.response].is_none() {
            self.odd(answered, "response");
        }
    }

    fn odd(&mut self, oddities: &[MessageDefect], what: &str) {
        for oddity in oddities {
            let (rule, message, help) = match oddity.kind {
                MessageDefectKind::NoBlankLine => (
                    &rules::docs::NO_BLANK_LINE,
                    format!("the {what}'s body follows its head without a blank line"),
                    "put a blank line before the body",
                ),
                MessageDefectKind::BlankInHead => (
                    &rules::docs::BLANK_IN_HEAD,
                    format!("a blank line stands inside the {what}'s head"),
                    "remove it: what follows a blank line is the body",
                ),
                MessageDefectKind::SecondRequest => (
                    &rules::docs::SECOND_REQUEST,
                    "this fence holds a second request here; only the first is in a case".to_owned(),
                    "give each request a fence of its own, with its response below it",
                ),
                MessageDefectKind::NoField => (
                    &rules::docs::NO_HEADER_FIELD,
                    format!("this line of the {what}'s head is no header field"),
                    "write `Name: value`",
                ),
            };
            let finding = Finding::docs(rule, &self.page.path, oddity.place, message).help(help);
            let blank = (oddity.kind == MessageDefectKind::NoBlankLine)
                .then(|| edits::blank_line(&self.page.text, oddity.place));
            self.findings.push(finding.fix(blank.flatten()));
        }
    }

    fn unpaired(&mut self, response: usize, reason: Unpaired, plain: bool) {
        let pieces = &self.outline.pieces;
        let Some((message, help)) = unpaired::why(pieces, &pieces[response], reason, plain) else {
            self.fates[response] = Some(FenceOutcome::Excused);
            return;
        };
        self.fates[response] = Some(FenceOutcome::InFinding);
        let place = pieces[response].place;
        let finding = Finding::docs(&rules::docs::UNPAIRED_RESPONSE, &self.page.path, place, message);
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
                _ if piece.annotated(BlockType::Unknown) => FenceOutcome::InFinding,
                _ => FenceOutcome::Excused,
            };
            self.fates[i] = Some(fate);
        }
    }

    fn unreadable(&mut self, piece: &FenceInContext) -> FenceOutcome {
        if piece.annotation.is_none() {
            let message = "this is meant as a status line, and is none";
            let finding = Finding::docs(&rules::docs::NOT_HTTP, &self.page.path, piece.text.start(), message);
            self.findings.push(finding.help("write a version and a number: `HTTP/1.1 200 OK`"));
            return FenceOutcome::InFinding;
        }
        let (said, wanted) = if piece.annotated(BlockType::Request) {
            ("request", "a request line such as `GET /items`")
        } else {
            ("response", "a status line such as `HTTP/1.1 200 OK`")
        };
        let message = format!("annotated as {said}, but its first line is not {wanted}");
        let first = piece.text.text().lines().find(|l| !l.trim().is_empty()).unwrap_or("(nothing)");
        let finding = Finding::docs(&rules::docs::NOT_HTTP, &self.page.path, piece.place, message);
        self.findings.push(finding.expected(wanted).actual(first.chars().take(80).collect::<String>()));
        FenceOutcome::InFinding
    }

    fn unanswered(&mut self, piece: &FenceInContext, message: &RequestMessage, plain: bool) -> FenceOutcome {
        let annotated = piece.annotated(BlockType::Request);
        // A route alone may be prose; one that a heading or label calls a request, or that is whole, is meant as an example.
        let heading = piece.headings.last().map_or("", |(_, text)| text);
        let called = label::names_example(heading) || label::names_example(label::words(&self.page.text, piece));
        let whole = message.start.url.contains("://") && !message.start.url.contains(['{', '<']);
        let syntax = label::names_syntax(heading) || message.start.stacked > 0;
        let bare = route::is_bare(message) && (syntax || !(called || whole));
        if !annotated && (bare || !plain) {
            return FenceOutcome::Excused;
        }
        let finding = Finding::docs(
            &rules::docs::REQUEST_WITHOUT_RESPONSE,
            &self.page.path,
            piece.place,
            "this request has no response: nothing can be expected of it",
        );
        self.findings.push(finding.help("show the response below it, or annotate it as `ignored`"));
        FenceOutcome::InFinding
    }

    fn account(&self) -> Vec<FenceRecord> {
        let hidden =
            self.outline.hidden.iter().map(|place| FenceRecord { place: *place, fate: FenceOutcome::InFinding });
        let pieces = self.outline.pieces.iter().zip(&self.fates);
        let fates = pieces.filter_map(|(piece, fate)| fate.map(|fate| FenceRecord { place: piece.place, fate }));
        let mut all: Vec<FenceRecord> = fates.chain(hidden).collect();
        all.sort_by_key(|fate| fate.place);
        all
    }
}
