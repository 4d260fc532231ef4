//! The client against services that respond by script.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::time::Duration;

use super::testing::{OK, bodiless, scripted, send_all};
use super::{Client, TransportError};
use crate::http::{Exchange, Headers, Request, TransportNote};
use crate::request::testing::target;

/// Responds to one connection with `response` and returns what was received; keeps the connection open if that is empty.
fn serve(response: &'static str) -> (String, std::thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}/x?q=1", listener.local_addr().expect("an address"));
    let thread = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        let mut sent = vec![0; 4096];
        let read = stream.read(&mut sent).expect("a request");
        stream.write_all(response.as_bytes()).expect("a response");
        if response.is_empty() {
            std::thread::sleep(Duration::from_millis(400));
        }
        String::from_utf8_lossy(&sent[..read]).into_owned()
    });
    (url, thread)
}

fn request(url: &str) -> Request {
    let mut headers = Headers::default();
    headers.push("Prefer", "a");
    headers.push("Prefer", "b=\"\u{e4}\"");
    Request { method: "PATCH".to_owned(), url: url.to_owned(), headers, body: Some(b"{}".to_vec()) }
}

fn send(client: &Client, request: &Request) -> Result<Exchange, TransportError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(client.send("x", request, None))
}

#[test]
fn requests_and_responses_are_kept_unchanged() {
    let (url, served) = serve("HTTP/1.1 302 Moved\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 2\r\n\r\nok");
    let client = Client::new(&target()).expect("a client");
    let exchange = send(&client, &request(&url)).expect("a response");
    assert_eq!((exchange.response.status, exchange.response.body.as_slice()), (302, &b"ok"[..]));
    assert_eq!(exchange.response.headers.get("Location"), Some("http://127.0.0.1:1/"));
    let sent = served.join().expect("served");
    assert!(sent.starts_with("PATCH /x?q=1 HTTP/1.1\r\nprefer: a\r\nprefer: b=\"\u{e4}\"\r\n"), "{sent}");
    assert!(sent.contains("content-length: 2\r\n") && sent.ends_with("\r\n\r\n{}"), "{sent}");
}

#[test]
fn errors_name_what_was_tried() {
    let mut target = target();
    target.timeout = Duration::from_millis(200);
    let client = Client::new(&target).expect("a client");
    let refused = send(&client, &request("http://127.0.0.1:9/secret?token=abc")).expect_err("refused");
    assert_eq!(refused.message, "connection refused by 127.0.0.1:9: is the service running?");
    assert!(refused.connect && !refused.timed_out());
    let (url, _served) = serve("");
    let late = send(&client, &request(&url)).expect_err("late");
    assert!(
        late.timed_out() && !late.connect && late.message.ends_with("no response was received within 0.2 s (timeout)"),
        "{late}"
    );
    let (url, _served) = serve("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort");
    let cut = send(&client, &request(&url)).expect_err("cut off");
    assert!(cut.message.contains("was cut off"), "{cut}");
    let unknown = send(&client, &request("http://nowhere.invalid/")).expect_err("unknown host");
    assert!(unknown.connect && unknown.message.contains("nowhere.invalid"), "{unknown}");
}

#[test]
fn bytes_after_a_response_harm_no_later_request() {
    let client = Client::new(&target()).expect("a client");
    let deleted: &[&str] = &["HTTP/1.1 204 No Content\r\nContent-Length: 7\r\n\r\n", "deleted"];
    let url = scripted(vec![vec![deleted, &[OK]], vec![&[OK]]]);
    let results = send_all(&client, &[bodiless("DELETE", &url), bodiless("GET", &url)], None);
    let [Ok(deleted), Ok(read)] = results.as_slice() else { panic!("{results:?}") };
    assert_eq!((deleted.response.status, read.response.body.as_slice(), read.notes.len()), (204, &b"ok"[..], 0));
}

#[test]
fn a_safe_request_is_sent_again_where_a_kept_connection_breaks() {
    let client = Client::new(&target()).expect("a client");
    // The second request on the first connection gets no response.
    let url = scripted(vec![vec![&[OK], &["nonsense"]], vec![&[OK]]]);
    let results = send_all(&client, &[bodiless("GET", &url), bodiless("GET", &url)], None);
    let [Ok(first), Ok(second)] = results.as_slice() else { panic!("{results:?}") };
    assert_eq!((first.notes.as_slice(), second.notes.as_slice()), (&[][..], &[TransportNote::Resent][..]));
    // A write is never sent twice.
    let url = scripted(vec![vec![&["nonsense"]], vec![&[OK]]]);
    let results = send_all(&client, &[bodiless("POST", &url)], None);
    assert!(results[0].as_ref().is_err_and(|error| error.message.contains("no response of")), "{results:?}");
}

#[test]
fn a_safe_request_is_sent_again_where_a_kept_connection_is_reset() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}/x", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a connection");
            let _request = stream.read(&mut [0; 4096]);
            stream.write_all(OK.as_bytes()).expect("a response");
            // The next request is not read: closing resets the connection.
            std::thread::sleep(Duration::from_millis(50));
        }
    });
    let client = Client::new(&target()).expect("a client");
    let results = send_all(&client, &[bodiless("GET", &url), bodiless("GET", &url)], None);
    assert!(results[1].as_ref().is_ok_and(|second| second.notes == [TransportNote::Resent]), "{results:?}");
}

#[test]
fn a_stream_is_read_up_to_its_first_item() {
    let client = Client::new(&target()).expect("a client");
    let events: &[&str] = &[
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n",
        "event: tick\ndata: 1",
        "\n\nevent: tick\ndata: 2\n\n",
    ];
    let results = send_all(&client, &[bodiless("GET", &scripted(vec![vec![events]]))], None);
    let Ok(exchange) = &results[0] else { panic!("{results:?}") };
    assert_eq!(exchange.response.body, b"event: tick\ndata: 1\n\n");
    assert_eq!(exchange.notes, [TransportNote::CutStream]);
    let lines: &[&str] = &["HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\n\r\n{}\n{", "}\n{\"a"];
    let results = send_all(&client, &[bodiless("GET", &scripted(vec![vec![lines]]))], None);
    assert!(results[0].as_ref().is_ok_and(|ok| ok.response.body == b"{}\n{}\n" && ok.notes.len() == 1), "{results:?}");
    let documents: &[&str] =
        &["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "8\r\n{\"a\": 1}\r\n", "3\r\n{\"a\r\n"];
    let results = send_all(&client, &[bodiless("GET", &scripted(vec![vec![documents]]))], Some(true));
    assert!(results[0].as_ref().is_ok_and(|ok| ok.response.body == b"{\"a\": 1}"), "{results:?}");
}

#[test]
fn a_timeout_says_what_had_come() {
    let mut target = target();
    target.timeout = Duration::from_millis(300);
    let client = Client::new(&target).expect("a client");
    let stalled: &[&str] = &["HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n{\"a\":"];
    let results = send_all(&client, &[bodiless("GET", &scripted(vec![vec![stalled]]))], None);
    let error = results[0].as_ref().expect_err("late");
    assert!(error.timed_out() && error.message.contains("did not end within 0.3 s (timeout)"), "{error}");
    assert!(error.message.ends_with("ms (HTTP 200), and 5 bytes of the body"), "{error}");
    for (response, is_stream, waited_for, came) in [
        ("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n", None, "event", "0 bytes of the body"),
        ("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n: hi\n\n", None, "event", "6 bytes of the body"),
        ("HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\n\r\n{", None, "line", "1 byte of the body"),
        ("HTTP/1.1 200 OK\r\n\r\n{", Some(true), "JSON document or line", "1 byte of the body"),
    ] {
        let script: &'static [&'static str] = Vec::leak(vec![response]);
        let results = send_all(&client, &[bodiless("GET", &scripted(vec![vec![script]]))], is_stream);
        let error = results[0].as_ref().expect_err("late");
        assert!(error.message.starts_with(&format!("the first {waited_for} of the stream of 127.0.0.1:")), "{error}");
        assert!(error.timed_out() && error.message.ends_with(&format!("ms (HTTP 200), and {came}")), "{error}");
    }
    for unfinished in ["HTTP/1.1 102 Processing\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-"] {
        let script: &'static [&'static str] = Vec::leak(vec![unfinished]);
        let results = send_all(&client, &[bodiless("GET", &scripted(vec![vec![script]]))], None);
        let error = results[0].as_ref().expect_err("late");
        let came = format!(
            "the header fields of its response did not end within 0.3 s (timeout): received {} bytes",
            unfinished.len()
        );
        assert!(error.timed_out() && error.message.ends_with(&came), "{error}");
    }
}
