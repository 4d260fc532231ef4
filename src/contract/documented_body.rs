//! A documented body: its text, with its JSON and the pattern of that, each made once.

use std::fmt;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::JsonPattern;
use super::body_layout::{
    begins_with_elided_lines, calls_with_json, event_data, is_bracketed_text, is_json_lines, is_multipart,
    is_of_records,
};
use super::{BodyKind, JsonLayout};
use crate::http::MediaType;
use crate::json;
use crate::json::{Document, Node, ReadError, RepairKind};
use crate::text::{Position, SourceText, Span};

/// A body as the docs show it. It is read when its content is first asked for, and its pattern is made then, too; both are
/// kept. Clones share them. In a contract file it is its text.
#[derive(Clone)]
pub struct DocumentedBody(Arc<Inner>);

struct Inner {
    source: Arc<SourceText>,
    plain: OnceLock<bool>,
    /// Boxed, as ten thousand bodies are kept that nobody reads yet.
    document: OnceLock<Box<Reading>>,
    lines: OnceLock<Box<Reading>>,
    events: OnceLock<Box<Reading>>,
}

/// The JSON of a body in one layout, and its pattern.
#[derive(Default)]
struct Reading {
    json: OnceLock<Result<Document, ReadError>>,
    pattern: OnceLock<JsonPattern>,
}

impl DocumentedBody {
    /// The body with this text; not read yet.
    pub fn new(source: SourceText) -> Self {
        Self::sharing(Arc::new(source))
    }

    fn sharing(source: Arc<SourceText>) -> Self {
        Self(Arc::new(Inner {
            source,
            plain: OnceLock::new(),
            document: OnceLock::new(),
            lines: OnceLock::new(),
            events: OnceLock::new(),
        }))
    }

    /// The body with the same text, read as another document: what a directive says about it is in there.
    #[must_use]
    pub(super) fn reading_as(&self, document: Document) -> Self {
        let body = Self::sharing(Arc::clone(&self.0.source));
        // A new body has not been read yet.
        let _ = body.reading(JsonLayout::Document).json.set(Ok(document));
        body
    }

    /// The same body, not read yet: what is read of it goes when it goes.
    #[must_use]
    pub fn unread(&self) -> Self {
        let body = Self::sharing(Arc::clone(&self.0.source));
        if let Some(plain) = self.0.plain.get() {
            let _ = body.0.plain.set(*plain);
        }
        body
    }

    /// Whether the text is one JSON document, in which nothing is to be repaired and no name is repeated. It is not read for
    /// that: `false` proves nothing; read the body to be sure.
    pub fn is_plain(&self) -> bool {
        *self.0.plain.get_or_init(|| json::is_plain(self.text()))
    }

    /// The text with its position in the page.
    pub fn source(&self) -> &SourceText {
        &self.0.source
    }

    /// The text.
    pub fn text(&self) -> &str {
        self.0.source.text()
    }

    /// Where the body starts in its page.
    pub fn start(&self) -> Position {
        self.0.source.start()
    }

    /// The position in the page of byte `offset` of the text.
    pub fn place(&self, offset: usize) -> Position {
        self.0.source.place(offset)
    }

    /// The whole body.
    pub fn span(&self) -> Span {
        self.0.source.span(0..self.text().len())
    }

    /// The text read tolerantly as one JSON document.
    ///
    /// # Errors
    /// It is not one: where in the text, and why.
    pub fn json(&self) -> Result<&Document, &ReadError> {
        self.read_as(JsonLayout::Document)
    }

    /// The root of the JSON document; `None` where the text is not one.
    pub fn root(&self) -> Option<&Node> {
        self.json().ok().map(|document| &document.root)
    }

    /// The JSON document as a pattern; `None` where the text is not one.
    pub fn pattern(&self) -> Option<&JsonPattern> {
        self.pattern_as(JsonLayout::Document)
    }

    /// The text read tolerantly as JSON in a layout.
    ///
    /// # Errors
    /// It, or a part of it, is not a document: where in the text, and why.
    pub fn read_as(&self, layout: JsonLayout) -> Result<&Document, &ReadError> {
        let read = || {
            let is_plain = layout == JsonLayout::Document && self.0.plain.get() == Some(&true);
            let plain = is_plain.then(|| json::plain_document(self.text())).flatten();
            plain.map_or_else(|| layout.read(self.text()), Ok)
        };
        self.reading(layout).json.get_or_init(read).as_ref()
    }

    /// The JSON in a layout as a pattern; `None` where the text is not JSON.
    pub fn pattern_as(&self, layout: JsonLayout) -> Option<&JsonPattern> {
        let root = &self.read_as(layout).ok()?.root;
        Some(self.reading(layout).pattern.get_or_init(|| JsonPattern::new(root)))
    }

    fn reading(&self, layout: JsonLayout) -> &Reading {
        let reading = match layout {
            JsonLayout::Document => &self.0.document,
            JsonLayout::Lines => &self.0.lines,
            JsonLayout::Events => &self.0.events,
        };
        reading.get_or_init(Box::default)
    }

    /// How the body is documented as JSON: by its media type, else by its text. `None` where it is documented as something
    /// else. `curl -d` declares a form, whatever it sends.
    pub fn json_layout(&self, declared: Option<&MediaType>) -> Option<JsonLayout> {
        let several = || self.kind() == BodyKind::JsonLines;
        let only = |layout, is: bool| is.then_some(layout);
        match declared {
            Some(media_type) if media_type.is_ndjson() => {
                only(JsonLayout::Lines, self.read_as(JsonLayout::Lines).is_ok())
            }
            Some(media_type) if media_type.is_event_stream() => {
                only(JsonLayout::Events, !event_data(self.text()).is_empty())
            }
            Some(media_type) if !media_type.is_form() && !media_type.is_json() => None,
            _ if several() => Some(JsonLayout::Lines),
            // Whatever the header says.
            Some(_) if calls_with_json(self.text()) || is_multipart(self.text()) || is_of_records(self.text()) => None,
            Some(media_type) if !media_type.is_form() => Some(JsonLayout::Document),
            _ if begins_with_elided_lines(self.text()) || is_bracketed_text(self.text()) => None,
            _ if self.text().trim_start().starts_with(json::OPENING) => Some(JsonLayout::Document),
            _ => only(
                JsonLayout::Document,
                self.is_plain() || self.json().is_ok_and(|document| document.repairs.is_empty()),
            ),
        }
    }

    /// Whether the body is documented as one JSON document.
    pub fn is_json(&self, declared: Option<&MediaType>) -> bool {
        self.json_layout(declared) == Some(JsonLayout::Document)
    }

    /// What the text is.
    pub fn kind(&self) -> BodyKind {
        if self.0.document.get().is_none() && self.is_plain() {
            return BodyKind::Json;
        }
        let (is_one, may_be_lines) = match self.json() {
            Ok(document) => (true, document.repairs.iter().any(|repair| repair.kind == RepairKind::Trailing)),
            Err(_) => (false, true),
        };
        if may_be_lines && is_json_lines(self.text()) {
            return BodyKind::JsonLines;
        }
        if is_one { BodyKind::Json } else { BodyKind::Other }
    }
}

impl PartialEq for DocumentedBody {
    fn eq(&self, other: &Self) -> bool {
        self.source() == other.source()
    }
}

impl fmt::Debug for DocumentedBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.source().fmt(f)
    }
}

impl From<SourceText> for DocumentedBody {
    fn from(source: SourceText) -> Self {
        Self::new(source)
    }
}

impl Serialize for DocumentedBody {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.source().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for DocumentedBody {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        SourceText::deserialize(deserializer).map(Self::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(text: &str) -> DocumentedBody {
        SourceText::new(text, 7, &[3]).into()
    }

    #[test]
    fn a_text_is_one_document_several_lines_of_them_or_something_else() {
        for (text, kind) in [
            ("{\"a\": 1,}", BodyKind::Json),
            ("[\n1,\n2\n]", BodyKind::Json),
            ("{\"a\": 1}\n\n{\"a\": 2}", BodyKind::JsonLines),
            ("1\n2", BodyKind::JsonLines),
            ("{\"a\": 1}\n{\"a\": ", BodyKind::Other),
            ("<a/>", BodyKind::Other),
        ] {
            assert_eq!(body(text).kind(), kind, "{text}");
        }
    }

    #[test]
    fn a_body_is_json_by_its_media_type_else_by_its_text() {
        let is_json = |declared: &str, text: &str| body(text).is_json(MediaType::parse(declared).as_ref());
        let lines = "{\"a\": 1}\n{\"a\": 2}";
        for (declared, text) in [
            ("application/vnd.a.json", "none"),
            ("", "{\"a\": 1,}"),
            ("", "\"text\""),
            ("{type}", "[1]"),
            ("application/x-www-form-urlencoded", "{}"),
        ] {
            assert!(is_json(declared, text), "{declared} {text}");
        }
        for (declared, text) in [
            ("application/x-ndjson", lines),
            ("application/x-ndjson", "{}"),
            ("", lines),
            ("application/json", lines),
            ("", "[...]\nstarted\nstopped"),
            ("text/plain", "{}"),
            ("", "a=b"),
        ] {
            assert!(!is_json(declared, text), "{declared} {text}");
        }
    }

    #[test]
    fn lines_of_json_are_an_array_of_documents() {
        let lines = "{\"a\": 1}\n...\n\n{\"a\": 2, \"b\": 3}\n";
        let is_lines = |declared: &str, text: &str| {
            body(text).json_layout(MediaType::parse(declared).as_ref()) == Some(JsonLayout::Lines)
        };
        for declared in ["", "application/json", "application/x-ndjson"] {
            assert!(is_lines(declared, lines), "{declared}");
        }
        assert!(is_lines("application/jsonl", "{}") && !is_lines("application/json", "{}"));
        assert!(!is_lines("text/plain", lines) && !is_lines("application/jsonl", "{}\nnot JSON"));
        let body = body(lines);
        let items = body.read_as(JsonLayout::Lines).expect("lines").root.items().expect("an array");
        assert_eq!((items.len(), items[1].start), (2, lines.rfind('{').expect("a second one")));
        let pattern = body.pattern_as(JsonLayout::Lines).expect("a pattern");
        let array = pattern.array.as_ref().expect("an array");
        let item = array.item.as_ref().and_then(|item| item.object.as_ref()).expect("objects");
        let required: Vec<_> = item.members.iter().map(|member| (member.key.as_str(), member.required)).collect();
        assert_eq!((array.open, required), (true, vec![("a", true), ("b", false)]));
    }

    #[test]
    fn the_data_of_events_is_an_array_of_documents() {
        let stream = MediaType::parse("text/event-stream");
        let layout = |text: &str| body(text).json_layout(stream.as_ref());
        let text = "event: tick\ndata: {\"n\": 1}\n\ndata: [DONE]\n";
        assert_eq!((layout(text), layout("data: plain\n")), (Some(JsonLayout::Events), None));
        let body = body(text);
        let items = body.read_as(JsonLayout::Events).expect("JSON").root.items().expect("an array");
        assert_eq!((items.len(), items[0].start), (1, text.find('{').expect("JSON")));
    }

    #[test]
    fn clones_share_what_was_read_and_made() {
        let first = body("{\"a\": [1]}");
        let second = first.clone();
        assert!(std::ptr::eq(first.pattern().expect("JSON"), second.pattern().expect("JSON")));
        assert!(std::ptr::eq(first.root().expect("JSON"), second.root().expect("JSON")));
    }

    #[test]
    fn the_error_says_where_the_text_ceases_to_be_json() {
        let broken = body("{\n\"a\" 1}");
        let at = broken.json().expect_err("no colon").at;
        assert_eq!(broken.place(at), Position::new(8, 7));
        assert!(broken.root().is_none() && broken.pattern().is_none());
    }

    #[test]
    fn in_a_file_it_is_its_text() {
        let body = body("{\n}");
        let written = serde_json::to_string(&body).expect("writes");
        assert_eq!(written, serde_json::to_string(body.source()).expect("writes"));
        assert_eq!(serde_json::from_str::<DocumentedBody>(&written).expect("reads"), body);
    }
}
