//! Credentials recognised by the text around them: no list of secrets contains what a service issues.

use super::redact::HIDDEN;

/// Query and form parameters that carry credentials, in lower case.
#[rustfmt::skip]
const PARAMETERS: [&str; 22] = [
    "access_token", "refresh_token", "id_token", "token", "auth_token", "authtoken", "tempauth", "code", "password", "pwd",
    "client_secret", "secret", "api_key", "api-key", "apikey", "key", "sig", "signature", "subscription-key",
    "x-amz-signature", "x-amz-credential", "x-amz-security-token",
];

/// Members of JSON bodies that carry credentials, in lower case without `_` and `-`. `code` and `key` are not among them:
/// as members they are error codes and names.
#[rustfmt::skip]
const MEMBERS: [&str; 10] = [
    "accesstoken", "refreshtoken", "idtoken", "authtoken", "clientsecret", "secrettext", "password", "apikey",
    "clientassertion", "sessiontoken",
];

/// Replaces bearer and basic credentials, JWTs, credential parameters and members, and the user information of URLs.
pub(super) fn redact(text: String) -> String {
    let mut hidden = Vec::new();
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let found = match byte {
            b'B' | b'b' if starts_word(bytes, at) => credentials(&text, at),
            b'e' if starts_word(bytes, at) => jwt(&text, at),
            b'=' => parameter(&text, at),
            b':' => member(&text, at).or_else(|| user_information(&text, at)),
            _ => None,
        };
        hidden.extend(found);
    }
    if hidden.is_empty() { text } else { without(&text, hidden) }
}

type Span = (usize, usize);

fn without(text: &str, mut hidden: Vec<Span>) -> String {
    hidden.sort_unstable();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (start, end) in hidden {
        if start >= at {
            out.push_str(&text[at..start]);
            out.push_str(HIDDEN);
        }
        at = at.max(end);
    }
    out.push_str(&text[at..]);
    out
}

fn starts_word(bytes: &[u8], at: usize) -> bool {
    at == 0 || !bytes[at - 1].is_ascii_alphanumeric() && !matches!(bytes[at - 1], b'_' | b'-' | b'.')
}

/// The end of a run of `token68` characters (RFC 9110 section 11.2).
fn token_end(text: &str, at: usize) -> usize {
    let token = |b: u8| b.is_ascii_alphanumeric() || b"-._~+/=".contains(&b);
    at + text.as_bytes()[at..].iter().take_while(|&&b| token(b)).count()
}

/// The credentials after `Bearer ` or `Basic `; a short run of letters is prose (`bearer token`).
fn credentials(text: &str, at: usize) -> Option<Span> {
    let rest = &text.as_bytes()[at..];
    let scheme = [&b"bearer "[..], b"basic ", b"bearer%20"]
        .into_iter()
        .find(|scheme| rest.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))?;
    let start = at + scheme.len();
    let end = token_end(text, start);
    let token = &text[start..end];
    let telling = token.len() >= 16 || token.len() >= 6 && token.bytes().any(|b| b.is_ascii_digit());
    telling.then_some((start, end))
}

/// A JSON Web Token (RFC 7519): base64url of `{"` begins with `eyJ`.
fn jwt(text: &str, at: usize) -> Option<Span> {
    let end = token_end(text, at);
    let token = &text[at..end];
    (token.starts_with("eyJ") && token.len() >= 20 && token.contains('.')).then_some((at, end))
}

/// The value of a credential parameter whose `=` is at `at`.
fn parameter(text: &str, at: usize) -> Option<Span> {
    let name_start =
        text[..at].rfind(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-')).map_or(0, |b| b + 1);
    let name_start = (name_start..=at).find(|&i| text.is_char_boundary(i))?;
    let name = text[name_start..at].to_ascii_lowercase();
    let before = text[..name_start].chars().next_back();
    let is_parameter = before.is_none_or(|c| matches!(c, '?' | '&' | '#' | ';' | '\'' | '"') || c.is_whitespace());
    if !is_parameter || !PARAMETERS.contains(&name.as_str()) {
        return None;
    }
    let ends = |c: char| matches!(c, '&' | '#' | '"' | '\'' | '<' | '>') || c.is_whitespace();
    let end = text[at + 1..].find(ends).map_or(text.len(), |length| at + 1 + length);
    (end > at + 1).then_some((at + 1, end))
}

/// The string value of a credential member whose `:` is at `at`.
fn member(text: &str, at: usize) -> Option<Span> {
    let before = text[..at].trim_end().strip_suffix('"')?;
    let name = &before[before.rfind('"')? + 1..];
    let name: String = name.chars().filter(|c| !matches!(c, '_' | '-')).map(|c| c.to_ascii_lowercase()).collect();
    if !MEMBERS.contains(&name.as_str()) {
        return None;
    }
    let value = text[at + 1..].trim_start().strip_prefix('"')?;
    let start = text.len() - value.len();
    let mut escaped = false;
    let length = value.bytes().position(|b| {
        let ends = b == b'"' && !escaped;
        escaped = b == b'\\' && !escaped;
        ends
    });
    // A bounded text may break off inside the value.
    let end = length.map_or(text.len(), |length| start + length);
    (end > start).then_some((start, end))
}

/// The user information before the `@` of a URL's authority, its `:` at `at`.
fn user_information(text: &str, at: usize) -> Option<Span> {
    let rest = text[at..].strip_prefix("://")?;
    let ends = |c: char| matches!(c, '/' | '?' | '#' | '"' | '\'' | '<' | '>') || c.is_whitespace();
    let authority = &rest[..rest.find(ends).unwrap_or(rest.len())];
    let length = authority.rfind('@').filter(|&length| length > 0)?;
    Some((at + 3, at + 3 + length))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn credentials_are_recognised_by_the_text_around_them() {
        for (text, shown) in [
            ("Authorization: Bearer abc123.def", "Authorization: Bearer ***"),
            ("{\"a\": \"bearer 0123456789\"}", "{\"a\": \"bearer ***\"}"),
            ("token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln!", "token ***!"),
            ("https://ann:pw@h/x?a=1&sig=x%2Fy&b=2", "https://***@h/x?a=1&sig=***&b=2"),
            ("client_id=1&client_secret=s3&x=1", "client_id=1&client_secret=***&x=1"),
            ("/cb?code=4/0Ab#state", "/cb?code=***#state"),
            ("{\"access_token\" : \"a\\\"b\", \"x\": 1}", "{\"access_token\" : \"***\", \"x\": 1}"),
            ("{\"refreshToken\":\"cut of", "{\"refreshToken\":\"***"),
        ] {
            assert_eq!(redact(text.to_owned()), shown);
        }
    }

    #[test]
    fn prose_and_ordinary_members_are_left_alone() {
        for text in [
            "a Bearer token is required",
            "{\"error\": {\"code\": \"invalidRequest\", \"key\": \"k\"}}",
            "https://h/users/ann@example.com?country-code=49&monkey=1",
            "Bearer realm=\"x\"",
            "\u{e4}=1 \u{1f600}:x",
        ] {
            assert_eq!(redact(text.to_owned()), text);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_taken_and_nothing_is_left_to_hide(text in "([\"=:?&@/ e]|eyJ|Bearer |password|code|://|.){0,40}") {
            let once = redact(text);
            prop_assert_eq!(redact(once.clone()), once);
        }
    }
}
