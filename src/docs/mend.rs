//! What stands around a pair and completes it: a body in the next fence, a remark that the example is shortened.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::piece::{Piece, Role};
use crate::source::Passage;

/// A response that shows only its head, with a JSON fence right below: that fence is its body.
pub(super) fn body_in_next_fence(pieces: &[Piece], response: usize) -> Option<Passage> {
    let next = pieces.get(response + 1)?;
    let json = next.info.eq_ignore_ascii_case("json") && next.text.text().trim_start().starts_with(['{', '[']);
    let free = next.adjacent && next.annotation.is_none() && matches!(next.role, Role::Other);
    if !(json && free) {
        return None;
    }
    let text = next.text.text();
    let leading = text.len() - text.trim_start_matches(['\n', '\r']).len();
    Some(next.text.slice(leading, text.trim_end().len().max(leading)))
}

/// Whether prose says that an example is not shown whole. It must speak of the response (or object, example), so that a
/// service that truncates strings is not mistaken for a shortened example.
pub(super) fn says_shortened(prose: &str) -> bool {
    static SAID: LazyLock<AhoCorasick> = LazyLock::new(|| {
        let said = AhoCorasick::builder().ascii_case_insensitive(true).build(REMARKS);
        said.expect("a few short words make an automaton")
    });
    SAID.is_match(prose)
}

/// Whether prose says that a type inherits from another one.
pub(super) fn says_inherits(prose: &str) -> bool {
    static SAID: LazyLock<AhoCorasick> = LazyLock::new(|| {
        let said = ["inherits", "inherited", "derived from", "derives from", "subtype of", "extends"];
        let said = AhoCorasick::builder().ascii_case_insensitive(true).build(said);
        said.expect("a few short words make an automaton")
    });
    SAID.is_match(prose)
}

const REMARKS: &[&str] = &[
    "shortened for readability",
    "shortened for brevity",
    "truncated for brevity",
    "truncated for readability",
    "abbreviated",
    "trimmed for brevity",
    "omitted for brevity",
    "response has been shortened",
    "response has been truncated",
    "response is truncated",
    "response is shortened",
    "output is truncated",
    "truncated response",
    "shortened response",
    "partial response",
    "only the relevant",
];
