//! The URL of a `curl` command, as an `http` fence would show it.

use super::word::Word;
use crate::http::url_template::{LeadingPlaceholder, UrlTemplate, names_address};

/// A URL with a scheme, or a path.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct CallUrl {
    pub(crate) text: String,
    /// `user:password` of the URL.
    pub(crate) user: Option<String>,
    /// The placeholder before the path, which means the base URL.
    pub(crate) base: Option<String>,
}

/// `localhost:9090/x` -> `http://localhost:9090/x`, as curl completes it; `$API/x` -> `/x`.
pub(crate) fn of_word(word: &Word) -> CallUrl {
    let text = word.text.trim();
    // `http:/v1/x` is how docs write a path for a socket.
    let text =
        text.strip_prefix("http:").filter(|rest| rest.starts_with('/') && !rest.starts_with("//")).unwrap_or(text);
    let whole = text;
    if let Some((base, path)) = base_and_path(whole) {
        let is_other = names_other_url(base);
        let text = if is_other { whole.to_owned() } else { format!("/{path}") };
        return CallUrl { text, user: None, base: (!is_other).then(|| base.to_owned()) };
    }
    let text = without_base(whole);
    let base = whole.strip_suffix(text).filter(|base| !base.is_empty()).map(str::to_owned);
    let is_placeholder = UrlTemplate::whole_placeholder(text).is_some() || names_other_url(text);
    if text.is_empty() || text.starts_with('/') || text.starts_with('?') || is_placeholder {
        return CallUrl { text: text.to_owned(), user: None, base };
    }
    let (scheme, rest) = text.split_once("://").unwrap_or(("http", text));
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let (user, host) = match authority.rsplit_once('@') {
        Some((user, host)) => (Some(user.to_owned()), host),
        None => (None, authority),
    };
    CallUrl { text: format!("{scheme}://{host}{path}"), user, base }
}

/// The URL with more parameters in its query.
pub(crate) fn with_query(mut url: String, query: &str) -> String {
    if !query.is_empty() {
        let last = url.chars().last();
        url.push_str(match (url.contains('?'), last) {
            (false, _) => "?",
            (true, Some('?' | '&')) => "",
            (true, _) => "&",
        });
        url.push_str(query);
    }
    url
}

/// Whether a text begins with a placeholder for a URL that is not the base URL: `${UPLOAD_URL}/parts`.
fn names_other_url(text: &str) -> bool {
    LeadingPlaceholder::of(text).is_some_and(LeadingPlaceholder::is_other_url)
}

/// A placeholder that a URL begins with means the base URL, unless it names another one; one that is all of it stays.
fn without_base(text: &str) -> &str {
    if names_other_url(text) {
        return text;
    }
    let rest = end_of_placeholder(text).map(|end| &text[end..]);
    rest.filter(|rest| rest.starts_with(['/', '?'])).unwrap_or(text)
}

/// A placeholder and the path right behind it: `${BASE}lamps/4`, whose value ends in a slash. What is behind may be the rest of a host:
/// `${NAME}.example.org/x`, `${NAME}api.example.org/x`, and where no name of a base URL is before it `{protocol}localhost/x`.
fn base_and_path(text: &str) -> Option<(&str, &str)> {
    let (base, path) = text.split_at(end_of_placeholder(text)?);
    let first = path.split(['/', '?']).next().unwrap_or_default();
    let is_path =
        path.starts_with(|c: char| c.is_ascii_alphabetic()) && !first.contains(['.', ':', '@', '$', '{', '<']);
    let name = base.trim_matches(|c: char| !c.is_alphanumeric());
    (is_path && names_address(name)).then_some((base, path))
}

/// Where a placeholder ends that a text begins with.
fn end_of_placeholder(text: &str) -> Option<usize> {
    match text {
        _ if text.starts_with("{{") => text.find("}}").map(|at| at + 2),
        _ if text.starts_with("${") || text.starts_with('{') => text.find('}').map(|at| at + 1),
        _ if text.starts_with('<') => text.find('>').map(|at| at + 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> String {
        let mut word = Word::at(0);
        word.push(text, 0);
        of_word(&word).text
    }

    #[test]
    fn urls_are_completed_as_curl_completes_them() {
        for (written, read) in [
            ("localhost:9090/x?q=1", "http://localhost:9090/x?q=1"),
            ("https://a:b@h.example/x", "https://h.example/x"),
            ("${API}/x/${id}", "/x/${id}"),
            ("${HOST}:80/x", "http://${HOST}:80/x"),
            ("{{base}}/x", "/x"),
            ("<host>/x", "/x"),
            ("<your-request-url>", "<your-request-url>"),
            ("${API}", "${API}"),
            ("${PART_UPLOAD_URL}/7", "${PART_UPLOAD_URL}/7"),
            ("<next-page-url>?size=2", "<next-page-url>?size=2"),
            ("http:/v1/x", "/v1/x"),
            ("${BASE}lamps/4?x=1", "/lamps/4?x=1"),
            ("{{base}}lamps", "/lamps"),
            ("${UPLOAD_URL}part", "${UPLOAD_URL}part"),
            ("${apiHost}lamps/4", "/lamps/4"),
            ("{protocol}localhost/lamps/4", "http://{protocol}localhost/lamps/4"),
            ("<scheme>example/lamps", "http://<scheme>example/lamps"),
            ("${SUBDOMAIN}example/lamps/4", "http://${SUBDOMAIN}example/lamps/4"),
            ("{lamp}bulbs", "http://{lamp}bulbs"),
            ("${HOST}.example.org/x", "http://${HOST}.example.org/x"),
            ("${NAME}api.example.org/x", "http://${NAME}api.example.org/x"),
            ("${A}${B}/x", "http://${A}${B}/x"),
            ("http://${HOST}/x", "http://${HOST}/x"),
            ("/x", "/x"),
            ("h/users/:user-id/x:y?t=:z", "http://h/users/:user-id/x:y?t=:z"),
        ] {
            assert_eq!(url(written), read);
        }
    }

    #[test]
    fn a_query_is_added_to_one_that_is_there() {
        for (url, whole) in [("/x", "/x?a"), ("/x?", "/x?a"), ("/x?b", "/x?b&a")] {
            assert_eq!(with_query(url.to_owned(), "a"), whole);
        }
    }
}
