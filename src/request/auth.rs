//! Credentials: whose a request carries, and what they are as a header field's value.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use secrecy::ExposeSecret;

use crate::config::{Auth, Identity, KeyPlace, Target};
use crate::contract::{Case, Field};
use crate::directive::Credentials;
use crate::finding::{Skip, SkipKind};
use crate::http::Headers;
use crate::http::url_template::may_hold_placeholder;

/// The value of `Authorization`: RFC 6750 section 2.1 or RFC 7617 section 2; `None` for what is sent elsewhere, or not known
/// before it is needed. A secret: only for the wire.
pub fn authorization(auth: &Auth) -> Option<String> {
    match auth {
        Auth::Bearer(token) => Some(format!("Bearer {}", token.expose_secret())),
        Auth::Basic { user, password } => {
            let credentials = STANDARD.encode(format!("{user}:{}", password.expose_secret()));
            Some(format!("Basic {credentials}"))
        }
        Auth::ApiKey { .. } | Auth::Token(_) => None,
    }
}

/// The credentials of a case among those of the settings: those that a directive names, those whose conditions it meets, or those of
/// all.
///
/// # Errors
/// A skip: the settings have no identity of that name.
pub fn auth_of<'t>(case: &Case, target: &'t Target) -> Result<Option<&'t Auth>, Skip> {
    let identities = &target.identities;
    if let Some(name) = &case.overrides.identity {
        let named = identities.iter().find(|identity| identity.name == *name);
        return named.map(|identity| Some(&identity.auth)).ok_or_else(|| {
            let reason = format!("the settings have no [identity.{name}], which a directive names");
            Skip::new(SkipKind::Unfilled, reason)
        });
    }
    let first = |meets: &dyn Fn(&Identity) -> bool| identities.iter().find(|identity| meets(identity));
    let found = first(&|identity| identity.matches(case))
        .or_else(|| first(&|identity| identity.has_scopes_of(case)))
        .or_else(|| first(&|identity| identity.has_tag_of(case)));
    Ok(found.map(|identity| &identity.auth).or(target.auth.as_ref()))
}

/// Puts a key where the service looks for it; what belongs in the query is returned.
pub(super) fn add_key(place: &KeyPlace, value: &str, headers: &mut Headers) -> Option<(String, String)> {
    match place {
        KeyPlace::Header(name) => headers.set(name, value),
        KeyPlace::Cookie(name) => {
            let cookie = format!("{name}={value}");
            let all = headers.get("Cookie").map_or_else(|| cookie.clone(), |others| format!("{others}; {cookie}"));
            headers.set("Cookie", all);
        }
        KeyPlace::Query(name) => return Some((name.clone(), value.to_owned())),
    }
    None
}

/// Whose credentials a case is sent with. A directive decides; else a documented refusal (401, 403) is asked for as
/// documented, for better credentials would not be refused.
pub fn credentials_of(case: &Case) -> Credentials {
    let status = &case.expectation.status;
    let is_refusal = [401, 403].into_iter().any(|code| status.contains(code)) && !status.contains(200);
    let is_exactly_refusal = status.only().is_some_and(|code| matches!(code, 401 | 403));
    // Of an error whose status the page does not show, the credentials that it does show may be the cause.
    let documented = is_exactly_refusal || is_refusal && case.request.headers.iter().any(is_shown_authorization);
    case.overrides.credentials.unwrap_or(if documented { Credentials::Documented } else { Credentials::Settings })
}

/// A credential that is not a placeholder.
fn is_shown_authorization(field: &Field) -> bool {
    field.name.eq_ignore_ascii_case("authorization") && !may_hold_placeholder(&field.value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::StatusSet;
    use crate::request::testing::{case, field};

    #[test]
    fn basic_credentials_are_those_of_rfc_7617() {
        let auth = Auth::Basic { user: "Aladdin".to_owned(), password: "open sesame".to_owned().into() };
        assert_eq!(authorization(&auth).as_deref(), Some("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="));
    }

    #[test]
    fn a_documented_refusal_is_asked_for_with_what_the_page_shows() {
        let mut case = case("GET", "/x");
        for (status, credentials) in [
            (StatusSet::code(200), Credentials::Settings),
            (StatusSet::code(401), Credentials::Documented),
            (StatusSet::code(403), Credentials::Documented),
            (StatusSet::code(404), Credentials::Settings),
            (StatusSet::class(4), Credentials::Settings),
        ] {
            case.expectation.status = status;
            assert_eq!(credentials_of(&case), credentials, "{}", case.expectation.status);
        }
        case.request.headers.push(field("authorization", "Basic {token}"));
        assert_eq!(credentials_of(&case), Credentials::Settings);
        case.request.headers[0].value = "Basic a2ltOndyb25n".to_owned();
        assert_eq!(credentials_of(&case), Credentials::Documented);
        case.overrides.credentials = Some(Credentials::None);
        assert_eq!(credentials_of(&case), Credentials::None);
    }
}
