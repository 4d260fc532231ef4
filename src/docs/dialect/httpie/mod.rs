//! In: Shell fences with `HTTPie` commands (`http POST :8000/items a=1`).
//! Out: Their examples, with the response in the same fence or after it, as for `curl`.

mod body;
mod call;
mod invocation;
mod item;
mod options;

use super::command::client::CommandClient;
use super::command::{reader, script};
use super::reader::{DialectReader, DialectReading};
use super::remaining::Remaining;
use crate::contract::Dialect;
use crate::docs::messages::info_string::is_language;
use crate::docs::messages::languages::is_other_language;
use crate::text::SourceText;

/// The program `http`, also called `https`, and its clone `xh`.
pub(super) static HTTPIE: CommandClient = CommandClient {
    dialect: Dialect::Httpie,
    is_mentioned: invocation::is_mentioned,
    is_name: invocation::is_name,
    is_call: invocation::is_call,
    call: call::call,
    nearest_option: |_| None,
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
        reader::read(remaining, &HTTPIE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_begins_with_the_name_is_a_command_of_its_own() {
        let script = script::read("http GET :8000/a x==1\nhttp GET :8000/b\nhttp POST \\\n  :8000/c\n", &HTTPIE);
        let words: Vec<usize> = script.commands.iter().map(|command| command.words.len()).collect();
        assert_eq!(words, [3, 2, 2]);
    }
}
