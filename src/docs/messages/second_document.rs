//! A document below the body of a request in one fence: the response.

use super::json_fence;
use super::part::{Called, LabelledPart, response_label};
use super::part_label::is_label;
use crate::docs::wording::LabelKind;
use crate::http::method::{leading_method, sends_none};
use crate::text::SourceText;

/// A request whose body consists of two documents, a blank line between them, or of one that the page calls a response.
pub(super) fn split_documents(text: SourceText, called: &dyn Fn() -> Called) -> (SourceText, Option<LabelledPart>) {
    let source = text.text();
    let Some(start) = ["\n{", "\n["].iter().filter_map(|open| source.find(open)).min().map(|at| at + 1) else {
        return (text, None);
    };
    let head = &source[..start];
    let plain = head.lines().filter(|line| !line.trim().is_empty()).count() == 1 && !head.contains(" HTTP/");
    let reads = sends_none(leading_method(source));
    let between = || ["}\n\n{", "}\n\n[", "]\n\n{"].iter().any(|between| source[start..].contains(between));
    let is_called = || matches!(called(), (LabelKind::Response, words, _) if is_label(&words));
    let second = if plain && reads && is_called() {
        Some(start)
    } else if between() {
        match json_fence::documents(&source[start..]).as_slice() {
            [_, second] => Some(start + second.start),
            _ => None,
        }
    } else {
        None
    };
    let Some(second) = second else { return (text, None) };
    let response = LabelledPart { text: text.slice(second, source.len()), label: Some(response_label(called)) };
    (text.slice(0, second), Some(response))
}
