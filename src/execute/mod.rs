//! A case -> the request that goes out -> an exchange, or a transport error. Knows no expectations.

mod auth;
mod body;
mod client;
mod coding;
mod documented;
mod escape;
mod headers;
mod outgoing;
mod placeholders;
mod rebase;
mod safety;
mod table;
#[cfg(test)]
pub(crate) mod testing;
mod transport_error;

pub use auth::authorization;
pub use client::{Client, ExecuteError, MAX_ANSWER};
pub use outgoing::{Outgoing, Stand, outgoing};
pub use transport_error::TransportError;
