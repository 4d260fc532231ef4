//! The header fields that say which run a request belongs to: `traceparent`, `doctrial-run-id`.

use std::sync::atomic::{AtomicU64, Ordering};

use hyper::header::{HeaderMap, HeaderName, HeaderValue};

use crate::http::{run_digest, trace_id};

const TRACE_PARENT: HeaderName = HeaderName::from_static("traceparent");
const RUN_ID: HeaderName = HeaderName::from_static("doctrial-run-id");

/// What identifies the sender of every request: the run, and the trace (W3C Trace Context) by which a service finds the
/// request in its own logs.
#[derive(Debug)]
pub struct RunHeaders {
    /// The id of the run.
    run: String,
    /// As a value of a header field.
    run_value: Option<HeaderValue>,
    /// How many requests got the fields.
    sent: AtomicU64,
}

impl RunHeaders {
    /// Those of the requests of a run.
    pub fn of_run(id: String) -> Self {
        Self { run_value: HeaderValue::from_str(&id).ok(), run: id, sent: AtomicU64::new(0) }
    }

    /// The id of the run.
    pub fn run_id(&self) -> &str {
        &self.run
    }

    /// Adds header fields for a request of this name, unless it has fields with these names.
    pub(super) fn add_to(&self, headers: &mut HeaderMap, name: &str) {
        if let Some(run) = &self.run_value {
            headers.entry(RUN_ID).or_insert_with(|| run.clone());
        }
        if !headers.contains_key(TRACE_PARENT) {
            let sent = self.sent.fetch_add(1, Ordering::Relaxed);
            let span = run_digest(&self.run, &format!("{sent} {name}")) >> 64;
            let parent = format!("00-{}-{span:016x}-01", trace_id(&self.run, name));
            headers.extend(HeaderValue::from_str(&parent).ok().map(|parent| (TRACE_PARENT, parent)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_of_one_name_are_spans_of_one_trace() {
        let run_headers = RunHeaders::of_run("r1".to_owned());
        let parent = |name: &str| {
            let mut headers = HeaderMap::new();
            run_headers.add_to(&mut headers, name);
            assert_eq!(headers[RUN_ID], "r1");
            headers[TRACE_PARENT].to_str().expect("text").to_owned()
        };
        let (first, second, other) = (parent("a"), parent("a"), parent("b"));
        let parts: Vec<_> = first.split('-').collect();
        assert_eq!((parts[0], parts[1].len(), parts[2].len(), parts[3]), ("00", 32, 16, "01"));
        assert!(parts[1] == trace_id("r1", "a") && second.contains(parts[1]) && !second.contains(parts[2]));
        assert!(!other.contains(parts[1]));
    }

    #[test]
    fn fields_that_are_shown_remain() {
        let mut headers = HeaderMap::new();
        for (name, value) in [(TRACE_PARENT, "00-1"), (RUN_ID, "mine")] {
            headers.insert(name, HeaderValue::from_static(value));
        }
        let shown = headers.clone();
        RunHeaders::of_run("r1".to_owned()).add_to(&mut headers, "a");
        assert_eq!(headers, shown);
    }
}
