//! In: A prepared request.
//! Out: The exchange, or a [`TransportError`]. The only module that names `reqwest` and `rustls`.
//! Start in `http_client.rs`. Plain HTTP/1 is in `plain.rs` and `connection.rs`; `https`, with certificates, proxy and HTTP/2, in
//! `secure_settings.rs`; content codings in `content_coding.rs`.

mod blocking;
mod body_reader;
mod client_error;
mod connection;
mod connector;
mod content_coding;
mod first_item;
mod framing;
mod http_client;
mod idle_connections;
mod outgoing;
mod plain;
mod pool;
mod received;
mod resend;
#[cfg(feature = "tls")]
mod resolver;
mod route;
mod run_headers;
#[cfg(feature = "tls")]
mod secure;
#[cfg(feature = "tls")]
mod secure_settings;
mod service_stream;
mod stream;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
#[cfg(feature = "tls")]
mod tls;
mod transport;
mod transport_error;

pub use blocking::without_blocking;
pub use body_reader::MAX_RESPONSE;
pub use client_error::ClientError;
pub use http_client::Client;
pub use idle_connections::LateBytes;
pub use run_headers::RunHeaders;
pub use transport_error::{TransportError, TransportErrorKind};
