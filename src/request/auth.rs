//! Credentials as a header field's value.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use secrecy::ExposeSecret;

use crate::config::Auth;

/// The value of `Authorization`: RFC 6750 section 2.1 or RFC 7617 section 2. A secret: only for the wire.
pub fn authorization(auth: &Auth) -> String {
    match auth {
        Auth::Bearer(token) => format!("Bearer {}", token.expose_secret()),
        Auth::Basic { user, password } => {
            format!("Basic {}", STANDARD.encode(format!("{user}:{}", password.expose_secret())))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn basic_credentials_are_those_of_rfc_7617() {
        let auth = Auth::Basic { user: "Aladdin".to_owned(), password: "open sesame".to_owned().into() };
        assert_eq!(authorization(&auth), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    }
}
