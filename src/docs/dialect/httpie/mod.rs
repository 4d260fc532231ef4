//! In: Shell fences with `HTTPie` commands (`http POST :8000/items a=1`).
//! Out: Their examples, with the response in the same fence or after it, as for `curl`.

mod body;
mod call;
mod invocation;
mod item;

use super::curl::client::CommandClient;
use super::curl::languages::is_other_language;
use super::curl::{reader, script};
use super::reader::{DialectReader, DialectReading};
use super::remaining::Remaining;
use crate::contract::Dialect;
use crate::docs::messages::info_string::is_language;
use crate::text::SourceText;

/// The program `http`, also called `https`, and its clone `xh`.
pub(super) static HTTPIE: CommandClient = CommandClient {
    dialect: Dialect::Httpie,
    is_mentioned: invocation::is_mentioned,
    is_name: invocation::is_name,
    is_call: invocation::is_call,
    call: call::call,
};

/// `HTTPie` commands.
pub(super) struct Httpie;

impl DialectReader for Httpie {
    fn dialect(&self) -> Dialect {
        Dialect::Httpie
    }

    fn shows_commands(&self, info: &str, text: &SourceText) -> bool {
        (is_language(info, &["httpie"]) || !is_other_language(info))
            && !script::read(text.text(), &HTTPIE).commands.is_empty()
    }

    fn read(&self, remaining: &Remaining<'_>) -> DialectReading {
        reader::read(&remaining.open, &HTTPIE)
    }
}
