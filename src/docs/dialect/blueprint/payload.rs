//! `+ Request`, `+ Response` and `+ Model` with their headers and body.

use std::ops::Range;

use super::lines::{Line, dedented};
use crate::contract::{DocumentedBody, Field};
use crate::http::status;
use crate::text::Position;

/// What a payload is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PayloadKind {
    Request,
    Response,
    Model,
}

/// A request, a response, or a model that others refer to.
#[derive(Debug)]
pub(super) struct Payload<'t> {
    pub(super) kind: PayloadKind,
    /// The line of its item.
    pub(super) line: Line<'t>,
    pub(super) status: Option<(u16, Position)>,
    pub(super) headers: Vec<Field>,
    pub(super) body: Option<DocumentedBody>,
    /// Its body is described by attributes or a schema.
    pub(super) described: bool,
    /// The line that begins its attributes, and those below.
    pub(super) attributes: Vec<Line<'t>>,
    /// The model that is its body: `[Lamp][]`.
    pub(super) model: Option<&'t str>,
    /// Bytes of the page.
    pub(super) range: Range<usize>,
}

/// The part of a payload that a line is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Right below the item.
    Own,
    Headers,
    Body,
    Attributes,
    /// A schema, parameters.
    Other,
}

/// A payload that is being read.
pub(super) struct PayloadReader<'t> {
    payload: Payload<'t>,
    part: Part,
    own: Vec<Line<'t>>,
    body: Vec<Line<'t>>,
    /// Lines of a fence right below the item.
    fenced: Option<Vec<Line<'t>>>,
    open_fence: Option<&'t str>,
}

impl<'t> PayloadReader<'t> {
    /// Begins at a list item, if it is one of a payload.
    pub(super) fn at(line: Line<'t>) -> Option<Self> {
        let (word, rest) = line.item().filter(|_| line.indent() < 4)?;
        let kind = match word {
            "Request" => PayloadKind::Request,
            "Response" => PayloadKind::Response,
            "Model" => PayloadKind::Model,
            _ => return None,
        };
        let at = line.text.len() - rest.len();
        let number = rest.trim_start();
        let code = number.get(..3).and_then(status::code);
        let status = code.map(|code| (code, line.place(line.text.len() - number.len())));
        let headers = media_type(rest).map(|(from, value)| content_type(value, line.place(at + from)));
        let payload = Payload {
            kind,
            line,
            status,
            headers: headers.into_iter().collect(),
            body: None,
            described: false,
            attributes: Vec::new(),
            model: None,
            range: line.offset..line.offset + line.text.len(),
        };
        Some(Self { payload, part: Part::Own, own: Vec::new(), body: Vec::new(), fenced: None, open_fence: None })
    }

    /// Whether the lines are inside a fence.
    pub(super) const fn in_fence(&self) -> bool {
        self.open_fence.is_some()
    }

    /// Takes a line below the item.
    pub(super) fn line(&mut self, line: Line<'t>) {
        if !line.is_blank() {
            self.payload.range.end = line.offset + line.text.len();
        }
        match (line.fence(), self.open_fence) {
            (Some(marks), Some(open)) if marks.starts_with(open) => self.open_fence = None,
            (Some(marks), None) => {
                self.open_fence = Some(marks);
                if matches!(self.part, Part::Own | Part::Body) {
                    self.fenced = Some(Vec::new());
                }
            }
            (_, Some(_)) => {
                if let Some(fenced) = self.fenced.as_mut().filter(|_| self.part != Part::Other) {
                    fenced.push(line);
                }
            }
            (None, None) => self.outside(line),
        }
    }

    fn outside(&mut self, line: Line<'t>) {
        if let Some((word, _)) = line.item().filter(|_| line.indent() < 8 || self.part != Part::Body) {
            let part = match word {
                "Headers" => Some(Part::Headers),
                "Body" => Some(Part::Body),
                "Attributes" if self.part != Part::Attributes => Some(Part::Attributes),
                "Schema" | "Parameters" => Some(Part::Other),
                _ => None,
            };
            if let Some(part) = part {
                self.payload.described |= matches!(word, "Attributes" | "Schema");
                self.payload.attributes.extend((part == Part::Attributes).then_some(line));
                self.part = part;
                return;
            }
        }
        match self.part {
            Part::Own => self.own.push(line),
            Part::Body => self.body.push(line),
            Part::Headers => self.payload.headers.extend(field(line)),
            Part::Attributes => self.payload.attributes.push(line),
            Part::Other => {}
        }
    }

    /// Whether its lines are fields of a form: `name=value`, `&name=value`.
    fn is_form(&self) -> bool {
        let mut lines = self.own.iter().map(|line| line.text.trim()).filter(|line| !line.is_empty()).peekable();
        let is_field = |line: &str| {
            line.split_once('=')
                .is_some_and(|(name, _)| !name.contains([' ', ':']) && !name.trim_matches('&').is_empty())
        };
        lines.peek().is_some() && lines.all(is_field)
    }

    /// The payload, at the next one or the next heading.
    pub(super) fn finish(mut self) -> Payload<'t> {
        let text = if let Some(fenced) = &self.fenced {
            dedented(fenced)
        } else if self.body.iter().any(|line| !line.is_blank()) {
            dedented(&self.body)
        } else {
            // Words about the payload come first, less indented; what begins as a document does is none of them.
            let begins =
                |line: &Line<'_>| line.text.trim_start().starts_with(['{', '[', '<']) && reference(*line).is_none();
            let from = self.own.iter().position(|line| !line.is_blank() && (line.indent() >= 8 || begins(line)));
            let from = from.or_else(|| self.own.iter().position(|line| !line.is_blank()).filter(|_| self.is_form()));
            let to = self
                .own
                .iter()
                .rposition(|line| !line.is_blank() && reference(*line).is_none())
                .map_or(0, |last| last + 1);
            from.filter(|from| *from < to).and_then(|from| dedented(&self.own[from..to]))
        };
        // What is shown outweighs a reference below it.
        self.payload.model = if text.is_some() { None } else { self.own.iter().find_map(|line| reference(*line)) };
        self.payload.body = text.map(Into::into);
        self.payload
    }
}

/// `(application/json)` at the end of an item: where it is, and what.
fn media_type(rest: &str) -> Option<(usize, &str)> {
    let open = rest.rfind('(')? + 1;
    let value = rest[open..].split(')').next()?.trim();
    value.contains('/').then_some((open, value))
}

fn content_type(value: &str, place: Position) -> Field {
    Field { name: "Content-Type".to_owned(), value: value.to_owned(), place }
}

/// `Name: value`
fn field(line: Line<'_>) -> Option<Field> {
    let text = line.text.trim_start();
    let (name, value) = text.split_once(':').filter(|(name, _)| !name.is_empty() && !name.contains(' '))?;
    let place = line.place(line.text.len() - text.len());
    Some(Field { name: name.to_owned(), value: value.trim().to_owned(), place })
}

/// `[Lamp][]`
fn reference(line: Line<'_>) -> Option<&str> {
    line.text.trim().strip_prefix('[')?.strip_suffix("][]")
}
