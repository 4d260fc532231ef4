//! How the service is reached: directly, by another address, over a socket or a proxy; and who is trusted over `https`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use secrecy::{ExposeSecret as _, SecretString};
use url::Url;

use super::proxy::proxy;
use super::{Proxy, ProxyVariables, Tls};
use crate::http::HIDDEN;

/// The name of the table for any other host.
pub(super) const OTHER_HOSTS: &str = "*";

/// The keys of a layer that are about the network.
#[derive(Debug, Default)]
pub(super) struct WrittenNetwork {
    pub(super) proxy: Option<String>,
    pub(super) connect_to: Option<String>,
    pub(super) unix_socket: Option<PathBuf>,
    pub(super) http2: Option<bool>,
    pub(super) tls: BTreeMap<String, Tls>,
}

/// How the service is reached.
#[derive(Debug, Clone, Default)]
pub struct Network {
    /// The proxy between this machine and the service.
    pub proxy: ProxyChoice,
    /// Where connections go in the place of the base URL's host and port.
    pub connect_to: Option<Endpoint>,
    /// The socket at which the service listens.
    pub unix_socket: Option<PathBuf>,
    /// HTTP/2 is used where the service offers it.
    pub http2: bool,
    pub(super) tls: BTreeMap<String, Tls>,
}

/// Where a connection goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    /// A name or an address; one of IPv6 without brackets.
    pub host: String,
    /// The port.
    pub port: u16,
}

/// Whether there is a proxy.
#[derive(Debug, Clone, Default)]
pub enum ProxyChoice {
    /// None.
    #[default]
    None,
    /// This one, for all requests.
    Of(Proxy),
    /// What the environment says about each URL.
    Environment(ProxyVariables),
}

impl Network {
    /// The proxy for a URL.
    ///
    /// # Errors
    /// The environment names one that cannot be used.
    pub fn proxy_for(&self, url: &Url) -> Result<Option<Proxy>, String> {
        match &self.proxy {
            ProxyChoice::None => Ok(None),
            ProxyChoice::Of(proxy) => Ok(Some(proxy.clone())),
            ProxyChoice::Environment(variables) => match variables.of(url) {
                Some((variable, value)) => {
                    proxy(value).map(Some).map_err(|why| format!("the environment variable {variable}: {why}"))
                }
                None => Ok(None),
            },
        }
    }

    /// How connections to the origin of a URL are secured: by the table of its host and port, of its host, or of other hosts.
    pub fn tls(&self, url: &Url) -> Option<&Tls> {
        let host = url.host_str()?;
        let with_port = url.port_or_known_default().map(|port| format!("{host}:{port}"));
        let named = with_port.and_then(|name| self.tls.get(&name)).or_else(|| self.tls.get(host));
        named.or_else(|| self.tls.get(OTHER_HOSTS))
    }

    /// The same for requests to another origin: the way to the service does not apply to it.
    #[must_use]
    pub fn elsewhere(&self) -> Self {
        Self { connect_to: None, unix_socket: None, ..self.clone() }
    }

    /// The options by which curl reaches a URL in the same way.
    pub fn curl_options(&self, url: &Url) -> Vec<(&'static str, String)> {
        let mut options = Vec::new();
        let mut add = |option: &'static str, value: Option<String>| options.extend(value.map(|value| (option, value)));
        add("--unix-socket", self.unix_socket.as_ref().map(|path| path.display().to_string()));
        add(
            "--connect-to",
            self.connect_to.as_ref().map(|Endpoint { host, port }| {
                let host = if host.contains(':') { format!("[{host}]") } else { host.clone() };
                format!("::{host}:{port}")
            }),
        );
        if let Ok(Some(Proxy { url, credentials })) = self.proxy_for(url) {
            add("--proxy", Some(url.as_str().trim_end_matches('/').to_owned()));
            // With some proxies the user name is the key.
            add("--proxy-user", credentials.map(|_| HIDDEN.to_owned()));
        }
        if let Some(tls) = self.tls(url).filter(|_| url.scheme() == "https") {
            let shown = |path: &Option<PathBuf>| path.as_ref().map(|path| path.display().to_string());
            add("--cacert", shown(&tls.ca_file));
            add("--cert", shown(&tls.client_certificate));
            add("--key", shown(&tls.client_key));
            add("--insecure", tls.insecure.then(String::new));
        }
        options
    }

    /// The parts that must never be shown.
    pub(super) fn secrets(&self) -> Vec<SecretString> {
        match &self.proxy {
            ProxyChoice::Of(Proxy { credentials: Some((user, password)), .. }) => {
                // With some proxies the user name is the key.
                let is_user = password.expose_secret().is_empty();
                vec![if is_user { user.clone().into() } else { password.clone() }]
            }
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret as _;

    use super::super::read_network::{endpoint, network};
    use super::*;

    fn url(text: &str) -> Url {
        text.parse().expect("a URL")
    }

    fn read(written: WrittenNetwork, base: &str) -> Result<Network, String> {
        network(written, Some(&url(base)), ProxyVariables::default()).map_err(|error| error.to_string())
    }

    fn tls(host: &str, table: &str) -> WrittenNetwork {
        let table = toml::from_str(table).expect("a table");
        WrittenNetwork { tls: BTreeMap::from([(host.to_owned(), table)]), ..WrittenNetwork::default() }
    }

    #[test]
    fn the_table_of_the_host_itself_counts() {
        let mut written = tls("*", "server-name = 'any.example'");
        written.tls.extend(tls("H.example", "server-name = 'h.example'").tls);
        written.tls.extend(tls("h.example:8443", "insecure = true").tls);
        let network = read(written, "http://h.example").expect("legal");
        let name = |text: &str| network.tls(&url(text)).and_then(|tls| tls.server_name.clone()).unwrap_or_default();
        assert_eq!((name("https://h.example"), name("https://i.example")), ("h.example".into(), "any.example".into()));
        assert!(network.tls(&url("https://h.example:8443")).is_some_and(|tls| tls.insecure));
    }

    #[test]
    fn curl_gets_there_by_options() {
        let options = |written: WrittenNetwork, base: &str| {
            let options = read(written, base).expect("legal").curl_options(&url(base));
            options.into_iter().map(|(option, value)| format!("{option} {value}")).collect::<Vec<_>>().join(" ")
        };
        let proxy = WrittenNetwork { proxy: Some("http://kim:pw-1@p:3128".to_owned()), ..WrittenNetwork::default() };
        assert_eq!(options(proxy, "http://h.example"), "--proxy http://p:3128 --proxy-user ***");
        let to = WrittenNetwork { connect_to: Some("[::1]:81".to_owned()), ..WrittenNetwork::default() };
        assert_eq!(options(to, "http://h.example"), "--connect-to ::[::1]:81");
        let secure = "ca-file = 'ca.pem'\nclient-certificate = 'me.pem'\ninsecure = true";
        assert_eq!(options(tls("h.example", secure), "https://h.example"), "--cacert ca.pem --cert me.pem --insecure ");
        assert_eq!(options(tls("h.example", secure), "http://h.example"), "");
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        let connect_to = |text: &str| WrittenNetwork { connect_to: Some(text.to_owned()), ..WrittenNetwork::default() };
        let proxy = |text: &str| WrittenNetwork { proxy: Some(text.to_owned()), ..WrittenNetwork::default() };
        let both = WrittenNetwork { connect_to: Some("h:1".to_owned()), ..proxy("http://p:1") };
        for (written, why) in [
            (tls("*", "insecure = true"), "name the host"),
            (tls("h", "client-key = 'a.key'"), "needs a `client-certificate`"),
            (
                tls("h", "ca-file = '-----BEGIN PRIVATE KEY-----'"),
                "`ca-file` is the path of a file in PEM, not its text",
            ),
            (tls("https://h", "insecure = true"), "write the host alone"),
            (tls("h", "server-name = '127.0.0.1'"), "not the name of a server"),
            (connect_to("nowhere/else"), "not a host with a port"),
            (connect_to("127.0.0.1:1"), "needs the name that the certificate has"),
            (proxy("socks5://p:1"), "has the scheme `socks5`"),
            (proxy("https://p:1"), "write http://HOST:PORT"),
            (both, "`proxy` and `connect-to` both say"),
        ] {
            let refusal = read(written, "https://127.0.0.1").err().unwrap_or_default();
            assert!(refusal.contains(why), "{why}: {refusal}");
        }
    }

    #[test]
    fn no_refusal_shows_a_password() {
        let connect_to = |text: &str| WrittenNetwork { connect_to: Some(text.to_owned()), ..WrittenNetwork::default() };
        let proxy = |text: &str| WrittenNetwork { proxy: Some(text.to_owned()), ..WrittenNetwork::default() };
        for written in [
            connect_to("kim:PW@h:1"),
            connect_to("http://kim:s3/PW@h:1"),
            proxy("kim:PW://x@p:1"),
            proxy("kim:s3/PW@p:1"),
            proxy("socks5://kim:PW@p:1"),
            tls("https://kim:PW@h", "insecure = true"),
            tls("h", "server-name = 'kim:PW@h'"),
        ] {
            let shown = format!("{written:?}");
            let refusal = read(written, "https://h.example").expect_err(&shown);
            assert!(!refusal.contains("PW"), "{refusal}");
        }
    }

    #[test]
    fn endpoints_and_proxies_are_read() {
        let to = |text: &str| endpoint(text, Some(&url("https://h.example"))).map(|to| (to.host, to.port));
        assert_eq!(to("[::1]:81"), Ok(("::1".to_owned(), 81)));
        assert_eq!(to("other.example"), Ok(("other.example".to_owned(), 443)));
        let proxy = proxy("kim:p%20w@p.example:3128").expect("a proxy");
        assert_eq!(proxy.url.as_str(), "http://p.example:3128/");
        let (user, password) = proxy.credentials.expect("credentials");
        assert_eq!((user.as_str(), password.expose_secret()), ("kim", "p w"));
    }
}
