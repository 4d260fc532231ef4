//! In: A prepared request.
//! Out: The exchange, or a [`TransportError`]. The only module that names `reqwest` and `rustls`.

mod blocking;
mod body_reader;
mod connections;
mod content_coding;
mod http_client;
mod stream;
#[cfg(test)]
mod testing;
#[cfg(feature = "tls")]
mod tls;
mod transport_error;
mod watched;

pub use blocking::without_blocking;
pub use http_client::{Client, ClientError, MAX_RESPONSE};
pub use transport_error::TransportError;
