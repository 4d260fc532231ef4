//! Tokens of identities: got when first needed, shared, renewed before they end.

mod fetch;
mod held;
mod of_case;
mod source;

pub(crate) use source::Tokens;
