//! `ClientError`: why the HTTP client cannot be set up.

/// Why no request can be sent at all.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The HTTP client could not be set up (TLS backend, no root certificates).
    #[error("the HTTP client cannot be set up: {0}")]
    Client(String),
    /// An `https` base URL, and a build that speaks plain HTTP only.
    #[error("{0} needs TLS, which this build lacks: build doctrial with the feature `tls`, or use an http:// base URL")]
    NoTls(String),
}
