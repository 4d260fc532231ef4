//! A service of a test: what it responds with is a function of the request.

use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use crate::received::Received;

/// A service on loopback that notes what it gets.
pub(crate) struct Responder {
    pub(crate) base: String,
    seen: Arc<Mutex<Vec<Received>>>,
}

impl Responder {
    /// `respond` gets the request and how many came before it, and returns all of the response.
    pub(crate) fn new(respond: impl Fn(&Received, usize) -> String + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let base = format!("http://{}", listener.local_addr().expect("an address"));
        let seen: Arc<Mutex<Vec<Received>>> = Arc::default();
        let (noted, respond) = (Arc::clone(&seen), Arc::new(respond));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (noted, respond) = (Arc::clone(&noted), Arc::clone(&respond));
                std::thread::spawn(move || serve(stream, &noted, &*respond));
            }
        });
        Self { base, seen }
    }

    /// The requests so far: method, target and body.
    pub(crate) fn seen(&self) -> Vec<String> {
        let of = |received: &Received| {
            let (method, path) = received.method_and_path();
            format!("{method} {path} {}", received.body).trim().to_owned()
        };
        self.seen.lock().expect("no panic").iter().map(of).collect()
    }

    /// The heads of the requests so far, in lower case.
    pub(crate) fn heads(&self) -> Vec<String> {
        self.seen.lock().expect("no panic").iter().map(|received| received.head.to_lowercase()).collect()
    }

    /// How many requests began so.
    pub(crate) fn count(&self, start: &str) -> usize {
        self.seen().iter().filter(|seen| seen.starts_with(start)).count()
    }
}

fn serve(mut stream: TcpStream, noted: &Mutex<Vec<Received>>, respond: &dyn Fn(&Received, usize) -> String) {
    let Some(received) = Received::on(&stream) else { return };
    let before = noted.lock().expect("no panic").len();
    let response = {
        let head = received.head.clone();
        let body = received.body.clone();
        noted.lock().expect("no panic").push(received);
        respond(&Received { head, body }, before)
    };
    // A client that has gone needs no response.
    let _ = stream.write_all(response.as_bytes());
}

/// A response with a JSON body, or none if that is empty.
pub(crate) fn json(status: u16, body: &str) -> String {
    response(status, "", body)
}

/// As [`json`], with more header fields, each with its line end.
pub(crate) fn response(status: u16, fields: &str, body: &str) -> String {
    let kind = if body.is_empty() { "" } else { "Content-Type: application/json\r\n" };
    let length = if status == 204 { String::new() } else { format!("Content-Length: {}\r\n", body.len()) };
    format!("HTTP/1.1 {status} X\r\n{fields}{kind}{length}Connection: close\r\n\r\n{body}")
}

/// An example below a heading; `JSON` in a message is the line of its media type.
pub(crate) fn example(heading: &str, request: &str, response: &str) -> String {
    let json = |text: &str| text.replace("JSON", "Content-Type: application/json");
    format!("## {heading}\n\n```http\n{}\n```\n\n```http\nHTTP/1.1 {}\n```\n\n", json(request), json(response))
}
