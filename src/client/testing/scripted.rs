//! Services that speak plain HTTP.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::time::Duration;

use crate::client::{Client, TransportError};
use crate::http::{Exchange, Headers, Request};

pub(crate) const OK: &str = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

/// Instead of a part: the service closes the connection.
pub(crate) const CLOSES: &str = "(closes)";

/// Responds to each request of each connection with the next of these parts, each sent after a pause; then waits.
pub(crate) fn scripted(connections: Vec<Vec<&'static [&'static str]>>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}/x", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        for responses in connections {
            let (mut stream, _) = listener.accept().expect("a connection");
            std::thread::spawn(move || {
                for parts in responses {
                    if !stream.read(&mut [0; 4096]).is_ok_and(|read| read > 0) {
                        return;
                    }
                    for part in parts {
                        if *part == CLOSES {
                            return;
                        }
                        std::thread::sleep(Duration::from_millis(10));
                        if stream.write_all(part.as_bytes()).is_err() {
                            return;
                        }
                    }
                }
                // Until the client leaves.
                let _ = stream.read(&mut [0; 4096]);
            });
        }
    });
    url
}

pub(crate) fn bodiless(method: &str, url: &str) -> Request {
    Request { method: method.to_owned(), url: url.to_owned(), headers: Headers::default(), body: None }
}

pub(crate) fn send_all(
    client: &Client,
    requests: &[Request],
    is_stream: Option<bool>,
) -> Vec<Result<Exchange, TransportError>> {
    send_and_look(client, requests, is_stream).0
}

/// The same, and the places in this list of the requests after whose responses bytes came later.
pub(crate) fn send_and_look(
    client: &Client,
    requests: &[Request],
    is_stream: Option<bool>,
) -> (Vec<Result<Exchange, TransportError>>, Vec<String>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let mut results = Vec::new();
        for (at, request) in requests.iter().enumerate() {
            results.push(client.send(&at.to_string(), request, is_stream).await);
        }
        (results, client.late_bytes().await.into_iter().map(|late| late.name).collect())
    })
}
