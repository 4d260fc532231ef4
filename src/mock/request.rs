//! A received request, parsed for comparison with the docs.

use hyper::body::Bytes;

use crate::http::Headers;
use crate::http::url_template::RequestTarget;

/// A request as received, parsed for comparison with the docs.
#[derive(Debug, Clone, Default)]
pub(super) struct ReceivedRequest {
    pub(super) method: String,
    /// As sent, for messages.
    pub(super) path: String,
    pub(super) target: RequestTarget,
    pub(super) headers: Headers,
    pub(super) body: Bytes,
}

impl ReceivedRequest {
    /// `path` and `query` as in the request target (RFC 9112 section 3.2).
    pub(super) fn new(method: &str, path: &str, query: Option<&str>, headers: Headers, body: Bytes) -> Self {
        Self {
            method: method.to_owned(),
            path: path.to_owned(),
            target: RequestTarget::parse(path, query),
            headers,
            body,
        }
    }

    /// The case a client asks for: `Prefer: example="page.md::heading::name"` (RFC 7240; the value quoted or not,
    /// percent-encoded or not).
    pub(super) fn preferred(&self) -> Option<String> {
        let preferences = self.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("prefer"));
        preferences.flat_map(|(_, value)| preferences_of(value)).find_map(|preference| {
            let (name, value) = preference.split_once('=')?;
            name.trim().eq_ignore_ascii_case("example").then(|| unquote(value.trim()))
        })
    }
}

/// Splits at commas and semicolons outside of quoted strings.
fn preferences_of(value: &str) -> Vec<&str> {
    let (mut out, mut start, mut quoted, mut escaped) = (Vec::new(), 0, false, false);
    for (at, c) in value.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            ',' | ';' if !quoted => {
                out.push(&value[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    out.push(&value[start..]);
    out
}

fn unquote(value: &str) -> String {
    let Some(inner) = value.strip_prefix('"').and_then(|v| v.strip_suffix('"')) else {
        return value.to_owned();
    };
    let (mut out, mut escaped) = (String::new(), false);
    for c in inner.chars() {
        if c == '\\' && !escaped {
            escaped = true;
        } else {
            out.push(c);
            escaped = false;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_preferred_example_is_found_among_other_preferences() {
        for value in [
            r#"example="a.md::b, c::d""#,
            r#"return=minimal, example="a.md::b, c::d"; x=1"#,
            r#"wait=5,Example = "a.md::b, c::d""#,
        ] {
            let headers = Headers(vec![("prefer".into(), value.into())]);
            assert_eq!(
                ReceivedRequest { headers, ..ReceivedRequest::default() }.preferred().as_deref(),
                Some("a.md::b, c::d")
            );
        }
        let headers = Headers(vec![("Prefer".into(), "respond-async".into())]);
        assert_eq!(ReceivedRequest { headers, ..ReceivedRequest::default() }.preferred(), None);
    }
}
