//! What stands around a pair and completes it: a body in the next fence, a remark that the example is shortened.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::contract::DocumentedBody;
use crate::docs::outline::fence_in_context::{FenceInContext, Role};
use crate::json;
use crate::text::SourceText;

/// A response that shows only its head, with a JSON fence right below: that fence is its body.
pub(crate) fn body_in_next_fence(pieces: &[FenceInContext], response: usize) -> Option<SourceText> {
    let next = pieces.get(response + 1)?;
    let Role::Json(body) = &next.role else { return None };
    (next.adjacent && next.info.eq_ignore_ascii_case("json")).then(|| body.clone())
}

/// The first of several JSON documents in a body, if there are several.
pub(crate) fn first_document(body: &DocumentedBody) -> Option<DocumentedBody> {
    let text = body.text();
    if !text.starts_with(['{', '[']) {
        return None;
    }
    // The reader stops where a second document opens: cut there.
    let at = body.json().err().filter(|error| !error.too_deep)?.at;
    let first = text[..at].trim_end();
    let opens = text[at..].starts_with(['{', '[']) && first.ends_with(['}', ']']);
    (opens && json::read(first).is_ok()).then(|| body.source().slice(0, first.len()).into())
}

/// Whether prose says that an example is not shown whole. It must speak of the response (or object, example), so that a
/// service that truncates strings is not mistaken for a shortened example.
pub(crate) fn says_shortened(prose: &str) -> bool {
    static SAID: LazyLock<AhoCorasick> = LazyLock::new(|| {
        let said = AhoCorasick::builder().ascii_case_insensitive(true).build(REMARKS);
        said.expect("a few short words make an automaton")
    });
    SAID.is_match(prose)
}

/// Whether prose says that a type inherits from another one.
pub(crate) fn says_inherits(prose: &str) -> bool {
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
