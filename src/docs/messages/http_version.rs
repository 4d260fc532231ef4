//! The name `HTTP` before a version, as people write it.

/// Whether a text begins with the name and a version, as a status line does: `HTTP/1.1`.
pub(crate) fn begins_with_version(text: &str) -> bool {
    text.strip_prefix("HTTP/").is_some_and(|version| version.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether the name before a version is `HTTP` or a slip for it: `HTTTP/1.1`.
pub(super) fn is_meant_as_http(name: &str) -> bool {
    matches!(name.to_ascii_uppercase().as_str(), "HTTP" | "HTP" | "HTTTP" | "HTPP" | "HTTPS" | "TTP" | "HTT")
}
