//! In: Texts about an exchange, and the secrets of its run.
//! Out: The same texts with every secret hidden.

mod known;
mod learned;
mod paired;
mod quoted;
mod redacted;
mod redactor;
mod surroundings;

pub use redacted::Redacted;
pub use redactor::Redactor;
pub(crate) use redactor::{credentials_of_body, credentials_of_field, credentials_of_url};
