//! A recorded request, and how one of now differs from it.

use aho_corasick::AhoCorasick;
use serde::{Deserialize, Serialize};

use super::body::RecordedBody;
use super::masked_text::may_be;
use crate::http::HIDDEN;
use crate::http::{Headers, Request, is_credential};
use crate::record::Redactor;

/// Header fields that differ from run to run, and on which no response depends.
const VARYING: [&str; 2] = ["idempotency-key", "user-agent"];

/// A request as it was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RecordedRequest {
    /// Upper case.
    pub method: String,
    /// Absolute.
    pub url: String,
    /// In order.
    pub headers: Headers,
    /// The body.
    #[serde(flatten)]
    pub body: RecordedBody,
}

impl RecordedRequest {
    pub(super) fn of(request: &Request, redactor: &Redactor) -> Self {
        let Request { method, url, headers, body } = request;
        let hidden = headers.iter().map(|(name, value)| (name.to_owned(), redactor.header(name, value))).collect();
        let body = RecordedBody::of(body.as_deref().unwrap_or_default(), |text| redactor.text(text));
        Self { method: method.clone(), url: redactor.text(url), headers: Headers(hidden), body }
    }

    /// Replaces values of the recorded run by the mask: another run has others.
    pub(crate) fn mask(&mut self, values: &AhoCorasick) {
        let masked = |text: &str| {
            let mut out = String::with_capacity(text.len());
            values.replace_all_with(text, &mut out, |_, _, out| {
                out.push_str(HIDDEN);
                true
            });
            out
        };
        self.url = masked(&self.url);
        self.body.body = masked(&self.body.body);
        self.headers = Headers(self.headers.iter().map(|(name, value)| (name.to_owned(), masked(value))).collect());
    }

    /// How a request differs from this one, which was recorded; nothing where the same response can be expected. Both base
    /// URLs are left out, as are credentials and fields that vary.
    pub(crate) fn difference(
        &self,
        recorded_base: &str,
        request: &Request,
        base: &str,
        redactor: &Redactor,
    ) -> Option<String> {
        let now = Self::of(request, &redactor.with_exchange(Some(request), None));
        if self.method != now.method {
            return Some(format!("the method is {}, and was {}", now.method, self.method));
        }
        let (before, after) = (below(&self.url, recorded_base), below(&now.url, base));
        if !may_be(before, after) {
            return Some(format!("the URL is {after}, and was {before}"));
        }
        let name = differing_field(&self.headers, &now.headers);
        if let Some(name) = name {
            return Some(format!("the header field {name} differs"));
        }
        let bodies = (&self.body.body_base64, &now.body.body_base64);
        let same = may_be(&self.body.body, &now.body.body) && bodies.0 == bodies.1;
        (!same).then(|| "the body differs".to_owned())
    }
}

/// What follows the base URL.
fn below<'u>(url: &'u str, base: &str) -> &'u str {
    url.strip_prefix(base.trim_end_matches('/')).unwrap_or(url)
}

fn differing_field(before: &Headers, after: &Headers) -> Option<String> {
    let compared = |headers: &Headers| -> Vec<(String, String)> {
        let fields = headers.iter().map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()));
        let mut fields: Vec<_> =
            fields.filter(|(name, _)| !is_credential(name) && !VARYING.contains(&name.as_str())).collect();
        fields.sort();
        fields
    };
    let (before, after) = (compared(before), compared(after));
    let is_in = |field: &(String, String), others: &[(String, String)], recorded_first: bool| {
        others.iter().any(|other| {
            let (recorded, now) = if recorded_first { (&field.1, &other.1) } else { (&other.1, &field.1) };
            field.0 == other.0 && may_be(recorded, now)
        })
    };
    let gone = before.iter().find(|field| !is_in(field, &after, true));
    let new = || after.iter().find(|field| !is_in(field, &before, false));
    gone.or_else(new).map(|(name, _)| name.clone())
}
