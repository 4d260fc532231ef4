//! How `https` connections are made: trusted certificates, server name, proxy, HTTP/2.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use reqwest::Url;
use secrecy::ExposeSecret as _;

use super::client_error::ClientError;
use super::resolver::Resolver;
use super::route::{NetworkRoute, endpoint, proxy_authorization};
use super::tls::install_provider;
use super::transport_error::causes;
use crate::config::{Endpoint, Proxy, Target, Tls};

/// How much later than the timeout of a connection its error may come.
const LATER: Duration = Duration::from_millis(20);

/// How connections are opened.
#[derive(Debug, Clone)]
pub(super) struct SecureSettings {
    pub(super) connect_timeout: Duration,
    /// The certificates to trust instead of the system's.
    pub(super) trusted: Option<Vec<reqwest::Certificate>>,
    /// Where they are opened.
    pub(super) route: NetworkRoute,
    pub(super) tls: Tls,
    /// HTTP/2 is spoken where the service offers it.
    pub(super) http2: bool,
    /// The URL's host and port are these for the HTTP client, as the certificate has another name, or connections go elsewhere.
    pub(super) dialled: Option<Dialled>,
}

/// A host and port in the place of those of the URL.
#[derive(Debug, Clone)]
pub(super) struct Dialled {
    /// The name that the certificate must have.
    name: String,
    /// Where connections go.
    to: Endpoint,
}

impl SecureSettings {
    /// # Errors
    /// The environment names a proxy that cannot be used.
    pub(super) fn new(target: &Target) -> Result<Self, ClientError> {
        let Target { connect_timeout, timeout, network, base_url, .. } = target;
        let route = NetworkRoute::of(target)?;
        let tls = base_url.as_ref().and_then(|url| network.tls(url)).cloned().unwrap_or_default();
        let dialled = base_url.as_ref().and_then(|url| dialled(url, &route, tls.server_name.as_deref()));
        let connect_timeout = (*connect_timeout).min(*timeout);
        Ok(Self { connect_timeout, trusted: None, route, tls, http2: network.http2, dialled })
    }

    /// How long a response may take. Where the connection has the same limit, the connection is reported as late.
    pub(super) fn longest(&self, timeout: Duration) -> Duration {
        if self.connect_timeout < timeout { timeout } else { timeout + LATER }
    }

    /// The URL by which the HTTP client finds its connections, where that is not the one that is sent.
    pub(super) fn dialled(&self, url: &Url) -> Option<Url> {
        let Dialled { name, to } = self.dialled.as_ref()?;
        let mut dialled = url.clone();
        dialled.set_host(Some(name)).ok()?;
        dialled.set_port(Some(to.port)).ok()?;
        Some(dialled)
    }

    /// A client that keeps connections for later requests, or none.
    ///
    /// # Errors
    /// A certificate or key cannot be read, or the system has no certificates to trust.
    pub(super) fn client(&self, keeps_connections: bool) -> Result<reqwest::Client, ClientError> {
        install_provider();
        let mut builder = self.routed(self.secured(reqwest::Client::builder())?)?;
        if !keeps_connections {
            builder = builder.pool_max_idle_per_host(0);
        }
        if !self.http2 {
            builder = builder.http1_only();
        }
        builder
            .https_only(true)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .connect_timeout(self.connect_timeout)
            .build()
            .map_err(|error| ClientError::Client(causes(&error)))
    }

    /// With what is trusted, and what the client shows.
    fn secured(&self, mut builder: reqwest::ClientBuilder) -> Result<reqwest::ClientBuilder, ClientError> {
        let Tls { ca_file, client_certificate, client_key, insecure, .. } = &self.tls;
        if let Some(trusted) = &self.trusted {
            builder = builder.tls_certs_only(trusted.clone());
        } else if let Some(path) = ca_file {
            let wrong = |why: &dyn std::fmt::Display| unusable("ca-file", path, why);
            let authorities = reqwest::Certificate::from_pem_bundle(&read("ca-file", path)?);
            let authorities = authorities.map_err(|error| wrong(&causes(&error)))?;
            if authorities.is_empty() {
                return Err(wrong(&"it contains no certificate in PEM (-----BEGIN CERTIFICATE-----)"));
            }
            builder = builder.tls_certs_merge(authorities);
        }
        if let Some(path) = client_certificate {
            let mut pem = read("client-certificate", path)?;
            if let Some(key) = client_key {
                pem.push(b'\n');
                pem.extend(read("client-key", key)?);
            }
            let identity = reqwest::Identity::from_pem(&pem);
            let why = "it contains no certificate with a key in PEM (the key may be in another file: `client-key`)";
            builder = builder.identity(identity.map_err(|_| unusable("client-certificate", path, &why))?);
        }
        Ok(if *insecure { builder.tls_danger_accept_invalid_certs(true) } else { builder })
    }

    /// With where connections go.
    fn routed(&self, builder: reqwest::ClientBuilder) -> Result<reqwest::ClientBuilder, ClientError> {
        let to = self.dialled.as_ref().map(|dialled| dialled.to.clone());
        let builder = builder.no_proxy().dns_resolver(Arc::new(Resolver { to }));
        match &self.route {
            NetworkRoute::Direct | NetworkRoute::To(_) => Ok(builder),
            #[cfg(unix)]
            NetworkRoute::Socket(path) => Ok(builder.unix_socket(path.as_path())),
            #[cfg(not(unix))]
            NetworkRoute::Socket(_) => Ok(builder),
            NetworkRoute::Proxy(proxy) => Ok(builder.proxy(proxied(proxy)?)),
        }
    }
}

fn proxied(proxy: &Proxy) -> Result<reqwest::Proxy, ClientError> {
    let wrong = |error: &dyn std::error::Error| ClientError::Client(error.to_string());
    let mut proxied = reqwest::Proxy::all(proxy.url.as_str()).map_err(|error| wrong(&error))?;
    if let Some(credentials) = proxy_authorization(proxy) {
        let value = reqwest::header::HeaderValue::from_str(credentials.expose_secret());
        proxied = proxied.custom_http_auth(value.map_err(|error| wrong(&error))?);
    }
    Ok(proxied)
}

/// What is dialled in the place of a URL's host and port.
fn dialled(url: &Url, route: &NetworkRoute, server_name: Option<&str>) -> Option<Dialled> {
    let to = match route {
        NetworkRoute::To(to) => to.clone(),
        NetworkRoute::Direct | NetworkRoute::Socket(_) | NetworkRoute::Proxy(_) => {
            server_name?;
            endpoint(url)
        }
    };
    let name = server_name.or_else(|| url.host_str())?.to_owned();
    Some(Dialled { name, to })
}

fn read(key: &str, path: &Path) -> Result<Vec<u8>, ClientError> {
    std::fs::read(path).map_err(|error| unusable(key, path, &error))
}

fn unusable(key: &str, path: &Path, why: &dyn std::fmt::Display) -> ClientError {
    ClientError::Client(format!("`{key}` {}: {why}", path.display()))
}
