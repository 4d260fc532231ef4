//! The credentials that a message shows: what is one in it is a secret wherever it comes again.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::hidden_parts::cut;
use super::known::SHORTEST;
use super::not_a_credential::is_stand_in;
use super::paired;
use super::surroundings::credentials;
use crate::http::{Headers, MediaType, is_credential, secrets_in_path};

/// Of a larger body only so much is searched for credentials.
const MAX_SEARCHED: usize = 4 << 20;

/// The credentials in the header fields and the body of a message.
pub(super) fn credentials_of_message(headers: &Headers, body: &[u8]) -> Vec<String> {
    let mut secrets: Vec<String> = Vec::new();
    for (name, value) in headers.iter() {
        let named = is_credential(name);
        secrets.extend(if named { credentials_of_field(name, value) } else { credentials_of_text(value) });
    }
    if let Ok(text) = std::str::from_utf8(body) {
        secrets.extend(credentials_of_body(headers.media_type().as_ref(), cut(text, MAX_SEARCHED).0));
    }
    secrets
}

/// The credentials in a body of that media type.
pub(crate) fn credentials_of_body(media_type: Option<&MediaType>, text: &str) -> Vec<String> {
    let mut secrets = credentials_of_text(text);
    if media_type.is_some_and(MediaType::is_csv) {
        secrets.extend(paired::cells(text).into_iter().filter(|cell| is_worth_hiding(cell)));
    }
    secrets
}

/// The credentials in a URL: those known by what is around them, and what looks like one in its path after a segment that is
/// named so, as in `/reset/token/f81d4fae7dec`.
pub(crate) fn credentials_of_url(url: &str) -> Vec<String> {
    let mut secrets = credentials_of_text(url);
    let path = url.split(['?', '#']).next().unwrap_or_default();
    secrets.extend(secrets_in_path(path).into_iter().filter(|secret| is_worth_hiding(secret)).map(str::to_owned));
    secrets
}

/// A value that may be looked for in texts.
fn is_worth_hiding(value: &str) -> bool {
    value.len() >= SHORTEST && !is_stand_in(value)
}

/// The secrets in the value of a credential field: the credential after its scheme, the values of cookies.
pub(crate) fn credentials_of_field(name: &str, value: &str) -> Vec<String> {
    let mut secrets = Vec::new();
    if name.to_ascii_lowercase().contains("cookie") {
        let pairs = if name.eq_ignore_ascii_case("set-cookie") { 1 } else { usize::MAX };
        let values = value.split(';').take(pairs).filter_map(|pair| pair.split_once('='));
        secrets.extend(values.map(|(_, value)| value.trim().trim_matches('"').to_owned()));
    } else {
        secrets.push(value.split_once(' ').map_or(value, |(_, credential)| credential.trim()).to_owned());
    }
    secrets.retain(|secret| is_worth_hiding(secret));
    secrets
}

/// The credentials in a text by what is around them, as they are and decoded.
fn credentials_of_text(text: &str) -> Vec<String> {
    let mut secrets = Vec::new();
    for part in credentials(text) {
        let written = &text[part];
        if written.contains('%') {
            secrets.extend(percent_decode_str(written).decode_utf8().ok().map(Cow::into_owned));
        }
        if written.contains('\\') {
            secrets.extend(serde_json::from_str::<String>(&format!("\"{written}\"")).ok());
        }
        secrets.push(written.to_owned());
    }
    secrets.retain(|secret| is_worth_hiding(secret));
    secrets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_found_in_paths_and_tables() {
        assert_eq!(credentials_of_url("http://h/reset/token/ab12cd34ef56/x?sig=1234"), ["1234", "ab12cd34ef56"]);
        for url in ["/tokens/ab12cd34ef56", "/token/refresh-them-all", "/token/{id}", "/users/ab12cd34ef56"] {
            assert_eq!(credentials_of_url(url), [""; 0], "{url}");
        }
        let csv = MediaType::parse("text/csv; charset=utf-8");
        assert_eq!(credentials_of_body(csv.as_ref(), "id,token\n1,abcd-1\n"), ["abcd-1"]);
    }
}
