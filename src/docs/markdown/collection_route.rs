//! Routes as tools write them that make Markdown of a collection of requests: `### Method: GET` and below it a fence with nothing
//! but the URL, or a fence with the lines `Method: GET` and `URL: https://...`.

use crate::docs::messages::method::method;
use crate::docs::wording::{self, Topic};

/// How many bytes may lie between the method and the URL.
pub(super) const NEAR: usize = 200;

/// The method that a heading or a line labels: `Method: GET`.
pub(super) fn labelled_method(text: &str) -> Option<&'static str> {
    // Nearly all texts end here: their last word is no name of a method.
    let end = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '`'));
    let last = end.rsplit(|c: char| !c.is_ascii_alphabetic()).next()?;
    if last.len() < 3 || last.bytes().any(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let (label, value) = text.trim().rsplit_once(':')?;
    let word = label.trim_end_matches(['*', ' ']).rsplit([' ', '*']).next()?;
    let is_label = wording::is(Topic::MethodLabel, word);
    method(value.trim_matches(['*', '`', ' '])).filter(|_| is_label)
}

/// The URL that a fence consists of, and its offset.
pub(super) fn lone_url(text: &str) -> Option<(&str, usize)> {
    let url = text.trim();
    let begins = ["http://", "https://", "/", "{{"].iter().any(|begin| url.starts_with(begin));
    let end = url.find(char::is_whitespace).unwrap_or(url.len());
    let comment = url[end..].trim().is_empty() || url[end..].trim_start().starts_with("//");
    (begins && url.len() > 1 && comment).then(|| (&url[..end], text.len() - text.trim_start().len()))
}

/// The method and the URL of a fence with a line for each, and the URL's offset.
pub(super) fn method_and_url(text: &str) -> Option<(&'static str, &str, usize)> {
    let first = text.trim_start().split('\n').next()?;
    let method = labelled_method(first)?;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some((label, value)) = line.split_once(':')
            && wording::is(Topic::UrlLabel, label.trim())
            && let Some((url, into)) = lone_url(value)
        {
            return Some((method, url, at + label.len() + 1 + into));
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn method_and_url_are_read_from_labels() {
        assert_eq!(
            (labelled_method("Method: GET"), labelled_method("Get it Method: POST")),
            (Some("GET"), Some("POST"))
        );
        assert_eq!((labelled_method("Methods"), labelled_method("A: GET")), (None, None));
        assert_eq!(lone_url(" https://h/a\n"), Some(("https://h/a", 1)));
        assert_eq!((lone_url("GET /a"), lone_url("/a b")), (None, None));
        let fence = "Method: POST\nType: RAW\nURL: {{h}}/a\n";
        assert_eq!(method_and_url(fence), Some(("POST", "{{h}}/a", 28)));
        assert_eq!(method_and_url("URL: /a"), None);
    }
}
