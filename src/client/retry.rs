//! Which requests may be sent again.

use crate::http::Request;

/// Methods of requests that may be sent twice.
const REPEATABLE: [&str; 2] = ["GET", "OPTIONS"];

/// Whether a request may be sent again: if not, it needs a connection on which nothing else can arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Retry {
    /// It may.
    Allowed,
    /// It must not be sent twice.
    Forbidden,
}

/// Whether a request may be sent twice.
pub(super) fn is_repeatable(request: &Request) -> bool {
    REPEATABLE.contains(&request.method.as_str())
}
