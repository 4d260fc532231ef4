//! The `curl` dialect: shell fences with a `curl` command, and the answer in the same fence or after it.

mod call;
mod options;
mod prompt;
mod script;
mod shell;
mod word;
