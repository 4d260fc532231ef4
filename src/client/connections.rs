use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use std::time::Duration;

use super::http_client::ClientError;
use super::transport_error::chain;

/// The connections to a service: kept ones, and new ones for what must not share them.
///
/// What a service sends after the end of a response (a body after a 204, say) reaches whoever uses the connection next. That
/// must not be blamed on another case: after a response that announces such bytes the kept connections are dropped.
#[derive(Debug, Clone)]
pub(super) struct Connections {
    kept: Arc<RwLock<reqwest::Client>>,
    fresh: Arc<OnceLock<reqwest::Client>>,
    settings: ConnectionSettings,
}

/// How connections are opened.
#[derive(Debug, Clone)]
pub(super) struct ConnectionSettings {
    /// The service speaks TLS.
    #[cfg(feature = "tls")]
    pub(super) tls: bool,
    pub(super) connect_timeout: Duration,
    /// The certificates to trust instead of the system's.
    #[cfg(feature = "tls")]
    pub(super) trusted: Option<Vec<reqwest::Certificate>>,
}

impl Connections {
    pub(super) fn new(settings: ConnectionSettings) -> Result<Self, ClientError> {
        let kept = Arc::new(RwLock::new(settings.client(|builder| builder)?));
        Ok(Self { kept, fresh: Arc::default(), settings })
    }

    /// A client that shares connections with others. A thread that panicked cannot have left it half made.
    pub(super) fn kept(&self) -> reqwest::Client {
        self.kept.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Uses none of the kept connections again: one of them may have bytes that belong to no response.
    pub(super) fn drop_kept(&self) -> Result<(), ClientError> {
        let next = self.settings.client(|builder| builder)?;
        *self.kept.write().unwrap_or_else(PoisonError::into_inner) = next;
        Ok(())
    }

    /// A client that uses each connection once; made when first needed, as that reads the system's certificates again.
    pub(super) fn fresh(&self) -> Result<reqwest::Client, ClientError> {
        if let Some(fresh) = self.fresh.get() {
            return Ok(fresh.clone());
        }
        let fresh = self.settings.client(|builder| builder.pool_max_idle_per_host(0))?;
        // Another thread may have made one meanwhile, which is as good.
        Ok(self.fresh.get_or_init(|| fresh).clone())
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
    #[allow(clippy::unused_self, reason = "with TLS it depends on the settings")]
    fn builder(&self) -> reqwest::ClientBuilder {
        reqwest::Client::builder()
    }
}
