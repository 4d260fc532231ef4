//! A JSON document as it was read, and what was accepted or refused on the way.

use std::fmt;

use super::{Node, Value};

/// A document that was read, with what had to be repaired to read it.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The value.
    pub root: Node,
    /// Deviations from RFC 8259, in the order of the text. Empty: the text is strict JSON.
    pub repairs: Vec<Repair>,
    /// Repeated member names (RFC 8259 section 4: "SHOULD be unique"): name and byte offset of each repetition.
    pub duplicates: Vec<(String, usize)>,
}

impl Document {
    /// Whether placeholders without quotes are in the place of values.
    pub fn has_placeholders(&self) -> bool {
        self.repairs.iter().any(|repair| repair.kind == RepairKind::Placeholder)
    }

    /// The document as the only item of an array.
    #[must_use]
    pub fn into_only_item(self) -> Self {
        let (start, end) = (self.root.start, self.root.end);
        let root = Node { value: Value::Array { items: vec![self.root], open: false }, start, end };
        Self { root, ..self }
    }
}

/// One deviation from RFC 8259 that the reader accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repair {
    /// What was accepted.
    pub kind: RepairKind,
    /// Byte offset in the text.
    pub at: usize,
}

/// The deviations the reader knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RepairKind {
    /// A comma before `}` or `]`.
    TrailingComma,
    /// A comma with no value before it: several in a row, or one after `[`.
    StrayComma,
    /// The comma of Chinese and Japanese texts (U+FF0C) between values.
    WideComma,
    /// `// ...`, `/* ... */` or `# ...`.
    Comment,
    /// `...` or `…` in place of a value, members or items.
    Elision,
    /// `<id>`, `{id}`, `TOKEN` in place of a value, without quotes.
    Placeholder,
    /// A member name without quotes.
    BareKey,
    /// A string in single quotes.
    SingleQuotes,
    /// A raw control character (newline, tab) inside a string, or an escape JSON does not know.
    ControlCharacter,
    /// White space that JSON does not know (no-break space, byte order mark).
    StrangeSpace,
    /// `True`, `NULL`: a word in the wrong case.
    WordCase,
    /// Text after the document's end.
    Trailing,
}

impl RepairKind {
    /// In words, for a note.
    pub const fn describe(self) -> &'static str {
        match self {
            Self::TrailingComma => "a trailing comma",
            Self::StrayComma => "a comma too many, with no value before it",
            Self::WideComma => "a full-width comma",
            Self::Comment => "a comment",
            Self::Elision => "an elision (`...`)",
            Self::Placeholder => "a placeholder without quotes",
            Self::BareKey => "a member name without quotes",
            Self::SingleQuotes => "a string in single quotes",
            Self::ControlCharacter => "a raw control character or unknown escape inside a string",
            Self::StrangeSpace => "white space that JSON does not know",
            Self::WordCase => "a word in the wrong case (`True` for `true`)",
            Self::Trailing => "text after the end of the document",
        }
    }

    /// What to do about it.
    pub const fn remedy(self) -> &'static str {
        match self {
            Self::TrailingComma => "remove the comma before the closing bracket",
            Self::StrayComma => "remove it, or show the value that is missing before it",
            Self::WideComma => "write a plain comma",
            Self::Comment => "say it in the text around the example; mark what is left out with `truncated`",
            Self::Elision => "show what is left out, or mark the example with `truncated`",
            Self::Placeholder => "put it in quotes, or show a value",
            Self::BareKey => "put the name in double quotes",
            Self::SingleQuotes => "use double quotes",
            Self::ControlCharacter => "write it as an escape that JSON knows: `\\n`, `\\t`, `\\\\`",
            Self::StrangeSpace => "write a plain space",
            Self::WordCase => "write it in lower case",
            Self::Trailing => "show what follows in a fence of its own, or remove it",
        }
    }
}

/// Why a text could not be read even tolerantly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    /// Byte offset in the text.
    pub at: usize,
    /// What was expected there and what was found.
    pub message: String,
    /// The text may be JSON, but it nests deeper than [`MAX_DEPTH`](super::MAX_DEPTH).
    pub too_deep: bool,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ReadError {}
