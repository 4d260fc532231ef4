use doctrial::json::{Document, Node, mend, read};
use serde::de::IgnoredAny;

/// A text is read or refused with a place in it; it needs no repair exactly where it is strict JSON; its spans hold its
/// values; what is mended needs one repair less.
pub(crate) fn json(text: &str) {
    let strict = serde_json::from_str::<IgnoredAny>(text);
    match read(text) {
        Ok(document) => {
            if document.repairs.is_empty() {
                assert!(strict.is_ok() || is_about_surrogates(strict.as_ref().err()), "{strict:?}");
            }
            spans_hold_their_values(text, &document);
            mends_apply(text, &document);
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

fn mends_apply(text: &str, document: &Document) {
    let mut mends: Vec<_> = document.repairs.iter().filter_map(|repair| mend(text, *repair)).collect();
    mends.sort_by_key(|mend| std::cmp::Reverse(mend.remove.start));
    let mut mended = text.to_owned();
    for mend in &mends {
        mended.replace_range(mend.remove.clone(), &mend.insert);
    }
    let again = read(&mended).unwrap_or_else(|error| panic!("mended to {mended:?}: {error}"));
    assert_eq!(again.root.to_serde(), document.root.to_serde(), "mended to {mended:?}");
    assert_eq!(again.repairs.len(), document.repairs.len() - mends.len(), "mended to {mended:?}");
}
