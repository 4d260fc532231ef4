//! `HTTPS_PROXY`, `NO_PROXY` and the like: through which proxy a URL is reached.

use url::Url;

use super::Environment;
use crate::http::is_loopback;

/// What the environment says about proxies: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, also in lower case.
#[derive(Debug, Clone, Default)]
pub struct ProxyVariables {
    /// Each variable that is set, with its value.
    set: Vec<(&'static str, String)>,
}

const NAMES: [&str; 8] =
    ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"];

impl ProxyVariables {
    pub(super) fn read(environment: &Environment) -> Self {
        let value = |name: &'static str| Some((name, environment.get(name)?.to_owned()));
        Self { set: NAMES.into_iter().filter_map(value).collect() }
    }

    /// The variable that names the proxy for a URL, and its value. Loopback addresses need none.
    pub(super) fn of(&self, url: &Url) -> Option<(&'static str, &str)> {
        let of_scheme = format!("{}_proxy", url.scheme());
        let named = |name: &str| self.set.iter().find(|(set, _)| set.eq_ignore_ascii_case(name));
        if is_loopback(url) || named("no_proxy").is_some_and(|(_, hosts)| is_among(url, hosts)) {
            return None;
        }
        named(&of_scheme).or_else(|| named("all_proxy")).map(|(name, value)| (*name, value.as_str()))
    }
}

/// Whether a list of hosts has that of a URL: itself, or a domain above it, perhaps with the port; `*` are all.
fn is_among(url: &Url, hosts: &str) -> bool {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    let port = url.port_or_known_default();
    hosts.split([',', ' ']).map(str::trim).filter(|entry| !entry.is_empty()).any(|entry| {
        let (name, only) = match entry.rsplit_once(':') {
            Some((name, port)) if !name.contains(':') || name.ends_with(']') => (name, port.parse::<u16>().ok()),
            _ => (entry, None),
        };
        let name = name.trim_matches(['[', ']']).trim_start_matches('.').to_ascii_lowercase();
        let is_below = || host.strip_suffix(name.as_str()).is_some_and(|rest| rest.ends_with('.'));
        name == "*" || (only.is_none() || only == port) && (host == name || is_below())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_names_proxies_by_scheme_and_host() {
        let environment = Environment::of(
            "/",
            [
                ("HTTPS_PROXY", "http://secure:1"),
                ("all_proxy", "http://any:2"),
                ("NO_PROXY", "internal.example, .corp.example,10.0.0.7, other.example:8443"),
            ],
        );
        let variables = ProxyVariables::read(&environment);
        let proxy = |text: &str| variables.of(&text.parse().expect("a URL")).map(|(_, value)| value.to_owned());
        assert_eq!(proxy("https://api.example").as_deref(), Some("http://secure:1"));
        assert_eq!(proxy("http://api.example").as_deref(), Some("http://any:2"));
        assert_eq!(proxy("https://other.example").as_deref(), Some("http://secure:1"));
        for direct in [
            "https://internal.example",
            "https://a.internal.example/x",
            "https://a.corp.example",
            "http://10.0.0.7:80",
            "https://other.example:8443",
            "http://localhost:3000",
            "http://[::1]:3000",
            "http://[::ffff:127.0.0.1]:3000",
        ] {
            assert_eq!(proxy(direct), None, "{direct}");
        }
    }
}
