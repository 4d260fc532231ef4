//! Which names are those of secrets: of header fields, of parameters of URLs and forms, of members of JSON. Add a word here;
//! `record/redact` hides the values, and knows the forms of tokens and the values that are secret by the settings.

use std::borrow::Cow;

/// Words that name a credential as the last word of a name: `access_token`, `clientSecret`, `X-Amz-Signature`.
#[rustfmt::skip]
const WORDS: [&str; 37] = [
    "apikey", "apikeys", "apitoken", "accesskey", "accesstoken", "authtoken", "authorization", "bearer", "clientsecret",
    "credential", "credentials", "idtoken", "jsessionid", "jwt", "otp", "passcode", "passphrase", "passwd", "password", "passwords",
    "phpsessid", "pin", "privatekey", "pwd", "refreshtoken", "secret", "secretkey", "secrets", "sessid", "sessionid",
    "sessiontoken", "sid", "signature", "tempauth", "token", "tokens", "totp",
];

/// One of these is in every name of a credential, in lower case: most texts have none of them. The last is a letter that is written
/// small as `k`.
#[rustfmt::skip]
pub(crate) const CREDENTIAL_STEMS: [&str; 17] = [
    "key", "token", "auth", "bearer", "secret", "credential", "jwt", "otp", "pass", "pin", "pwd", "session", "sid", "signature",
    "assertion", "cookie", "\u{212a}",
];

/// Words that make a credential of the word `key`: `api_key`, `privateKey`.
#[rustfmt::skip]
const KEYS: [&str; 17] = [
    "access", "account", "api", "app", "auth", "consumer", "encryption", "license", "master", "private", "secret", "session",
    "shared", "signing", "storage", "subscription", "ssh",
];

/// Words before `token` that make it a pagination cursor, which grants no access.
#[rustfmt::skip]
const HARMLESS_TOKENS: [&str; 12] = [
    "cancellation", "continuation", "cursor", "delta", "next", "page", "pagination", "paging", "previous", "resume", "skip",
    "sync",
];

/// Words before `session` that leave it a credential: `user_session`, `X-Session`.
const SESSIONS: [&str; 8] = ["auth", "login", "new", "old", "php", "user", "web", "x"];

/// Words at the end of a name that do not change its meaning: `password2`, `tokenValue`, `pin_code`.
#[rustfmt::skip]
const QUALIFIERS: [&str; 14] = [
    "again", "b64", "base64", "code", "confirm", "confirmation", "hash", "new", "old", "plain", "raw", "string", "text",
    "value",
];

/// Words at the end of the name of a header field that says how many or how long: `X-Session-Count`, `X-Token-Expires`.
const MEASURES: [&str; 7] = ["count", "expires", "expiry", "limit", "remaining", "timeout", "ttl"];

/// Words next to `tokens` in the name of a header field that counts them: `X-Ratelimit-Remaining-Tokens`, `X-Tokens-Used`.
#[rustfmt::skip]
const COUNTING: [&str; 12] = [
    "completion", "consumed", "input", "limit", "output", "prompt", "quota", "ratelimit", "remaining", "total", "usage", "used",
];

/// Header fields named after keys that grant no access.
const HARMLESS_KEYS: [&str; 5] = ["cache-key", "idempotency-key", "sec-websocket-key", "surrogate-key", "x-cache-key"];

/// The longest name that is looked at.
pub const LONGEST_NAME: usize = 64;

/// Words of the name of a header field that make its value a credential, and what is in such words.
const FIELD_WORDS: [&str; 5] = ["auth", "authorization", "key", "passwd", "pwd"];
const FIELD_PARTS: [&str; 7] = ["apikey", "cookie", "password", "secret", "session", "signature", "token"];

/// Whether the value of a header field is a credential, by the words of its name: `Authorization`, `Cookie`, `Set-Cookie`,
/// `X-Api-Key`, `X-Auth-Token` and similar names.
pub fn is_credential(field_name: &str) -> bool {
    let contains = |word: &str, part: &str| {
        let begins = |byte: &u8| byte.eq_ignore_ascii_case(&part.as_bytes()[0]);
        word.as_bytes()
            .windows(part.len())
            .any(|window| begins(&window[0]) && window.eq_ignore_ascii_case(part.as_bytes()))
    };
    let names_credential =
        |word: &str| is_one_of(word, &FIELD_WORDS) || FIELD_PARTS.iter().any(|part| contains(word, part));
    (field_name.split(['-', '_']).any(names_credential) || is_credential_member(field_name))
        && !is_one_of(field_name, &HARMLESS_KEYS)
        && !is_measure(field_name)
}

/// Whether the value of a header field is a number of things, or a time.
fn is_measure(field_name: &str) -> bool {
    let words = || field_name.split(['-', '_']);
    let counts_tokens =
        || words().any(|word| is_one_of(word, &["tokens"])) && words().any(|word| is_one_of(word, &COUNTING));
    words().next_back().is_some_and(|last| is_one_of(last, &MEASURES)) || counts_tokens()
}

/// Whether the value of a cookie is a credential, by its name: `sid`, `PHPSESSID`, `access_token`.
pub fn is_credential_cookie(name: &str) -> bool {
    let within = ["auth", "jwt", "remember", "sess", "sid", "sso", "token"];
    let lower = name.to_ascii_lowercase();
    is_credential_member(name) || within.iter().any(|part| lower.contains(part))
}

/// Ignoring case.
fn is_one_of(word: &str, known: &[&str]) -> bool {
    known.iter().any(|known| known.len() == word.len() && known.eq_ignore_ascii_case(word))
}

/// Whether the value of a parameter of a URL or a form is a credential.
pub fn is_credential_parameter(name: &str) -> bool {
    let bare = ["auth", "code", "key", "pass", "pw", "sig"];
    is_one_of(name, &bare) || is_credential_member(name)
}

/// Whether the value of a member of JSON (or of an element or attribute of XML) is a credential, in any style of writing
/// names. `code` and `key` alone are not: as members they are error codes and names.
pub fn is_credential_member(name: &str) -> bool {
    if name.len() > LONGEST_NAME || name.len() < 3 || !ends_as_known(name.as_bytes()) {
        return false;
    }
    // The one letter beyond ASCII that is written small as one of ASCII.
    let name = if name.is_ascii() { Cow::Borrowed(name) } else { Cow::Owned(name.replace('\u{212a}', "K")) };
    let Some((mut before, mut last)) = split_last_word(&name) else { return false };
    while is_qualifier(last)
        && let Some((rest, word)) = split_last_word(before)
    {
        (before, last) = (rest, word);
    }
    let word_before = || split_last_word(before).map(|(_, word)| word);
    match last.trim_end_matches(|c: char| c.is_ascii_digit()) {
        word if is_one_of(word, &["token", "tokens"]) => {
            !word_before().is_some_and(|word| is_one_of(word, &HARMLESS_TOKENS))
        }
        word if is_one_of(word, &["key", "keys"]) => word_before().is_some_and(|word| is_one_of(word, &KEYS)),
        word if is_one_of(word, &["id"]) => word_before().is_some_and(|word| is_one_of(word, &["session"])),
        word if is_one_of(word, &["assertion"]) => word_before().is_some_and(|word| is_one_of(word, &["client"])),
        word if is_one_of(word, &["auth", "pass"]) => word_before().is_none(),
        word if is_one_of(word, &["session"]) => word_before().is_none_or(|word| is_one_of(word, &SESSIONS)),
        word => is_one_of(word, &WORDS),
    }
}

/// Whether a name ends like one of the words: most names do not, and need not be split. One that ends with a digit, or
/// with a mark or a letter beyond ASCII, may go on before it.
fn ends_as_known(name: &[u8]) -> bool {
    match name {
        [.., before, last] if before.is_ascii_alphabetic() && last.is_ascii_alphabetic() => {
            let place = |letter: &u8| usize::from(letter.to_ascii_lowercase() - b'a');
            ENDS[place(before)] & (1 << place(last)) != 0
        }
        _ => true,
    }
}

/// For each last letter but one of a word the last letters that follow it, a bit each.
const ENDS: [u32; 26] = {
    const OTHER: [&str; 8] = ["keys", "key", "id", "assertion", "auth", "pass", "session", "token"];
    const fn add(mut ends: [u32; 26], words: &[&str]) -> [u32; 26] {
        let mut at = 0;
        while at < words.len() {
            let word = words[at].as_bytes();
            let (before, last) = (word[word.len() - 2], word[word.len() - 1]);
            if last.is_ascii_lowercase() {
                ends[(before - b'a') as usize] |= 1 << (last - b'a');
            }
            at += 1;
        }
        ends
    }
    add(add(add([0; 26], &WORDS), &OTHER), &QUALIFIERS)
};

fn is_qualifier(word: &str) -> bool {
    is_one_of(word, &QUALIFIERS) || word.bytes().all(|b| b.is_ascii_digit())
}

/// The last of the words of a name, and the text before it: of `clientSecret`, `client_secret`, `CLIENT-SECRET`,
/// `client.secret`, `APIKey`. `None` where there is none.
fn split_last_word(name: &str) -> Option<(&str, &str)> {
    if name.is_ascii() {
        return split_last_ascii_word(name);
    }
    let name = name.trim_end_matches(|c: char| !c.is_alphanumeric());
    let mut after: Option<char> = None;
    let mut chars = name.char_indices().rev().peekable();
    while let Some((at, c)) = chars.next() {
        if !c.is_alphanumeric() {
            return Some((&name[..at], &name[at + c.len_utf8()..]));
        }
        let before = chars.peek().map(|(_, before)| *before);
        let begins = c.is_uppercase()
            && before.is_some_and(|before| {
                before.is_lowercase() || before.is_ascii_digit() || after.is_some_and(char::is_lowercase)
            });
        if begins {
            return Some(name.split_at(at));
        }
        after = Some(c);
    }
    (!name.is_empty()).then_some(("", name))
}

/// The same for most names, which are ASCII.
fn split_last_ascii_word(name: &str) -> Option<(&str, &str)> {
    let bytes = name.as_bytes();
    let end = bytes.iter().rposition(u8::is_ascii_alphanumeric)? + 1;
    for at in (0..end).rev() {
        if !bytes[at].is_ascii_alphanumeric() {
            return Some((&name[..at], &name[at + 1..end]));
        }
        let before = at.checked_sub(1).map(|before| bytes[before]);
        let after_is_small = at + 1 < end && bytes[at + 1].is_ascii_lowercase();
        let begins = |before: u8| before.is_ascii_lowercase() || before.is_ascii_digit() || after_is_small;
        if bytes[at].is_ascii_uppercase() && before.is_some_and(begins) {
            return Some((&name[..at], &name[at..end]));
        }
    }
    Some(("", &name[..end]))
}

/// Whether the value of a header field that the user gives shows nothing worth hiding: what it accepts, in which
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
        for name in [
            "X-RateLimit-Remaining-Tokens",
            "x-ratelimit-reset-tokens",
            "Anthropic-Ratelimit-Input-Tokens-Limit",
            "X-Tokens-Used",
            "X-Session-Count",
            "X-Token-Expires",
        ] {
            assert!(!is_credential(name), "{name}");
        }
        for name in ["X-Reset-Token", "X-Refresh-Tokens", "X-Session", "X-Count-Token"] {
            assert!(is_credential(name), "{name}");
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
    fn every_word_has_one_of_the_stems() {
        let named = ["key", "keys", "session id", "client assertion", "auth", "pass", "session", "token", "tokens"];
        for word in WORDS.iter().chain(&named).chain(&FIELD_WORDS).chain(&FIELD_PARTS) {
            assert!(CREDENTIAL_STEMS.iter().any(|stem| word.contains(stem)), "{word}");
        }
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
            "idtoken",
            "userSession",
            "x-session",
            "Api Key",
            "apikeys",
            "JSESSIONID",
            "PHPSESSID",
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
            "tradingSession",
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
