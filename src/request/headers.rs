//! The header fields that go out: the documented ones made sendable, those the page's table requires, the settings'.

use secrecy::ExposeSecret;

use super::auth::authorization;
use super::fill_placeholders::Filler;
use super::header_table;
use crate::config::Target;
use crate::contract::Case;
use crate::http::Headers;
use crate::http::url_template::Part;

/// The client's own business (RFC 9110 section 7.6.1, RFC 9112), never sent as an example shows it. `Accept-Encoding` is
/// among them: a coded answer would be judged as it is coded.
const CLIENTS_OWN: [&str; 9] = [
    "content-length",
    "host",
    "connection",
    "transfer-encoding",
    "keep-alive",
    "upgrade",
    "te",
    "trailer",
    "accept-encoding",
];

/// What decides the fields beside the case itself.
pub(super) struct Context<'a> {
    pub(super) case: &'a Case,
    pub(super) target: &'a Target,
    pub(super) embedded: bool,
    pub(super) has_body: bool,
    pub(super) json: bool,
}

impl Context<'_> {
    /// The fields in order; placeholders without a value stay with `filler`.
    pub(super) fn headers(&self, filler: &mut Filler<'_>) -> Headers {
        let mut headers = Headers::default();
        self.add_documented(&mut headers, filler);
        self.add_required(&mut headers, filler);
        for (name, value) in &self.target.headers {
            headers.set(name, value.expose_secret());
        }
        if self.json && !headers.contains("Content-Type") {
            headers.push("Content-Type", "application/json");
        }
        self.add_authorization(&mut headers);
        if !headers.contains("User-Agent") {
            headers.push("User-Agent", concat!("doctrial/", env!("CARGO_PKG_VERSION")));
        }
        if self.embedded {
            let id = self.case.id.replace('\\', "\\\\").replace('"', "\\\"");
            headers.push("Prefer", format!("example=\"{id}\""));
        }
        headers
    }

    fn add_documented(&self, headers: &mut Headers, filler: &mut Filler<'_>) {
        for field in &self.case.request.headers {
            if self.is_ours(&field.name) && !self.is_documented_credential(&field.name, &field.value, filler) {
                continue;
            }
            if self.may_be_left_out(&field.name) && !self.embedded && lacks_value(&field.value, filler) {
                continue;
            }
            headers.push(&field.name, filled(&field.value, filler));
        }
    }

    /// Fields the table requires and the example does not show.
    fn add_required(&self, headers: &mut Headers, filler: &mut Filler<'_>) {
        for row in self.case.request.header_table.iter().filter(|row| row.required) {
            let without_body = row.name.eq_ignore_ascii_case("Content-Type") && !self.has_body;
            if without_body || self.is_ours(&row.name) || headers.contains(&row.name) {
                continue;
            }
            match header_table::concrete(row) {
                Some(value) => headers.push(&row.name, filled(value, filler)),
                // JSON bodies get their media type below; no value can be invented for it.
                None if self.json && row.name.eq_ignore_ascii_case("Content-Type") => {}
                None => {
                    filler.restart();
                    if let Some(value) = filler.value_or_missing(&format!("header {}", row.name), &row.name) {
                        headers.push(&row.name, value);
                    }
                }
            }
        }
    }

    /// A token documented in a message is never sent: it is nobody's, or somebody's.
    fn add_authorization(&self, headers: &mut Headers) {
        if headers.contains("Authorization") {
            return;
        }
        let names = |name: &str| name.eq_ignore_ascii_case("Authorization");
        let request = &self.case.request;
        let documented = request.headers.iter().any(|f| names(&f.name))
            || request.header_table.iter().any(|row| row.required && names(&row.name));
        match &self.target.auth {
            _ if self.embedded && documented => headers.push("Authorization", "Bearer doctrial"),
            Some(auth) if !self.embedded => headers.push("Authorization", authorization(auth)),
            _ => {}
        }
    }

    /// A command is shown with credentials that work; the settings' own take their place.
    fn is_documented_credential(&self, name: &str, value: &str, filler: &Filler<'_>) -> bool {
        self.case.dialect.shows_commands()
            && name.eq_ignore_ascii_case("authorization")
            && self.target.auth.is_none()
            && !self.target.headers.iter().any(|(own, _)| own.eq_ignore_ascii_case(name))
            && !self.embedded
            && !lacks_value(value, filler)
    }

    /// Whether the client or the settings decide this field.
    fn is_ours(&self, name: &str) -> bool {
        let name = name.to_ascii_lowercase();
        name == "authorization"
            || name.starts_with("proxy-")
            || CLIENTS_OWN.contains(&name.as_str())
            || self.target.headers.iter().any(|(own, _)| own.eq_ignore_ascii_case(&name))
    }

    /// The page's table lists the field and does not require it.
    fn may_be_left_out(&self, name: &str) -> bool {
        let row = self.case.request.header_table.iter().find(|row| row.name.eq_ignore_ascii_case(name));
        row.is_some_and(|row| !row.required)
    }
}

fn filled(value: &str, filler: &mut Filler<'_>) -> String {
    let mut out = String::with_capacity(value.len());
    filler.restart();
    filler.fill(value, Part::Header, &mut out);
    out
}

fn lacks_value(value: &str, filler: &Filler<'_>) -> bool {
    filler.lacks_value(value, Part::Header)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::config::Auth;
    use crate::request::testing::{case, field, row, target};

    fn sent(case: &Case, target: &Target, embedded: bool) -> Result<Vec<String>, String> {
        let context = Context { case, target, embedded, has_body: true, json: true };
        let mut filler = Filler::new(&target.parameters, embedded);
        let headers = context.headers(&mut filler);
        filler.finish().map_err(|skip| skip.reason)?;
        let shown = headers.iter().filter(|(n, _)| *n != "User-Agent").map(|(n, v)| format!("{n}: {v}"));
        Ok(shown.collect())
    }

    #[test]
    fn the_clients_own_fields_and_documented_tokens_are_not_sent() {
        let mut case = case("GET", "/x");
        for (name, value) in [
            ("Host", "api.example.com"),
            ("content-length", "99"),
            ("Authorization", "Bearer eyJhbGciOi.documented"),
            ("Proxy-Connection", "close"),
            ("Content-type", "application/merge-patch+json"),
            ("Accept", "application/json"),
        ] {
            case.request.headers.push(field(name, value));
        }
        let documented = ["Content-type: application/merge-patch+json", "Accept: application/json"];
        assert_eq!(sent(&case, &target(), false).expect("filled"), documented);
        let mut with_auth = target();
        with_auth.auth = Some(Auth::Bearer("s3cret".to_owned().into()));
        assert_eq!(sent(&case, &with_auth, false).expect("filled")[2], "Authorization: Bearer s3cret");
        let embedded = sent(&case, &with_auth, true).expect("filled");
        assert_eq!(embedded[2..], ["Authorization: Bearer doctrial", "Prefer: example=\"p.md::h::n\""]);
        with_auth.headers.push(("authorization".to_owned(), "ApiKey k".to_owned().into()));
        assert_eq!(sent(&case, &with_auth, false).expect("filled")[2], "authorization: ApiKey k");
    }

    #[test]
    fn required_rows_are_sent_and_never_invented() {
        let mut case = case("GET", "/x");
        case.request.header_table = vec![
            row("Authorization", "Bearer {token}. Required.", true),
            row("Content-Type", "application/json. Required.", true),
            row("ConsistencyLevel", "eventual", true),
            row("Prefer", "return=minimal", false),
            row("If-Match", "The last known ETag", true),
        ];
        let reason = sent(&case, &target(), false).expect_err("unfilled");
        assert!(reason.starts_with("unfilled header If-Match: give it under [parameters]"), "{reason}");
        let mut target = target();
        target.parameters = BTreeMap::from([("if-match".to_owned(), vec!["W/\"1\"".to_owned()])]);
        let expected = ["Content-Type: application/json", "ConsistencyLevel: eventual", "If-Match: W/\"1\""];
        assert_eq!(sent(&case, &target, false).expect("filled"), expected);
    }

    #[test]
    fn an_optional_field_without_a_value_is_left_out() {
        let mut case = case("GET", "/x");
        case.request.headers = vec![field("If-Match", "\"{etag}\""), field("X-Tenant", "<tenant>")];
        case.request.header_table = vec![row("if-match", "etag", false)];
        let mut target = target();
        assert!(sent(&case, &target, false).expect_err("unfilled").starts_with("unfilled <tenant>:"));
        target.headers = vec![("x-tenant".to_owned(), "t".to_owned().into())];
        assert_eq!(sent(&case, &target, false).expect("filled"), ["x-tenant: t", "Content-Type: application/json"]);
        assert_eq!(sent(&case, &target, true).expect("filled")[0], "If-Match: \"etag-1\"");
    }
}
