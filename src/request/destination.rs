//! Where the requests of a run go.

use url::Url;

/// The service the cases are fired at, and how unfilled placeholders are treated there.
#[derive(Debug, Clone)]
pub struct Destination {
    /// The base URL: the configured one, or the embedded service's.
    pub base_url: Url,
    /// The embedded service: unfilled placeholders get stand-ins, and a `Prefer: example="<id>"` header distinguishes cases.
    pub embedded: bool,
}
