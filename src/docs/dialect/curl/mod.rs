//! The `curl` dialect: shell fences with a `curl` command, and the answer in the same fence or after it.

mod answer;
mod around;
mod asked;
mod call;
mod expand;
mod filter;
mod findings;
mod looks;
mod made;
mod options;
mod payload;
mod pieces;
mod pipeline;
mod prompt;
#[cfg(test)]
mod properties;
mod quotes;
mod read;
mod request;
mod script;
mod shell;
mod url;
mod word;

pub(crate) use read::{CurlDocs, read};

use crate::text::SourceText;

/// Whether a fence holds a `curl` command.
pub(crate) fn is_script(info: &str, text: &SourceText) -> bool {
    script::mentions_curl(text.text())
        && !pieces::is_other_language(info)
        && !script::read(text.text()).commands.is_empty()
}
