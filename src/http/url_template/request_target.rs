//! The target of a received request, decoded.

use super::percent::{decode, decode_form};

/// The target of a received request (RFC 9112 section 3.2), percent-decoded for comparison with the docs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RequestTarget {
    /// Empty ones dropped.
    pub segments: Vec<String>,
    /// In order.
    pub query: Vec<(String, String)>,
}

impl RequestTarget {
    /// `path` and `query` as they were sent.
    pub fn parse(path: &str, query: Option<&str>) -> Self {
        let pairs = query.unwrap_or_default().split('&').filter(|pair| !pair.is_empty());
        Self {
            // Split before decoding: `%2F` inside a segment is not a separator.
            segments: path.split('/').filter(|s| !s.is_empty()).map(decode).collect(),
            query: pairs
                .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
                .map(|(name, value)| (decode_form(name), decode_form(value)))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoded_slash_separates_nothing() {
        let target = RequestTarget::parse("/a%2Fb/c/", Some("q=x+y&z"));
        assert_eq!(target.segments, ["a/b", "c"]);
        assert_eq!(target.query, [("q".to_owned(), "x y".to_owned()), ("z".to_owned(), String::new())]);
    }
}
