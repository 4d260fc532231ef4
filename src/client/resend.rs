//! Which requests may be sent again.

use crate::http::Request;
use crate::http::method::{is_head, is_safe};

/// Whether a request may be sent again: if not, it needs a connection on which nothing else can arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Retry {
    /// It may.
    Allowed,
    /// It must not be sent twice.
    Forbidden,
}

/// Whether a request may be sent twice: it changes nothing, and its response shows by itself where it ends.
pub(super) fn is_repeatable(request: &Request) -> bool {
    is_safe(&request.method) && !is_head(&request.method)
}
