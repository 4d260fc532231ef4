//! URLs in settings that say where something is: they are no secrets, but for the credentials in them.

use url::Url;

use crate::http::url_template::decode;
use crate::http::{is_credential_parameter, secrets_in_path};

/// The credentials in a URL, as they are written and decoded; `None` for a text that is no URL with a host.
pub(super) fn credentials_in(text: &str) -> Option<Vec<String>> {
    let url = Url::parse(text.trim()).ok()?;
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
        return None;
    }
    let user = Some(url.username()).filter(|user| !user.is_empty());
    let mut written: Vec<&str> = url.password().or(user).into_iter().collect();
    for pair in url.query().into_iter().flat_map(|query| query.split('&')) {
        if let Some((name, value)) = pair.split_once('=')
            && is_credential_parameter(&decode(name))
        {
            written.push(value);
        }
    }
    written.extend(secrets_in_path(url.path()));
    let mut found: Vec<String> = written.iter().flat_map(|text| [decode(text), (*text).to_owned()]).collect();
    found.sort_unstable();
    found.dedup();
    found.retain(|text| !text.is_empty());
    Some(found)
}

/// Whether the value of a key says where something is, and in which part of it: all of `token-url`, the URL that begins the
/// `request` of a step.
pub(super) fn is_address(key: &str, before: &str) -> bool {
    match key.rsplit('.').next().unwrap_or(key) {
        "token-url" | "audience" | "scope" => true,
        "request" => {
            let mut words = before.trim_start().split(' ');
            let method = words.next().unwrap_or_default();
            let is_method = !method.is_empty() && method.bytes().all(|byte| byte.is_ascii_alphabetic());
            is_method && before.contains(' ') && words.all(str::is_empty)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_credentials_in_a_url_are_secrets() {
        let found = |text: &str| credentials_in(text).map(|found| found.join(" "));
        assert_eq!(found("https://login.test:8443/t/token?tenant=a").as_deref(), Some(""));
        assert_eq!(found("http://app:p%2Fw@login.test/t?key=k1&scope=s").as_deref(), Some("k1 p%2Fw p/w"));
        assert_eq!(found("http://tk-0815@login.test").as_deref(), Some("tk-0815"));
        for text in ["sk-0815", "urn:owls", "mailto:a@b.test", "file:///x", "a.test/x"] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn the_url_that_begins_a_request_is_an_address_and_nothing_behind_it() {
        assert!(is_address("setup.request", "POST ") && is_address("identity.a.oauth.token-url", "https://"));
        for before in ["", "POST", "POST /login\nX-Key: ", "POST /login?next=", "{\"at\": \""] {
            assert!(!is_address("setup.request", before), "{before}");
        }
        assert!(!is_address("headers.Origin", ""));
    }
}
