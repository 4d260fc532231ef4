use aho_corasick::{AhoCorasick, MatchKind};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use secrecy::{ExposeSecret, SecretString};

use super::redact_text;
use crate::finding::{At, Finding, Tolerance, TolerancePlace};
use crate::http::is_credential;
use crate::json::Pointer;

/// What a secret is replaced by.
pub(super) const HIDDEN: &str = "***";

/// Shorter secrets are not looked for in text: they would hide parts of ordinary words. In credential headers and
/// parameters, which are hidden whole, length does not matter.
const SHORTEST: usize = 4;

/// The one redaction point: all text about an exchange that leaves the process passes through it.
///
/// Hidden are the secrets it was given, in every form they take on the wire (as they are, percent-encoded, as a JSON
/// string, in base64), the values of credential headers and parameters by their names, bearer tokens and JWTs wherever they
/// occur, and the user information of URLs.
#[derive(Debug, Clone, Default)]
pub struct Redactor {
    secrets: Option<AhoCorasick>,
    forms: Vec<String>,
}

impl Redactor {
    /// A redactor that hides each of `secrets` wherever it occurs, and the values of credential headers.
    pub fn new(secrets: &[SecretString]) -> Self {
        Self::hiding(secrets.iter().map(|secret| secret.expose_secret().to_owned()))
    }

    /// `text` with every secret replaced by `***`.
    pub fn text(&self, text: &str) -> String {
        let text = match &self.secrets {
            Some(secrets) if secrets.is_match(text) => secrets.replace_all(text, &vec![HIDDEN; self.forms.len()]),
            _ => text.to_owned(),
        };
        redact_text::redact(text)
    }

    /// A header's value: hidden whole for `Authorization`, `Cookie`, `Set-Cookie`, `X-Api-Key` and the like.
    pub fn header(&self, name: &str, value: &str) -> String {
        if is_credential(name) { HIDDEN.to_owned() } else { self.text(value) }
    }

    /// A text that was shortened (`...`) before: a secret that lies across a cut is hidden, too.
    pub fn shortened(&self, text: &str) -> String {
        let mut kept = String::with_capacity(text.len());
        for (at, part) in text.split("...").enumerate() {
            if at > 0 {
                let cut = kept.len() - self.partial_secret(&kept);
                if cut < kept.len() {
                    kept.truncate(cut);
                    kept.push_str(HIDDEN);
                }
                kept.push_str("...");
            }
            kept.push_str(part);
        }
        self.text(&kept)
    }

    /// How many bytes at the end of a text are the beginning of a secret.
    fn partial_secret(&self, text: &str) -> usize {
        let partial = self.forms.iter().filter_map(|form| {
            let longest = form.len().min(text.len() + 1);
            let begins = |length: &usize| form.is_char_boundary(*length) && text.ends_with(&form[..*length]);
            (SHORTEST..longest).rev().find(begins)
        });
        partial.max().unwrap_or(0)
    }

    /// The texts and locations of a finding, redacted.
    #[must_use]
    pub fn finding(&self, mut finding: Finding) -> Finding {
        finding.message = self.shortened(&finding.message);
        for text in [&mut finding.expected, &mut finding.actual, &mut finding.help] {
            *text = text.take().map(|text| self.shortened(&text));
        }
        finding.at = match finding.at {
            At::Body(pointer) => At::Body(self.pointer(&pointer)),
            At::Header(name) => At::Header(self.text(&name)),
            other => other,
        };
        for pointer in &mut finding.also {
            *pointer = self.pointer(pointer);
        }
        finding
    }

    /// The location of a tolerance, redacted.
    #[must_use]
    pub fn tolerance(&self, mut tolerance: Tolerance) -> Tolerance {
        tolerance.at = match tolerance.at {
            TolerancePlace::Case => TolerancePlace::Case,
            TolerancePlace::Header(name) => TolerancePlace::Header(self.text(&name)),
            TolerancePlace::Body(pointer) => TolerancePlace::Body(self.pointer(&pointer)),
            TolerancePlace::RequestBody(pointer) => TolerancePlace::RequestBody(self.pointer(&pointer)),
        };
        tolerance
    }

    /// A location in a body: the name of a member may be a secret.
    pub fn pointer(&self, pointer: &Pointer) -> Pointer {
        let mut redacted = Pointer::root();
        for token in pointer.tokens() {
            redacted.push(&self.text(&token));
        }
        redacted
    }

    /// Bounds `text` to `limit` bytes and redacts it; the second value says whether something was cut off. A secret that
    /// lies across the cut is hidden, too.
    pub(super) fn bounded(&self, text: &str, limit: usize) -> (String, bool) {
        if text.len() <= limit {
            return (self.text(text), false);
        }
        let cut = &text[..(0..=limit).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)];
        let partial = self.forms.iter().filter_map(|form| {
            let longest = form.len().min(cut.len());
            (1..longest).rev().find(|&length| form.is_char_boundary(length) && cut.ends_with(&form[..length]))
        });
        let kept = cut.len() - partial.max().unwrap_or(0);
        (self.text(&cut[..kept]), true)
    }

    fn hiding(secrets: impl Iterator<Item = String>) -> Self {
        let mut forms: Vec<String> = secrets.filter(|secret| secret.len() >= SHORTEST).flat_map(wire_forms).collect();
        forms.sort_unstable();
        forms.dedup();
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&forms);
        // Building fails only past 2^31 states, that is gigabytes of secrets.
        Self { secrets: automaton.ok().filter(|_| !forms.is_empty()), forms }
    }
}

/// The characters that encoders of URLs leave as they are differ: none, RFC 3986's `unreserved`, those that mean nothing in
/// a query, those that mean nothing in a path.
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
const IN_QUERY: &AsciiSet = &UNRESERVED
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b':')
    .remove(b'@')
    .remove(b'/')
    .remove(b'?');
const IN_PATH: &AsciiSet = &IN_QUERY.remove(b'&').remove(b'+').remove(b';').remove(b'=').add(b'/').add(b'?');

/// A secret as it may occur in a URL, a JSON string or a basic credential.
fn wire_forms(secret: String) -> Vec<String> {
    let json = serde_json::Value::from(secret.as_str()).to_string();
    let json = json.trim_matches('"').to_owned();
    let mut forms = vec![STANDARD.encode(&secret), URL_SAFE_NO_PAD.encode(&secret), json];
    for set in [NON_ALPHANUMERIC, UNRESERVED, IN_QUERY, IN_PATH] {
        let encoded = utf8_percent_encode(&secret, set).to_string();
        forms.push(encoded.replace("%20", "+"));
        forms.push(lower_escapes(&encoded));
        forms.push(encoded);
    }
    forms.push(secret);
    forms
}

/// `%2F` as `%2f`; the rest as it is.
fn lower_escapes(encoded: &str) -> String {
    let mut out = String::with_capacity(encoded.len());
    let mut pending = 0;
    for c in encoded.chars() {
        pending = if c == '%' { 3 } else { pending };
        out.push(if pending > 0 { c.to_ascii_lowercase() } else { c });
        pending = usize::saturating_sub(pending, 1);
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn redactor(secret: &str) -> Redactor {
        Redactor::new(&[secret.to_owned().into()])
    }

    #[test]
    fn a_secret_across_a_cut_is_hidden_as_far_as_it_stands() {
        let redactor = Redactor::new(&[SecretString::from("ghp-SEKRETaaaabbbb")]);
        assert_eq!(redactor.shortened("found \"xx ghp-SEKRETaaa...\" there"), "found \"xx ***...\" there");
        assert_eq!(redactor.shortened("ghp-SEKRETaaaabbbb and ... so on"), "*** and ... so on");
        let at = redactor.pointer(&Pointer::parse("/a/ghp-SEKRETaaaabbbb"));
        assert_eq!(at.as_str(), "/a/***");
    }

    #[test]
    fn a_secret_is_hidden_in_every_wire_form() {
        let secret = "p/w \"1\"+\u{e4}";
        let redactor = redactor(secret);
        for form in wire_forms(secret.to_owned()) {
            assert_eq!(redactor.text(&format!("<{form}>")), "<***>", "{form}");
        }
        assert_eq!(redactor.text("nothing to hide"), "nothing to hide");
    }

    #[test]
    fn credential_headers_are_hidden_whole() {
        let redactor = Redactor::default();
        for name in ["authorization", "Set-Cookie", "X-API-Key", "x-auth-token", "Ocp-Apim-Subscription-Key"] {
            assert_eq!(redactor.header(name, "x"), "***", "{name}");
        }
        assert_eq!(redactor.header("ETag", "W/\"1\""), "W/\"1\"");
    }

    #[test]
    fn a_secret_across_the_cut_is_hidden() {
        let redactor = redactor("s3cret-value");
        assert_eq!(redactor.bounded("0123s3cret-value", 10), ("0123".to_owned(), true));
        assert_eq!(redactor.bounded("0123s3cret-value", 99), ("0123***".to_owned(), false));
    }

    proptest! {
        #[test]
        fn no_secret_survives(secret in "[a-zA-Z0-9/+=%&\" ]{6,20}", before in ".{0,20}", after in ".{0,20}") {
            prop_assume!(!secret.trim().is_empty());
            let redactor = redactor(&secret);
            for form in [secret.clone(), utf8_percent_encode(&secret, NON_ALPHANUMERIC).to_string()] {
                let shown = redactor.text(&format!("{before}{form}{after}"));
                prop_assert!(!shown.contains(&form));
            }
        }
    }
}
