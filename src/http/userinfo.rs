//! User and password in a URL (RFC 3986 section 3.2.1), in texts that are shown because they are wrong.

use std::borrow::Cow;

use super::hidden::HIDDEN;

/// A text that was meant as a URL, without all before its last `@`: that may be a password, in which `/`, `?` and `#` should have
/// been encoded. The scheme stays.
pub fn without_userinfo(text: &str) -> Cow<'_, str> {
    // An `@` that is encoded ends the credentials where no other one does.
    let Some((before, host)) = text.rsplit_once('@').or_else(|| text.rsplit_once("%40")) else {
        return Cow::Borrowed(text);
    };
    let is_of_scheme = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    let scheme = before.split_once("://").map(|(scheme, _)| scheme.trim_start());
    match scheme.filter(|scheme| scheme.bytes().all(is_of_scheme)) {
        Some(scheme) => Cow::Owned(format!("{scheme}://{HIDDEN}@{host}")),
        None => Cow::Owned(format!("{HIDDEN}@{host}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_before_the_last_at_sign_is_hidden() {
        for (text, shown) in [
            ("http://kim:s3/PW@host/api", "http://***@host/api"),
            ("http://kim:PW?x#y@host", "http://***@host"),
            ("http://kim:P@W@host", "http://***@host"),
            ("kim:PW@host:80", "***@host:80"),
            ("kim:PW://x@host", "***@host"),
            ("//kim:PW@host", "***@host"),
            ("http://host:80/api", "http://host:80/api"),
            ("http://kim%3APW%40host", "http://***@host"),
            ("lamps", "lamps"),
        ] {
            assert_eq!(without_userinfo(text), shown, "{text}");
        }
    }
}
