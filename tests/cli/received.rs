//! A request as a service in these tests receives it.

use std::io::{BufRead, BufReader, Read};
use std::net::TcpStream;

/// A request as a service receives it.
pub(crate) struct Received {
    /// The request line and the header fields, with the blank line after them.
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Received {
    /// The request that comes on a connection; `None` where the client leaves without one.
    pub(crate) fn on(stream: &TcpStream) -> Option<Self> {
        let mut reader = BufReader::new(stream);
        let (mut head, mut length) = (String::new(), 0);
        loop {
            let start = head.len();
            if reader.read_line(&mut head).unwrap_or(0) <= 2 {
                break;
            }
            let line = head[start..].to_lowercase();
            length =
                line.strip_prefix("content-length:").map_or(length, |value| value.trim().parse().expect("a length"));
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).expect("a body");
        let body = String::from_utf8(body).expect("text");
        head.contains(' ').then_some(Self { head, body })
    }

    /// The method and the target of the request.
    pub(crate) fn method_and_path(&self) -> (&str, &str) {
        let mut words = self.head.split(' ');
        (words.next().expect("a method"), words.next().expect("a path"))
    }
}
