//! A command of a client (`curl`, `http`), as the fence writes it.

use std::ops::Range;

use super::pipeline::{ShellDefect, Stage};
use super::word::Word;

/// A command of the client.
#[derive(Debug)]
pub(crate) struct Command {
    /// The program, as it is called.
    pub(crate) name: String,
    /// The words after it.
    pub(crate) words: Vec<Word>,
    /// Byte offset of the program's name.
    pub(crate) start: usize,
    /// What it reads: a here-document, or what the command before it in the pipeline prints.
    pub(crate) input: Option<Word>,
    /// The file it reads.
    pub(crate) input_file: Option<Word>,
    /// The commands its output is piped through.
    pub(crate) filters: Vec<Stage>,
    /// The file its output goes to.
    pub(crate) output_file: Option<String>,
    /// It ends with `&`.
    pub(crate) background: bool,
    pub(crate) defects: Vec<(ShellDefect, usize)>,
    /// Bytes of the fence below it, up to the next command.
    pub(crate) below: Range<usize>,
}
