//! Where, between two requests with nothing but words between them, the words turn from the first to the second.

use std::ops::Range;

use memchr::memmem;

use super::general_section::is_other_call;
use crate::docs::outline::open_fences::OpenFences;
use crate::http::method::method;
use crate::text::COLONS;

/// The page offset from which on the words above the request at `lower` are about that, and no more about the one at `upper`: they make
/// different calls, and nothing is shown between the two.
pub(super) fn turn(open: &OpenFences<'_>, upper: usize, lower: usize) -> Option<usize> {
    let page = open.page;
    let (first, second) = (page.fence(upper), page.fence(lower));
    let is_beside = first.section == second.section && (upper + 1..lower).all(|at| open.role(at).is_named_route());
    let has_other_method = || {
        let methods = [first, second].map(|fence| method_of_command(fence.text.text()));
        matches!(methods, [Some(one), Some(other)] if one != other)
    };
    if !is_beside || !is_other_call(open, upper, lower) && !has_other_method() {
        return None;
    }
    let between = first.range.end..second.range.start;
    Some(between.start + turn_of(page.text().get(between)?))
}

/// The request or command above another one, with nothing but words between the two.
pub(super) fn request_above(open: &OpenFences<'_>, request: usize) -> Option<usize> {
    let above = (0..request).rev().find(|&at| !open.role(at).is_named_route())?;
    let asks = open.role(above).is_request_like() || open.role(above).holds_commands();
    asks.then_some(above)
}

/// The method that the first command of a text names: `-X PUT`.
fn method_of_command(text: &str) -> Option<&'static str> {
    // Most texts are no commands.
    if !["-X", "--request"].iter().any(|option| memmem::find(text.as_bytes(), option.as_bytes()).is_some()) {
        return None;
    }
    let mut words = text.split_whitespace();
    let option = words.find(|word| word.starts_with("-X") || *word == "--request")?;
    method(option.strip_prefix("-X").filter(|name| !name.is_empty()).or_else(|| words.next())?)
}

/// Where a text turns: at the last title in bold; at its last sentence, where that ends in a colon; at its last paragraph.
fn turn_of(text: &str) -> usize {
    let paragraphs = paragraphs(text);
    let is_title = |part: &&Range<usize>| {
        let line = text[(*part).clone()].trim();
        line.starts_with("**") && line.trim_end_matches([':', '.']).ends_with("**") && !line.contains('\n')
    };
    if let Some(title) = paragraphs.iter().rev().find(is_title) {
        return title.start;
    }
    let Some(last) = paragraphs.last() else { return text.len() };
    let shown = text[last.clone()].trim_end();
    if shown.ends_with(COLONS) {
        let ends = |mark: &str| shown.rfind(mark).map(|at| at + mark.len());
        let sentence = [". ", ".\n", "\u{3002}"].iter().filter_map(|mark| ends(mark)).max();
        return last.start + sentence.unwrap_or_default();
    }
    if paragraphs.len() > 1 { last.start } else { text.len() }
}

/// The paragraphs of a text that have words.
fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let (mut found, mut at): (Vec<Range<usize>>, usize) = (Vec::new(), 0);
    let mut open = false;
    for line in text.split_inclusive('\n') {
        let blank = !line.contains(char::is_alphanumeric);
        match found.last_mut().filter(|_| open && !blank) {
            Some(last) => last.end = at + line.len(),
            None if !blank => found.push(at..at + line.len()),
            None => {}
        }
        open = !blank;
        at += line.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_turn_to_the_next_request() {
        for (text, second) in [
            ("\n\nReturns `204`.\n\n", ""),
            ("\n\nReturns `204`. Then remove it:\n\n", "Then remove it:\n\n"),
            ("\n\nReturns `204`.\n\nThe next returns `202`:\n\n", "The next returns `202`:\n\n"),
            ("\n\nReturns `204`.\n\n**Remove**\n\nReturns `202`.\n\n", "**Remove**\n\nReturns `202`.\n\n"),
            ("\n\nReturns `204`.\n\nRemoves an owl.\nReturns `202`.\n\n", "Removes an owl.\nReturns `202`.\n\n"),
            ("\n\n", ""),
        ] {
            assert_eq!(&text[turn_of(text)..], second, "{text:?}");
        }
    }
}
