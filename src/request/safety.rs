//! What may go out to whom: a method that writes reaches a real service only when the user allows it.

use url::{Host, Url};

use crate::config::Target;
use crate::finding::{Skip, SkipKind};
use crate::http::Headers;
use crate::http::method::is_safe;

/// # Errors
/// A skip of kind `WritesNotAllowed`: the method may change something, and the settings do not allow that: the service is not on
/// loopback, or people depend on it. A method tunnelled in a header counts as that method.
pub(super) fn permit(method: &str, headers: &Headers, base: &Url, target: &Target) -> Result<(), Skip> {
    let is_kept_from_people = !target.production || target.allow_production_writes;
    let is_allowed = target.allow_writes || is_loopback(base);
    if is_allowed && is_kept_from_people {
        return Ok(());
    }
    let tunnelled = ["X-HTTP-Method", "X-HTTP-Method-Override", "X-Method-Override"];
    let methods = tunnelled.iter().filter_map(|name| headers.get(name)).chain([method]);
    let Some(writing) = methods.into_iter().find(|method| !is_safe(method)) else {
        return Ok(());
    };
    let host = base.host_str().unwrap_or_default();
    let how = if is_allowed {
        "it is marked as `production`, so that `allow-writes` is not enough: set allow-production-writes = true as well"
    } else {
        "set allow-writes = true in the profile (or --allow-writes) if its data may be changed"
    };
    Err(Skip::new(SkipKind::WritesNotAllowed, format!("{writing} may change data on {host}: {how}")))
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name.trim_end_matches('.').eq_ignore_ascii_case("localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.to_canonical().is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::testing::target;

    fn permitted(method: &str, base: &str) -> bool {
        permit(method, &Headers::default(), &Url::parse(base).expect("a URL"), &target()).is_ok()
    }

    #[test]
    fn writes_reach_loopback_only() {
        for base in ["http://localhost:1", "http://127.9.0.1", "http://[::1]:80", "http://[::ffff:127.0.0.1]"] {
            assert!(permitted("DELETE", base), "{base}");
        }
        for base in ["http://localhost.example.com", "http://10.0.0.1", "http://[::2]", "https://127.0.0.1.nip.io"] {
            assert!(!permitted("DELETE", base) && !permitted("TRACE", base), "{base}");
            assert!(permitted("GET", base) && permitted("head", base), "{base}");
        }
    }

    #[test]
    fn a_tunnelled_method_counts() {
        let headers = Headers(vec![("x-http-method-override".to_owned(), "DELETE".to_owned())]);
        let base = Url::parse("https://api.example.com").expect("a URL");
        let skip = permit("GET", &headers, &base, &target()).expect_err("a write");
        assert!(skip.reason.starts_with("DELETE may change data on api.example.com: set allow-writes"), "{skip}");
        let allowing = Target { allow_writes: true, ..target() };
        assert!(permit("GET", &headers, &base, &allowing).is_ok());
    }

    #[test]
    fn a_service_on_which_people_depend_needs_two_permissions() {
        let base = Url::parse("https://api.example.com").expect("a URL");
        let headers = Headers::default();
        let production = Target { production: true, ..target() };
        for (allow_writes, allow_production_writes, is_permitted) in
            [(false, false, false), (true, false, false), (false, true, false), (true, true, true)]
        {
            let target = Target { allow_writes, allow_production_writes, ..production.clone() };
            assert_eq!(permit("DELETE", &headers, &base, &target).is_ok(), is_permitted);
            assert!(permit("GET", &headers, &base, &target).is_ok());
        }
        let loopback = Url::parse("http://localhost").expect("a URL");
        let skip = permit("PUT", &headers, &loopback, &production).expect_err("a write");
        assert!(skip.reason.contains("set allow-production-writes = true as well"), "{skip}");
    }
}
