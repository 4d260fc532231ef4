//! `Redactor`: the one point where secrets are hidden; start here.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use secrecy::{ExposeSecret, SecretString};

use super::free_text::credentials_said;
use super::handed_out::handed_out;
use super::hidden_parts::{cut, merged, replace};
use super::known::{Known, SHORTEST};
use super::learned::Learned;
use super::not_a_credential::is_stand_in;
use super::of_message::{credentials_of_message, credentials_of_url};
use super::surroundings::credentials;
use crate::http::HIDDEN;
use crate::http::{Exchange, Request, Response, is_credential, is_known_field};

/// The most bytes that a record keeps of a text of a finding.
const MAX_TEXT: usize = 8 << 10;

/// The one redaction point: everything that leaves the process as text about an exchange passes here.
///
/// Hidden are the secrets it was made with, in every form they take on the wire (as they are, percent-encoded, as a JSON
/// string, in Base64), the values of credential headers, parameters and members by their names, tokens by their form,
/// and the user information of URLs.
#[derive(Debug, Clone, Default)]
pub struct Redactor {
    known: Arc<Known>,
    /// Secrets that came in responses; clones share them.
    pub(super) learned: Arc<Learned>,
    /// The credentials of one exchange, which are secrets wherever they are in it.
    of_exchange: Option<Arc<Known>>,
    /// Whether the credentials of the exchange were looked for.
    knows_exchange: bool,
    /// The variables that secrets come from, with their values.
    variables: Arc<[(String, SecretString)]>,
    /// The options of the commands that are shown, by which they reach the service.
    curl_options: Arc<[(&'static str, String)]>,
    /// The texts are those of the docs: a value that is too short to be a credential is a sample.
    samples: bool,
}

impl Redactor {
    /// A redactor that hides each of `secrets` wherever it is, and the values of credential headers.
    pub fn new(secrets: &[SecretString]) -> Self {
        let known = Known::new(secrets.iter().map(|secret| secret.expose_secret().to_owned()));
        Self { known: Arc::new(known), ..Self::default() }
    }

    /// One that knows the variables of the environment that secrets come from: commands that are shown name them.
    #[must_use]
    pub fn naming(self, variables: &[(String, SecretString)]) -> Self {
        Self { variables: variables.into(), ..self }
    }

    /// One that knows how the service is reached: commands that are shown reach it in the same way.
    #[must_use]
    pub fn reaching(self, curl_options: Vec<(&'static str, String)>) -> Self {
        Self { curl_options: curl_options.into(), ..self }
    }

    /// The options of curl by which commands that are shown reach the service.
    pub(crate) fn curl_options(&self) -> &[(&'static str, String)] {
        &self.curl_options
    }

    /// One for texts of the docs alone: it leaves samples like `"token": "abc"`, of three letters at most.
    #[must_use]
    pub fn showing_samples(self) -> Self {
        Self { samples: true, ..self }
    }

    /// From now on these are hidden as well, also by the clones of this redactor.
    pub(crate) fn learn(&self, secrets: Vec<SecretString>) {
        self.learned.add(secrets);
    }

    /// From now on the tokens are hidden as well that a response hands out.
    pub(crate) fn learn_handed_out(&self, response: &Response) {
        let tokens = handed_out(response);
        if !tokens.is_empty() {
            self.learned.add_handed_out(tokens);
        }
    }

    /// Whether responses have handed out tokens.
    pub(crate) fn knows_handed_out(&self) -> bool {
        self.learned.has_handed_out()
    }

    /// The variable that holds a secret in a text, with the secret.
    pub(crate) fn variable_in(&self, text: &str) -> Option<(&str, &str)> {
        let holds = |(_, value): &&(String, SecretString)| {
            !value.expose_secret().is_empty() && text.contains(value.expose_secret())
        };
        self.variables.iter().filter(holds).map(|(name, value)| (name.as_str(), value.expose_secret())).next()
    }

    /// One that hides the credentials in an exchange as well, wherever they are in texts about it.
    #[must_use]
    pub(crate) fn with_exchange(&self, request: Option<&Request>, exchange: Option<&Exchange>) -> Self {
        if self.knows_exchange {
            return self.clone();
        }
        let mut secrets = Vec::new();
        if let Some(request) = request.or(exchange.map(|exchange| &exchange.request)) {
            secrets.extend(credentials_of_url(&request.url));
            secrets.extend(credentials_of_message(&request.headers, request.body.as_deref().unwrap_or_default()));
        }
        if let Some(Exchange { response, .. }) = exchange {
            secrets.extend(credentials_of_message(&response.headers, &response.body));
        }
        // What finds those that each request of a run has is built once.
        secrets.retain(|secret| !self.known.contains(secret));
        let known = (!secrets.is_empty()).then(|| Arc::new(Known::new(secrets)));
        Self { of_exchange: known, knows_exchange: true, ..self.clone() }
    }

    /// `text` with every secret replaced by `***`.
    pub fn text(&self, text: &str) -> String {
        self.replaced(text, |_| Cow::Borrowed(HIDDEN))
    }

    /// The same of what a program says of its failure: hidden are also words that it calls a password or the like.
    pub(crate) fn error_output(&self, text: &str) -> String {
        let parts = self.found(text).into_iter().chain(credentials_said(text)).collect();
        replace(text, merged(parts), |_| Cow::Borrowed(HIDDEN))
    }

    /// `text` with each character of a secret replaced by `*`: everything else stays at its column.
    pub fn masked(&self, text: &str) -> String {
        self.replaced(text, |hidden| {
            hidden.chars().map(|c| if matches!(c, '\n' | '\r') { c } else { '*' }).collect::<String>().into()
        })
    }

    /// A header's value: hidden whole for `Authorization`, `Cookie`, `Set-Cookie`, `X-Api-Key` and similar names.
    pub fn header(&self, name: &str, value: &str) -> String {
        let placeholder = || {
            let bare = value.split_once(' ').map_or(value, |(_, credential)| credential);
            (is_stand_in(value) || is_stand_in(bare)) && self.known.find(value).is_empty()
        };
        if is_credential(name) && !placeholder() { HIDDEN.to_owned() } else { self.bounded(value, MAX_TEXT).0 }
    }

    /// The name of a header field: `content-type` is not a secret because a password is `type`. Hidden is a name that is a secret as
    /// a whole, or has one in it that no word is.
    pub(crate) fn field_name(&self, name: &str) -> String {
        replace(name, self.found_in_name(name), |_| Cow::Borrowed(HIDDEN))
    }

    pub(super) fn found_in_name(&self, name: &str) -> Vec<Range<usize>> {
        if is_known_field(name) {
            return Vec::new();
        }
        let is_no_word = |part: &str| part.len() >= 8 && part.bytes().any(|byte| byte.is_ascii_digit());
        let parts = merged(self.found(name)).into_iter();
        parts.filter(|part| part.len() == name.len() || is_no_word(&name[part.clone()])).collect()
    }

    pub(super) fn replaced<'a>(&self, text: &'a str, instead: impl Fn(&'a str) -> Cow<'static, str>) -> String {
        replace(text, merged(self.found(text)), instead)
    }

    /// The parts that are hidden.
    pub(super) fn found(&self, text: &str) -> Vec<Range<usize>> {
        let mut parts = self.known.find(text);
        parts.extend(self.learned.find(text));
        parts.extend(self.of_exchange.iter().flat_map(|known| known.find(text)));
        let is_sample = |part: &str| part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
        parts.extend(credentials(text).into_iter().filter(|part| !(self.samples && is_sample(&text[part.clone()]))));
        parts
    }

    /// A text of which parts were cut short (`...`) before it came here: a secret that lies across a cut is hidden, too.
    pub fn shortened(&self, text: &str) -> String {
        let (text, cut_off) = cut(text, MAX_TEXT);
        let text = if cut_off { Cow::Owned(format!("{text}...")) } else { Cow::Borrowed(text) };
        let begun =
            memchr::memmem::find_iter(text.as_bytes(), "...").map(|at| at - self.begun(&text[..at], SHORTEST)..at);
        let parts: Vec<Range<usize>> = begun.filter(|part| !part.is_empty()).chain(self.found(&text)).collect();
        replace(&text, merged(parts), |_| Cow::Borrowed(HIDDEN))
    }

    fn begun(&self, text: &str, shortest: usize) -> usize {
        let of_exchange = self.of_exchange.as_ref().map_or(0, |known| known.begun(text, shortest));
        self.known.begun(text, shortest).max(of_exchange).max(self.learned.begun(text, shortest))
    }

    /// Bounds `text` to `limit` bytes and redacts it; the second value says whether something was cut off. A secret that
    /// lies across the cut is hidden, too.
    pub(crate) fn bounded(&self, text: &str, limit: usize) -> (String, bool) {
        let (text, cut_off) = cut(text, limit);
        let kept = if cut_off { text.len() - self.begun(text, 1) } else { text.len() };
        let mut parts = self.found(text);
        // One that goes on where another one begins is hidden as far as it goes.
        if kept < text.len() && parts.iter().any(|part| part.end > kept) {
            parts.push(kept..text.len());
            return (replace(text, merged(parts), |_| Cow::Borrowed(HIDDEN)), cut_off);
        }
        (self.text(&text[..kept]), cut_off)
    }
}

#[cfg(test)]
mod tests {
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    use proptest::prelude::*;

    use super::*;
    use crate::http::Headers;
    use crate::json::Pointer;

    fn redactor(secret: &str) -> Redactor {
        Redactor::new(&[secret.to_owned().into()])
    }

    #[test]
    fn json_stays_json_where_a_secret_would_go_on_behind_its_string() {
        let redactor = Redactor::new(&[SecretString::from("hunter22")]);
        let body =
            r#"{"saw": "Authorization: Basic a2lt\"OnB3 | y", "token": "zz\nyy1", "n": true, "p": ["hunter22"]}"#;
        let shown = redactor.disguised_json(body);
        assert_eq!(
            (shown.len(), serde_json::from_str::<serde_json::Value>(&shown).is_ok()),
            (body.len(), true),
            "{shown}"
        );
        assert!(!["a2lt", "zz", "yy1", "hunter22"].iter().any(|secret| shown.contains(secret)), "{shown}");
        assert!(shown.contains("\"n\": true"), "{shown}");
    }

    #[test]
    fn a_secret_across_a_cut_is_hidden_as_far_as_it_stands() {
        let redactor = Redactor::new(&[SecretString::from("ghp-SEKRETaaaabbbb")]);
        assert_eq!(redactor.shortened("found \"xx ghp-SEKRETaaa...\" there"), "found \"xx ***...\" there");
        assert_eq!(redactor.shortened("ghp-SEKRETaaaabbbb and ... so on"), "*** and ... so on");
        for cut in [r"a ghp-\u0053EK", "a g%68p-%53EKR%4", "a ghp-&#x53;EK&#", "a ghp-SEKRET%"] {
            assert_eq!(redactor.shortened(&format!("{cut}...")), "a ***...", "{cut}");
        }
        assert_eq!(redactor.shortened("100%..."), "100%...");
        assert_eq!(
            redactor.shortened(r#"{\"a\": \"{\\\"b\\\": \\\"ghp\\..."#),
            r#"{\"a\": \"{\\\"b\\\": \\\"ghp\\..."#
        );
        let quoted = Redactor::new(&[SecretString::from("ghp-7\"ab\u{e4}cd")]);
        assert_eq!(quoted.shortened(r#"{\"a\": \"ghp-7\\\"ab\\..."#), r#"{\"a\": \"***..."#);
        let both = Redactor::new(&["keep-out-tail".to_owned().into(), "tail-0815".to_owned().into()]);
        assert_eq!(both.shortened("a keep-out-tail..."), "a ***...");
        assert_eq!(both.bounded("a keep-out-tail-08", 15), ("a ***".to_owned(), true));
        assert_eq!(both.bounded("a keep-out-tail-08", 17), ("a ***".to_owned(), true));
        let at = redactor.pointer(&Pointer::parse("/a/ghp-SEKRETaaaabbbb"));
        assert_eq!(at.as_str(), "/a/***");
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
    fn names_of_header_fields_are_not_secrets_but_for_those_that_are_secrets_as_a_whole() {
        let redactor =
            Redactor::new(&["type".to_owned().into(), "date".to_owned().into(), "tk-4711-zz".to_owned().into()]);
        for name in ["Content-Type", "date", "x-type", "X-Data-Type-Id"] {
            assert_eq!((redactor.field_name(name), redactor.disguised_field_name(name)), (name.into(), name.into()));
        }
        for (name, shown, disguised) in
            [("type", "***", "aaaa"), ("tk-4711-zz", "***", "aa-1111-aa"), ("x-tk-4711-zz", "x-***", "x-aa-1111-aa")]
        {
            assert_eq!(
                (redactor.field_name(name), redactor.disguised_field_name(name)),
                (shown.into(), disguised.into())
            );
        }
    }

    #[test]
    fn a_secret_across_the_cut_is_hidden() {
        let redactor = redactor("s3cret-value");
        assert_eq!(redactor.bounded("0123s3cret-value", 10), ("0123".to_owned(), true));
        assert_eq!(redactor.bounded("0123s3cret-value", 99), ("0123***".to_owned(), false));
    }

    #[test]
    fn what_an_exchange_holds_under_the_name_of_a_secret_is_one_everywhere() {
        let body = br#"{"n": {"client_secret": "srv-live-11", "token": "string"}}"#.to_vec();
        let mut headers = Headers::default();
        headers.push("Set-Cookie", "sid=cookie-0815; Path=/");
        let url = "http://h/x?sig=url%2F0815".to_owned();
        let request = Request { method: "GET".to_owned(), url, headers: Headers::default(), body: None };
        let response = Response { status: 200, headers, body };
        let exchange = Exchange { request, response, elapsed: std::time::Duration::ZERO, notes: Vec::new() };
        let redactor = Redactor::default().with_exchange(None, Some(&exchange));
        let shown = redactor.text("found srv-live-11, cookie-0815 and url/0815 in a string");
        assert_eq!(shown, "found ***, *** and *** in a string");
    }

    #[test]
    fn what_a_response_hands_out_is_hidden_in_what_is_said_of_others() {
        let redactor = Redactor::default();
        let mut headers = Headers::default();
        headers.push("Set-Cookie", "sid=cookie-0815-a; Path=/");
        let body =
            br#"{"access_token": "zq-live-7744", "password": "sesame", "tokens": 12, "secret": "string"}"#.to_vec();
        redactor.clone().learn_handed_out(&Response { status: 200, headers, body });
        let said = "sent zq-live-7744 and cookie-0815-a, sesame is a string";
        assert_eq!(redactor.text(said), "sent *** and ***, sesame is a string");
        for number in 0..200 {
            let body = format!("{{\"token\": \"tk-{number:09}\"}}").into_bytes();
            redactor.learn_handed_out(&Response { status: 200, headers: Headers::default(), body });
        }
        assert_eq!(redactor.text("tk-000000001 tk-000000199"), "*** tk-000000199");
    }

    #[test]
    fn samples_of_the_docs_are_shown_where_the_docs_are() {
        let redactor = Redactor::default().showing_samples();
        assert_eq!(redactor.text("{\"token\": \"abc\"}"), "{\"token\": \"abc\"}");
        assert_eq!(redactor.text("{\"token\": \"abc1\", \"pin\": 471}"), "{\"token\": \"***\", \"pin\": ***}");
    }

    #[test]
    fn a_mask_keeps_every_column() {
        let text = "é \"token\": \"abc\"\n  \"a\": 1";
        assert_eq!(Redactor::default().masked(text), "é \"token\": \"***\"\n  \"a\": 1");
    }

    proptest! {
        #[test]
        fn no_secret_survives(secret in "[a-zA-Z0-9/+=%&\" ]{6,20}", before in ".{0,20}", after in ".{0,20}") {
            prop_assume!(secret.trim().len() >= SHORTEST);
            let redactor = redactor(&secret);
            for form in [secret.clone(), utf8_percent_encode(&secret, NON_ALPHANUMERIC).to_string()] {
                let shown = redactor.text(&format!("{before}{form}{after}"));
                prop_assert!(!shown.contains(&form));
            }
        }
    }
}
