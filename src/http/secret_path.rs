//! Which parts of a URL's path are credentials.

use std::borrow::Cow;

use super::credentials::is_credential_member;
use super::hidden::HIDDEN;
use super::token_shape::token;

/// The fewest characters of a part of a path that is treated as a credential because of the part before it.
const SHORTEST: usize = 10;

/// The parts of a path, or of a text that has one, that are credentials: tokens by their form, and what is random behind a
/// segment with the name of a credential (`/reset/token/ab12cd34ef56`).
pub(crate) fn secrets_in_path(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut name, mut start) = ("", 0);
    for part in text.split_inclusive(|c: char| !is_of_segment(c)) {
        let segment = part.trim_end_matches(|c: char| !is_of_segment(c));
        if let Some(token) = token(text, start).filter(|_| !segment.is_empty()) {
            found.push(&text[token]);
        } else if is_credential_member(name) && !name.ends_with('s') && is_random(segment) {
            found.push(segment);
        }
        name = if part.ends_with('/') { segment } else { "" };
        start += part.len();
    }
    found
}

/// A text without these parts.
pub(crate) fn without_secrets(text: &str) -> Cow<'_, str> {
    let hidden = |text: Cow<'_, str>, secret: &str| text.replace(secret, HIDDEN);
    secrets_in_path(text).into_iter().fold(Cow::Borrowed(text), |text, secret| Cow::Owned(hidden(text, secret)))
}

/// A character of a segment that may be a credential; a placeholder has others.
fn is_of_segment(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~' | '%' | '=' | '+')
}

fn is_random(segment: &str) -> bool {
    let has = |of: fn(&u8) -> bool| segment.bytes().any(|b| of(&b));
    segment.len() >= SHORTEST && has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_show_no_secrets() {
        for (text, shown) in [
            ("/reset/token/ab12cd34ef56", "/reset/token/***"),
            ("/v1/api_key/0a1b2c3d4e5f/use?x=1", "/v1/api_key/***/use?x=1"),
            ("/keys/sk_live_0123456789abcdef", "/keys/***"),
            ("Reset: GET /token/ab12cd34ef56 by mail", "Reset: GET /token/*** by mail"),
            ("/tokens/ab12cd34ef56", "/tokens/ab12cd34ef56"),
            ("/token/{reset_token_12}", "/token/{reset_token_12}"),
            ("/token/refresh-them-all", "/token/refresh-them-all"),
            ("/users/ab12cd34ef56", "/users/ab12cd34ef56"),
            ("", ""),
        ] {
            assert_eq!(without_secrets(text), shown, "{text}");
        }
    }
}
