//! Header fields that are the connection's own: computed by the client, or such that no request with them can be sent.

use crate::contract::Field;
use crate::directive::RequestOverrides;
use crate::finding::{Skip, SkipKind};
use crate::http::url_template::may_hold_placeholder;

/// Computed for the message that goes out (RFC 9110 sections 7.2, 8.6; RFC 9112 section 9.3), whatever the page shows.
const COMPUTED: [&str; 4] = ["host", "content-length", "keep-alive", "proxy-connection"];

/// They would change how the connection or the message is read (RFC 9110 sections 7.6.1, 7.8, 10.1.4, 6.6.2).
const UNSENDABLE: [&str; 5] = ["upgrade", "http2-settings", "te", "trailer", "transfer-encoding"];

/// Whether the client decides this field. `Connection: close` says how long a connection is kept and nothing of the request.
pub(super) fn is_computed(name: &str, value: &str) -> bool {
    is_one_of(&COMPUTED, name) || is_connection(name) && connection_options(value).all(is_persistence)
}

/// Why a documented field that the client decides is not sent, where that leaves out something the page shows: not so of a `Host`
/// and a length, which are those of the message that goes out.
pub(super) fn left_out(field: &Field, url: &str) -> Option<&'static str> {
    if field.name.eq_ignore_ascii_case("content-length") {
        return None;
    }
    if field.name.eq_ignore_ascii_case("host") {
        let other = named_host(url).is_some_and(|host| !host.eq_ignore_ascii_case(&field.value));
        return other.then_some("it is the host of the base URL, and the documented URL names another");
    }
    Some("it is about the connection, which is the client's own")
}

/// The host, with its port, of a documented URL that names one without a placeholder.
fn named_host(url: &str) -> Option<&str> {
    let rest = ["http://", "https://"].into_iter().find_map(|scheme| url.strip_prefix(scheme))?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    (!may_hold_placeholder(host)).then_some(host)
}

/// Whether a field of that name is the connection's own, be it computed or not to be sent.
pub(super) fn is_about_connection(name: &str) -> bool {
    is_one_of(&COMPUTED, name) || is_one_of(&UNSENDABLE, name) || is_connection(name)
}

/// # Errors
/// A skip of kind `Unsendable` that names the first documented field with which no request can be sent, and that the user does
/// not leave out.
pub(super) fn permit(fields: &[Field], overrides: Option<&RequestOverrides>) -> Result<(), Skip> {
    // A name alone may be a placeholder for the whole field.
    let lacks_colon = |field: &&Field| field.value.is_empty() && field.name.contains(char::is_whitespace);
    if let Some(Field { name, place, .. }) = fields.iter().find(lacks_colon) {
        let reason = format!(
            "the header field `{name}` (line {}) cannot be sent: it has no colon; write `Name: value`",
            place.line
        );
        return Err(Skip::new(SkipKind::Unsendable, reason));
    }
    let is_removed = |name: &str| {
        overrides.is_some_and(|overrides| overrides.removed_headers().any(|own| own.eq_ignore_ascii_case(name)))
    };
    let is_unsendable = |field: &&Field| {
        let is_connections = is_one_of(&UNSENDABLE, &field.name)
            || is_connection(&field.name) && !connection_options(&field.value).all(is_persistence);
        is_connections && !is_removed(&field.name)
    };
    let Some(Field { name, value, place }) = fields.iter().find(is_unsendable) else { return Ok(()) };
    let reason = format!(
        "the header field `{name}: {value}` (line {}) cannot be sent: it is about the connection; show the request without it, or \
         leave it out (`request.remove`)",
        place.line
    );
    Err(Skip::new(SkipKind::Unsendable, reason))
}

fn is_one_of(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

fn is_connection(name: &str) -> bool {
    name.eq_ignore_ascii_case("connection")
}

fn connection_options(value: &str) -> impl Iterator<Item = &str> {
    value.split(',').map(str::trim).filter(|option| !option.is_empty())
}

fn is_persistence(option: &str) -> bool {
    option.eq_ignore_ascii_case("keep-alive") || option.eq_ignore_ascii_case("close")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::testing::field;

    #[test]
    fn fields_are_sent_computed_or_refused() {
        for (name, value) in
            [("Host", "h"), ("content-length", "9"), ("Connection", "Keep-Alive, close"), ("Keep-Alive", "5")]
        {
            assert!(is_computed(name, value) && permit(&[field(name, value)], None).is_ok(), "{name}");
        }
        for (name, value) in
            [("Upgrade", "tcp"), ("Connection", "close, Upgrade"), ("TE", "trailers"), ("Transfer-Encoding", "chunked")]
        {
            assert!(!is_computed(name, value), "{name}");
            let skip = permit(&[field("Accept", "a/b"), field(name, value)], None).expect_err(name);
            assert!(
                skip.kind == SkipKind::Unsendable && skip.reason.contains(&format!("`{name}: {value}` (line 11)")),
                "{skip}"
            );
        }
        for (name, value, url, why) in [
            ("Host", "lamps.example", "/x", None),
            ("Host", "lamps.example", "https://Lamps.example/x", None),
            ("Host", "lamps.example", "https://{host}/x", None),
            ("Host", "kitchen.example", "http://kim@lamps.example:80/x", Some("another")),
            ("Content-Length", "9", "/x", None),
            ("Keep-Alive", "5", "/x", Some("connection")),
            ("Proxy-Connection", "close", "/x", Some("connection")),
            ("Connection", "close", "/x", Some("connection")),
        ] {
            let reason = left_out(&field(name, value), url);
            assert!(why.map_or(reason.is_none(), |why| reason.is_some_and(|it| it.contains(why))), "{name} {url}");
        }
        for (name, value) in [("Accept-Encoding", "gzip"), ("Expect", "100-continue"), ("Cookie", "a=b")] {
            assert!(!is_computed(name, value) && permit(&[field(name, value)], None).is_ok(), "{name}");
        }
    }
}
