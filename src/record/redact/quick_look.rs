//! Whether a text may have a credential in it at all: most have nothing of what one is known by, and that is quick to see.

use std::sync::LazyLock;

use memchr::memchr_iter;
use memchr::memmem::Finder;

use super::unquoted::{option, user_information};
use crate::http::CREDENTIAL_STEMS;
use crate::http::token_shape::STARTS;
use crate::text::AnyOf;

/// What a credential is known by besides its name and its own form: a name that is short and only of parameters, a scheme, the
/// head of a block, an escape in the place of a letter of a name.
const OTHER: [&str; 6] = ["code=", "sig=", "pw=", "basic ", "-----begin ", "\\u00"];

const MARKS: usize = CREDENTIAL_STEMS.len() + STARTS.len() + OTHER.len();

static SEARCH: LazyLock<AnyOf<MARKS>> = LazyLock::new(|| {
    let mut marks = CREDENTIAL_STEMS.into_iter().chain(STARTS).chain(OTHER);
    AnyOf::new(std::array::from_fn(|_| marks.next().unwrap_or_default()))
});

static URL: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("://"));

/// Whether a text may have credentials in it; `false` is certain.
pub(super) fn may_have_credentials(text: &str) -> bool {
    let bytes = text.as_bytes();
    SEARCH.is_in(&text.to_ascii_lowercase())
        || URL.find_iter(bytes).any(|at| user_information(text, at).is_some())
        || memchr_iter(b'-', bytes).any(|at| option(text, at).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordinary_text_has_none() {
        for text in [
            "",
            "{\"id\": \"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\", \"next\": \"https://h.example/owls?page=2\", \"n\": -5}",
            "--verbose -x a=b",
        ] {
            assert!(!may_have_credentials(text), "{text}");
        }
        for text in ["curl -u a:b", "PASSWORD", "http://a:b@h", "?code=1", "sk_live_"] {
            assert!(may_have_credentials(text), "{text}");
        }
    }
}
