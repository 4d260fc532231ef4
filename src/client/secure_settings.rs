use std::time::Duration;

use super::http_client::ClientError;
use super::tls::install_provider;
use super::transport_error::causes;
use crate::config::Target;

/// How much later than the timeout of a connection its error may come.
const LATER: Duration = Duration::from_millis(20);

/// How connections are opened.
#[derive(Debug, Clone)]
pub(super) struct SecureSettings {
    pub(super) connect_timeout: Duration,
    pub(super) timeout: Duration,
    /// The certificates to trust instead of the system's.
    pub(super) trusted: Option<Vec<reqwest::Certificate>>,
}

impl SecureSettings {
    pub(super) fn new(target: &Target) -> Self {
        let Target { connect_timeout, timeout, .. } = *target;
        Self { connect_timeout: connect_timeout.min(timeout), timeout, trusted: None }
    }

    /// How long a response may take. Where a connection may take as long, it is that which is said to be late.
    pub(super) fn longest(&self) -> Duration {
        if self.connect_timeout < self.timeout { self.timeout } else { self.timeout + LATER }
    }

    /// A client that keeps connections for later requests, or none.
    pub(super) fn client(&self, keeps_connections: bool) -> Result<reqwest::Client, ClientError> {
        install_provider();
        let mut builder = reqwest::Client::builder();
        if let Some(trusted) = &self.trusted {
            builder = builder.tls_certs_only(trusted.clone());
        }
        if !keeps_connections {
            builder = builder.pool_max_idle_per_host(0);
        }
        builder
            .https_only(true)
            .http1_only()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .no_proxy()
            .referer(false)
            .connect_timeout(self.connect_timeout)
            .build()
            .map_err(|error| ClientError::Client(causes(&error)))
    }
}
