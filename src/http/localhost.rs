//! Whether a host name is that of this machine.

/// Whether a name, in any case, is that of this machine: `localhost` or one below it (RFC 6761 section 6.3).
pub fn is_localhost(host: &str) -> bool {
    let host = host.trim_end_matches('.');
    host.rsplit('.').next().is_some_and(|last| last.eq_ignore_ascii_case("localhost"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_below_localhost_are_of_this_machine() {
        assert!(["localhost", "LocalHost.", "lamps.localhost", "a.b.localhost"].into_iter().all(is_localhost));
        assert!(!["localhost.test", "mylocalhost", "", "127.0.0.1"].into_iter().any(is_localhost));
    }
}
