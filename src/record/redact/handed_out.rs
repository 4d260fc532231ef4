//! Tokens that a response hands out: they may come again in what is said of other exchanges.

use memchr::memmem;

use super::of_message::{credentials_of_body, credentials_of_field};
use crate::http::{Response, is_credential_member};

/// Of a larger body nothing is kept in mind.
const LARGEST: usize = 64 << 10;

/// A shorter value, or a word, may be part of other texts by chance.
const SHORTEST: usize = 10;

/// What the names of tokens have in them: where a body has none of it, which is quick to see, none is looked for.
const TELLING: [&str; 7] = ["oken", "OKEN", "ecret", "assword", "ession", "_key", "Key"];

/// The tokens in the cookies and in the body of a response.
pub(super) fn handed_out(response: &Response) -> Vec<String> {
    let Response { headers, body, .. } = response;
    let mut found: Vec<String> = Vec::new();
    let cookies = headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie"));
    for (name, value) in cookies.filter(|(_, value)| names_credential(value)) {
        found.extend(credentials_of_field(name, value));
    }
    let may_have_one =
        || body.len() <= LARGEST && TELLING.iter().any(|part| memmem::find(body, part.as_bytes()).is_some());
    if may_have_one()
        && let Ok(text) = std::str::from_utf8(body)
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

/// Whether the name of a cookie says that it is a credential. Others (`region=eu-central-1`) are ordinary words elsewhere.
fn names_credential(set_cookie: &str) -> bool {
    let name = set_cookie.split('=').next().unwrap_or_default().trim();
    let lower = name.to_ascii_lowercase();
    is_credential_member(name) || TELLING_COOKIES.iter().any(|part| lower.contains(part))
}

/// What the names of cookies that carry a session have in them.
const TELLING_COOKIES: [&str; 7] = ["auth", "jwt", "remember", "sess", "sid", "sso", "token"];

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
