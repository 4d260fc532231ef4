//! Which requests may be sent to which service: a method that writes reaches a real service only if the user allows it.

use url::Host;

use super::destination::Destination;
use crate::config::{Endpoint, Target};
use crate::finding::{Skip, SkipKind};
use crate::http::method::is_safe;
use crate::http::{Headers, is_loopback, is_loopback_host};

/// # Errors
/// A skip of kind `WritesNotAllowed`: the method may change something, and the settings do not allow that: the service is not on
/// loopback, or is reached by way of another machine, or people depend on it. A method tunnelled in a header counts as that method.
pub(super) fn permit(method: &str, headers: &Headers, destination: &Destination, target: &Target) -> Result<(), Skip> {
    let is_kept_from_people = !target.production || target.allow_production_writes;
    let away = away(destination, target);
    let is_allowed = target.allow_writes || away.is_none();
    if is_allowed && is_kept_from_people {
        return Ok(());
    }
    let tunnelled = ["X-HTTP-Method", "X-HTTP-Method-Override", "X-Method-Override"];
    let methods = tunnelled.iter().filter_map(|name| headers.get(name)).chain([method]);
    let Some(writing) = methods.into_iter().find(|method| !is_safe(method)) else {
        return Ok(());
    };
    let base = &destination.base_url;
    let host = away.unwrap_or_else(|| base.host_str().unwrap_or_default().to_owned());
    let how = if is_allowed {
        "it is marked as `production`, so that `allow-writes` is not enough: set allow-production-writes = true as well"
    } else {
        "set allow-writes = true in the profile (or --allow-writes) if its data may be changed"
    };
    Err(Skip::new(SkipKind::WritesNotAllowed, format!("{writing} may change data on {host}: {how}")))
}

/// The machine that requests reach, if it is not this one: the base URL does not decide that alone, as a service behind
/// `localhost` may be elsewhere.
fn away(destination: &Destination, target: &Target) -> Option<String> {
    let (base, network) = (&destination.base_url, &target.network);
    if !is_loopback(base) {
        return Some(base.host_str().unwrap_or_default().to_owned());
    }
    // The embedded service is in this process.
    if destination.embedded || network.unix_socket.is_some() {
        return None;
    }
    if let Some(Endpoint { host, .. }) = &network.connect_to {
        let shown = if host.contains(':') { format!("[{host}]") } else { host.clone() };
        let is_here = Host::parse(&shown).is_ok_and(|host| is_loopback_host(&host));
        return (!is_here).then(|| format!("{host} (`connect-to`)"));
    }
    let proxy = network.proxy_for(base).ok().flatten().filter(|proxy| !is_loopback(&proxy.url))?;
    Some(format!("what the proxy {} leads to", proxy.url.host_str().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::*;
    use crate::config::{Network, Proxy, ProxyChoice};
    use crate::request::testing::target;

    fn at(base: &str) -> Destination {
        Destination { base_url: Url::parse(base).expect("a URL"), embedded: false }
    }

    fn permitted(method: &str, base: &str) -> bool {
        permit(method, &Headers::default(), &at(base), &target()).is_ok()
    }

    #[test]
    fn writes_do_not_leave_loopback_by_another_way() {
        let to = |host: &str| {
            let mut network = Network::default();
            network.connect_to = Some(Endpoint { host: host.to_owned(), port: 8080 });
            network
        };
        let by = |url: &str| {
            let mut network = Network::default();
            network.proxy = ProxyChoice::Of(Proxy { url: Url::parse(url).expect("a URL"), credentials: None });
            network
        };
        for (network, is_permitted) in [
            (to("127.0.0.2"), true),
            (to("::1"), true),
            (to("LOCALHOST"), true),
            (to("198.51.100.7"), false),
            (to("2001:db8::7"), false),
            (to("owls.test"), false),
            (by("http://localhost:3128"), true),
            (by("http://proxy.test:3128"), false),
        ] {
            let target = Target { network, ..target() };
            let permit = |method: &str| permit(method, &Headers::default(), &at("http://localhost"), &target);
            assert_eq!(permit("PATCH").is_ok(), is_permitted, "{:?}", target.network);
            assert!(permit("GET").is_ok());
        }
    }

    #[test]
    fn writes_reach_loopback_only() {
        for base in [
            "http://localhost:1",
            "http://lamps.localhost",
            "http://127.9.0.1",
            "http://[::1]:80",
            "http://[::ffff:127.0.0.1]",
        ] {
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
        let base = at("https://api.example.com");
        let skip = permit("GET", &headers, &base, &target()).expect_err("a write");
        assert!(skip.reason.starts_with("DELETE may change data on api.example.com: set allow-writes"), "{skip}");
        let allowing = Target { allow_writes: true, ..target() };
        assert!(permit("GET", &headers, &base, &allowing).is_ok());
    }

    #[test]
    fn a_service_on_which_people_depend_needs_two_permissions() {
        let base = at("https://api.example.com");
        let headers = Headers::default();
        let production = Target { production: true, ..target() };
        for (allow_writes, allow_production_writes, is_permitted) in
            [(false, false, false), (true, false, false), (false, true, false), (true, true, true)]
        {
            let target = Target { allow_writes, allow_production_writes, ..production.clone() };
            assert_eq!(permit("DELETE", &headers, &base, &target).is_ok(), is_permitted);
            assert!(permit("GET", &headers, &base, &target).is_ok());
        }
        let loopback = at("http://localhost");
        let skip = permit("PUT", &headers, &loopback, &production).expect_err("a write");
        assert!(skip.reason.contains("set allow-production-writes = true as well"), "{skip}");
    }
}
