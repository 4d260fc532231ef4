//! A service that responds by a function, for one test.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};

/// A service at the base URL returned: `respond` makes a whole HTTP response of each request's head. The heads it saw come
/// out of the receiver.
pub(crate) fn service(respond: impl Fn(&str) -> String + Send + 'static) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let head = respond_once(stream, &respond);
            if sender.send(head).is_err() {
                return;
            }
        }
    });
    (base, receiver)
}

fn respond_once(mut stream: TcpStream, respond: impl Fn(&str) -> String) -> String {
    let mut head = String::new();
    let mut reader = BufReader::new(stream.try_clone().expect("a second handle"));
    while reader.read_line(&mut head).is_ok_and(|read| read > 2) {}
    // A client that has gone needs no response.
    let _ = stream.write_all(respond(&head).as_bytes());
    head
}
