//! What is too large to be sent: no HTTP server would take it, and some HTTP libraries fail on it.

use crate::finding::{Skip, SkipKind};
use crate::http::Headers;

/// The longest URL, in bytes: that of the HTTP library; servers take 8,000 as a rule (RFC 9110 section 4.1).
const LONGEST_URL: usize = 65_000;

/// The most header fields; servers take 100 as a rule.
const MOST_FIELDS: usize = 1000;

/// The most that the embedded service takes, less `Host`, `Accept` and `Content-Length`, which the client adds.
const MOST_FIELDS_EMBEDDED: usize = 97;

/// # Errors
/// A skip of kind `Unreadable` that says what is too large.
pub(super) fn permit(url: &str, headers: &Headers, embedded: bool) -> Result<(), Skip> {
    if url.len() > LONGEST_URL {
        return Err(too_large(&format!("its URL has {} bytes; at most {LONGEST_URL} can be sent", url.len())));
    }
    permit_fields(headers.0.len(), embedded)
}

/// # Errors
/// A skip that says so, where these are more header fields than can be sent.
pub(super) fn permit_fields(count: usize, embedded: bool) -> Result<(), Skip> {
    let (most, to) = if embedded { (MOST_FIELDS_EMBEDDED, " to the embedded service") } else { (MOST_FIELDS, "") };
    if count <= most {
        return Ok(());
    }
    Err(too_large(&format!("it has {count} header fields; at most {most} can be sent{to}")))
}

fn too_large(what: &str) -> Skip {
    Skip::new(SkipKind::Unreadable, format!("the documented request is too large: {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_server_takes_is_not_sent() {
        let fields = |count| Headers(vec![("x".to_owned(), "v".to_owned()); count]);
        assert!(permit("http://h/a", &fields(500), false).is_ok());
        let reason = |url: &str, count, embedded| permit(url, &fields(count), embedded).expect_err("too large").reason;
        assert!(reason("http://h/a", 25_000, false).contains("25000 header fields"));
        assert!(reason("http://h/a", 500, true).ends_with("to the embedded service"));
        assert!(reason(&"/a".repeat(40_000), 1, true).contains("80000 bytes"));
    }
}
