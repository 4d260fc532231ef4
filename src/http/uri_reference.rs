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

#[cfg(test)]
mod tests {
    use super::is_uri_reference;

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
