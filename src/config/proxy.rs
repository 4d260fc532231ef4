//! A proxy by its URL.

use secrecy::SecretString;
use url::Url;

use super::{Auth, BaseUrl};
use crate::http::{HIDDEN, without_userinfo};

/// A proxy, which is reached over plain HTTP.
#[derive(Debug, Clone)]
pub struct Proxy {
    /// Its URL, without credentials.
    pub url: Url,
    /// User and password.
    pub credentials: Option<(String, SecretString)>,
}

/// A proxy by its URL, in which `http://` may be left out.
pub(super) fn proxy(text: &str) -> Result<Proxy, String> {
    let text = if text.contains("://") { text.to_owned() } else { format!("http://{text}") };
    let shown = without_userinfo(&text);
    let scheme = shown.split_once("://").map_or(HIDDEN, |(scheme, _)| scheme);
    if !scheme.eq_ignore_ascii_case("http") {
        return Err(format!(
            "the proxy has the scheme `{scheme}`, and only plain HTTP is supported: write http://HOST:PORT"
        ));
    }
    let BaseUrl { url, userinfo } = text.parse::<BaseUrl>().map_err(|why| why.replace("base URL ", ""))?;
    let credentials = match userinfo {
        Some(Auth::Basic { user, password }) => Some((user, password)),
        _ => None,
    };
    Ok(Proxy { url, credentials })
}
