//! Why a case is broken: the causes that are counted, and others in words.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why a case is broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Broken {
    /// The kind, where it is one of those that are counted.
    pub(crate) kind: Option<BrokenKind>,
    /// In words.
    pub(crate) cause: String,
}

/// Why a case could not be judged. Reports group broken cases by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum BrokenKind {
    /// Nothing listens at the address.
    ConnectionRefused,
    /// The certificate of the service was refused.
    Certificate,
    /// A timeout of the settings ran out.
    Timeout,
    /// No connection could be made, or the host was not found.
    NoConnection,
    /// The connection ended before the response did.
    ConnectionLost,
    /// The run was interrupted.
    Interrupted,
    /// The service did not accept the credentials (401, 403, 407).
    Credentials,
    /// The service asks for fewer requests (429).
    Throttled,
    /// The service failed (5xx).
    ServiceError,
    /// A step that the case needs failed.
    FailedStep,
}

impl BrokenKind {
    /// What a status says that the docs do not show.
    pub(crate) const fn of_status(status: u16) -> Option<Self> {
        match status {
            401 | 403 | 407 => Some(Self::Credentials),
            429 => Some(Self::Throttled),
            500..=599 => Some(Self::ServiceError),
            _ => None,
        }
    }

    /// Kebab case, as in records and reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ConnectionRefused => "connection-refused",
            Self::Certificate => "certificate",
            Self::Timeout => "timeout",
            Self::NoConnection => "no-connection",
            Self::ConnectionLost => "connection-lost",
            Self::Interrupted => "interrupted",
            Self::Credentials => "credentials",
            Self::Throttled => "throttled",
            Self::ServiceError => "service-error",
            Self::FailedStep => "failed-step",
        }
    }
}

impl fmt::Display for BrokenKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Broken {
    /// With a kind.
    pub(crate) fn of(kind: BrokenKind, cause: impl Into<String>) -> Self {
        Self { kind: Some(kind), cause: cause.into() }
    }

    /// By a response with this status.
    pub(crate) fn by_status(status: u16, cause: impl Into<String>) -> Self {
        Self { kind: BrokenKind::of_status(status), cause: cause.into() }
    }

    /// The same kind, in other words.
    pub(crate) fn reworded(self, reword: impl FnOnce(&str) -> String) -> Self {
        Self { cause: reword(&self.cause), ..self }
    }
}

impl From<String> for Broken {
    fn from(cause: String) -> Self {
        Self { kind: None, cause }
    }
}

impl From<&str> for Broken {
    fn from(cause: &str) -> Self {
        cause.to_owned().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_has_one_name() {
        for status in [401, 403, 407, 429, 500, 503] {
            let kind = BrokenKind::of_status(status).expect("a kind");
            assert_eq!(serde_json::to_value(kind).expect("writes"), kind.name());
        }
        for kind in ["connection-refused", "certificate", "timeout", "no-connection", "connection-lost", "failed-step"]
        {
            let read: BrokenKind = serde_json::from_value(kind.into()).expect("reads");
            assert_eq!(read.name(), kind);
        }
        assert_eq!((BrokenKind::of_status(404), BrokenKind::of_status(200)), (None, None));
    }
}
