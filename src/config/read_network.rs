//! What was written about the network -> how the service is reached, or what is wrong with it.

use super::network::{OTHER_HOSTS, WrittenNetwork};
use super::proxy::proxy;
use super::{ConfigError, Endpoint, Network, ProxyChoice, ProxyVariables, Tls};
use std::path::PathBuf;
use url::{Host, Url};

use crate::http::without_userinfo;

/// Checks what was written. `base_url`: of the service.
pub(super) fn network(
    written: WrittenNetwork,
    base_url: Option<&Url>,
    variables: ProxyVariables,
) -> Result<Network, ConfigError> {
    let wrong = ConfigError::Contradiction;
    let WrittenNetwork { proxy: chosen, connect_to, unix_socket, http2, tls } = written;
    let chosen = match chosen.as_deref().map(str::trim) {
        None | Some("" | "none") => ProxyChoice::None,
        Some("environment") => ProxyChoice::Environment(variables),
        Some(url) => ProxyChoice::Of(proxy(url).map_err(|why| wrong(format!("`proxy`: {why}")))?),
    };
    let connect_to = connect_to.filter(|text| !text.trim().is_empty()).map(|text| endpoint(&text, base_url));
    let connect_to = connect_to.transpose().map_err(wrong)?;
    let unix_socket = unix_socket.filter(|path| !path.as_os_str().is_empty());
    if unix_socket.is_some() && !cfg!(unix) {
        return Err(wrong("`unix-socket`: this system has no such sockets".to_owned()));
    }
    let tls =
        tls.into_iter().map(|(host, tls)| Ok((host_of(&host, &tls)?, tls))).collect::<Result<_, _>>().map_err(wrong)?;
    let network = Network { proxy: chosen, connect_to, unix_socket, http2: http2.unwrap_or(false), tls };
    contradiction(&network, base_url).map_or(Ok(network), |message| Err(wrong(message)))
}

/// What cannot be combined.
fn contradiction(network: &Network, base_url: Option<&Url>) -> Option<String> {
    let has_proxy = matches!(network.proxy, ProxyChoice::Of(_));
    let given = [
        (has_proxy, "proxy"),
        (network.connect_to.is_some(), "connect-to"),
        (network.unix_socket.is_some(), "unix-socket"),
    ];
    let given: Vec<_> = given.into_iter().filter_map(|(is_given, key)| is_given.then_some(key)).collect();
    if let [first, second, ..] = given[..] {
        return Some(format!("`{first}` and `{second}` both say where connections go: keep one"));
    }
    let url = base_url.filter(|url| url.scheme() == "https")?;
    let server_name = network.tls(url).and_then(|tls| tls.server_name.as_deref());
    if has_proxy && server_name.is_some() {
        return Some("`server-name` cannot be used with a `proxy`, which looks up the host itself".to_owned());
    }
    let is_address = !matches!(url.host(), Some(Host::Domain(_)));
    (network.connect_to.is_some() && is_address && server_name.is_none()).then(|| {
        format!(
            "`connect-to` needs the name that the certificate has: write it in base-url in the place of {0}, or as \
             `server-name` of [tls.\"{0}\"]",
            url.host_str().unwrap_or_default()
        )
    })
}

/// The host that a table is for, if it is valid.
fn host_of(host: &str, tls: &Tls) -> Result<String, String> {
    let place = format!("[tls.\"{}\"]", without_userinfo(host));
    let name = host.trim().to_ascii_lowercase();
    if name.is_empty() || name.contains('/') {
        return Err(format!("{place}: write the host alone, or with its port: [tls.\"api.example.com:8443\"]"));
    }
    if tls.insecure && name == OTHER_HOSTS {
        return Err(format!("{place}: name the host whose certificate is not checked"));
    }
    if tls.client_key.is_some() && tls.client_certificate.is_none() {
        return Err(format!("{place}: `client-key` needs a `client-certificate`"));
    }
    let files =
        [("ca-file", &tls.ca_file), ("client-certificate", &tls.client_certificate), ("client-key", &tls.client_key)];
    // The text is not repeated: it may be a key, and an error about a path would show it.
    let is_text = |path: &PathBuf| path.to_string_lossy().contains("-----BEGIN");
    if let Some((key, _)) = files.into_iter().find(|(_, path)| path.as_ref().is_some_and(is_text)) {
        return Err(format!("{place}: `{key}` is the path of a file in PEM, not its text"));
    }
    let is_domain = |name: &String| matches!(Host::parse(name), Ok(Host::Domain(_)));
    if let Some(name) = tls.server_name.as_ref().filter(|name| !is_domain(name)) {
        return Err(format!(
            "{place}: `{}` is not the name of a server: write a host name, as in its certificate",
            without_userinfo(name)
        ));
    }
    Ok(name)
}

/// `host:port`; without a port that of the base URL.
pub(super) fn endpoint(text: &str, base_url: Option<&Url>) -> Result<Endpoint, String> {
    let text = text.trim();
    let illegal =
        || format!("`connect-to`: `{}` is not a host with a port, such as 127.0.0.1:8443", without_userinfo(text));
    let parsed = Url::parse(&format!("x://{text}/")).map_err(|_| illegal())?;
    let is_more = parsed.path() != "/" || parsed.query().is_some() || !parsed.username().is_empty();
    let host = parsed.host_str().filter(|host| !host.is_empty() && !is_more).ok_or_else(illegal)?;
    let port = parsed.port().or_else(|| base_url?.port_or_known_default()).ok_or_else(illegal)?;
    Ok(Endpoint { host: host.trim_matches(['[', ']']).to_owned(), port })
}
