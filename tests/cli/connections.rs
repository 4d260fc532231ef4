//! Bytes after a response, and what they say about its case.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

use crate::project::Project;

const PAGE: &str = "# Lamps\n\n## Forget a lamp\n\n```http\nDELETE /lamps/7\n```\n\n```http\nHTTP/1.1 204 No Content\n```\n\n\
    ## Read a lamp\n\n```http\nGET /lamps/8\n```\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"id\": 8}\n```\n\n\
    ## Rename a lamp\n\n```http\nPUT /lamps/9\n```\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"id\": 8}\n```\n";

const LAMP: &str = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{\"id\": 8}";

/// A service that responds to each request with the texts that `respond` makes from it, with pauses between them.
fn keeping_service(respond: impl Fn(&str) -> Vec<String> + Send + Sync + Clone + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            stream.set_nodelay(true).expect("a socket");
            let respond = respond.clone();
            thread::spawn(move || {
                let mut request = [0; 4096];
                while let Some(read) = stream.read(&mut request).ok().filter(|read| *read > 0) {
                    for (at, part) in respond(&String::from_utf8_lossy(&request[..read])).into_iter().enumerate() {
                        thread::sleep(Duration::from_millis(if at == 0 { 0 } else { 6 }));
                        if stream.write_all(part.as_bytes()).is_err() {
                            return;
                        }
                    }
                }
            });
        }
    });
    base
}

/// One request at a time: the run passes, with a finding about the bytes after the response to `GET /lamps/8` and no other.
fn assert_only_get_lamps_8_is_warned_of(project: &Project, base: &str) {
    let done = project.run(&["run", "--base-url", base, "--concurrency", "1"]);
    assert_eq!(done.code, 0, "{done:?}");
    let record = project.read("reports/run.ndjson");
    let warned: Vec<&str> = record.lines().filter(|line| line.contains("H007")).collect();
    assert!(warned.len() == 1 && warned[0].contains("get-lamps-8"), "{record}");
}

#[test]
fn bytes_behind_the_response_to_a_get_are_a_warning_about_it_alone() {
    let project = Project::with(&[("docs/lamps.md", PAGE)]);
    let base = keeping_service(|request| match request.split(' ').next() {
        Some("GET") => vec![format!("{LAMP}, and more")],
        Some("DELETE") => vec!["HTTP/1.1 204 No Content\r\n\r\n".to_owned()],
        _ => vec![LAMP.to_owned()],
    });
    assert_only_get_lamps_8_is_warned_of(&project, &base);
}

#[test]
fn a_service_that_sends_several_responses_to_one_request_is_blamed_for_that_case_alone() {
    let page = PAGE
        .replace("DELETE", "GET")
        .replace("204 No Content", "200 OK\nContent-Type: application/json\n\n{\"id\": 8}");
    let project = Project::with(&[("docs/lamps.md", &*page)]);
    let base = keeping_service(|request| match request.split(' ').nth(1) {
        Some("/lamps/8") => vec![format!("{LAMP}{LAMP}")],
        _ => vec![LAMP.to_owned()],
    });
    assert_only_get_lamps_8_is_warned_of(&project, &base);
}

/// A service that sends a body after its 204, and that before it responds to anything that comes later.
fn service_with_a_late_body() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    let deleted = Arc::new((Mutex::new(None::<TcpStream>), Condvar::new()));
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let deleted = Arc::clone(&deleted);
            thread::spawn(move || {
                let mut request = [0; 4096];
                while let Some(read) = stream.read(&mut request).ok().filter(|read| *read > 0) {
                    let (waiting, is_deleted) = &*deleted;
                    let mut waiting = waiting.lock().expect("no panic");
                    let response = if request[..read].starts_with(b"DELETE") {
                        *waiting = stream.try_clone().ok();
                        is_deleted.notify_all();
                        "HTTP/1.1 204 No Content\r\n\r\n"
                    } else {
                        // What is fired alongside the DELETE may come first.
                        while waiting.is_none() {
                            waiting = is_deleted.wait(waiting).expect("no panic");
                        }
                        // Once that connection is closed, nobody reads it.
                        let _ = waiting.as_ref().map(|mut stream| stream.write_all(b"deleted"));
                        LAMP
                    };
                    if stream.write_all(response.as_bytes()).is_err() {
                        return;
                    }
                }
            });
        }
    });
    base
}

#[test]
fn a_body_that_comes_late_behind_a_204_fails_its_own_case() {
    let project = Project::with(&[("docs/lamps.md", PAGE)]);
    for concurrency in ["1", "8"] {
        let base = service_with_a_late_body();
        let done = project.run(&["run", "--base-url", &base, "--concurrency", concurrency]);
        assert_eq!(done.code, 1, "{done:?}");
        assert!(
            done.out.contains("a body follows the response") && done.out.contains("2 passed, 1 failed"),
            "{done:?}"
        );
        assert!(done.out.contains("delete-lamps-7"), "{done:?}");
        let junit = project.read("reports/junit.xml");
        assert_eq!(junit.matches("<failure").count(), 1, "{junit}");
    }
    let base = service_with_a_late_body();
    let allowed = project.run(&["run", "--base-url", &base, "--allow", "contradictory-framing"]);
    assert_eq!(allowed.code, 0, "{allowed:?}");
}
