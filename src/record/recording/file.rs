//! The file of a recording: its header, written and read line by line.

use std::io::{self, BufRead, Write};

use serde::{Deserialize, Serialize};

use super::RecordedExchange;
use crate::finding::Skip;

/// The version of the format. Fields may be added to it; one that changes its meaning gets a new number.
const VERSION: u32 = 2;
/// The first version whose recordings say that they are whole.
const WITH_END: u32 = 2;

/// What the recorded run was about: the first line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RecordingHeader {
    /// The version of the format.
    pub version: u32,
    /// The version of doctrial that recorded.
    pub doctrial: String,
    /// When the run started: RFC 3339, in UTC.
    pub started: String,
    /// The base URL, without credentials.
    pub base_url: String,
    /// The responses are those of the embedded service.
    pub embedded: bool,
    /// Methods that write were sent to a service on another machine.
    pub allow_writes: bool,
    /// Docs root or contract folder, as the user gave it.
    pub source: String,
}

/// A case that the run did not reach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RecordedSkip {
    /// Its id.
    pub case: String,
    /// Why.
    pub skip: Skip,
}

/// A response after which bytes came when it had been read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LateResponse {
    /// The case's id.
    pub case: String,
    /// The method of its request.
    pub method: String,
    /// The status of the response.
    pub status: u16,
}

/// A value that the run made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RecordedValue {
    /// The kind and the name by which it is asked for again; one without a name is generated each time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// As it was sent.
    pub value: String,
}

/// One line of a recording.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(clippy::large_enum_variant, reason = "there is one at a time")]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(crate) enum RecordingLine {
    /// The first line.
    Recording(RecordingHeader),
    /// A request and its result.
    Exchange(RecordedExchange),
    /// A case that the run did not reach.
    Skip(RecordedSkip),
    /// Bytes that came too late.
    LateBytes(LateResponse),
    /// A value that the run made.
    FreshValue(RecordedValue),
    /// The last line: nothing is missing.
    End,
}

/// A recording that was read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Recording {
    /// What the run was about.
    pub header: RecordingHeader,
    /// In the order in which they ended.
    pub exchanges: Vec<RecordedExchange>,
    /// Cases that the run did not reach.
    pub skips: Vec<RecordedSkip>,
    /// Responses after which bytes came.
    pub late: Vec<LateResponse>,
    /// Values that the run made.
    pub fresh: Vec<RecordedValue>,
    /// Its end is missing: the run was killed, or the file was cut off.
    pub is_cut: bool,
}

/// Why a recording could not be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RecordingError {
    /// The file could not be read to its end.
    #[error("it cannot be read: {0}")]
    Io(#[from] io::Error),
    /// A line is not one of a recording.
    #[error("line {line} is not one of a recording: {cause}")]
    Line {
        /// 1-based.
        line: usize,
        /// What the JSON reader found.
        cause: serde_json::Error,
    },
    /// It does not begin with its header.
    #[error("it has no `recording` line at its start: is it a file that `doctrial run --record` wrote?")]
    NoHeader,
    /// A later version of doctrial wrote it.
    #[error("its format has the version {0}, and this version of doctrial reads {VERSION}")]
    TooNew(u32),
}

impl RecordingHeader {
    /// The header of a run.
    pub(crate) fn new(started: String, base_url: String, embedded: bool, allow_writes: bool, source: String) -> Self {
        let doctrial = env!("CARGO_PKG_VERSION").to_owned();
        Self { version: VERSION, doctrial, started, base_url, embedded, allow_writes, source }
    }
}

impl RecordingLine {
    /// Writes the line.
    ///
    /// # Errors
    /// Those of `out`.
    pub(crate) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        serde_json::to_writer(&mut *out, self)?;
        out.write_all(b"\n")
    }
}

impl Recording {
    /// Reads a recording. The last line of a process that was killed may be half a line.
    ///
    /// # Errors
    /// The text cannot be read, does not begin with its header, or has a line that is not one of a recording.
    pub(crate) fn read(text: impl BufRead) -> Result<Self, RecordingError> {
        let mut lines = text.lines().enumerate().peekable();
        let mut read: Option<Self> = None;
        while let Some((index, text)) = lines.next() {
            let text = text?;
            let line = match serde_json::from_str(&text) {
                Ok(line) => line,
                Err(cause) if cause.is_eof() && read.is_some() && lines.peek().is_none() => break,
                Err(cause) => return Err(RecordingError::Line { line: index + 1, cause }),
            };
            match (line, &mut read) {
                (RecordingLine::Recording(header), None) if header.version > VERSION => {
                    return Err(RecordingError::TooNew(header.version));
                }
                (RecordingLine::Recording(header), None) => {
                    let (exchanges, skips) = (Vec::new(), Vec::new());
                    let is_cut = header.version >= WITH_END;
                    read = Some(Self { header, exchanges, skips, late: Vec::new(), fresh: Vec::new(), is_cut });
                }
                (RecordingLine::Exchange(exchange), Some(read)) => read.exchanges.push(exchange),
                (RecordingLine::Skip(skip), Some(read)) => read.skips.push(skip),
                (RecordingLine::LateBytes(late), Some(read)) => read.late.push(late),
                (RecordingLine::FreshValue(value), Some(read)) => read.fresh.push(value),
                (RecordingLine::End, Some(read)) => read.is_cut = false,
                (RecordingLine::Recording(_), Some(_)) | (_, None) => return Err(RecordingError::NoHeader),
            }
        }
        read.ok_or(RecordingError::NoHeader)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::SkipKind;
    use crate::http::{Exchange, Headers, Request, Response, TransportNote};
    use crate::record::Redactor;

    fn header() -> RecordingHeader {
        let started = "2026-01-02T03:04:05Z".to_owned();
        RecordingHeader::new(started, "http://127.0.0.1:1/".to_owned(), false, false, "docs".to_owned())
    }

    fn exchange(body: &[u8]) -> Exchange {
        let mut headers = Headers::default();
        headers.push("Authorization", "Bearer s3cret-1");
        let url = "http://127.0.0.1:1/x?sig=s3cret-1".to_owned();
        let request = Request { method: "GET".to_owned(), url, headers: headers.clone(), body: None };
        headers = Headers::default();
        headers.push("Set-Cookie", "sid=s3cret-1; Path=/");
        let response = Response { status: 200, headers, body: body.to_vec() };
        let notes = vec![TransportNote::Resent];
        Exchange { request, response, elapsed: std::time::Duration::from_millis(2), notes }
    }

    fn recorded(body: &[u8]) -> RecordedExchange {
        let redactor = Redactor::new(&["s3cret-1".to_owned().into()]);
        RecordedExchange::of_response("a.md::b::c", &exchange(body), 0.0, &redactor)
    }

    #[test]
    fn a_recording_survives_its_file_form() {
        let skip = Skip::new(SkipKind::GaveUp, "no response");
        let lines = [
            RecordingLine::Recording(header()),
            RecordingLine::Exchange(recorded(b"{\"a\": 1}")),
            RecordingLine::Exchange(recorded(&[0xff, 0])),
            RecordingLine::Skip(RecordedSkip { case: "x".to_owned(), skip }),
        ];
        let mut text = Vec::new();
        for line in &lines {
            line.write(&mut text).expect("writes");
        }
        text.extend(b"{\"kind\":\"exch");
        let read = Recording::read(text.as_slice()).expect("reads");
        assert_eq!((read.header, read.exchanges.len(), read.skips.len(), read.is_cut), (header(), 2, 1, true));
        assert_eq!(read.exchanges, [recorded(b"{\"a\": 1}"), recorded(&[0xff, 0])]);
        let exchange = exchange(&[0xff, 0]);
        let replayed = read.exchanges[1].replayed(&exchange.request).expect("a response");
        assert_eq!((replayed.response.body, replayed.notes), (exchange.response.body, exchange.notes));
    }

    #[test]
    fn secrets_are_hidden_and_keep_their_kind() {
        let recorded = recorded(b"{\"token\": \"Ab1-c\", \"pin\": 4711, \"text\": \"s3cret-1!\"}");
        let text = serde_json::to_string(&recorded).expect("writes");
        assert!(!text.contains("s3cret") && !text.contains("Ab1") && !text.contains("4711"), "{text}");
        let replayed = recorded.replayed(&exchange(b"").request).expect("a response");
        let body: serde_json::Value = serde_json::from_slice(&replayed.response.body).expect("JSON");
        assert_eq!(body, serde_json::json!({"token": "Aa1-a", "pin": 1111, "text": "a1aaaa-1!"}));
        assert_eq!(replayed.response.headers.get("Set-Cookie"), Some("sid=a1aaaa-1; Path=/"));
    }

    #[test]
    fn a_request_is_compared_but_for_what_is_secret_or_varies() {
        let before = recorded(b"").request;
        let difference = |edit: fn(&mut Request)| {
            let mut request = exchange(b"").request;
            edit(&mut request);
            before.difference("http://127.0.0.1:1/", &request, "http://127.0.0.1:2/", &Redactor::default())
        };
        let same = |request: &mut Request| {
            request.url = "http://127.0.0.1:2/x?sig=other".to_owned();
            request.headers.0.clear();
            request.headers.push("User-Agent", "x");
        };
        assert_eq!(difference(same), None);
        let elsewhere = difference(|request| request.url = "http://127.0.0.1:2/y?sig=other".to_owned());
        assert_eq!(elsewhere.as_deref(), Some("the URL is /y?sig=***, and was /x?sig=***"));
        let body = difference(|request| {
            request.url = "http://127.0.0.1:2/x?sig=1234".to_owned();
            request.body = Some(b"x".to_vec());
        });
        assert_eq!(body.as_deref(), Some("the body differs"));
        let field = difference(|request| {
            request.url = "http://127.0.0.1:2/x?sig=1234".to_owned();
            request.headers.push("Accept", "text/csv");
        });
        assert_eq!(field.as_deref(), Some("the header field accept differs"));
    }

    #[test]
    fn what_is_not_a_recording_is_refused() {
        assert!(matches!(Recording::read(&b""[..]), Err(RecordingError::NoHeader)));
        assert!(matches!(Recording::read(&b"{}\n"[..]), Err(RecordingError::Line { line: 1, .. })));
        let mut later = Vec::new();
        RecordingLine::Recording(RecordingHeader { version: VERSION + 1, ..header() })
            .write(&mut later)
            .expect("writes");
        let refused = Recording::read(later.as_slice());
        assert!(matches!(refused, Err(RecordingError::TooNew(version)) if version == VERSION + 1));
    }
}
