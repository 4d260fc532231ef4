//! Whether a text may be the one that was recorded with parts of it hidden.

use crate::http::HIDDEN;

/// Whether a text may be the one that was recorded: what was hidden in it (`***`) may have been anything.
pub(super) fn may_be(recorded: &str, now: &str) -> bool {
    let mut parts = recorded.split(HIDDEN);
    let Some(mut rest) = parts.next().and_then(|first| now.strip_prefix(first)) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_hidden_may_have_been_anything() {
        for (recorded, now) in [
            ("/a?x=1", "/a?x=1"),
            ("/a?sig=***", "/a?sig=abc"),
            ("/a?sig=***", "/a?sig=***"),
            ("***/b/***?c", "x/b/y?c"),
            ("a***b***c", "abc"),
        ] {
            assert!(may_be(recorded, now), "{recorded} {now}");
        }
        for (recorded, now) in [("/a", "/b"), ("/a", "/ab"), ("/a?sig=***&b", "/a?sig=x"), ("a***b***c", "acb")] {
            assert!(!may_be(recorded, now), "{recorded} {now}");
        }
    }
}
