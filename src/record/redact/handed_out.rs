//! Tokens that a response hands out: they may come again in what is said of other exchanges.

use memchr::memmem;

use super::of_message::{credentials_of_body, credentials_of_field};
use crate::http::Response;

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
    for (name, value) in headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie")) {
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
        let has = |is: fn(&u8) -> bool| value.bytes().any(|byte| is(&byte));
        value.len() >= SHORTEST && has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic)
    });
    found
}
