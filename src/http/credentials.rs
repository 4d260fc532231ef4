/// Fields named after keys that open nothing.
const OPEN_KEYS: [&str; 5] = ["cache-key", "idempotency-key", "sec-websocket-key", "surrogate-key", "x-cache-key"];

/// Whether the value of a header field is a credential, by the words of its name: `Authorization`, `Cookie`, `Set-Cookie`,
/// `X-Api-Key`, `X-Auth-Token` and their kin.
pub fn is_credential(field_name: &str) -> bool {
    let name = field_name.to_ascii_lowercase();
    let whole = ["auth", "authorization", "key", "passwd", "pwd"];
    let within = ["apikey", "cookie", "password", "secret", "session", "signature", "token"];
    let is_telling = |word: &str| whole.contains(&word) || within.iter().any(|part| word.contains(part));
    !OPEN_KEYS.contains(&name.as_str()) && name.split(['-', '_']).any(is_telling)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_known_by_the_words_of_their_field() {
        for name in [
            "Authorization",
            "Proxy-Authorization",
            "Set-Cookie",
            "X-API-Key",
            "x-auth-token",
            "Ocp-Apim-Subscription-Key",
            "X-Amz-Security-Token",
            "apikey",
            "X-SessionId",
        ] {
            assert!(is_credential(name), "{name}");
        }
        for name in ["WWW-Authenticate", "Author", "ETag", "Idempotency-Key", "Keep-Alive", "Monkey", "Accept"] {
            assert!(!is_credential(name), "{name}");
        }
    }
}
