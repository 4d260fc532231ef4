//! What must hold for any text that is read as JSON: spans, strictness and repairs agree with it.

use doctrial::internals::json::{Document, Node, read, repair_edit};
use serde::de::IgnoredAny;

/// A text is read or refused with a place in it; it needs no repair exactly where it is strict JSON; its spans hold its
/// values; what is repaired needs one repair less.
pub(crate) fn json(text: &str) {
    let strict = serde_json::from_str::<IgnoredAny>(text);
    match read(text) {
        Ok(document) => {
            if document.repairs.is_empty() {
                assert!(strict.is_ok() || is_about_surrogates(strict.as_ref().err()), "{strict:?}");
            }
            spans_hold_their_values(text, &document);
            repair_edits_apply(text, &document);
        }
        Err(error) => {
            assert!(text.is_char_boundary(error.at), "{error:?}");
            assert!(strict.is_err() || error.too_deep, "strict JSON is refused: {error}");
        }
    }
}

/// RFC 8259 allows lone surrogates, `serde_json` does not.
fn is_about_surrogates(error: Option<&serde_json::Error>) -> bool {
    let error = error.map(ToString::to_string).unwrap_or_default();
    error.contains("surrogate") || error.contains("unexpected end of hex escape")
}

fn spans_hold_their_values(text: &str, document: &Document) {
    let repairs = document.repairs.iter().map(|repair| repair.at);
    for at in repairs.chain(document.duplicates.iter().map(|(_, at)| *at)) {
        assert!(text.is_char_boundary(at), "byte {at}");
    }
    span_holds(text, &document.root, 0, text.len());
}

/// The node lies between these bytes, after the node before it, and so do those in it.
fn span_holds(text: &str, node: &Node, from: usize, to: usize) {
    assert!(from <= node.start && node.start <= node.end && node.end <= to, "{node:?} in {from}..{to}");
    assert!(text.get(node.start..node.end).is_some(), "not on character boundaries: {node:?}");
    let mut at = node.start;
    for item in node.items().unwrap_or_default() {
        span_holds(text, item, at, node.end);
        at = item.end;
    }
    for member in node.members().unwrap_or_default() {
        assert!(at <= member.key_start, "{member:?} begins before byte {at}");
        span_holds(text, &member.value, member.key_start, node.end);
        at = member.value.end;
    }
}

fn repair_edits_apply(text: &str, document: &Document) {
    let mut edits: Vec<_> = document.repairs.iter().filter_map(|repair| repair_edit(text, *repair)).collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.remove.start));
    let mut edited = text.to_owned();
    for edit in &edits {
        edited.replace_range(edit.remove.clone(), &edit.insert);
    }
    let again = read(&edited).unwrap_or_else(|error| panic!("repaired to {edited:?}: {error}"));
    assert_eq!(again.root.to_serde(), document.root.to_serde(), "repaired to {edited:?}");
    assert_eq!(again.repairs.len(), document.repairs.len() - edits.len(), "repaired to {edited:?}");
}
