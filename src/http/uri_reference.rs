//! URI references (RFC 3986 section 4.1), as `Location` and `@odata.nextLink` have them.

/// Whether a value can be a URI reference (RFC 3986 section 4.1): not empty, no character that is not
/// allowed in one, and an absolute one has a host or a path.
pub fn is_uri_reference(value: &str) -> bool {
    let value = value.trim();
    let not_allowed =
        |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '{' | '}' | '\\' | '^');
    if value.is_empty() || value.contains(not_allowed) {
        return false;
    }
    let base = url::Url::parse("http://host.invalid/").ok();
    url::Url::options().base_url(base.as_ref()).parse(value).is_ok()
}

/// What is behind the scheme of a URL of HTTP: its authority, and on.
pub(crate) fn behind_scheme(url: &str) -> Option<&str> {
    url.strip_prefix("http://").or_else(|| url.strip_prefix("https://"))
}

/// Whether a text begins as a URL of HTTP does.
pub(crate) fn begins_url(text: &str) -> bool {
    behind_scheme(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_begins_with_its_scheme() {
        assert_eq!([behind_scheme("http://h/a"), behind_scheme("https://{h}")], [Some("h/a"), Some("{h}")]);
        assert!(!["http", "httpie h/a", "http:/h", "https", "ftp://h", " http://h", ""].into_iter().any(begins_url));
    }

    #[test]
    fn a_location_is_a_url_absolute_or_relative() {
        for good in ["https://a.example/b?c=d", "/users/1", "users('1')", "../x", "https://a.example/%7Bid%7D"] {
            assert!(is_uri_reference(good), "{good}");
        }
        for bad in ["", " ", "http://", "/users/{id}", "two words", "<id>", "http://a:notaport/"] {
            assert!(!is_uri_reference(bad), "{bad}");
        }
    }
}
