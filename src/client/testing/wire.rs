//! Requests as they come to a service.

use std::io::{Read, Write};
use std::net::TcpListener;

use super::scripted::{OK, send_all};
use crate::client::Client;
use crate::http::Request;
use crate::request::testing::target;

/// One request as it comes on a connection, its body included.
pub(crate) fn read_request(stream: &mut impl Read) -> Option<String> {
    let (mut text, mut part) = (String::new(), [0; 4096]);
    loop {
        let read = stream.read(&mut part).ok().filter(|read| *read > 0)?;
        text.push_str(&String::from_utf8_lossy(&part[..read]));
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
        if body.len() >= length.unwrap_or(0) {
            return Some(text);
        }
    }
}

/// The request as it goes out to a service that speaks plain HTTP.
pub(crate) fn sent_plainly(request: &Request) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let mut request = request.clone();
    let mut url: url::Url = request.url.parse().expect("a URL");
    let port = listener.local_addr().expect("an address").port();
    url.set_scheme("http").and_then(|()| url.set_port(Some(port))).expect("a URL of a host");
    request.url = url.into();
    let service = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        let request = read_request(&mut stream).expect("a request");
        stream.write_all(OK.as_bytes()).expect("a response");
        request
    });
    let results = send_all(&Client::new(&target()).expect("a client"), &[request], None);
    assert!(results[0].is_ok(), "{results:?}");
    service.join().expect("served")
}
