//! The header fields that go out: the documented ones, those the page's table requires, the settings'.

use secrecy::ExposeSecret;

use super::auth::{authorization, credentials_of};
use super::change::{ChangeKind, RequestChange, RequestPart};
use super::fill_placeholders::Filler;
use super::{header_table, unsendable};
use crate::config::{Auth, KeyPlace, Target};
use crate::contract::{Case, Field, whole_placeholder};
use crate::directive::Credentials;
use crate::http::HIDDEN;
use crate::http::method::sends_content;
use crate::http::url_template::{Part, Piece, TemplateText};
use crate::http::{Headers, is_credential};

/// What decides the fields beside the case itself.
pub(super) struct Context<'a> {
    pub(super) case: &'a Case,
    pub(super) target: &'a Target,
    /// The credentials of the settings that the case takes.
    pub(super) auth: Option<&'a Auth>,
    /// The token that was obtained for it.
    pub(super) token: Option<&'a str>,
    pub(super) embedded: bool,
    /// What goes out; `None`: no body.
    pub(super) body_length: Option<usize>,
    pub(super) json: bool,
}

impl Context<'_> {
    /// The fields in order; placeholders without a value stay with `filler`, changes are added to `changes`.
    pub(super) fn headers(&self, filler: &mut Filler<'_>, changes: &mut Vec<RequestChange>) -> Headers {
        let mut headers = Headers::default();
        self.add_documented(&mut headers, filler, changes);
        self.add_required(&mut headers, filler, changes);
        self.add_settings(&mut headers, filler, changes);
        // curl names the type of what it sends, or is asked not to.
        if self.json && !headers.contains("Content-Type") && !self.case.dialect.shows_commands() {
            headers.push("Content-Type", "application/json");
            changes.push(change("Content-Type", ChangeKind::Added));
        }
        self.add_authorization(&mut headers, filler, changes);
        self.add_length(&mut headers);
        if self.target.run_headers && !headers.contains("User-Agent") {
            headers.push("User-Agent", concat!("doctrial/", env!("CARGO_PKG_VERSION")));
        }
        if self.embedded {
            let id = self.case.id.replace('\\', "\\\\").replace('"', "\\\"");
            headers.push("Prefer", format!("example=\"{id}\""));
        }
        headers
    }

    fn add_documented(&self, headers: &mut Headers, filler: &mut Filler<'_>, changes: &mut Vec<RequestChange>) {
        for line in &self.case.request.other_lines {
            let first = line.split_whitespace().next().unwrap_or_default();
            let why = format!("its line `{first} ...` is not a header field");
            changes.push(RequestChange { at: RequestPart::Head, kind: ChangeKind::LeftOut(why) });
        }
        for field in &self.case.request.headers {
            let (name, value) = (&field.name, &field.value);
            if unsendable::is_computed(name, value) {
                let why = unsendable::left_out(field, &self.case.request.url).filter(|_| !self.is_in_settings(name));
                changes.extend(why.map(|why| change(name, ChangeKind::LeftOut(why.to_owned()))));
                continue;
            }
            if self.is_in_settings(name) || self.is_credential_not_sent(name) {
                continue;
            }
            let lacks_value = || !self.embedded && filler.lacks_value(value, Part::Header);
            // What a shell would compute is not what the settings are asked for.
            let is_replaceable = is_authorization(name) && !is_computed_by_shell(value);
            let without_key = self.cookies_beside_key(name, value);
            let value = match &without_key {
                Some(others) if others.is_empty() => continue,
                Some(others) => others,
                None => value,
            };
            if is_replaceable && self.credentials() == Credentials::Settings && (self.embedded || lacks_value()) {
                if !self.embedded {
                    changes
                        .push(change(name, ChangeKind::LeftOut(format!("`{value}`, and no [auth] in the settings"))));
                }
                continue;
            }
            if self.may_be_left_out(name) && lacks_value() {
                let why = format!("`{value}` has no value, and the page's table does not require the field");
                changes.push(change(name, ChangeKind::LeftOut(why)));
                continue;
            }
            headers.push(name, filled(name, value, filler));
        }
    }

    /// Fields the table requires and the example does not show.
    fn add_required(&self, headers: &mut Headers, filler: &mut Filler<'_>, changes: &mut Vec<RequestChange>) {
        for row in self.case.request.header_table.iter().filter(|row| row.required) {
            let name = &row.name;
            let without_body = name.eq_ignore_ascii_case("Content-Type") && self.body_length.is_none();
            let is_connections = unsendable::is_about_connection(name);
            if without_body
                || is_connections
                || is_authorization(name)
                || self.is_in_settings(name)
                || headers.contains(name)
            {
                continue;
            }
            match header_table::concrete(row) {
                Some(value) => headers.push(name, filled(name, value, filler)),
                // JSON bodies get their media type below; no value can be invented for it.
                None if self.json && name.eq_ignore_ascii_case("Content-Type") => continue,
                None => {
                    filler.begin(RequestPart::Header(name.clone()));
                    if let Some(value) = filler.value_or_missing(&format!("header {name}"), name) {
                        headers.push(name, value);
                    }
                }
            }
            changes.push(change(name, ChangeKind::Added));
        }
    }

    fn add_settings(&self, headers: &mut Headers, filler: &mut Filler<'_>, changes: &mut Vec<RequestChange>) {
        for (name, value) in &self.target.headers {
            if !self.is_sent_from_settings(name) {
                continue;
            }
            let Some(value) = filler.setting(name, value.expose_secret()) else { continue };
            if self.documents(name) {
                changes.push(change(name, ChangeKind::FromSettings));
            }
            headers.set(name, value);
        }
    }

    fn add_authorization(&self, headers: &mut Headers, filler: &mut Filler<'_>, changes: &mut Vec<RequestChange>) {
        if headers.contains("Authorization") || self.credentials() != Credentials::Settings && !self.embedded {
            return;
        }
        let table = &self.case.request.header_table;
        let documented = self.documents("Authorization");
        let required = table.iter().any(|row| row.required && is_authorization(&row.name));
        match self.auth {
            _ if self.embedded && (documented || required) => headers.push("Authorization", "Bearer doctrial"),
            Some(auth) if !self.embedded => {
                // What is only planned has no token yet.
                let of_token = || auth.token_source().map(|_| format!("Bearer {}", self.token.unwrap_or(HIDDEN)));
                let Some(value) = authorization(auth).or_else(of_token) else { return };
                let Some(value) = filler.setting("Authorization", &value) else { return };
                if documented {
                    changes.push(change("Authorization", ChangeKind::FromSettings));
                }
                headers.push("Authorization", value);
            }
            _ => {}
        }
    }

    /// RFC 9110 section 8.6: without a body, a method that is defined to have one says so, and so does any other where the page
    /// shows it. The client adds other lengths.
    fn add_length(&self, headers: &mut Headers) {
        let is_shown = |field: &Field| field.name.eq_ignore_ascii_case("content-length") && field.value == "0";
        let says_so = || sends_content(&self.case.request.method) || self.case.request.headers.iter().any(is_shown);
        if self.body_length.unwrap_or(0) == 0 && says_so() {
            headers.push("Content-Length", "0");
        }
    }

    fn credentials(&self) -> Credentials {
        credentials_of(self.case)
    }

    /// Whether the settings give this field to this request. Their credentials are not for every request.
    fn is_in_settings(&self, name: &str) -> bool {
        let given = self.target.headers.iter().any(|(own, _)| own.eq_ignore_ascii_case(name));
        given && self.is_sent_from_settings(name)
    }

    /// Whether a field of the settings is one for this request.
    fn is_sent_from_settings(&self, name: &str) -> bool {
        self.credentials() == Credentials::Settings || !is_credential(name)
    }

    /// A documented credential that gives way to that of the settings, or to none.
    fn is_credential_not_sent(&self, name: &str) -> bool {
        match self.credentials() {
            Credentials::None => is_credential(name),
            Credentials::Settings => is_authorization(name) && self.auth.is_some() || self.is_key(name),
            Credentials::Documented => false,
        }
    }

    /// Whether the settings have a key that this request carries in the field `name`.
    fn is_key(&self, name: &str) -> bool {
        let is_field = |place: &KeyPlace| matches!(place, KeyPlace::Header(own) if own.eq_ignore_ascii_case(name));
        !self.embedded && matches!(self.auth, Some(Auth::ApiKey { place, .. }) if is_field(place))
    }

    /// The cookies that are documented beside the one in which the settings have a key; `None` where that does not matter.
    fn cookies_beside_key(&self, name: &str, value: &str) -> Option<String> {
        let Some(Auth::ApiKey { place: KeyPlace::Cookie(key), .. }) = self.auth else { return None };
        let is_sent = !self.embedded && self.credentials() == Credentials::Settings;
        (is_sent && name.eq_ignore_ascii_case("cookie")).then(|| {
            let is_other = |pair: &&str| pair.split('=').next().is_some_and(|own| own.trim() != key);
            let others: Vec<&str> = value.split(';').map(str::trim).filter(is_other).collect();
            others.join("; ")
        })
    }

    fn documents(&self, name: &str) -> bool {
        self.case.request.headers.iter().any(|field| field.name.eq_ignore_ascii_case(name))
    }

    /// The page's table lists the field and does not require it.
    fn may_be_left_out(&self, name: &str) -> bool {
        let row = self.case.request.header_table.iter().find(|row| row.name.eq_ignore_ascii_case(name));
        row.is_some_and(|row| !row.required)
    }
}

fn is_authorization(name: &str) -> bool {
    name.eq_ignore_ascii_case("authorization")
}

fn change(name: &str, kind: ChangeKind) -> RequestChange {
    RequestChange { at: RequestPart::Header(name.to_owned()), kind }
}

/// Whether a value has the output of a command in it: `$(cat token)`, as readers of commands note it (`${(cat token)}`), or in backticks.
fn is_computed_by_shell(value: &str) -> bool {
    let parsed = TemplateText::parse(value, Part::Header);
    parsed.pieces().iter().any(|piece| match piece {
        Piece::Placeholder { shown, .. } => ["${(", "$(", "`"].iter().any(|mark| shown.starts_with(mark)),
        Piece::Literal(_) => false,
    })
}

fn filled(name: &str, value: &str, filler: &mut Filler<'_>) -> String {
    let mut out = String::with_capacity(value.len());
    filler.begin(RequestPart::Header(name.to_owned()));
    let file = whole_placeholder(value).filter(|_| name.eq_ignore_ascii_case("Cookie") && value.starts_with('<'));
    if let Some(file) = file {
        return cookies(&String::from_utf8_lossy(&filler.bytes_or_missing(value, file)));
    }
    filler.fill(value, Part::Header, &mut out);
    out
}

/// The cookies of a file as curl reads and writes them: lines of Netscape's seven fields, or `Set-Cookie` fields. Other texts are
/// taken as they are.
fn cookies(file: &str) -> String {
    let cookie = |line: &str| {
        let line = line.strip_prefix("#HttpOnly_").unwrap_or(line);
        let fields: Vec<&str> = line.split('\t').collect();
        match fields.as_slice() {
            [_, _, _, _, _, name, value] if !line.starts_with('#') => Some(format!("{name}={value}")),
            _ => {
                let (name, field) = line.split_once(':')?;
                let is_cookie = name.eq_ignore_ascii_case("Set-Cookie");
                is_cookie.then(|| field.split(';').next().unwrap_or(field).trim().to_owned())
            }
        }
    };
    let found: Vec<String> = file.lines().filter_map(cookie).collect();
    if found.is_empty() { file.trim().to_owned() } else { found.join("; ") }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::request::testing::{case, field, row, target, values};

    fn sent(case: &Case, target: &Target, embedded: bool) -> Result<Vec<String>, String> {
        let auth = target.auth.as_ref();
        let context = Context { case, target, auth, token: None, embedded, body_length: Some(2), json: true };
        let (mut filler, mut changes) = (Filler::new(values(target, embedded)), Vec::new());
        let headers = context.headers(&mut filler, &mut changes);
        filler.finish().map_err(|skip| skip.reason)?;
        let shown = headers.iter().filter(|(n, _)| *n != "User-Agent").map(|(n, v)| format!("{n}: {v}"));
        Ok(shown.collect())
    }

    #[test]
    fn documented_fields_are_sent_as_shown_and_those_of_the_connection_are_computed() {
        let mut case = case("GET", "/x");
        for (name, value) in [
            ("Host", "api.example.com"),
            ("content-length", "99"),
            ("Connection", "keep-alive"),
            ("Accept-Encoding", "klingon, identity;q=0"),
            ("Content-type", "application/merge-patch+json"),
            ("X-Tag", "a"),
            ("x-tag", "b"),
            ("X-Key", "$KEY"),
        ] {
            case.request.headers.push(field(name, value));
        }
        let mut target = target();
        target.parameters = BTreeMap::from([("key".to_owned(), vec!["k".to_owned()].into())]);
        let documented = [
            "Accept-Encoding: klingon, identity;q=0",
            "Content-type: application/merge-patch+json",
            "X-Tag: a",
            "x-tag: b",
            "X-Key: k",
        ];
        assert_eq!(sent(&case, &target, false).expect("filled"), documented);
    }

    #[test]
    fn the_settings_credentials_take_the_place_of_documented_ones() {
        let mut case = case("GET", "/x");
        case.request.headers.push(field("Authorization", "Bearer eyJhbGciOi.documented"));
        let shown = "Authorization: Bearer eyJhbGciOi.documented";
        let json = "Content-Type: application/json";
        assert_eq!(sent(&case, &target(), false).expect("filled"), [shown, json]);
        let mut with_auth = target();
        with_auth.auth = Some(Auth::Bearer("s3cret".to_owned().into()));
        assert_eq!(sent(&case, &with_auth, false).expect("filled"), [json, "Authorization: Bearer s3cret"]);
        let embedded = sent(&case, &with_auth, true).expect("filled");
        assert_eq!(embedded[1..], ["Authorization: Bearer doctrial", "Prefer: example=\"p.md::h::n\""]);
        with_auth.headers.push(("authorization".to_owned(), "ApiKey k".to_owned().into()));
        assert_eq!(sent(&case, &with_auth, false).expect("filled"), ["authorization: ApiKey k", json]);
        case.request.headers[0].value = "Bearer {token}".to_owned();
        assert_eq!(sent(&case, &target(), false).expect("left out"), [json]);
    }

    #[test]
    fn a_key_of_the_settings_takes_the_place_of_the_documented_one() {
        let mut case = case("GET", "/owls");
        case.request.headers = vec![field("X-Nest", "{nest key}"), field("Cookie", "lang=fi; owl={session}")];
        let with_key = |place: KeyPlace| {
            let mut target = target();
            target.parameters = BTreeMap::from([("session".to_owned(), vec!["shown".to_owned()].into())]);
            target.parameters.insert("nest key".to_owned(), vec!["shown".to_owned()].into());
            target.auth = Some(Auth::ApiKey { place, value: "k7".to_owned().into() });
            sent(&case, &target, false).expect("filled")
        };
        let json = "Content-Type: application/json";
        assert_eq!(with_key(KeyPlace::Header("x-nest".to_owned())), ["Cookie: lang=fi; owl=shown", json]);
        assert_eq!(with_key(KeyPlace::Cookie("owl".to_owned())), ["X-Nest: shown", "Cookie: lang=fi", json]);
        assert_eq!(with_key(KeyPlace::Cookie("Owl".to_owned())).len(), 3, "names of cookies are exact");
    }

    #[test]
    fn credentials_that_a_shell_would_compute_are_no_missing_settings() {
        let mut case = case("GET", "/x");
        case.request.headers.push(field("Authorization", "Bearer ${(cat token)}"));
        assert!(sent(&case, &target(), false).expect_err("unfilled").contains("$(cat token)"));
        case.request.headers[0].value = "Bearer `cat /run/token`".to_owned();
        assert!(sent(&case, &target(), false).expect_err("unfilled").contains("`cat /run/token`"));
    }

    #[test]
    fn a_documented_refusal_goes_out_without_the_settings_credentials() {
        let mut case = case("GET", "/x");
        case.expectation.status = crate::http::StatusSet::code(401);
        let mut with_auth = target();
        with_auth.auth = Some(Auth::Bearer("s3cret".to_owned().into()));
        with_auth.headers.push(("X-Api-Key".to_owned(), "k".to_owned().into()));
        with_auth.headers.push(("X-Trace".to_owned(), "t".to_owned().into()));
        let json = "Content-Type: application/json";
        assert_eq!(sent(&case, &with_auth, false).expect("sent"), ["X-Trace: t", json]);
        case.request.headers.push(field("Authorization", "Basic a2ltOndyb25n"));
        let shown = "Authorization: Basic a2ltOndyb25n";
        assert_eq!(sent(&case, &with_auth, false).expect("sent"), [shown, "X-Trace: t", json]);
        case.overrides.credentials = Some(Credentials::None);
        assert_eq!(sent(&case, &with_auth, false).expect("sent"), ["X-Trace: t", json]);
        case.overrides.credentials = Some(Credentials::Settings);
        assert_eq!(sent(&case, &with_auth, false).expect("sent")[3], "Authorization: Bearer s3cret");
    }

    #[test]
    fn a_write_without_a_body_has_a_length() {
        let length = |method: &str, body_length: Option<usize>| {
            let (case, target) = (case(method, "/x"), target());
            let (target, auth, token) = (&target, None, None);
            let context = Context { case: &case, target, auth, token, embedded: false, body_length, json: false };
            let headers = context.headers(&mut Filler::new(values(target, false)), &mut Vec::new());
            headers.get("content-length").map(str::to_owned)
        };
        for method in ["POST", "PUT", "PATCH"] {
            assert_eq!((length(method, None).as_deref(), length(method, Some(3))), (Some("0"), None), "{method}");
        }
        assert!(length("GET", None).is_none() && length("DELETE", None).is_none());
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
        target.parameters = BTreeMap::from([("if-match".to_owned(), vec!["W/\"1\"".to_owned()].into())]);
        let expected = ["Content-Type: application/json", "ConsistencyLevel: eventual", "If-Match: W/\"1\""];
        assert_eq!(sent(&case, &target, false).expect("filled"), expected);
    }

    #[test]
    fn the_cookies_of_a_file_are_sent_as_curl_sends_them() {
        let file =
            "# Netscape HTTP Cookie File\n\nh\tFALSE\t/\tFALSE\t0\ta\t1\n#HttpOnly_h\tFALSE\t/\tFALSE\t0\tsid\tx=y\n";
        assert_eq!(cookies(file), "a=1; sid=x=y");
        assert_eq!(cookies("HTTP/1.1 200 OK\r\nSet-Cookie: a=1; Path=/\r\nset-cookie: b=2\r\n"), "a=1; b=2");
        assert_eq!(cookies("a=1; b=2\n"), "a=1; b=2");
        let mut case = case("GET", "/x");
        case.request.headers = vec![field("Cookie", "<jar.txt>")];
        let reason = sent(&case, &target(), false).expect_err("unfilled");
        assert!(reason.starts_with("unfilled <jar.txt>: give it under [files]"), "{reason}");
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
