//! Responses that may have no end: where their first item ends, and up to where they consist of whole items.

use crate::http::Headers;

/// How the items of a stream are separated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stream {
    /// Server-sent events: fields, then a blank line.
    Events,
    /// One JSON document a line. Such a response may well end: all of it is read, for a while.
    Lines,
    /// What the docs or the user call a stream: a JSON document, or else a line.
    Documents,
}

impl Stream {
    /// The kind of stream that a response is by its media type, or because it is documented as one (`is_stream`); a user who
    /// says that it is none is believed. An encoded stream has no visible items.
    pub(super) fn of(headers: &Headers, is_stream: Option<bool>) -> Option<Self> {
        let is_encoded = headers.all("content-encoding").any(|coding| !coding.trim().eq_ignore_ascii_case("identity"));
        if is_stream == Some(false) || is_encoded {
            return None;
        }
        let media_type = headers.media_type();
        let is = |name: &str| media_type.as_ref().is_some_and(|media_type| media_type.essence() == name);
        if is("text/event-stream") {
            Some(Self::Events)
        } else if ["application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines"]
            .into_iter()
            .any(is)
        {
            Some(Self::Lines)
        } else if is_stream == Some(true) {
            Some(Self::Documents)
        } else {
            None
        }
    }

    /// Whether the first item is all that is wanted.
    pub(super) fn ends_with_first_item(self) -> bool {
        self != Self::Lines
    }

    /// Where the first item ends, if all of it is there.
    pub(super) fn first_item(self, body: &[u8]) -> Option<usize> {
        match self {
            Self::Events => first_event(body),
            Self::Lines => first_line(body),
            Self::Documents => {
                let text = body.trim_ascii_start();
                if text.starts_with(b"{") || text.starts_with(b"[") { first_document(body) } else { first_line(body) }
            }
        }
    }

    /// Where the last whole item ends.
    pub(super) fn whole_items(body: &[u8]) -> usize {
        memchr::memrchr(b'\n', body).map_or(0, |at| at + 1)
    }
}

/// The first block of fields with data, up to the blank line that ends it (HTML Living Standard, section 9.2.5). A block of
/// comments alone only keeps the connection open.
fn first_event(body: &[u8]) -> Option<usize> {
    let (mut at, mut has_data) = (0, false);
    while let Some(end) = body[at..].iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
        let line = &body[at..at + end];
        at += end + if body[at + end..].starts_with(b"\r\n") { 2 } else { 1 };
        if line.is_empty() && has_data {
            return Some(at);
        }
        has_data |= line.starts_with(b"data");
    }
    None
}

fn first_line(body: &[u8]) -> Option<usize> {
    let start = body.len() - body.trim_ascii_start().len();
    memchr::memchr(b'\n', &body[start..]).map(|at| start + at + 1)
}

/// The end of the JSON document that a text begins with.
fn first_document(text: &[u8]) -> Option<usize> {
    let mut documents = serde_json::Deserializer::from_slice(text).into_iter::<serde::de::IgnoredAny>();
    documents.next().filter(Result::is_ok).map(|_| documents.byte_offset())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(fields: &[(&str, &str)]) -> Headers {
        Headers(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn a_stream_is_known_by_its_media_type_or_by_the_docs() {
        let of = |media_type, is_stream| Stream::of(&headers(&[("Content-Type", media_type)]), is_stream);
        assert_eq!(of("text/event-stream; charset=utf-8", None), Some(Stream::Events));
        assert_eq!(of("text/event-stream", Some(true)), Some(Stream::Events));
        assert_eq!(of("text/event-stream", Some(false)), None);
        assert_eq!(of("application/x-ndjson", None), Some(Stream::Lines));
        assert_eq!(of("application/x-ndjson", Some(true)), Some(Stream::Lines));
        assert_eq!((of("application/json", None), of("application/json", Some(true))), (None, Some(Stream::Documents)));
        let encoded = headers(&[("Content-Type", "text/event-stream"), ("Content-Encoding", "gzip")]);
        assert_eq!(Stream::of(&encoded, None), None);
    }

    #[test]
    fn the_first_item_ends_where_it_is_complete() {
        let first = |stream: Stream, body: &str| stream.first_item(body.as_bytes()).map(|end| body[..end].to_owned());
        for (stream, body, item) in [
            (Stream::Events, "event: tick\ndata: 1\n\ndata: 2\n\n", Some("event: tick\ndata: 1\n\n")),
            (Stream::Events, ": hello\n\ndata: 1\r\n\r\nx", Some(": hello\n\ndata: 1\r\n\r\n")),
            (Stream::Events, "data: 1\n", None),
            (Stream::Lines, "\n{\"a\": 1}\n{\"a\"", Some("\n{\"a\": 1}\n")),
            (Stream::Lines, "{\"a\"", None),
            (Stream::Documents, "{\"a\":\n 1} {", Some("{\"a\":\n 1}")),
            (Stream::Documents, "{\"a\":", None),
            (Stream::Documents, "one\ntwo", Some("one\n")),
        ] {
            assert_eq!(first(stream, body).as_deref(), item, "{stream:?} {body:?}");
        }
        assert_eq!(Stream::whole_items(b"{}\n{\"a"), 3);
    }
}
