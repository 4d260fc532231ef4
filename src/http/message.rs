use std::time::Duration;

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

/// An answer as it came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// 100 to 999.
    pub status: u16,
    /// In order.
    pub headers: Headers,
    /// After transfer decoding; empty when there was none.
    pub body: Vec<u8>,
}

/// A request that was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// What was sent.
    pub request: Request,
    /// What came back.
    pub response: Response,
    /// From the first byte sent to the last byte read.
    pub elapsed: Duration,
}
