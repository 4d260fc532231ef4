//! Whether a text calls `curl`.

use memchr::memmem;

/// Whether a text may hold a `curl` command: a cheap check.
pub(super) fn is_mentioned(text: &str) -> bool {
    memmem::find(text.as_bytes(), b"curl").is_some()
}

/// Whether a word is the name of the program, or the usual one of an alias by which it sends the reader's credentials.
pub(super) fn is_name(word: &str) -> bool {
    matches!(word, "curl" | "curl.exe" | "acurl") || word.ends_with("/curl")
}

/// `curl` and something that can only be an option or a URL; not a sentence about curl.
pub(super) fn is_call(text: &str) -> bool {
    let name = text.split([' ', '\t', '\\']).next().unwrap_or_default();
    if !is_name(name) {
        return false;
    }
    let rest = &text[name.len()..];
    let next = rest.trim_start();
    let word = next.split_whitespace().next().unwrap_or_default();
    rest.starts_with([' ', '\t', '\\', '\n'])
        && (next.starts_with(['-', '"', '\'', '\\', '$', '<', '{', '^', '\u{2013}', '\u{2014}'])
            || word == "localhost"
            || (word.contains(['/', ':', '.']) && !word.ends_with(['.', ':', ','])))
}
