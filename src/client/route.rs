//! Where connections are opened: at the URL's own host, at another address, a socket, or a proxy.

use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use secrecy::{ExposeSecret as _, SecretString};
use url::Url;

use super::client_error::ClientError;
use crate::config::{Endpoint, Proxy, Target};

/// Where connections for requests to the service are opened.
#[derive(Debug, Clone, Default)]
pub(super) enum NetworkRoute {
    /// At the origin of the URL.
    #[default]
    Direct,
    /// Elsewhere.
    To(Endpoint),
    /// At a socket of this machine.
    Socket(PathBuf),
    /// At a proxy.
    Proxy(Proxy),
}

impl NetworkRoute {
    /// # Errors
    /// The environment names a proxy that cannot be used.
    pub(super) fn of(target: &Target) -> Result<Self, ClientError> {
        let network = &target.network;
        // The embedded service is in this very process.
        let Some(base_url) = &target.base_url else { return Ok(Self::Direct) };
        if let Some(path) = &network.unix_socket {
            return Ok(Self::Socket(path.clone()));
        }
        if let Some(to) = &network.connect_to {
            return Ok(Self::To(to.clone()));
        }
        let proxy = network.proxy_for(base_url).map_err(ClientError::Client)?;
        Ok(proxy.map_or(Self::Direct, Self::Proxy))
    }

    /// What is connected to for a URL, as messages name it.
    pub(super) fn shown(&self, url: &str) -> String {
        match self {
            Self::Direct => authority(url),
            Self::To(Endpoint { host, port }) if host.contains(':') => format!("[{host}]:{port}"),
            Self::To(Endpoint { host, port }) => format!("{host}:{port}"),
            Self::Socket(path) => path.display().to_string(),
            Self::Proxy(proxy) => format!("the proxy {}", authority(proxy.url.as_str())),
        }
    }

    /// The proxy, if there is one.
    pub(super) const fn proxy(&self) -> Option<&Proxy> {
        match self {
            Self::Proxy(proxy) => Some(proxy),
            Self::Direct | Self::To(_) | Self::Socket(_) => None,
        }
    }
}

/// Host and port of a URL.
pub(super) fn endpoint(url: &Url) -> Endpoint {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
    Endpoint { host, port: url.port_or_known_default().unwrap_or(80) }
}

/// The value of `Proxy-Authorization`, where a proxy requires credentials.
pub(super) fn proxy_authorization(proxy: &Proxy) -> Option<SecretString> {
    let (user, password) = proxy.credentials.as_ref()?;
    let credentials = STANDARD.encode(format!("{user}:{}", password.expose_secret()));
    Some(SecretString::from(format!("Basic {credentials}")))
}

/// `127.0.0.1:8080`: host and port, the scheme's default port included, nothing else of the URL.
pub(super) fn authority(url: &str) -> String {
    let Ok(url) = Url::parse(url) else {
        return "the service".to_owned();
    };
    let host = url.host_str().unwrap_or("the service");
    url.port_or_known_default().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}
