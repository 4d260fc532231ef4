//! In: A prepared request.
//! Out: The exchange, or a [`TransportError`]. The only module that names `rustls`.

mod blocking;
mod body_reader;
mod connection;
mod connector;
mod content_coding;
mod http_client;
mod outgoing;
mod pool;
mod stream;
#[cfg(test)]
mod testing;
#[cfg(feature = "tls")]
mod tls;
mod transport_error;

pub use blocking::without_blocking;
pub use http_client::{Client, ClientError, MAX_RESPONSE};
pub use pool::LateBytes;
pub use transport_error::TransportError;
