//! A command line of a shell taken apart: its commands, files, here-documents, and the fence's variables.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::Range;

use super::word::Word;

/// What a fence sets: `NAME=value`, `export NAME=value`.
#[derive(Debug)]
pub(crate) struct Variables {
    values: BTreeMap<String, String>,
    /// How many more bytes of values the commands of the fence may have: variables may be made of one another.
    left: Cell<usize>,
}

impl Variables {
    /// How many times the text of a fence its variables may become, and a few bytes for short ones.
    pub(crate) const MOST_TIMES: usize = 8;
    const ALWAYS: usize = 4096;

    /// Those of a fence with this text: none yet.
    pub(crate) fn of(fence: &str) -> Self {
        let left = fence.len().saturating_mul(Self::MOST_TIMES).saturating_add(Self::ALWAYS);
        Self { values: BTreeMap::new(), left: Cell::new(left) }
    }

    pub(crate) fn insert(&mut self, name: String, value: String) {
        self.values.insert(name, value);
    }

    /// The value of a variable, to be put into a command.
    pub(crate) fn value(&self, name: &str) -> Value<'_> {
        let Some(value) = self.values.get(name) else { return Value::Unknown };
        match self.left.get().checked_sub(value.len()) {
            Some(left) => {
                self.left.set(left);
                Value::Text(value)
            }
            None => Value::TooLong,
        }
    }
}

/// What is known of a variable.
pub(crate) enum Value<'v> {
    Text(&'v str),
    Unknown,
    /// With it, the commands of the fence would be too long.
    TooLong,
}

/// One command of a pipeline.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Stage {
    pub(crate) words: Vec<Word>,
    /// The file its output goes to.
    pub(crate) output: Option<String>,
    /// It is added to what that file has (`>>`).
    pub(crate) appends: bool,
    /// A here-document or here-string: what it reads.
    pub(crate) input: Option<Word>,
    /// The file it reads.
    pub(crate) input_file: Option<Word>,
}

/// A command line, with all its continuation lines.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Pipeline {
    pub(crate) stages: Vec<Stage>,
    /// Byte offset after it: the start of a line, or what follows a `;` or `&&` in the same line.
    pub(crate) end: usize,
    /// It ends with `&`: it runs in the background.
    pub(crate) background: bool,
    /// A command in it is nested too deep to be read.
    pub(crate) is_too_deep: bool,
    /// What a shell would not read as it was meant.
    pub(crate) defects: Vec<(ShellDefect, usize)>,
}

/// What a shell would not read as it was meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ShellDefect {
    /// A blank follows the backslash at a line's end.
    BlankAfterBackslash,
    /// No blank is between a quoted word and the backslash at the end of its line: the next line belongs to that word.
    NoBlankBeforeBackslash,
    /// The backslash before a line of options is missing.
    NoBackslash,
    /// A `&` of an unquoted URL.
    BareAmpersand,
    /// A `;` in the path of an unquoted URL.
    BareSemicolon,
    /// A JSON document without quotes around it.
    NoQuotes,
    /// A word is in quotes that are none of a shell's.
    CurlyQuote,
    /// A quote in a text of a document in single quotes closes them.
    Apostrophe,
    /// A quote is never closed.
    OpenQuote,
    /// Variables made of one another make the commands too long: one of them is left as it is.
    TooLong,
}

impl Stage {
    /// The bytes of its words.
    pub(crate) fn range(&self) -> Range<usize> {
        let start = self.words.first().map_or(0, |word| word.range.start);
        start..self.words.last().map_or(start, |word| word.range.end)
    }
}
