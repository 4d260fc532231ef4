//! `[!INCLUDE [title](path)]` of docfx.

use super::inline_marks;

/// Whether the text after a `[` marks an include.
pub(super) fn is_mark(text: &str) -> bool {
    text.get(..8).is_some_and(|mark| mark.eq_ignore_ascii_case("!include"))
}

/// The path of an include whose `!INCLUDE` begins `text`, and the length of the whole.
pub(super) fn path(text: &str) -> Option<(&str, usize)> {
    let text = inline_marks::near(text);
    let line = &text[..memchr::memchr(b'\n', text.as_bytes()).unwrap_or(text.len())];
    let open = memchr::memchr_iter(b']', line.as_bytes()).find(|close| line[close + 1..].starts_with('('))? + 2;
    let close = open + memchr::memchr(b')', &line.as_bytes()[open..])?;
    let path = &line[open..close];
    let path = &path[..memchr::memchr3(b'?', b'#', b'"', path.as_bytes()).unwrap_or(path.len())];
    let path = &path[..memchr::memchr(b' ', path.as_bytes()).unwrap_or(path.len())];
    (!path.is_empty()).then_some((path, close + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_include_is_read_as_path() {
        assert_eq!(path("!INCLUDE [a](../b/c.md)] x"), Some(("../b/c.md", 23)));
        assert_eq!(path("!include[a](~/c.md#part)]"), Some(("~/c.md", 24)));
        assert_eq!(path("!INCLUDE nothing"), None);
        assert!(is_mark("!include") && !is_mark("!important"));
    }
}
