//! In: Shell fences with `curl` commands.
//! Out: Their examples, with the response in the same fence or after it.

mod call;
mod command_example;
mod command_request;
mod expand;
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

impl DialectReader for Curl {
    fn dialect(&self) -> Dialect {
        Dialect::Curl
    }

    fn shows_commands(&self, info: &str, text: &SourceText) -> bool {
        script::mentions_curl(text.text())
            && !languages::is_other_language(info)
            && !script::read(text.text()).commands.is_empty()
    }

    fn read(&self, remaining: &Remaining<'_>) -> DialectReading {
        reader::read(&remaining.open)
    }
}
