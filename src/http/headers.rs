//! Header fields of a message, and which of them are volatile.

use serde::{Deserialize, Serialize};

use super::MediaType;

/// They are about the connection between two neighbours, whatever the message is (RFC 9110 sections 6.6.2 and 7.6.1).
const OF_CONNECTION: [&str; 6] = ["connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding"];

/// They are of the moment, or of the form in which the body is sent (RFC 9110 sections 6.6.1, 7.6.3, 8.4, 8.6, 10.2.4).
const OF_MOMENT: [&str; 5] = ["content-encoding", "content-length", "date", "server", "via"];

/// Header fields in order, repeated ones apart (RFC 9110 section 5).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Headers(pub Vec<(String, String)>);

impl Headers {
    /// The first field of that name, in any case.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v)
    }

    /// Every field of that name, in any case.
    pub fn all<'h>(&'h self, name: &'h str) -> impl Iterator<Item = &'h str> {
        self.iter().filter(move |(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v)
    }

    /// Whether a field of that name is there, in any case.
    pub fn contains(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// What `Content-Type` names, if it is there and names a media type.
    pub fn media_type(&self) -> Option<MediaType> {
        MediaType::parse(self.get("content-type")?)
    }

    /// Adds a field at the end.
    pub fn push(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push((name.into(), value.into()));
    }

    /// Replaces every field of that name by one.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.retain(|(n, _)| !n.eq_ignore_ascii_case(name));
        self.push(name, value);
    }

    /// The fields in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(n, v)| (n.as_str(), v.as_str()))
    }
}

/// Whether it can be the name of a header field: a token (RFC 9110 sections 5.1 and 5.6.2).
pub fn is_token(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c))
}

/// Whether a field of that name, in any case, is about the connection and not about the message.
pub fn is_of_connection(name: &str) -> bool {
    OF_CONNECTION.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// Whether a field of that name, in any case, is promised by no docs: it is the connection's or the moment's.
pub fn is_volatile(name: &str) -> bool {
    is_of_connection(name) || OF_MOMENT.iter().any(|volatile| name.eq_ignore_ascii_case(volatile))
}

/// The names of the fields that no docs promise, in lower case.
#[cfg(test)]
pub(crate) fn volatile_fields() -> impl Iterator<Item = &'static str> {
    OF_CONNECTION.into_iter().chain(OF_MOMENT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_compare_in_any_case() {
        let mut headers = Headers::default();
        headers.push("ETag", "1");
        assert_eq!(headers.get("etag"), Some("1"));
        headers.set("ETAG", "2");
        assert_eq!(headers.0.len(), 1);
    }
}
