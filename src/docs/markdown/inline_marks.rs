//! Marks of emphasis, code, links and inline HTML around the words of a line.

use crate::docs::messages::paths::is_version;
use crate::text::{first_bytes, last_bytes};

/// Elements that only mark a part of a line. Any other `<name>` may be a placeholder.
const MARKING: [&str; 16] =
    ["a", "b", "br", "code", "em", "font", "h6", "i", "kbd", "mark", "pre", "small", "span", "strong", "tt", "u"];

/// The length of the marks that a text begins with, blanks among them; a link's `[` counts, its target does not.
pub(super) fn leading(text: &str) -> usize {
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        at += match c {
            ' ' | '\t' | '\u{a0}' | '`' | '*' | '_' | '[' => c.len_utf8(),
            '<' => match tag(&text[at..]) {
                Some(length) => length,
                None => break,
            },
            '&' if text[at..].starts_with(NO_BREAK_SPACE) => NO_BREAK_SPACE.len(),
            _ => break,
        };
    }
    at
}

/// Where a line begins, marks and the version of an API aside: `<mark>v2</mark> <mark>`GET`</mark>`.
pub(super) fn behind_version(line: &str) -> usize {
    let start = leading(line);
    let word = line[start..].find(|c: char| !(c.is_ascii_alphanumeric() || c == '.')).unwrap_or(0);
    if !is_version(&line[start..start + word]) {
        return start;
    }
    let behind = start + word;
    let behind = behind + usize::from(line[behind..].starts_with(':'));
    behind + leading(&line[behind..])
}

const NO_BREAK_SPACE: &str = "&nbsp;";

/// How far, in bytes, the end of a tag, a link or a summary is looked for.
pub(super) const FAR: usize = 2000;

/// What of a text is near its start.
pub(super) fn near(text: &str) -> &str {
    first_bytes(text, FAR)
}

/// What of a text is near its end.
pub(super) fn near_end(text: &str) -> &str {
    last_bytes(text, FAR)
}

/// The length of the inline tag that a text begins with: `<mark style="color:blue;">`, `</code>`.
pub(super) fn tag(text: &str) -> Option<usize> {
    let text = near(text);
    let inside = text.strip_prefix('<')?;
    let name = inside.strip_prefix('/').unwrap_or(inside);
    let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
    if !MARKING.iter().any(|known| known.eq_ignore_ascii_case(name)) {
        return None;
    }
    text.find(['>', '\n']).filter(|&end| text[end..].starts_with('>')).map(|close| close + 1)
}

/// The length of the inline tags that a text begins with, one right after the other.
pub(super) fn tags(text: &str) -> usize {
    let mut at = 0;
    while let Some(length) = tag(&text[at..]) {
        at += length;
    }
    at
}

/// The text of an inline part of a page without its tags, blanks as one.
pub(crate) fn text(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    for (at, part) in html.split('<').enumerate() {
        let shown = if at == 0 { part } else { part.split_once('>').map_or(part, |(_, after)| after) };
        out.push_str(shown);
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text without the marks at its end: what is before a code span or a link.
pub(super) fn without_trailing(mut text: &str) -> &str {
    loop {
        let shorter = text.trim_end_matches([' ', '\t', '\u{a0}', '`', '*', '_', '[', ':']);
        let open = shorter.ends_with('>').then(|| shorter.rfind('<')).flatten();
        match open.filter(|&open| tag(&shorter[open..]) == Some(shorter.len() - open)) {
            Some(open) => text = &shorter[..open],
            None => return shorter,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_not_part_of_the_words() {
        assert_eq!(leading("**`GET`"), 3);
        assert_eq!(leading("</code> <code><b>/a"), "</code> <code><b>".len());
        assert_eq!((leading("<id>"), leading("[/a](b)")), (0, 1));
        assert_eq!(without_trailing("x <mark style=\"a\">`GET`</mark> `"), "x <mark style=\"a\">`GET");
        assert_eq!(without_trailing("use <id> "), "use <id>");
        assert_eq!(text("<a href=\"#x\">Get</a>\n  a <b>thing</b>"), "Get a thing");
    }
}
