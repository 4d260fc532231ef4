//! `prepare_request`: the whole way from a case to the request that goes out, or to a skip. Start here.

use std::borrow::Cow;
use std::collections::BTreeMap;

use secrecy::ExposeSecret as _;

use super::auth::{add_key, auth_of, credentials_of};
use super::body::{Body, BodyFiller};
use super::change::{ChangeKind, RequestChange, RequestPart};
use super::destination::Destination;
use super::documented_url::documented_url;
use super::fill_placeholders::Filler;
use super::fresh::{parameters_with_fresh, setup_with_fresh};
use super::headers::Context;
use super::literals::without_literals;
use super::placeholder_values::Values;
use super::stand_in_rule::StandInRule;
use super::{Bindings, origin_map, overrides, safety, size, tls_options, unsendable};
use crate::config::{Auth, KeyPlace, Target};
use crate::contract::Case;
use crate::directive::{Credentials, Parameter, RequestOverrides};
use crate::finding::{Skip, Tolerance};
use crate::http::url_template::{is_same, normalized};
use crate::http::{Headers, Request};
use crate::json::Pointer;
use crate::schema::Schemas;

/// A request ready to go out.
#[derive(Debug, Clone, PartialEq)]
pub struct PreparedRequest {
    /// Every byte of it is decided; its URL has the base URL's origin. Holds secrets: show it through the redactor only.
    pub request: Request,
    /// In what it differs from the documented one.
    pub changes: Vec<RequestChange>,
    /// One for each of these changes that is counted.
    pub tolerances: Vec<Tolerance>,
}

/// The exact request a case sends to `destination`, which needs nothing of earlier responses.
///
/// # Errors
/// As for [`prepare_request_with`].
pub fn prepare_request(
    case: &Case,
    target: &Target,
    destination: &Destination,
    schemas: &Schemas,
) -> Result<PreparedRequest, Skip> {
    prepare_request_with(case, target, destination, schemas, &Bindings::default())
}

/// The exact request a case sends to `destination`, with what earlier responses gave. Nothing is sent here; files that the
/// settings name are read.
///
/// # Errors
/// Why the case is not fired: its own reason first, then a documented URL on another host, a write that is not allowed,
/// header fields or a body that cannot be sent, placeholders without a value (all of them in one reason), more than can
/// be sent.
pub fn prepare_request_with(
    case: &Case,
    target: &Target,
    destination: &Destination,
    schemas: &Schemas,
    bindings: &Bindings,
) -> Result<PreparedRequest, Skip> {
    if let Some(skip) = &case.skip {
        return Err(skip.clone());
    }
    let (case, literals) = without_literals(case, bindings);
    let case = &*setup_with_fresh(case, bindings);
    let (template, embedded) = (&case.request, destination.embedded);
    // Before each field is looked for among the others.
    size::permit_fields(template.headers.len().max(target.headers.len()), embedded)?;
    let own = &case.overrides.parameters;
    let parameters = parameters_with_fresh(with_own(&target.parameters, own), bindings);
    let values = Values { parameters: &parameters, own, bindings, files: &target.files, generated: embedded };
    let mut filler = Filler::new(values).joining(&template.joined_files).of_method(&template.method);
    let parts = Parts::of(case, target, destination);
    let (path, query) = parts.path_and_query(&mut filler)?;
    let body = parts.body(schemas, &mut filler);
    let sendable = body.as_ref().ok().and_then(Option::as_ref);
    let auth = parts.auth?;
    let context = Context {
        case,
        target,
        auth,
        token: bindings.token.as_deref(),
        embedded,
        body_length: sendable.map(|body| body.bytes.len()),
        json: sendable.is_some_and(|body| body.json),
    };
    let mut changes = literals_in_body(&literals, bindings);
    let mut headers = context.headers(&mut filler, &mut changes);
    let query = if parts.sends_key { with_api_key(query, auth, &mut headers, &mut filler) } else { query };
    if let Some(overrides) = parts.overrides {
        overrides::set_headers(&mut headers, overrides, &mut filler);
    }
    safety::permit(&template.method, &headers, destination, target)?;
    unsendable::permit(&template.headers, parts.overrides)?;
    let body = body?.map(|body| body.bytes);
    changes.extend(filler.finish()?);
    changes.extend(tls_options::unfollowed(template, target, destination));
    let url = origin_map::below(&destination.base_url, &path, query.as_deref())?;
    size::permit(&url, &headers, embedded)?;
    let tolerances = changes.iter().filter_map(RequestChange::tolerance).collect();
    let request = Request { method: template.method.clone(), url, headers, body };
    Ok(PreparedRequest { request, changes, tolerances })
}

/// What the URL and the body of a request are made from, before anything is filled.
struct Parts<'a> {
    case: &'a Case,
    target: &'a Target,
    destination: &'a Destination,
    overrides: Option<&'a RequestOverrides>,
    auth: Result<Option<&'a Auth>, Skip>,
    /// The credentials are the settings', and go to a service that may look at them.
    sends_key: bool,
}

impl<'a> Parts<'a> {
    fn of(case: &'a Case, target: &'a Target, destination: &'a Destination) -> Self {
        let overrides = case.overrides.request.as_deref();
        let sends_key = !destination.embedded && credentials_of(case) == Credentials::Settings;
        Self { case, target, destination, overrides, auth: auth_of(case, target), sends_key }
    }

    /// The path and query below the base URL: the documented ones, and the pairs that the settings give.
    fn path_and_query(&self, filler: &mut Filler<'_>) -> Result<(String, Option<String>), Skip> {
        let base_url = &self.destination.base_url;
        let mut url = documented_url(self.case, filler, self.destination)?;
        if let Some(overrides) = self.overrides {
            url = overrides::without_replaced(url, overrides);
        }
        if let Ok(Some(Auth::ApiKey { place: KeyPlace::Query(name), .. })) = &self.auth
            && self.sends_key
        {
            url = overrides::without_pairs(url, |own| own == name);
        }
        let origin = self.case.request.origin.as_deref();
        let segments = origin_map::map_origin(&url, origin, &self.target.origins)?;
        let (path, query) = filler.url(&url, &segments, base_url.scheme() == "https");
        let query = match self.overrides {
            Some(overrides) => overrides::query(query, overrides, filler),
            None => query,
        };
        Ok((path, query))
    }

    /// The filled body, or the overrides' one; a body that cannot be sent is an error that others may precede.
    fn body(&self, schemas: &Schemas, filler: &mut Filler<'_>) -> Result<Option<Body>, Skip> {
        let (case, embedded) = (self.case, self.destination.embedded);
        let rule = StandInRule::of(case, self.target, embedded);
        let body = BodyFiller { case, schemas, rule, embedded }.body(filler)?;
        match self.overrides.filter(|overrides| overrides.is_about_body()) {
            Some(overrides) => overrides::body(body, case, overrides, filler),
            None => Ok(body),
        }
    }
}

/// The query, with the key in it or in a header field if that is what the credentials are.
fn with_api_key(
    query: Option<String>,
    auth: Option<&Auth>,
    headers: &mut Headers,
    filler: &mut Filler<'_>,
) -> Option<String> {
    let Some(Auth::ApiKey { place, value }) = auth else { return query };
    let value = filler.setting("api-key", value.expose_secret());
    match value.and_then(|value| add_key(place, &value, headers)) {
        Some((name, value)) => Some(overrides::with_pair(query, &name, &value)),
        None => query,
    }
}

/// The changes of a body that has values in the place of literals.
fn literals_in_body(literals: &[(String, String)], bindings: &Bindings) -> Vec<RequestChange> {
    let change = |(literal, variable): &(String, String)| {
        let step = bindings.named(variable)?.step.clone();
        let kind = ChangeKind::Captured { shown: literal.clone(), variable: normalized(variable), step };
        Some(RequestChange { at: RequestPart::Body(Pointer::root()), kind })
    };
    literals.iter().filter_map(change).collect()
}

/// The settings' values for placeholders, the case's own before them.
fn with_own<'a>(
    settings: &'a BTreeMap<String, Parameter>,
    own: &BTreeMap<String, Parameter>,
) -> Cow<'a, BTreeMap<String, Parameter>> {
    if own.is_empty() {
        return Cow::Borrowed(settings);
    }
    let mut merged = settings.clone();
    merged.retain(|name, _| !own.keys().any(|known| is_same(known, name)));
    merged.extend(own.clone());
    Cow::Owned(merged)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use url::Url;

    use super::*;
    use crate::config::OriginMap;
    use crate::finding::SkipKind;
    use crate::request::testing::{body, case, field, schemas, target};

    fn destination(base: &str) -> Destination {
        Destination { base_url: Url::parse(base).expect("a URL"), embedded: false }
    }

    fn url(documented: &str, base: &str) -> Result<String, Skip> {
        let mut target = target();
        target.parameters.insert("id".to_owned(), vec!["a b".to_owned(), "..".to_owned()].into());
        prepare_request(&case("GET", documented), &target, &destination(base), &schemas()).map(|o| o.request.url)
    }

    #[test]
    fn documented_urls_become_urls_of_the_service() {
        for (documented, sent) in [
            ("/v1/x", "http://h/api/v1/x"),
            ("https://api.example.com/v1/users/{id}?$top=5#part", "http://h/api/v1/users/a%20b?$top=5"),
            ("/sites/root:/Shared Documents:/f(q='{id}')", "http://h/api/sites/root:/Shared%20Documents:/f(q='a%20b')"),
            (
                "/u?$filter=startswith(name,'J') and age eq 1+1",
                "http://h/api/u?$filter=startswith(name,'J')%20and%20age%20eq%201+1",
            ),
            ("/u?ids[]=1&filter[name]=a", "http://h/api/u?ids[]=1&filter[name]=a"),
            ("/u?q={\"a\":1}", "http://h/api/u?q=%7B%22a%22:1%7D"),
            ("", "http://h/api"),
            ("/", "http://h/api/"),
        ] {
            assert_eq!(url(documented, "http://h/api/").as_deref(), Ok(sent), "{documented}");
        }
    }

    #[test]
    fn user_information_that_is_not_sent_is_on_record() {
        let mut shown = case("GET", "https://kim:pw@api.example.com/x");
        let changes = |case: &Case| {
            let sent = prepare_request(case, &target(), &destination("http://h"), &schemas()).expect("sent");
            assert_eq!(sent.request.url, "http://h/x");
            sent.changes.iter().map(RequestChange::to_string).collect::<Vec<_>>()
        };
        assert_eq!(changes(&shown), ["URL sent without its user information: show it as an `Authorization` field"]);
        shown.request.headers.push(field("Authorization", "Basic a2ltOnB3"));
        assert_eq!(changes(&shown), [""; 0]);
    }

    #[test]
    fn what_belongs_behind_a_url_that_is_given_goes_nowhere_else() {
        let sent = |shown: &str, given: &[(&str, &str)]| {
            let mut target = target();
            target.parameters.extend(
                given.iter().map(|(name, value)| ((*name).to_owned(), Parameter::from(vec![(*value).to_owned()]))),
            );
            let prepared = prepare_request(&case("GET", shown), &target, &destination("http://h/api"), &schemas());
            prepared.map(|prepared| prepared.request.url).map_err(|skip| skip.kind)
        };
        let given =
            [("parcel_upload_url", "http://h/api/up/7?sig=q"), ("base_url", "http://h/api/v3/"), ("server", "eu/1")];
        for (shown, url) in [
            ("{parcel_upload_url}/part?n=1", "http://h/api/up/7/part?sig=q&n=1"),
            ("{{parcelUploadUrl}}?n=1", "http://h/api/up/7?sig=q&n=1"),
            ("{base_url}/lamps", "http://h/api/v3/lamps"),
            ("${SERVER}/lamps", "http://h/api/eu%2F1/lamps"),
            ("{api_url}/lamps", "http://h/api/lamps"),
        ] {
            assert_eq!(sent(shown, &given).as_deref(), Ok(url), "{shown}");
        }
        assert_eq!(sent("{parcel_upload_url}/part", &[]), Err(SkipKind::Unfilled));
        for elsewhere in ["https://parcels.example.org/up", "http://h/other", "//parcels.example.org"] {
            let given = [("parcel_upload_url", elsewhere), ("endpoint", elsewhere)];
            for shown in ["{parcel_upload_url}/part", "{endpoint}/part"] {
                assert_eq!(sent(shown, &given), Err(SkipKind::OtherHost), "{shown} {elsewhere}");
            }
        }
    }

    #[test]
    fn a_parameter_cannot_climb_out_of_its_segment() {
        let skip = url("/u/{id}/{id}/x", "http://h/api").expect_err("`..` as a segment");
        assert_eq!(skip.kind, SkipKind::Unreadable);
        assert!(skip.reason.contains("`..`"), "{skip}");
    }

    #[test]
    fn the_cases_own_skip_comes_first_then_host_then_writes() {
        let mut delete = case("DELETE", "https://other.example.com/{x}");
        let fired = |case: &Case| {
            let destination = destination("https://api.example.com");
            prepare_request(case, &target(), &destination, &schemas()).map_err(|skip| skip.kind)
        };
        assert_eq!(fired(&delete).err(), Some(SkipKind::OtherHost));
        delete.request.url = "/{x}".to_owned();
        assert_eq!(fired(&delete).err(), Some(SkipKind::WritesNotAllowed));
        delete.request.method = "get".to_owned();
        assert_eq!(fired(&delete).err(), Some(SkipKind::Unfilled));
        delete.skip = Some(Skip::new(SkipKind::Unreadable, "no status line"));
        assert_eq!(fired(&delete).err(), Some(SkipKind::Unreadable));
    }

    #[test]
    fn the_embedded_service_gets_stand_ins_and_the_cases_id() {
        let mut post = case("POST", "/u/{id}/{id}");
        post.request.headers.push(field("Prefer", "return=minimal"));
        post.request.body = Some(body("{\"a\": 1}"));
        let destination = Destination { base_url: Url::parse("http://127.0.0.1:9").expect("a URL"), embedded: true };
        let sent = prepare_request(&post, &target(), &destination, &schemas()).expect("fired").request;
        assert_eq!(sent.url, "http://127.0.0.1:9/u/id-1/id-2");
        let prefer: Vec<&str> = sent.headers.iter().filter(|(n, _)| *n == "Prefer").map(|(_, v)| v).collect();
        assert_eq!(prefer, ["return=minimal", "example=\"p.md::h::n\""]);
        assert_eq!(sent.headers.get("content-type"), Some("application/json"));
    }

    proptest! {
        /// Whatever the docs say, what goes out has the base URL's origin and stays below its path.
        #[test]
        fn nothing_goes_to_another_origin(
            documented in r"(https://api\.example\.com|https?://[a-z.@:]{1,9}|//|\\\\|)[/\\.@:%#?{}<>a-z0-9 \t\n\u{e4}]{0,24}",
        ) {
            let maps = [OriginMap { documented: "https://api.example.com/v1".to_owned(), path: "/x".to_owned() }];
            for origins in [&maps[..], &[]] {
                let mut target = target();
                target.origins = origins.to_vec();
                let destination = destination("http://127.0.0.1:8080/api/v2/");
                if let Ok(sent) = prepare_request(&case("GET", &documented), &target, &destination, &schemas()) {
                    let url = Url::parse(&sent.request.url).expect("a URL");
                    prop_assert_eq!(url.origin(), destination.base_url.origin());
                    prop_assert!(url.path() == "/api/v2" || url.path().starts_with("/api/v2/"), "{}", url);
                    prop_assert_eq!(url.username(), "");
                }
            }
        }
    }
}
