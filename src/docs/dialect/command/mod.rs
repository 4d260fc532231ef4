//! In: Shell fences with the commands of a client ([`client::CommandClient`]: `curl`, `HTTPie`).
//! Out: Their examples, with the response in the same fence or after it. A client is a folder beside this one that reads its words.
//! Start in `reader.rs`: `script.rs` finds the commands of a fence, the client's `call` reads one, `command_responses.rs` finds what
//! it gets.

pub(super) mod alternatives;
mod below_command;
mod block_comment;
mod body_fence;
pub(super) mod call;
pub(super) mod client;
mod command_example;
mod command_request;
mod command_responses;
pub(super) mod command_words;
mod comment_above;
mod curly_quotes;
mod expand;
mod file_below;
mod file_kind;
mod filter;
mod findings;
mod other_endpoint;
mod other_tab;
mod output;
mod output_below;
mod output_comment;
mod output_text;
pub(super) mod payload;
pub(super) mod pipeline;
mod printed;
mod process_substitution;
mod prompt;
#[cfg(test)]
mod properties;
mod quote_characters;
pub(super) mod quotes;
pub(super) mod reader;
pub(super) mod request;
mod response_above;
mod responses_below;
pub(super) mod script;
mod sent_again;
mod shared_response;
pub(super) mod shell;
mod shown_output;
mod text_kind;
mod unquoted_document;
mod url;
mod verbose;
pub(super) mod word;
mod written_variables;
