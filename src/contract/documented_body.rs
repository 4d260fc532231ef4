//! A documented body: its text, with its JSON and the pattern of that, each made once.

use std::fmt;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::JsonPattern;
use crate::http::MediaType;
use crate::json;
use crate::json::{Document, Node, ReadError, RepairKind};
use crate::text::{Position, SourceText, Span};

/// A body as the docs show it. It is read when its content is first asked for, and its pattern is made then, too; both are
/// kept. Clones share them. In a contract file it is its text.
#[derive(Clone)]
pub struct DocumentedBody(Arc<Inner>);

struct Inner {
    source: SourceText,
    json: OnceLock<Result<Document, ReadError>>,
    pattern: OnceLock<JsonPattern>,
    lines: OnceLock<Result<Document, ReadError>>,
    lines_pattern: OnceLock<JsonPattern>,
}

/// What the text of a documented body is, whatever `Content-Type` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyKind {
    /// One JSON document, tolerantly read.
    Json,
    /// Several lines, each a JSON document of its own (NDJSON).
    JsonLines,
    /// Anything else.
    Other,
}

impl DocumentedBody {
    /// The body with this text; not read yet.
    pub fn new(source: SourceText) -> Self {
        Self(Arc::new(Inner {
            source,
            json: OnceLock::new(),
            pattern: OnceLock::new(),
            lines: OnceLock::new(),
            lines_pattern: OnceLock::new(),
        }))
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
        self.0.json.get_or_init(|| json::read(self.text())).as_ref()
    }

    /// The root of the JSON document; `None` where the text is not one.
    pub fn root(&self) -> Option<&Node> {
        self.json().ok().map(|document| &document.root)
    }

    /// The JSON document as a pattern; `None` where the text is not one.
    pub fn pattern(&self) -> Option<&JsonPattern> {
        let root = self.root()?;
        Some(self.0.pattern.get_or_init(|| JsonPattern::new(root)))
    }

    /// Each line read tolerantly as a JSON document: an array of them.
    ///
    /// # Errors
    /// A line is not a document: where in the text, and why.
    pub fn lines(&self) -> Result<&Document, &ReadError> {
        self.0.lines.get_or_init(|| json::read_lines(self.text())).as_ref()
    }

    /// The lines as the pattern of an array; `None` where one of them is not JSON.
    pub fn lines_pattern(&self) -> Option<&JsonPattern> {
        let root = &self.lines().ok()?.root;
        Some(self.0.lines_pattern.get_or_init(|| JsonPattern::new(root)))
    }

    /// Whether the body is documented as JSON documents, one on each line: by its media type, else by its text, where a media
    /// type of text or JSON is documented or none at all.
    pub fn is_json_lines(&self, declared: Option<&MediaType>) -> bool {
        match declared {
            Some(media_type) if media_type.is_ndjson() => self.lines().is_ok(),
            Some(media_type) if !(media_type.is_json() || media_type.is_form()) => false,
            _ => self.kind() == BodyKind::JsonLines,
        }
    }

    /// Whether the body is documented as one JSON document: by its media type, else by its text. What `curl -d` sends is
    /// called a form whatever it is.
    pub fn is_json(&self, declared: Option<&MediaType>) -> bool {
        match declared {
            Some(media_type) if !media_type.is_form() => media_type.is_json() && self.kind() != BodyKind::JsonLines,
            _ if begins_with_elided_lines(self.text()) => false,
            _ if self.text().trim_start().starts_with(['{', '[']) => self.kind() != BodyKind::JsonLines,
            _ => self.json().is_ok_and(|document| document.repairs.is_empty()),
        }
    }

    /// What the text is.
    pub fn kind(&self) -> BodyKind {
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

/// Several lines, each a document of its own.
fn is_json_lines(text: &str) -> bool {
    let several = text.lines().filter(|line| !line.trim().is_empty()).nth(1).is_some();
    let whole = |document: &Document| document.repairs.iter().all(|repair| repair.kind != RepairKind::Trailing);
    several && json::read_lines(text).is_ok_and(|document| whole(&document))
}

/// `[...]` on a line of its own, and then a text: lines are left out of that text, and it is not an array.
fn begins_with_elided_lines(text: &str) -> bool {
    let Some((first, rest)) = text.trim_start().split_once('\n') else { return false };
    matches!(first.trim(), "[...]" | "[\u{2026}]") && !rest.trim().is_empty()
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
        let is_lines = |declared: &str, text: &str| body(text).is_json_lines(MediaType::parse(declared).as_ref());
        for declared in ["", "application/json", "application/x-ndjson"] {
            assert!(is_lines(declared, lines), "{declared}");
        }
        assert!(is_lines("application/jsonl", "{}") && !is_lines("application/json", "{}"));
        assert!(!is_lines("text/plain", lines) && !is_lines("application/jsonl", "{}\nnot JSON"));
        let body = body(lines);
        let items = body.lines().expect("lines").root.items().expect("an array");
        assert_eq!((items.len(), items[1].start), (2, lines.rfind('{').expect("a second one")));
        let pattern = body.lines_pattern().expect("a pattern");
        let array = pattern.array.as_ref().expect("an array");
        let item = array.item.as_ref().and_then(|item| item.object.as_ref()).expect("objects");
        let required: Vec<_> = item.members.iter().map(|member| (member.key.as_str(), member.required)).collect();
        assert_eq!((array.open, required), (true, vec![("a", true), ("b", false)]));
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
