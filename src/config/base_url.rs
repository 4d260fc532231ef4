//! The base URL as given, with the credentials in it removed.

use std::fmt;
use std::str::FromStr;

use secrecy::SecretString;
use serde::{Deserialize, Deserializer, de::Error as _};
use url::Url;

use super::Auth;
use crate::http::url_template::decode;

/// A base URL as given: `http` or `https`, a host, perhaps a path. Credentials in it are removed, so that the URL can
/// be shown.
#[derive(Debug, Clone)]
pub struct BaseUrl {
    /// Without credentials.
    pub url: Url,
    /// The credentials that were in it (RFC 3986 section 3.2.1).
    pub userinfo: Option<Auth>,
}

impl FromStr for BaseUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if !text.contains("://") {
            let rest = text.trim_start_matches('/');
            // The text before an `@` may be a password.
            if let Some((_, host)) = rest.rsplit_once('@') {
                return Err(format!("base URL `***@{host}` has no scheme: write http://***@{host}"));
            }
            return Err(format!("base URL `{text}` has no scheme: write http://{rest}"));
        }
        let mut url = Url::parse(text).map_err(|e| {
            format!("base URL `{}` is not a URL ({e}): write one such as http://localhost:3000/api", shown(text))
        })?;
        let userinfo = userinfo(&url);
        if userinfo.is_some() && (url.set_username("").is_err() || url.set_password(None).is_err()) {
            return Err(format!(
                "base URL `{}` has a user or password, but no host: write http://USER:PASSWORD@HOST",
                shown(text)
            ));
        }
        match url.scheme() {
            "http" => {}
            "https" if cfg!(feature = "tls") => {}
            "https" => return Err(format!("base URL `{url}` needs TLS: build doctrial with the feature `tls`")),
            other => {
                return Err(format!("base URL `{url}` has the scheme `{other}`: only http and https are supported"));
            }
        }
        if url.query().is_some() || url.fragment().is_some() {
            let mut shown = url.clone();
            shown.set_query(None);
            shown.set_fragment(None);
            return Err(format!("base URL `{shown}` has a query or fragment: give scheme, host, port and path only"));
        }
        Ok(Self { url, userinfo })
    }
}

fn userinfo(url: &Url) -> Option<Auth> {
    if url.username().is_empty() && url.password().is_none() {
        return None;
    }
    let password = SecretString::from(decode(url.password().unwrap_or_default()));
    Some(Auth::Basic { user: decode(url.username()), password })
}

/// The text without the part before an `@` in its authority: it may be a password.
fn shown(text: &str) -> String {
    let Some((scheme, rest)) = text.split_once("://") else { return text.to_owned() };
    let authority = rest.split('/').next().unwrap_or_default();
    match authority.rfind('@') {
        Some(at) => format!("{scheme}://***{}", &rest[at..]),
        None => text.to_owned(),
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.url.fmt(f)
    }
}

impl<'de> Deserialize<'de> for BaseUrl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> String {
        text.parse::<BaseUrl>().expect_err("is refused")
    }

    #[test]
    fn a_url_without_scheme_is_refused_with_a_correction() {
        assert_eq!(refusal("localhost:3000"), "base URL `localhost:3000` has no scheme: write http://localhost:3000");
        assert_eq!(refusal("//api.example"), "base URL `//api.example` has no scheme: write http://api.example");
    }

    #[test]
    fn a_url_that_no_path_can_be_appended_to_is_refused() {
        assert!(refusal("ftp://host/").contains("scheme `ftp`"));
        assert!(refusal("http://host/?key=1").contains("query"));
        assert!(refusal("http://").contains("not a URL"));
    }

    #[test]
    fn credentials_leave_the_url_and_no_message_shows_them() {
        let base: BaseUrl = "http://me:p%40ss@host:8080/api".parse().expect("a base URL");
        assert_eq!(base.url.as_str(), "http://host:8080/api");
        assert!(matches!(base.userinfo, Some(Auth::Basic { ref user, .. }) if user == "me"));
        assert!(!refusal("ftp://me:secret@host/").contains("secret"));
        assert!(!refusal("http://me:secret@host:port/").contains("secret"));
    }
}
