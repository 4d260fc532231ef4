//! The name `HTTP` before a version, as people write it.

/// Whether the name before a version is `HTTP` or a slip for it: `HTTTP/1.1`.
pub(super) fn is_meant_as_http(name: &str) -> bool {
    matches!(name.to_ascii_uppercase().as_str(), "HTTP" | "HTP" | "HTTTP" | "HTPP" | "HTTPS" | "TTP" | "HTT")
}
