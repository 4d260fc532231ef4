//! Tokens that a response hands out: they may come again in what is said of other exchanges.

use std::sync::LazyLock;

use super::of_message::{credentials_of_body, credentials_of_field};
use crate::http::{Response, is_credential_cookie};
use crate::text::AnyOf;

/// Of a larger body nothing is kept in mind.
const LARGEST: usize = 64 << 10;

/// A shorter value, or a word, may be part of other texts by chance.
const SHORTEST: usize = 10;

/// What the names of tokens have in them: where a body has none of it, which is quick to see, none is looked for.
const TELLING: [&str; 7] = ["oken", "OKEN", "ecret", "assword", "ession", "_key", "Key"];

/// Finds one of them. Every response of a run is searched.
static FINDER: LazyLock<AnyOf<7>> = LazyLock::new(|| AnyOf::new(TELLING));

/// The tokens in the cookies and in the body of a response.
pub(super) fn handed_out(response: &Response) -> Vec<String> {
    let Response { headers, body, .. } = response;
    let mut found: Vec<String> = Vec::new();
    let cookies = headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie"));
    // Others (`region=eu-central-1`) are ordinary words elsewhere.
    let is_credential = |value: &str| is_credential_cookie(value.split('=').next().unwrap_or_default().trim());
    for (name, value) in cookies.filter(|(_, value)| is_credential(value)) {
        found.extend(credentials_of_field(name, value));
    }
    if body.len() <= LARGEST
        && let Ok(text) = std::str::from_utf8(body)
        && FINDER.is_in(text)
    {
        found.extend(credentials_of_body(headers.media_type().as_ref(), text));
    }
    found.retain(|value| {
        let is_path = value.starts_with('/');
        let has = |is: fn(&u8) -> bool| value.bytes().any(|byte| is(&byte));
        value.len() >= SHORTEST && !is_path && has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic)
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::Headers;

    #[test]
    fn cookies_are_handed_out_that_are_credentials_by_their_names() {
        let handed_out = |cookie: &str| {
            let mut headers = Headers::default();
            headers.push("Set-Cookie", cookie);
            super::handed_out(&Response { status: 200, headers, body: Vec::new() })
        };
        for cookie in ["region=eu-central-1", "last_seen=/v1/report-2024; Path=/", "sid=short-1"] {
            assert_eq!(handed_out(cookie), [""; 0], "{cookie}");
        }
        for cookie in ["sid=q8-zz71-0912; HttpOnly", "PHPSESSID=q8-zz71-0912", "access_token=q8-zz71-0912"] {
            assert_eq!(handed_out(cookie), ["q8-zz71-0912"], "{cookie}");
        }
    }
}
