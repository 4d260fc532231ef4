//! Where the first item of a stream ends. Each byte is looked at once, however many parts the body comes in.

use super::stream::Stream;

/// Looks for the end of the first item in a body that grows.
pub(super) struct FirstItem {
    stream: Stream,
    /// Up to here the body has been searched.
    seen: usize,
    /// Where the line begins that `seen` is in.
    line: usize,
    /// A line of the event has data.
    has_data: bool,
    document: Document,
}

/// How far a JSON document has been read.
#[derive(Default)]
struct Document {
    depth: usize,
    in_string: bool,
    escaped: bool,
    /// What looked like its end was not the end.
    is_broken: bool,
}

impl FirstItem {
    pub(super) fn of(stream: Stream) -> Self {
        Self { stream, seen: 0, line: 0, has_data: false, document: Document::default() }
    }

    /// Where the first item ends, if all of it is there. `body` begins with what was given before.
    pub(super) fn end(&mut self, body: &[u8]) -> Option<usize> {
        match self.stream {
            Stream::Events => self.event(body),
            Stream::Lines => self.whole_line(body),
            Stream::Documents => {
                let text = body.trim_ascii_start();
                let is_json = text.starts_with(b"{") || text.starts_with(b"[");
                if is_json { self.whole_document(body) } else { self.whole_line(body) }
            }
        }
    }

    /// The first block of fields with data, up to the blank line that ends it (HTML Living Standard, section 9.2.5). A block of
    /// comments alone only keeps the connection open.
    fn event(&mut self, body: &[u8]) -> Option<usize> {
        while let Some(length) = body[self.seen..].iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
            let end = self.seen + length;
            let line = &body[self.line..end];
            // The second byte of a line's end, which may come later than the first.
            let is_rest = body[end] == b'\n' && line.is_empty() && end > 0 && body[end - 1] == b'\r';
            self.seen = end + 1;
            self.line = self.seen;
            if is_rest {
                continue;
            }
            if line.is_empty() && self.has_data {
                return Some(end + if body[end..].starts_with(b"\r\n") { 2 } else { 1 });
            }
            self.has_data |= line.starts_with(b"data");
        }
        self.seen = body.len();
        None
    }

    fn whole_line(&mut self, body: &[u8]) -> Option<usize> {
        let blank = body.len() - body[self.line..].trim_ascii_start().len();
        if self.seen == self.line {
            self.line = blank;
        }
        let from = self.seen.max(self.line);
        self.seen = body.len();
        memchr::memchr(b'\n', &body[from..]).map(|at| from + at + 1)
    }

    /// The end of the JSON document that the body begins with.
    fn whole_document(&mut self, body: &[u8]) -> Option<usize> {
        let from = std::mem::replace(&mut self.seen, body.len());
        let end = (from..body.len()).find(|&at| self.document.ends_with(body[at]))? + 1;
        if !std::mem::replace(&mut self.document.is_broken, true) && is_document(&body[..end]) {
            return Some(end);
        }
        None
    }
}

impl Document {
    /// Whether this byte is its last one.
    fn ends_with(&mut self, byte: u8) -> bool {
        if self.in_string {
            let closes = byte == b'"' && !self.escaped;
            self.escaped = byte == b'\\' && !self.escaped;
            self.in_string = !closes;
            return false;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                return self.depth == 0;
            }
            _ => {}
        }
        false
    }
}

fn is_document(text: &[u8]) -> bool {
    serde_json::from_slice::<serde::de::IgnoredAny>(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first item of a body that comes in parts of so many bytes.
    fn first(stream: Stream, body: &str, part: usize) -> Option<&str> {
        let mut item = FirstItem::of(stream);
        let parts = (part..body.len()).step_by(part).chain([body.len()]);
        parts.into_iter().find_map(|length| item.end(&body.as_bytes()[..length])).map(|end| &body[..end])
    }

    #[test]
    fn the_first_item_ends_where_it_is_complete() {
        for (stream, body, item) in [
            (Stream::Events, "event: tick\ndata: 1\n\ndata: 2\n\n", Some("event: tick\ndata: 1\n\n")),
            (Stream::Events, ": hello\n\ndata: 1\r\n\r\nx", Some(": hello\n\ndata: 1\r\n\r\n")),
            (Stream::Events, "data: 1\n", None),
            (Stream::Lines, "\n{\"a\": 1}\n{\"a\"", Some("\n{\"a\": 1}\n")),
            (Stream::Lines, "{\"a\"", None),
            (Stream::Documents, "{\"a\":\n 1} {", Some("{\"a\":\n 1}")),
            (Stream::Documents, "[\"}\\\"]\", 1] {", Some("[\"}\\\"]\", 1]")),
            (Stream::Documents, "{\"a\":", None),
            (Stream::Documents, "[1}, 2] []", None),
            (Stream::Documents, "one\ntwo", Some("one\n")),
        ] {
            assert_eq!(first(stream, body, usize::MAX), item, "{stream:?} {body:?}");
            for part in 1..4 {
                let found = first(stream, body, part);
                // A stream is read up to the first byte that ends the item: the end of the line may still be on its way.
                let same = found == item || found.zip(item).is_some_and(|(f, i)| i.strip_prefix(f) == Some("\n"));
                assert!(same, "{stream:?} {body:?} in parts of {part}: {found:?}");
            }
        }
    }
}
