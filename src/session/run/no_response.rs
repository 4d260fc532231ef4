//! `NoResponse`: why there is no response, and as what a case is broken then.

use crate::client::{TransportError, TransportErrorKind};
use crate::finding::{Broken, BrokenKind, Skip};

/// Why there is no response.
#[derive(Debug)]
pub(crate) enum NoResponse {
    /// The request was sent, or should have been.
    Failed(Broken),
    /// The recording has none that could be judged.
    NotRecorded(Skip),
}

/// That the run was interrupted, with where it was.
pub(super) fn interrupted(why: &str) -> Broken {
    Broken::of(BrokenKind::Interrupted, why)
}

/// Why a case is broken for which no response came.
pub(super) fn broken(error: &TransportError) -> Broken {
    let kind = match error.kind {
        TransportErrorKind::Refused => Some(BrokenKind::ConnectionRefused),
        TransportErrorKind::Certificate => Some(BrokenKind::Certificate),
        TransportErrorKind::Timeout => Some(BrokenKind::Timeout),
        TransportErrorKind::NoConnection => Some(BrokenKind::NoConnection),
        TransportErrorKind::Lost => Some(BrokenKind::ConnectionLost),
        TransportErrorKind::Other => None,
    };
    Broken { kind, cause: error.to_string() }
}
