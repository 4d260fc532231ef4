//! The base URL as given, with the credentials in it removed.

use std::fmt;
use std::str::FromStr;

use secrecy::SecretString;
use serde::{Deserialize, Deserializer, de::Error as _};
use url::Url;

use super::Auth;
use crate::http::url_template::decode;
use crate::http::{HIDDEN, without_userinfo};

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
        // What is wrong may be a password that was not encoded.
        let shown = without_userinfo(text);
        if !text.contains("://") {
            let rest = shown.trim_start_matches('/');
            return Err(format!("base URL `{shown}` has no scheme: write http://{rest}"));
        }
        let mut url = Url::parse(text).map_err(|e| {
            format!("base URL `{shown}` is not a URL ({e}): write one such as http://localhost:3000/api")
        })?;
        let userinfo = userinfo(&url);
        if userinfo.is_some() && (url.set_username("").is_err() || url.set_password(None).is_err()) {
            return Err(format!(
                "base URL `{shown}` has a user or password, but no host: write http://USER:PASSWORD@HOST"
            ));
        }
        match url.scheme() {
            "http" => {}
            "https" if cfg!(feature = "tls") => {}
            "https" => return Err(format!("base URL `{shown}` needs TLS: build doctrial with the feature `tls`")),
            _ => {
                let scheme = shown.split_once("://").map_or(HIDDEN, |(scheme, _)| scheme);
                return Err(format!("base URL `{shown}` has the scheme `{scheme}`: only http and https are supported"));
            }
        }
        if url.query().is_some() || url.fragment().is_some() {
            let shown = shown.split(['?', '#']).next().unwrap_or_default();
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
        for text in [
            "kim:PW@host:80",
            "kim:PW://x@host",
            "http://kim:s3/PW@host",
            "http://kim:PW?x@host",
            "http://kim:80?PW@host",
            "ftp://kim:80/PW@host",
            "http://kim:80#PW@host",
        ] {
            assert!(!refusal(text).contains("PW"), "{text}: {}", refusal(text));
        }
    }
}
