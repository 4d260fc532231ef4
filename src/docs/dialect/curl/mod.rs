//! In: Shell fences with `curl` commands.
//! Out: Their examples, with the response in the same fence or after it.

mod call;
mod command_example;
mod command_request;
mod expand;
mod file_kind;
mod filter;
mod findings;
mod languages;
mod nearby_fences;
mod options;
mod output;
mod output_below;
mod payload;
mod pipeline;
mod prompt;
#[cfg(test)]
mod properties;
mod quotes;
mod reader;
mod request;
mod script;
mod shell;
mod text_kind;
mod url;
mod verbose;
mod word;

use super::reader::{DialectReader, DialectReading};
use super::remaining::Remaining;
use crate::contract::Dialect;
use crate::text::SourceText;

/// `curl` commands.
pub(super) struct Curl;

/// Whether the first line that is not blank is a `curl` command.
fn begins_with_curl(text: &str) -> bool {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    line.trim_start().trim_start_matches("$ ").starts_with("curl ")
}

impl DialectReader for Curl {
    fn dialect(&self) -> Dialect {
        Dialect::Curl
    }

    fn shows_commands(&self, info: &str, text: &SourceText) -> bool {
        // A command is one in a fence of any language, where it is all there is; in a file it is only quoted.
        let is_shell =
            || !languages::is_other_language(info) || !languages::is_file(info) && begins_with_curl(text.text());
        script::mentions_curl(text.text()) && is_shell() && !script::read(text.text()).commands.is_empty()
    }

    fn read(&self, remaining: &Remaining<'_>) -> DialectReading {
        reader::read(&remaining.open)
    }
}
