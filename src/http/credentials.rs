//! Which names are those of credentials: of header fields, of parameters of URLs and forms, of members of JSON.

/// Words that name a credential as the last word of a name: `access_token`, `clientSecret`, `X-Amz-Signature`.
#[rustfmt::skip]
const WORDS: [&str; 32] = [
    "apikey", "apitoken", "accesskey", "accesstoken", "authtoken", "authorization", "bearer", "clientsecret", "credential",
    "credentials", "jwt", "otp", "passcode", "passphrase", "passwd", "password", "passwords", "pin", "privatekey", "pwd",
    "refreshtoken", "secret", "secretkey", "secrets", "sessionid", "sessiontoken", "sid", "signature", "tempauth", "token",
    "tokens", "totp",
];

/// Words that make a credential of the word `key`: `api_key`, `privateKey`.
#[rustfmt::skip]
const KEYS: [&str; 17] = [
    "access", "account", "api", "app", "auth", "consumer", "encryption", "license", "master", "private", "secret", "session",
    "shared", "signing", "storage", "subscription", "ssh",
];

/// Words before `token` that make it a mark in a list, which opens nothing.
#[rustfmt::skip]
const OPEN_TOKENS: [&str; 12] = [
    "cancellation", "continuation", "cursor", "delta", "next", "page", "pagination", "paging", "previous", "resume", "skip",
    "sync",
];

/// Words at the end of a name that leave it what it is: `password2`, `tokenValue`, `pin_code`.
#[rustfmt::skip]
const QUALIFIERS: [&str; 14] = [
    "again", "b64", "base64", "code", "confirm", "confirmation", "hash", "new", "old", "plain", "raw", "string", "text",
    "value",
];

/// Header fields named after keys that open nothing.
const OPEN_KEYS: [&str; 5] = ["cache-key", "idempotency-key", "sec-websocket-key", "surrogate-key", "x-cache-key"];

/// The longest name that is looked at.
pub const LONGEST_NAME: usize = 64;

/// Whether the value of a header field is a credential, by the words of its name: `Authorization`, `Cookie`, `Set-Cookie`,
/// `X-Api-Key`, `X-Auth-Token` and their kin.
pub fn is_credential(field_name: &str) -> bool {
    let name = field_name.to_ascii_lowercase();
    let whole = ["auth", "authorization", "key", "passwd", "pwd"];
    let within = ["apikey", "cookie", "password", "secret", "session", "signature", "token"];
    let is_telling = |word: &str| whole.contains(&word) || within.iter().any(|part| word.contains(part));
    !OPEN_KEYS.contains(&name.as_str()) && (name.split(['-', '_']).any(is_telling) || is_credential_member(field_name))
}

/// Whether the value of a parameter of a URL or a form is a credential.
pub fn is_credential_parameter(name: &str) -> bool {
    let bare = ["auth", "code", "key", "pass", "pw", "sig"];
    bare.iter().any(|bare| name.eq_ignore_ascii_case(bare)) || is_credential_member(name)
}

/// Whether the value of a member of JSON (or of an element or attribute of XML) is a credential, in any style of writing
/// names. `code` and `key` alone are not: as members they are error codes and names.
pub fn is_credential_member(name: &str) -> bool {
    if name.len() > LONGEST_NAME || name.len() < 3 {
        return false;
    }
    let mut words = words(name);
    while words.len() > 1 && words.last().is_some_and(|word| is_qualifier(word)) {
        words.pop();
    }
    let Some(last) = words.pop() else { return false };
    let before = words.last().map(String::as_str);
    match last.trim_end_matches(|c: char| c.is_ascii_digit()) {
        "token" | "tokens" => !before.is_some_and(|word| OPEN_TOKENS.contains(&word)),
        "key" | "keys" => before.is_some_and(|word| KEYS.contains(&word)),
        "id" => before == Some("session"),
        "assertion" => before == Some("client"),
        "auth" | "pass" | "session" => before.is_none(),
        word => WORDS.contains(&word),
    }
}

fn is_qualifier(word: &str) -> bool {
    QUALIFIERS.contains(&word) || word.bytes().all(|b| b.is_ascii_digit())
}

/// The words of a name in lower case: `clientSecret`, `client_secret`, `CLIENT-SECRET`, `client.secret`, `APIKey`.
fn words(name: &str) -> Vec<String> {
    let chars: Vec<char> = name.chars().collect();
    let mut words = vec![String::new()];
    for (at, &c) in chars.iter().enumerate() {
        if !c.is_alphanumeric() {
            words.push(String::new());
            continue;
        }
        let before = at.checked_sub(1).map(|at| chars[at]);
        let after = chars.get(at + 1);
        let begins = c.is_uppercase()
            && before.is_some_and(|before| {
                before.is_lowercase() || before.is_ascii_digit() || after.is_some_and(|c| c.is_lowercase())
            });
        if begins {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.extend(c.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether the value of a header field that the user gives shows nothing that is worth hiding: what it accepts, in which
/// version, who asks.
pub fn is_harmless(field_name: &str) -> bool {
    #[rustfmt::skip]
    let harmless = [
        "accept", "agent", "connection", "control", "date", "depth", "encoding", "expect", "host", "language", "length", "level",
        "match", "maxversion", "none", "origin", "prefer", "range", "referer", "since", "te", "trailer", "type", "version",
    ];
    let name = field_name.to_ascii_lowercase();
    !is_credential(field_name)
        && (name.split(['-', '_']).any(|word| harmless.contains(&word)) || name == "consistencylevel")
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
            "X-Pin",
        ] {
            assert!(is_credential(name), "{name}");
            assert!(!is_harmless(name), "{name}");
        }
        for name in ["WWW-Authenticate", "Author", "ETag", "Idempotency-Key", "Keep-Alive", "Monkey", "Accept"] {
            assert!(!is_credential(name), "{name}");
        }
        for name in
            ["Accept", "User-Agent", "Content-Type", "X-Version", "OData-Version", "ConsistencyLevel", "If-Match"]
        {
            assert!(is_harmless(name), "{name}");
        }
        assert!(!is_harmless("X-Tenant"));
    }

    #[test]
    fn members_are_known_in_any_style_by_their_last_word() {
        for name in [
            "token",
            "access_token",
            "accessToken",
            "ACCESS_TOKEN",
            "access-token",
            "auth.token",
            "jwt",
            "passwd",
            "userPwd",
            "APIKey",
            "apiKey",
            "api_key",
            "apikey",
            "privateKey",
            "private_key",
            "clientSecret",
            "secret",
            "secretText",
            "password2",
            "passwordConfirmation",
            "pin",
            "pin_code",
            "otp",
            "sessionId",
            "session_id",
            "sid",
            "signature",
            "passphrase",
            "accessKey",
            "storageAccountKey",
            "credential",
            "bearer",
            "authorization",
            "refresh_tokens",
        ] {
            assert!(is_credential_member(name), "{name}");
        }
        for name in [
            "token_type",
            "tokenType",
            "nextPageToken",
            "expires_in",
            "code",
            "key",
            "keys",
            "passwordPolicy",
            "pinned",
            "secretary",
            "shipping",
            "tokenEndpoint",
            "sessionCount",
            "side",
            "primary_key",
            "foreignKey",
            "id",
            "designature",
            "isPasswordRequired",
            "author",
            "opinion",
        ] {
            assert!(!is_credential_member(name), "{name}");
        }
        assert!(
            is_credential_parameter("sig")
                && is_credential_parameter("code")
                && !is_credential_parameter("country-code")
        );
    }
}
