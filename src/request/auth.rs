//! Credentials: whose a request carries, and what they are as a header field's value.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use secrecy::ExposeSecret;

use crate::config::Auth;
use crate::contract::{Case, Field};
use crate::directive::Credentials;

/// The value of `Authorization`: RFC 6750 section 2.1 or RFC 7617 section 2. A secret: only for the wire.
pub fn authorization(auth: &Auth) -> String {
    match auth {
        Auth::Bearer(token) => format!("Bearer {}", token.expose_secret()),
        Auth::Basic { user, password } => {
            format!("Basic {}", STANDARD.encode(format!("{user}:{}", password.expose_secret())))
        }
    }
}

/// Whose credentials a case is sent with. A directive decides; else a documented refusal (401, 403) is asked for as
/// documented, for better credentials would not be refused.
pub(super) fn credentials_of(case: &Case) -> Credentials {
    let status = &case.expectation.status;
    let is_refusal = [401, 403].into_iter().any(|code| status.contains(code)) && !status.contains(200);
    let is_exactly_refusal = status.only().is_some_and(|code| matches!(code, 401 | 403));
    // Of an error whose status the page does not show, the credentials that it does show may be the cause.
    let documented = is_exactly_refusal || is_refusal && case.request.headers.iter().any(is_shown_authorization);
    case.overrides.credentials.unwrap_or(if documented { Credentials::Documented } else { Credentials::Settings })
}

/// A credential that is not a placeholder.
fn is_shown_authorization(field: &Field) -> bool {
    field.name.eq_ignore_ascii_case("authorization") && !field.value.contains(['{', '<', '$'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::StatusSet;
    use crate::request::testing::{case, field};

    #[test]
    fn basic_credentials_are_those_of_rfc_7617() {
        let auth = Auth::Basic { user: "Aladdin".to_owned(), password: "open sesame".to_owned().into() };
        assert_eq!(authorization(&auth), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
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
