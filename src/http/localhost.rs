//! Whether a host name is that of this machine.

/// Whether a name is that of this machine (RFC 6761 section 6.3).
pub fn is_localhost(host: &str) -> bool {
    host == "localhost" || host.ends_with(".localhost")
}
