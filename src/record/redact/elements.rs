//! Credentials in elements of XML and HTML, by the names of their tags.

use std::ops::Range;

use super::not_a_credential::unless_stand_in;
use super::paired::{has_parts, is_description, is_named_by_attribute};
use super::runs::length_to;
use crate::http::is_credential_member;
use crate::text::{first_bytes, last_bytes, looked_at};

/// The elements of a credential end so near, and so does its tag.
const NEAR: usize = 300;

/// The content of a credential element whose opening tag ends at `at`.
pub(super) fn content(text: &str, at: usize) -> Option<Range<usize>> {
    let tag = Tag::ending(text, at)?;
    if !tag.is_credential() || tag.is_closed() {
        return None;
    }
    if let Some(data) = data(text, at + 1) {
        return Some(data);
    }
    let end = at + 1 + length_to(&text[at + 1..], |c| c == '<');
    // Else it is a placeholder: `/items/<token>/name`.
    text[end..].starts_with("</").then(|| unless_stand_in(text, at + 1..end))
}

/// Where the credential element ends whose opening tag ends at `at` and whose parts are in elements; 0 where it is none. Sessions
/// and the like have elements that are none.
pub(super) fn container_end(text: &str, at: usize) -> usize {
    let Some(tag) = Tag::ending(text, at).filter(|tag| tag.is_credential() && has_parts(tag.local())) else { return 0 };
    let near = first_bytes(&text[at + 1..], NEAR);
    let begins = near.trim_start().starts_with('<');
    let end = if begins && !tag.is_closed() { near.find(&format!("</{}>", tag.name())) } else { None };
    end.map_or(0, |length| at + 1 + length)
}

/// The text behind a tag within a credential, which ends at `at`; not in an element that only says of what kind it is.
pub(super) fn content_inside(text: &str, at: usize) -> Option<Range<usize>> {
    if Tag::ending(text, at).is_some_and(|tag| is_description(tag.local())) {
        return None;
    }
    if let Some(data) = data(text, at + 1) {
        return Some(data);
    }
    let end = at + 1 + length_to(&text[at + 1..], |c| c == '<');
    let is_blank = text[at + 1..end].trim().is_empty();
    (!is_blank).then(|| unless_stand_in(text, at + 1..end))
}

/// What is in the section of character data that begins at `at`.
fn data(text: &str, at: usize) -> Option<Range<usize>> {
    const OPENS: &str = "<![CDATA[";
    let data = text[at..].strip_prefix(OPENS)?;
    let start = at + OPENS.len();
    Some(start..start + looked_at(data.find("]]>").unwrap_or(data.len())))
}

/// A tag, without its angle brackets.
struct Tag<'t> {
    text: &'t str,
}

impl<'t> Tag<'t> {
    /// The one that ends with the `>` at byte `at`.
    fn ending(text: &'t str, at: usize) -> Option<Self> {
        let before = last_bytes(&text[..at], NEAR);
        let start = at - before.len() + before.rfind('<')? + 1;
        let whole = &text[start..at];
        let is_tag = whole.starts_with(|c: char| c.is_alphabetic() || c == '_') && !whole.contains('>');
        is_tag.then_some(Self { text: whole })
    }

    fn name(&self) -> &'t str {
        self.text.split(|c: char| c.is_ascii_whitespace() || c == '/').next().unwrap_or_default()
    }

    /// Its name without that of its namespace.
    fn local(&self) -> &'t str {
        self.name().rsplit(':').next().unwrap_or_default()
    }

    fn is_closed(&self) -> bool {
        self.text.ends_with('/')
    }

    fn is_credential(&self) -> bool {
        is_credential_member(self.local()) || is_named_by_attribute(self.text)
    }
}
