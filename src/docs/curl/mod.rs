//! The `curl` dialect: shell fences with a `curl` command, and the answer in the same fence or after it.

mod answer;
mod call;
mod filter;
mod looks;
mod options;
mod payload;
mod prompt;
mod request;
mod script;
mod shell;
mod url;
mod word;
