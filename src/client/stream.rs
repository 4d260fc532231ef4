//! Responses that may have no end: how their items are separated, and where their last whole item ends.

use crate::http::{Headers, MediaType};

/// How the items of a stream are separated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stream {
    /// Server-sent events: fields, then a blank line.
    Events,
    /// One JSON document a line. Such a response may well end: for a while, all of it is read.
    Lines,
    /// What the docs or the user call a stream: a JSON document, or else a line.
    Documents,
}

impl Stream {
    /// The kind of stream that a response is by its media type, or because it is documented as one (`is_stream`); a user who
    /// says that it is not one is believed. An encoded stream has no visible items.
    pub(super) fn of(headers: &Headers, is_stream: Option<bool>) -> Option<Self> {
        let is_encoded = headers.all("content-encoding").any(|coding| !coding.trim().eq_ignore_ascii_case("identity"));
        if is_stream == Some(false) || is_encoded {
            return None;
        }
        let media_type = headers.media_type();
        if media_type.as_ref().is_some_and(MediaType::is_event_stream) {
            Some(Self::Events)
        } else if media_type.as_ref().is_some_and(MediaType::is_ndjson) {
            Some(Self::Lines)
        } else if is_stream == Some(true) {
            Some(Self::Documents)
        } else {
            None
        }
    }

    /// What its items are called.
    pub(super) const fn item(self) -> &'static str {
        match self {
            Self::Events => "event",
            Self::Lines => "line",
            Self::Documents => "JSON document or line",
        }
    }

    /// Whether only the first item is wanted.
    pub(super) fn ends_with_first_item(self) -> bool {
        self != Self::Lines
    }

    /// Where the last whole item ends.
    pub(super) fn whole_items(body: &[u8]) -> usize {
        memchr::memrchr(b'\n', body).map_or(0, |at| at + 1)
    }
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
        for lines in ["application/x-ndjson", "application/jsonl", "application/x-jsonl", "application/json-lines"] {
            assert_eq!(of(lines, None), Some(Stream::Lines), "{lines}");
        }
        assert_eq!(of("application/x-ndjson", Some(true)), Some(Stream::Lines));
        assert_eq!((of("application/json", None), of("application/json", Some(true))), (None, Some(Stream::Documents)));
        let encoded = headers(&[("Content-Type", "text/event-stream"), ("Content-Encoding", "gzip")]);
        assert_eq!(Stream::of(&encoded, None), None);
    }

    #[test]
    fn what_follows_the_last_line_is_no_whole_item() {
        assert_eq!(Stream::whole_items(b"{}\n{\"a"), 3);
    }
}
