use std::sync::{Arc, OnceLock};
use std::time::Duration;

use super::http_client::ClientError;
use super::transport_error::chain;

/// The connections to a service: kept ones for requests that may be sent twice, and a new one for each other request.
///
/// What a service sends after the end of a response (a body after a 204, say) reaches whoever uses the connection next, and
/// a kept connection may be closed at any time. Neither must be blamed on another case, so only safe requests share
/// connections: those can be repeated on a new one.
#[derive(Debug, Clone)]
pub(super) struct Connections {
    pub(super) kept: reqwest::Client,
    fresh: Arc<OnceLock<reqwest::Client>>,
    settings: ConnectionSettings,
}

/// How connections are opened.
#[derive(Debug, Clone)]
pub(super) struct ConnectionSettings {
    /// The service speaks TLS.
    pub(super) tls: bool,
    pub(super) connect_timeout: Duration,
    /// The certificates to trust instead of the system's.
    #[cfg(feature = "tls")]
    pub(super) trusted: Option<Vec<reqwest::Certificate>>,
}

impl Connections {
    pub(super) fn new(settings: ConnectionSettings) -> Result<Self, ClientError> {
        let kept = settings.client(|builder| builder)?;
        Ok(Self { kept, fresh: Arc::default(), settings })
    }

    /// A client that uses each connection once; made when first needed, as that reads the system's certificates again.
    pub(super) fn fresh(&self) -> Result<&reqwest::Client, ClientError> {
        if self.fresh.get().is_none() {
            // Another thread may have made one meanwhile, which is as good.
            let _ = self.fresh.set(self.settings.client(|builder| builder.pool_max_idle_per_host(0))?);
        }
        Ok(self.fresh.get_or_init(|| self.kept.clone()))
    }
}

impl ConnectionSettings {
    fn client(
        &self,
        adjust: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder,
    ) -> Result<reqwest::Client, ClientError> {
        adjust(self.builder())
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .no_proxy()
            .referer(false)
            .connect_timeout(self.connect_timeout)
            .build()
            .map_err(|error| ClientError::Client(chain(&error)))
    }

    #[cfg(feature = "tls")]
    fn builder(&self) -> reqwest::ClientBuilder {
        super::tls::install_provider();
        let builder = reqwest::Client::builder();
        match &self.trusted {
            Some(trusted) => builder.tls_certs_only(trusted.clone()),
            None if self.tls => builder,
            // Over plain HTTP no certificate is ever looked at: reading the system's takes longer than a case.
            None => builder.tls_certs_only([]),
        }
    }

    #[cfg(not(feature = "tls"))]
    fn builder(&self) -> reqwest::ClientBuilder {
        reqwest::Client::builder()
    }
}
