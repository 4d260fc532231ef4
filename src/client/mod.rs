//! In: A prepared request.
//! Out: The exchange, or a [`TransportError`]. The only module that names `reqwest`.

mod content_coding;
mod http_client;
mod transport_error;

pub use http_client::{Client, ExecuteError, MAX_ANSWER};
pub use transport_error::TransportError;
