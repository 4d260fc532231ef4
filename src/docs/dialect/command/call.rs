//! What a command requests, option by option: what each client reads its words as.

use super::word::Word;

/// What a command requests, in the terms of curl's options.
#[derive(Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "curl has these flags, each independent of the others")]
pub(crate) struct Call {
    pub(crate) urls: Vec<Word>,
    /// What is appended to the URL's query.
    pub(crate) query: Vec<Word>,
    pub(crate) method: Option<Word>,
    pub(crate) head: bool,
    pub(crate) get: bool,
    pub(crate) headers: Vec<Word>,
    /// Fields that options other than `-H` set, by name.
    pub(crate) fields: Vec<(&'static str, Word)>,
    pub(crate) user: Option<Word>,
    /// `--compressed`: any content coding that curl knows is asked for.
    pub(crate) compressed: Option<Word>,
    pub(crate) data: Vec<(DataKind, Word)>,
    pub(crate) form: Vec<(Word, bool)>,
    pub(crate) upload: Option<Word>,
    pub(crate) write_out: Option<Word>,
    /// The response goes to a file and is not shown.
    pub(crate) output: bool,
    /// The file that an option names for it.
    pub(crate) output_file: Option<String>,
    pub(crate) download: bool,
    /// The response is shown as it arrives.
    pub(crate) streams: bool,
    /// The options by which TLS is set up, as written, without passwords.
    pub(crate) tls: Vec<String>,
    pub(crate) wrong: Vec<WrongOption>,
}

/// How the value of a data option is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DataKind {
    /// `-d`: `@file` without its line breaks.
    Plain,
    /// `--data-raw`: `@` means nothing.
    Raw,
    /// `--data-binary`: `@file` as it is.
    Binary,
    Urlencode,
    Json,
}

/// An option that was not understood, with its place in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WrongOption {
    pub(crate) option: String,
    pub(crate) at: usize,
    pub(crate) reason: WrongOptionReason,
}

/// Why the command of an option is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WrongOptionReason {
    Unknown,
    /// It can only be meant as the option of this name, and is read so.
    ReadAs(&'static str),
    Refused,
    NoValue,
}

impl WrongOptionReason {
    /// Whether the command cannot be read.
    pub(crate) const fn is_fatal(self) -> bool {
        !matches!(self, Self::ReadAs(_))
    }
}

/// A word with something before it.
pub(crate) fn prefixed(prefix: &str, value: &Word) -> Word {
    let mut word = Word::at(value.range.start);
    word.push(prefix, value.range.start);
    word.push(&value.text, value.range.start);
    word.range = value.range.clone();
    word
}
