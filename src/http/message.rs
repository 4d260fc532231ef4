//! A request and a response as they go over the wire, and the exchange of the two.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::Headers;

/// A request as it goes out: an absolute URL, headers in order, a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Upper case.
    pub method: String,
    /// Absolute.
    pub url: String,
    /// In order; those the client adds (`Host`, `Content-Length`) are not here.
    pub headers: Headers,
    /// `None`: no body, which is not the same as an empty one.
    pub body: Option<Vec<u8>>,
}

/// A response as it was received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// 100 to 999.
    pub status: u16,
    /// In order.
    pub headers: Headers,
    /// After transfer decoding; empty when there was none.
    pub body: Vec<u8>,
}

impl Response {
    /// Whether a body came; white space alone is none.
    pub fn has_body(&self) -> bool {
        !self.body.iter().all(u8::is_ascii_whitespace)
    }
}

/// A request and the response to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// What was sent.
    pub request: Request,
    /// What came back.
    pub response: Response,
    /// From the first byte sent to the last byte read.
    pub elapsed: Duration,
    /// What was unusual about it.
    pub notes: Vec<TransportNote>,
}

/// What was unusual about an exchange, though there is a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TransportNote {
    /// The response is a stream, which was read up to some item.
    CutStream,
    /// Bytes after the end of the encoded body were ignored.
    TrailingBytes,
    /// A kept connection was unusable: the request was sent again on a new one.
    Resent,
    /// Bytes came after the response that belong to none.
    StrayBytes,
}
