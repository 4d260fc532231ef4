//! JSON documents that stand without a head: answers without a status line, bodies of requests in a fence of their own.
//! Which of both one is, its label says, else what else the page shows of the request.

use super::pair;
use super::pair::Pair;
use super::route;
use crate::docs::messages::error_body;
use crate::docs::messages::message::RequestMessage;
use crate::docs::outline::fence_in_context::{FenceInContext, Role};
use crate::docs::outline::label;
use crate::docs::outline::label::LabelKind;
use crate::json;
use crate::text::SourceText;

/// What the documents without a head are.
#[derive(Default)]
pub(crate) struct BareJson {
    /// A request and the document that answers it.
    pub(crate) pairs: Vec<Pair>,
    /// A request and the document that is its body.
    pub(crate) payloads: Vec<(usize, usize)>,
    /// Documents that may be the one or the other, with their request.
    pub(crate) unclear: Vec<(usize, usize)>,
}

/// The JSON document that a fence holds and nothing else, outer blank lines off.
pub(crate) fn json(info: &str, text: &SourceText) -> Option<SourceText> {
    const PLAIN: &[&str] =
        &["", "js", "javascript", "text", "txt", "plain", "plaintext", "http", "console", "response"];
    let language = info.split([' ', '{', ',', ':']).next().unwrap_or_default().to_ascii_lowercase();
    let source = text.text();
    let start = source.len() - source.trim_start_matches(|c: char| c.is_whitespace()).len();
    let start = source[..start].rfind('\n').map_or(0, |nl| nl + 1);
    let shown = source[start..].trim();
    let named = language.starts_with("json");
    let mut rest = shown.chars();
    let opens = matches!(rest.next(), Some('{' | '['));
    let next = rest.find(|c| !c.is_whitespace());
    let like = match next {
        Some('"' | '}' | ']' | '{' | '[' | '.' | '/' | '-' | '0'..='9') => opens && !shown.starts_with("{{"),
        Some('t' | 'f' | 'n') => shown.starts_with('[') && json::read(shown).is_ok(),
        _ => false,
    };
    let scalar = named && !opens && json::read(shown).is_ok();
    if !(named && (opens || scalar) || like && PLAIN.contains(&language.as_str())) {
        return None;
    }
    Some(text.slice(start, source.trim_end().len()))
}

/// Finds what the documents without a head belong to; `found` are the pairs that have a status line.
pub(crate) fn read(
    page: &str,
    pieces: &[FenceInContext],
    headings: &[(usize, u8, String)],
    found: &[Pair],
) -> BareJson {
    let mut first_answer: Vec<Option<usize>> = vec![None; pieces.len()];
    for pair in found {
        let first = &mut first_answer[pair.request];
        *first = Some(first.map_or(pair.response, |known| known.min(pair.response)));
    }
    let mut reading = Reading { page, pieces, headings, first_answer, out: BareJson::default() };
    for (at, piece) in pieces.iter().enumerate() {
        if piece.annotation.is_none()
            && let Role::Request(message) | Role::Syntax(message) | Role::Route { message, .. } = &piece.role
        {
            reading.request(at, message);
        }
    }
    reading.out
}

struct Reading<'p> {
    page: &'p str,
    pieces: &'p [FenceInContext],
    headings: &'p [(usize, u8, String)],
    /// Of each piece, the first response with a status line that answers it.
    first_answer: Vec<Option<usize>>,
    out: BareJson,
}

/// The documents below a request, by what their labels say.
#[derive(Default)]
struct Below {
    answers: Vec<usize>,
    payload: Option<usize>,
    /// Not labelled as either.
    open: Vec<usize>,
}

impl Reading<'_> {
    fn request(&mut self, at: usize, message: &RequestMessage) {
        let window = self.window(at);
        let answer = self.first_answer[at];
        let strict = self.is_strict(at, message);
        let mut below = self.below(at, &window, answer, strict);
        if is_prose_route(&self.pieces[at]) {
            below.answers.retain(|&document| !self.is_owned(at, document));
            below.open.retain(|&document| !self.is_owned(at, document));
        }
        if message.rest.body.is_some() {
            below.payload = None;
        }
        let lacks_body = lacks_body(message) && below.payload.is_none();
        let first_answer = below.answers.iter().copied().chain(answer).min();
        match (first_answer, below.open.first()) {
            // Between a request without its body and the answer: the body.
            (Some(answer), Some(_)) if lacks_body => below.payload = self.example_of(&below.open, answer),
            (None, Some(&first)) => self.unlabelled(at, message, first, lacks_body, strict, &mut below),
            _ => {}
        }
        let is_example =
            matches!(self.pieces[at].role, Role::Request(_)) || answer.is_some() || !below.answers.is_empty();
        if !is_example {
            return;
        }
        let payload = below.payload.or_else(|| lacks_body.then(|| self.payload_above(at)).flatten());
        self.out.payloads.extend(payload.map(|document| (at, document)));
        if answer.is_none() {
            self.out.pairs.extend(below.answers.into_iter().map(|response| Pair { request: at, response }));
        }
    }

    /// A bare route is only believed to be a request where an answer is plainly shown.
    fn is_strict(&self, at: usize, message: &RequestMessage) -> bool {
        let piece = &self.pieces[at];
        let heading = piece.headings.last().map_or("", |(_, text)| text);
        let announced = label::names_example(label::words(self.page, piece)) || label::names_example(heading);
        !matches!(piece.role, Role::Request(_))
            || (route::is_bare(message) && !message.start.url.contains("://") && !announced)
    }

    /// The documents that may belong to the request at `at`: up to the next request, or to the end of its example.
    fn window(&self, at: usize) -> Vec<usize> {
        let mut window = Vec::new();
        for (i, piece) in self.pieces.iter().enumerate().skip(at + 1) {
            let other_route = matches!(piece.role, Role::Route { .. }) && is_prose_route(&self.pieces[at]);
            if piece.is_request_like() || piece.holds_command() || other_route {
                break;
            }
            if !pair::same_example(&self.pieces[at], piece, self.headings) {
                break;
            }
            if matches!(piece.role, Role::Json(_)) && piece.annotation.is_none() {
                window.push(i);
            }
        }
        window
    }

    fn below(&self, at: usize, window: &[usize], answer: Option<usize>, strict: bool) -> Below {
        let mut below = Below::default();
        for &i in window {
            let past = answer.is_some_and(|answer| i > answer) || !below.answers.is_empty();
            match self.says(at, i) {
                LabelKind::Answer if !strict || self.is_concrete(i) || self.is_broken(i) => below.answers.push(i),
                LabelKind::Payload | LabelKind::Request if below.payload.is_none() && !past => below.payload = Some(i),
                LabelKind::Nothing => below.open.push(i),
                LabelKind::Shape if !strict && self.is_concrete(i) => below.open.push(i),
                _ => {}
            }
        }
        below
    }

    /// What the document's label says; where it says nothing, what a heading between the request and it does.
    fn says(&self, request: usize, document: usize) -> LabelKind {
        let (request, document) = (&self.pieces[request], &self.pieces[document]);
        match label::says(self.page, document) {
            LabelKind::Nothing => {
                let heading = document.headings.last().map_or("", |(_, text)| text);
                // A heading above both speaks of the document only where it names its status ("200: OK").
                let speaks = document.section != request.section || label::begins_with_status(heading);
                if speaks { label::of(heading) } else { LabelKind::Nothing }
            }
            said => said,
        }
    }

    /// The first document that no label speaks of, and what the page shows besides decide.
    fn unlabelled(
        &mut self,
        at: usize,
        message: &RequestMessage,
        first: usize,
        lacks_body: bool,
        strict: bool,
        below: &mut Below,
    ) {
        let near = self.pieces[first].adjacent || !is_fence(&self.pieces[at]) && self.is_next(at, first);
        if strict && !(near && self.is_concrete(first)) {
            return;
        }
        if self.only_names(at, message, below) {
            return self.out.unclear.push((at, first));
        }
        let whole = message.start.version || !message.rest.headers.is_empty();
        let announces = message.rest.headers.iter().any(|field| field.name.eq_ignore_ascii_case("content-type"));
        match below.open.get(1) {
            _ if !lacks_body => below.answers.push(first),
            Some(&second) => {
                below.payload = Some(first);
                below.answers.push(second);
            }
            None if whole && announces => below.payload = Some(first),
            None if whole => below.answers.push(first),
            None => self.out.unclear.push((at, first)),
        }
    }

    /// Whether a heading names a route that changes something, and nothing but one document stands below: no request to send.
    fn only_names(&self, at: usize, message: &RequestMessage, below: &Below) -> bool {
        let reads = matches!(message.start.method.as_str(), "GET" | "HEAD" | "OPTIONS" | "DELETE");
        let heading = matches!(self.pieces[at].role, Role::Route { heading: true, .. });
        heading && !reads && below.payload.is_none() && below.open.len() < 2
    }

    /// Of the documents before `answer` the one that is called an example, else the first.
    fn example_of(&self, open: &[usize], answer: usize) -> Option<usize> {
        let before = || open.iter().copied().filter(|&document| document < answer);
        let called = |document: &usize| label::names_example(label::words(self.page, &self.pieces[*document]));
        before().find(called).or_else(|| before().next())
    }

    /// Whether a document already answers a fence above, and the route is not named by the very words that lead to it.
    fn is_owned(&self, route: usize, document: usize) -> bool {
        let owned = |pair: &Pair| pair.response == document && is_fence(&self.pieces[pair.request]);
        let between = self.pieces[route].range.end..self.pieces[document].range.start;
        let leads = self.page.get(between).is_some_and(|words| !words.trim_end().contains("\n\n"));
        !leads && self.out.pairs.iter().any(owned)
    }

    /// Whether no other fence, and nothing but blank lines, stands between a route and the document.
    fn is_next(&self, route: usize, document: usize) -> bool {
        document == route + 1 && label::words(self.page, &self.pieces[document]).len() < 400 && {
            let piece = &self.pieces[document];
            piece.leads && self.page.get(piece.gap.clone()).is_some_and(|gap| gap.trim().is_empty())
        }
    }

    /// A document labelled as payload right above a request that lacks its body.
    fn payload_above(&self, at: usize) -> Option<usize> {
        let used = |i: usize| self.out.payloads.iter().any(|(_, document)| *document == i);
        let rank = |piece: &FenceInContext| piece.headings.last().map_or(0, |(level, _)| *level);
        for i in (0..at).rev() {
            let piece = &self.pieces[i];
            if piece.is_request_like() || piece.holds_command() || matches!(piece.role, Role::Response(_)) {
                return None;
            }
            if matches!(piece.role, Role::Json(_)) {
                let between = |offset: usize| offset > piece.range.start && offset < self.pieces[at].range.start;
                let apart = self.headings.iter().any(|(offset, level, _)| between(*offset) && *level < rank(piece));
                return (label::says(self.page, piece) == LabelKind::Payload && !apart && !used(i)).then_some(i);
            }
        }
        None
    }

    /// Whether a document of real values cannot be read: as a labelled answer it is reported, not passed over.
    fn is_broken(&self, document: usize) -> bool {
        let Role::Json(text) = &self.pieces[document].role else { return false };
        let skeleton = text.text().contains(['<', '|']);
        !skeleton && json::read(text.text()).is_err()
    }

    fn is_concrete(&self, document: usize) -> bool {
        let Role::Json(text) = &self.pieces[document].role else { return false };
        json::read(text.text()).is_ok_and(|document| error_body::is_concrete(&document.root))
    }
}

fn is_fence(piece: &FenceInContext) -> bool {
    !matches!(piece.role, Role::Route { .. })
}

fn is_prose_route(piece: &FenceInContext) -> bool {
    matches!(piece.role, Role::Route { heading: false, .. })
}

/// Whether a request of this method carries a body as a rule, and neither that nor a query is shown with it.
fn lacks_body(message: &RequestMessage) -> bool {
    let writes = matches!(message.start.method.as_str(), "POST" | "PUT" | "PATCH");
    writes && message.rest.body.is_none() && !message.start.url.contains('?')
}
