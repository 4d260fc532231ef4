//! In: Texts about an exchange, and the secrets of its run.
//! Out: The same texts with every secret hidden.
//! Which names are those of secrets (`password`, `Authorization`) is listed in `http/credentials.rs`.
//! Start in `redactor.rs`: secrets are known by value (`known.rs`, `wire_forms.rs`, `learned.rs`), by name, by what is around them
//! (`surroundings.rs`), by form (`http/token_shape.rs`).

mod begun;
mod decoded;
mod described;
mod disguise;
mod elements;
mod finder;
mod free_text;
mod handed_out;
mod hidden_parts;
mod known;
mod learned;
mod not_a_credential;
mod of_message;
mod paired;
mod quick_look;
mod quoted;
mod redacted;
mod redactor;
mod runs;
mod surroundings;
mod unquoted;
mod verdict;
mod wire_forms;

pub(crate) use of_message::{credentials_of_body, credentials_of_field, credentials_of_url};
pub(crate) use paired::names_credential;
pub use redacted::Redacted;
pub use redactor::Redactor;
pub(in crate::record) use verdict::is_credential_place;
