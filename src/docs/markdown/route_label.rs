//! The label of a part of a route in a line, and what its value is: `**Method** : <Badge>POST</Badge>`.

use super::method_in_text::method_in_words;
use crate::http::method::method;
use crate::text::COLONS;

/// A line of more bytes is not a label of a method without a colon.
const LONGEST_ROUTE_LABEL: usize = 40;

/// The text of an element, a link or an image that a value consists of, and where it begins: `<Badge>POST</Badge>`, `![POST](post.svg)`.
pub(super) fn inside(value: &str) -> (&str, usize) {
    let of_element = || {
        let open = value.strip_prefix('<').filter(|_| value.ends_with('>'))?.find('>')? + 2;
        Some(open..open + value[open..].find("</")?)
    };
    let of_link = || {
        let shown = value.strip_suffix(')')?.trim_start_matches('!').strip_prefix('[')?;
        let open = value.len() - 1 - shown.len();
        Some(open..open + shown.find("](")?)
    };
    let Some(range) = of_element().or_else(of_link) else { return (value, 0) };
    let shown = value[range.clone()].trim();
    (shown, range.start + value[range].find(shown).unwrap_or_default())
}

/// The words of a label without its marks and a remark in parentheses: `**Address (URL)**:`.
pub(super) fn plain_label(words: &str) -> &str {
    let label = words.trim_matches(|c: char| !c.is_alphabetic());
    let wide = || if label.is_ascii() { None } else { label.find('\u{ff08}') };
    // The first bytes are all that most texts are searched for.
    let remark = memchr::memchr(b'(', label.as_bytes()).into_iter().chain(wide()).min();
    remark.map_or(label, |remark| label[..remark].trim_end())
}

/// The label of a line, and the value behind its colon.
pub(super) fn split_label(line: &str) -> Option<(&str, &str)> {
    if let Some(cells) = cells(line) {
        return Some(cells);
    }
    let Some(colon) = line.find(COLONS) else { return method_behind_label(line) };
    let label = &line[..colon];
    let value = &line[colon + line[colon..].chars().next().map_or(1, char::len_utf8)..];
    (label.len() < 60 && !value.contains('`')).then_some((label, value))
}

/// The two cells of a row of a table without a head: `|**Method** |GET`. The second one has what ends the row.
fn cells(line: &str) -> Option<(&str, &str)> {
    let (label, value) = line.strip_prefix('|')?.split_once('|')?;
    let is_last = !value.trim_end().trim_end_matches('|').contains('|');
    (label.len() < LONGEST_ROUTE_LABEL && is_last).then_some((label, value))
}

/// The method that a text is, and nothing else: `GET`, `HTTP GET`.
pub(super) fn stated_method(text: &str) -> Option<&'static str> {
    method(text.strip_prefix("HTTP").map_or(text, str::trim_start))
}

/// The method that the value of a label is or shows: in an element, in the picture of a badge, with a remark in parentheses.
pub(super) fn shown_method(value: &str) -> Option<&'static str> {
    stated_method(&value.to_ascii_uppercase()).or_else(|| {
        let marked = value.starts_with(['<', '!', '[']) || value.contains(" (");
        if marked { method_in_words(value) } else { None }
    })
}

/// The label of a line without a colon whose last word is a method, and that: `**Method** GET`.
fn method_behind_label(line: &str) -> Option<(&str, &str)> {
    let shown = line.trim_end_matches(is_mark);
    let at = shown.trim_end_matches(|c: char| c.is_ascii_uppercase()).len();
    (line.len() < LONGEST_ROUTE_LABEL && method(&shown[at..]).is_some()).then(|| (&line[..at], &line[at..]))
}

pub(super) fn is_mark(c: char) -> bool {
    c.is_whitespace() || matches!(c, '*' | '_' | '\\' | '"' | '\'')
}
