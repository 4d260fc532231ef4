//! A recorded response: the original one but for its secrets.

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use super::body::RecordedBody;
use crate::http::{Exchange, Headers, Response, TransportNote};
use crate::json::Pointer;
use crate::record::Redactor;

/// A response as it was received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RecordedResponse {
    /// 100 to 999.
    pub status: u16,
    /// In order.
    pub headers: Headers,
    /// The body.
    #[serde(flatten)]
    pub body: RecordedBody,
    /// What was unusual about the exchange.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<TransportNote>,
    /// The places in a JSON body whose values are not the original ones, because they are secrets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hidden: Vec<Pointer>,
    /// Without its secrets the response would be judged differently.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub judged_by_secrets: bool,
}

impl RecordedResponse {
    pub(super) fn of(exchange: &Exchange, redactor: &Redactor) -> Self {
        let Response { status, headers, body } = &exchange.response;
        let disguised = headers
            .iter()
            .map(|(name, value)| (redactor.disguised_field_name(name), redactor.disguised_header(name, value)));
        let headers = Headers(disguised.collect());
        let is_json = |text: &str| serde_json::from_str::<IgnoredAny>(text).is_ok();
        let text = RecordedBody::of(body, |text| {
            let disguised = redactor.disguised(text);
            if disguised != text && is_json(text) { redactor.disguised_json(text) } else { disguised }
        });
        let hidden = if text.bytes() == *body { Vec::new() } else { changed_places(body, text.body.as_bytes()) };
        let notes = exchange.notes.clone();
        Self { status: *status, headers, body: text, notes, hidden, judged_by_secrets: false }
    }

    /// The response, as far as it is known.
    pub(crate) fn response(&self) -> Response {
        Response { status: self.status, headers: self.headers.clone(), body: self.body.bytes() }
    }
}

/// The places at which two JSON documents of one shape differ.
fn changed_places(before: &[u8], after: &[u8]) -> Vec<Pointer> {
    let mut found = Vec::new();
    let read = |bytes| serde_json::from_slice::<serde_json::Value>(bytes);
    if let (Ok(before), Ok(after)) = (read(before), read(after)) {
        compare(&before, &after, &Pointer::root(), &mut found);
    }
    found
}

fn compare(before: &serde_json::Value, after: &serde_json::Value, at: &Pointer, found: &mut Vec<Pointer>) {
    use serde_json::Value;
    match (before, after) {
        (before, after) if before == after => {}
        (Value::Object(before), Value::Object(after)) if before.keys().eq(after.keys()) => {
            for (name, value) in before {
                compare(value, &after[name], &at.join(name), found);
            }
        }
        (Value::Array(before), Value::Array(after)) if before.len() == after.len() => {
            for (index, (before, after)) in before.iter().zip(after).enumerate() {
                compare(before, after, &at.item(index), found);
            }
        }
        _ => found.push(at.clone()),
    }
}
