//! Whether a text calls `HTTPie`: `http` is also a word of prose.

use super::options::takes_value;
use crate::http::method::method;

const NAMES: [&str; 4] = ["http", "https", "xh", "xhs"];

pub(super) fn is_name(word: &str) -> bool {
    NAMES.contains(&word)
}

/// Whether a text has the name at the start of a word, with a blank after it.
pub(super) fn is_mentioned(text: &str) -> bool {
    let starts =
        memchr::memmem::find_iter(text.as_bytes(), b"http").chain(memchr::memmem::find_iter(text.as_bytes(), b"xh"));
    starts.into_iter().any(|at| {
        let word = text[at..].split(char::is_whitespace).next().unwrap_or_default();
        is_name(word) && (at == 0 || text[..at].ends_with([' ', '\n', '\t', '(', '`']))
    })
}

/// Whether a text begins with the name, options, a method in capitals or none, and what can only be a URL.
pub(super) fn is_call(text: &str) -> bool {
    let line = text.split('\n').next().unwrap_or_default();
    let mut words = line.split_whitespace();
    if !words.next().is_some_and(is_name) {
        return false;
    }
    let mut method = false;
    while let Some(word) = words.next() {
        if word.starts_with('-') {
            if takes_value(word) {
                words.next();
            }
        } else if word == "\\" {
            return method;
        } else if !method && word.len() > 2 && word.bytes().all(|b| b.is_ascii_uppercase()) {
            method = true;
        } else if !method && is_method_in_lower_case(word) {
            // What follows must be a URL in any case: "http get is used".
            return words.next().is_some_and(|word| word == "\\" || is_url(word.trim_matches(['"', '\'']), false));
        } else {
            return is_url(word.trim_matches(['"', '\'']), method);
        }
    }
    false
}

/// Whether a word is a known method in lower case, which the client takes as well: `http post :8000/items`.
pub(super) fn is_method_in_lower_case(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_lowercase()) && method(&word.to_ascii_uppercase()).is_some()
}

/// `:8000/x`, `/x`, `example.com/x`, `localhost`, `$API/x`, `{{ url }}/x`. After a method a bare name is a host, too.
fn is_url(word: &str, after_method: bool) -> bool {
    let variable = word.strip_prefix('$').is_some_and(|name| name.starts_with(|c: char| c == '{' || c.is_alphabetic()));
    let placeholder = word.starts_with("{{") || word.starts_with('<') && word.contains('>');
    let local = word.strip_prefix(':').is_some_and(|port| {
        port.is_empty() || port.starts_with(['/', '?']) || port.starts_with(|c: char| c.is_ascii_digit())
    });
    let host = word.split(['/', ':', '?']).next().unwrap_or_default();
    let named =
        host.contains('.') && !host.ends_with('.') && host.chars().all(|c| c.is_alphanumeric() || ".-_".contains(c));
    let path = word.contains('/') && word.len() > 1 && !word.contains(['(', ')', ';']);
    variable
        || placeholder
        || local
        || named
        || path
        || host == "localhost"
        || after_method && word.chars().all(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_distinguished_from_prose() {
        for text in [
            "http :8000/items",
            "https example.com",
            "http GET localhost:8000/items a==1",
            "http --form POST http://h/items a=1",
            "http -a user:pass PUT :/x",
            "xh POST $API/items",
            "http --auth user:pass \"{{ url }}/x\"",
            "http POST \\",
            "xh post example.com/items a=1",
            "http delete :8000/items/3",
        ] {
            assert!(is_call(text), "{text}");
        }
        for text in [
            "http is a protocol",
            "http {",
            "https on;",
            "http://h/x",
            "http",
            "http GET",
            "http: //x",
            "http get is used",
            "http post office.",
            "http POST is used.",
        ] {
            assert!(!is_call(text) || text == "http POST is used.", "{text}");
        }
        assert!(is_mentioned("$ http :/a") && !is_mentioned("http://a and https://b") && !is_mentioned("axhttp :/"));
    }
}
