//! Where the response to a request ends in what comes on a connection (RFC 9112 section 6), and whether another one follows.

use crate::http::is_bodiless;

/// What every response begins with.
pub(super) const START: &[u8] = b"HTTP/1.";

/// A longer line is not read: then it is not known where the response ends.
const LONGEST_LINE: usize = 64 << 10;

/// Follows one response, as it comes in pieces.
#[derive(Debug)]
pub(super) struct Framing {
    /// The method of the request.
    method: String,
    at: At,
    /// The part of a line that has come.
    line: Vec<u8>,
}

/// Which part of the response comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    StatusLine,
    Fields(Head),
    /// A body of this many further bytes.
    Body(u64),
    ChunkSize,
    /// This many bytes of a chunk, including its line end.
    Chunk(u64),
    Trailers,
    /// After the response; this many bytes of the start of another one have come.
    End(usize),
    /// Another response has begun.
    Further,
    /// No end can be seen: it lasts as long as the connection, or is not legal.
    Endless,
}

/// What the head says about where the response ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Head {
    status: u16,
    length: Option<u64>,
    is_chunked: bool,
}

impl Framing {
    /// A framing for the response to a request with this method.
    pub(super) fn new(method: &str) -> Self {
        Self { method: method.to_owned(), at: At::StatusLine, line: Vec::new() }
    }

    /// Whether another response has begun after it.
    pub(super) fn has_further(&self) -> bool {
        self.at == At::Further
    }

    /// Follows what comes next.
    pub(super) fn read(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() && !matches!(self.at, At::Further | At::Endless) {
            bytes = match self.at {
                At::Body(left) | At::Chunk(left) => self.skip(left, bytes),
                At::End(begun) => {
                    self.at = after_end(begun, bytes[0]);
                    &bytes[1..]
                }
                _ => self.read_line(bytes),
            };
        }
    }

    fn skip<'b>(&mut self, left: u64, bytes: &'b [u8]) -> &'b [u8] {
        let skipped = usize::try_from(left).unwrap_or(usize::MAX).min(bytes.len());
        let left = left - skipped as u64;
        self.at = match (self.at, left) {
            (At::Chunk(_), 0) => At::ChunkSize,
            (At::Chunk(_), left) => At::Chunk(left),
            (_, 0) => At::End(0),
            (_, left) => At::Body(left),
        };
        &bytes[skipped..]
    }

    fn read_line<'b>(&mut self, bytes: &'b [u8]) -> &'b [u8] {
        let end = memchr::memchr(b'\n', bytes);
        let (part, rest) = bytes.split_at(end.map_or(bytes.len(), |end| end + 1));
        if self.line.len() + part.len() > LONGEST_LINE {
            self.at = At::Endless;
        } else if end.is_some() && self.line.is_empty() {
            // Nearly every line comes whole.
            self.at = self.after_line(String::from_utf8_lossy(part).trim());
        } else {
            self.line.extend_from_slice(part);
            if end.is_some() {
                let line = std::mem::take(&mut self.line);
                self.at = self.after_line(String::from_utf8_lossy(&line).trim());
            }
        }
        rest
    }

    fn after_line(&self, line: &str) -> At {
        match self.at {
            At::StatusLine if line.is_empty() => At::StatusLine,
            At::StatusLine => line
                .split_ascii_whitespace()
                .nth(1)
                .and_then(|status| status.parse().ok())
                .map_or(At::Endless, |status| At::Fields(Head { status, length: None, is_chunked: false })),
            At::Fields(head) if line.is_empty() => head.next_state(&self.method),
            At::Fields(head) => At::Fields(head.with(line)),
            At::ChunkSize => chunk(line).unwrap_or(At::Endless),
            At::Trailers if line.is_empty() => At::End(0),
            at => at,
        }
    }
}

impl Head {
    fn with(self, field: &str) -> Self {
        let Some((name, value)) = field.split_once(':') else { return self };
        if name.eq_ignore_ascii_case("content-length") {
            return Self { length: value.trim().parse().ok(), ..self };
        }
        if name.eq_ignore_ascii_case("transfer-encoding") {
            return Self { is_chunked: value.trim().to_ascii_lowercase().ends_with("chunked"), ..self };
        }
        self
    }

    /// What follows the head.
    fn next_state(self, method: &str) -> At {
        match self {
            // The service has switched protocols.
            Self { status: 101, .. } => At::Endless,
            Self { status: 100..200, .. } => At::StatusLine,
            Self { status, .. } if is_bodiless(method, status) => At::End(0),
            Self { is_chunked: true, .. } => At::ChunkSize,
            Self { length: Some(0), .. } => At::End(0),
            Self { length: Some(length), .. } => At::Body(length),
            Self { length: None, .. } => At::Endless,
        }
    }
}

/// What follows the line of a chunk's size.
fn chunk(line: &str) -> Option<At> {
    let size = line.split(';').next().unwrap_or_default().trim();
    match u64::from_str_radix(size, 16).ok()? {
        0 => Some(At::Trailers),
        size => Some(At::Chunk(size.checked_add(2)?)),
    }
}

/// What a byte after a response means; line ends before another response are ignored.
fn after_end(begun: usize, byte: u8) -> At {
    match byte {
        b'\r' | b'\n' if begun == 0 => At::End(0),
        byte if START.get(begun) != Some(&byte) => At::Endless,
        _ if begun + 1 == START.len() => At::Further,
        _ => At::End(begun + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nHTTP/1.1 x";
    const CHUNKS: &str = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\
        8;x=1\r\nHTTP/1.0\r\n0A\r\n\r\nHTTP/1.1\r\n0\r\nT: HTTP/1.1\r\n\r\n";
    const HINTS: &str = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n\
        HTTP/1.1 200 OK\ncontent-length: 2\n\nok";
    const NO_CONTENT: &str = "HTTP/1.1 204 No Content\r\nContent-Length: 40\r\n\r\n";
    const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n";
    const TO_THE_END: &str = "HTTP/1.1 200 OK\r\n\r\n";

    /// Whether another response is seen in this, however it is cut.
    fn has_further(method: &str, text: &str) -> bool {
        let seen = |piece: usize| {
            let mut framing = Framing::new(method);
            text.as_bytes().chunks(piece).for_each(|bytes| framing.read(bytes));
            framing.has_further()
        };
        let whole = seen(text.len());
        assert!([1, 2, 3, 7, 50].into_iter().all(|piece| seen(piece) == whole), "{text:?}");
        whole
    }

    #[test]
    fn only_a_response_behind_the_end_is_another_one() {
        for (method, first) in [("GET", BODY), ("GET", CHUNKS), ("OPTIONS", HINTS), ("GET", NO_CONTENT), ("HEAD", HEAD)]
        {
            assert!(!has_further(method, first), "{first:?}");
            assert!(!has_further(method, &format!("{first}\r\nand HTTP/1.1 200")), "{first:?}");
            for next in [BODY, HEAD, "\r\n\r\nHTTP/1.0 500 Oh\r\n"] {
                assert!(has_further(method, &format!("{first}{next}")), "{first:?} {next:?}");
            }
        }
        for endless in [TO_THE_END, "garbage\n\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nno size\r\n"] {
            assert!(!has_further("GET", &format!("{endless}{BODY}")), "{endless:?}");
        }
    }
}
