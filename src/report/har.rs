//! A recording as an HTTP Archive.

use std::time::{Duration, SystemTime};

use serde_json::{Value, json};

use crate::http::{Headers, timestamp};
use crate::record::recording::{RecordedExchange, RecordedOutcome, Recording};

/// The recorded traffic as an HTTP Archive, version 1.2; secrets are hidden in a recording. A request without a response has one
/// with the status 0, and why as its comment.
pub(crate) fn har(recording: &Recording) -> String {
    let entries: Vec<Value> = recording.exchanges.iter().map(entry).collect();
    let log = json!({ "log": {
        "version": "1.2",
        "creator": { "name": "doctrial", "version": recording.header.doctrial },
        "entries": entries,
    } });
    format!("{log:#}\n")
}

fn entry(exchange: &RecordedExchange) -> Value {
    let RecordedExchange { case, request, outcome, elapsed_ms, started, .. } = exchange;
    let response = match outcome {
        RecordedOutcome::Response(response) => {
            let (text, encoding) = response.body.as_text();
            let kind = response.headers.get("content-type").unwrap_or("application/octet-stream");
            let size = response.body.bytes().len();
            let mut content = json!({ "size": size, "mimeType": kind, "text": text });
            if let Some(encoding) = encoding {
                content["encoding"] = json!(encoding);
            }
            let status = response.status;
            let redirect = response.headers.get("location").unwrap_or_default();
            message(
                &response.headers,
                json!({ "status": status, "statusText": "", "content": content, "redirectURL": redirect, "bodySize": size }),
            )
        }
        RecordedOutcome::Error(why) => {
            let content = json!({ "size": 0, "mimeType": "x-unknown" });
            message(
                &Headers::default(),
                json!({ "status": 0, "statusText": "", "content": content, "redirectURL": "", "bodySize": -1, "comment": why }),
            )
        }
    };
    let (text, _) = request.body.as_text();
    let mut sent = message(
        &request.headers,
        json!({ "method": request.method, "url": request.url, "queryString": query(&request.url), "bodySize": request.body.bytes().len() }),
    );
    if !text.is_empty() {
        let kind = request.headers.get("content-type").unwrap_or("application/octet-stream");
        sent["postData"] = json!({ "mimeType": kind, "text": text });
    }
    json!({
        "startedDateTime": timestamp(SystemTime::UNIX_EPOCH + Duration::try_from_secs_f64(*started).unwrap_or_default()),
        "time": elapsed_ms,
        "request": sent,
        "response": response,
        "cache": {},
        "timings": { "send": 0, "wait": elapsed_ms, "receive": 0 },
        "comment": case,
    })
}

/// What requests and responses have in common.
fn message(headers: &Headers, mut message: Value) -> Value {
    let headers: Vec<Value> = headers.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
    message["httpVersion"] = json!("HTTP/1.1");
    message["cookies"] = json!([]);
    message["headers"] = json!(headers);
    message["headersSize"] = json!(-1);
    message
}

fn query(url: &str) -> Vec<Value> {
    let query = url.split('#').next().and_then(|url| url.split_once('?'));
    let pairs = query.into_iter().flat_map(|(_, query)| query.split('&')).filter(|pair| !pair.is_empty());
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        json!({ "name": name, "value": value })
    };
    pairs.map(pair).collect()
}
