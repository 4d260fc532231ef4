//! Whether a host is this machine.

use url::{Host, Url};

/// Whether a name, in any case, is that of this machine: `localhost` or one below it (RFC 6761 section 6.3).
pub fn is_localhost(host: &str) -> bool {
    let host = host.trim_end_matches('.');
    host.rsplit('.').next().is_some_and(|last| last.eq_ignore_ascii_case("localhost"))
}

/// Whether the host of a URL is this machine.
pub fn is_loopback(url: &Url) -> bool {
    url.host().is_some_and(|host| is_loopback_host(&host))
}

/// Whether a host is this machine; one of IPv6 also by its address of IPv4 (`::ffff:127.0.0.1`).
pub fn is_loopback_host(host: &Host<impl AsRef<str>>) -> bool {
    match host {
        Host::Domain(name) => is_localhost(name.as_ref()),
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.to_canonical().is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_below_localhost_are_of_this_machine() {
        assert!(["localhost", "LocalHost.", "lamps.localhost", "a.b.localhost"].into_iter().all(is_localhost));
        assert!(!["localhost.test", "mylocalhost", "", "127.0.0.1"].into_iter().any(is_localhost));
    }

    #[test]
    fn addresses_of_this_machine_are_loopback_however_they_are_written() {
        let is_here = |url: &str| is_loopback(&url.parse().expect("a URL"));
        for url in ["http://localhost:1", "http://127.0.0.9", "http://[::1]:3", "http://[::ffff:127.0.0.1]"] {
            assert!(is_here(url), "{url}");
        }
        for url in ["http://h.example", "http://10.0.0.1", "http://[::ffff:10.0.0.1]", "http://[fe80::1]", "data:x"] {
            assert!(!is_here(url), "{url}");
        }
    }
}
