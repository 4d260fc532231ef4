use std::collections::BTreeMap;
use std::ops::Range;

use super::word::Word;

/// What a fence sets: `NAME=value`, `export NAME=value`.
pub(crate) type Variables = BTreeMap<String, String>;

/// One command of a pipeline.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Stage {
    pub(crate) words: Vec<Word>,
    /// The file its output goes to.
    pub(crate) output: Option<String>,
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
    /// A word is in quotes that are none of a shell's.
    CurlyQuote,
    /// A quote is never closed.
    OpenQuote,
}

impl Stage {
    /// The bytes of its words.
    pub(crate) fn range(&self) -> Range<usize> {
        let start = self.words.first().map_or(0, |word| word.range.start);
        start..self.words.last().map_or(start, |word| word.range.end)
    }
}
