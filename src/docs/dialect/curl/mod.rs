//! In: Shell fences with `curl` commands.
//! Out: Their examples, with the response in the same fence or after it.
//! Start in `reader.rs`: `script.rs` finds the commands of a fence, `call.rs` and `options.rs` read one, `command_responses.rs` finds
//! what it gets.

pub(super) mod alternatives;
mod below_command;
mod body_fence;
pub(super) mod call;
pub(super) mod client;
mod command_example;
mod command_request;
mod command_responses;
mod comment_above;
mod curly_quotes;
mod expand;
mod file_kind;
mod filter;
mod findings;
mod invocation;
pub(super) mod languages;
mod options;
mod other_tab;
mod output;
mod output_below;
mod output_comment;
pub(super) mod payload;
mod pipeline;
mod printed;
mod process_substitution;
mod prompt;
#[cfg(test)]
mod properties;
mod quotes;
pub(super) mod reader;
pub(super) mod request;
mod response_above;
mod responses_below;
pub(super) mod script;
mod sent_again;
mod shared_response;
mod shell;
mod text_kind;
mod unquoted_document;
mod url;
mod verbose;
pub(super) mod word;

use super::reader::{DialectReader, DialectReading};
use super::remaining::Remaining;
use crate::contract::Dialect;
use crate::text::SourceText;
use client::CommandClient;

/// The program `curl`.
pub(super) static CURL: CommandClient = CommandClient {
    dialect: Dialect::Curl,
    is_mentioned: invocation::is_mentioned,
    is_name: invocation::is_name,
    is_call: invocation::is_call,
    call: |command| call::call(&command.words),
};

/// `curl` commands.
pub(super) struct Curl;

/// Whether the first line that is not blank is a `curl` command.
fn begins_with_curl(text: &str) -> bool {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    line.trim_start().trim_start_matches(['$', '>', ' ']).starts_with("curl ")
}

impl DialectReader for Curl {
    fn dialect(&self) -> Dialect {
        Dialect::Curl
    }

    fn shows_commands(&self, info: &str, text: &SourceText) -> bool {
        // A command is one in a fence of any language, where it is all there is; in a file it is only quoted.
        let is_shell =
            || !languages::is_other_language(info) || !languages::is_file(info) && begins_with_curl(text.text());
        is_shell() && !script::read(text.text(), &CURL).commands.is_empty()
    }

    fn read(&self, remaining: &Remaining<'_>) -> DialectReading {
        reader::read(remaining, &CURL)
    }
}
