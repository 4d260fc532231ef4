//! In: Shell fences with `curl` commands.
//! Out: Their examples: what `curl` requests by its words. All else is as for other clients, in `command`.
//! Start in `call.rs`, where options take effect (`apply`); the table of options is in `docs/messages/curl_options.rs`.

pub(super) mod call;
mod invocation;

use super::command::client::CommandClient;
use super::command::{reader, script};
use super::reader::{DialectReader, DialectReading};
use super::remaining::Remaining;
use crate::contract::Dialect;
use crate::docs::messages::curl_line::is_curl;
use crate::docs::messages::curl_options as options;
use crate::docs::messages::languages;
use crate::text::SourceText;

/// The program `curl`.
pub(super) static CURL: CommandClient = CommandClient {
    dialect: Dialect::Curl,
    is_mentioned: invocation::is_mentioned,
    is_name: invocation::is_name,
    is_call: invocation::is_call,
    call: |command| call::call(&command.words),
    nearest_option: options::nearest_name,
};

/// `curl` commands.
pub(super) struct Curl;

/// Whether the first line that is not blank is a `curl` command.
fn begins_with_curl(text: &str) -> bool {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    is_curl(line)
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
