//! https, by the binary.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod http2;
mod service;
mod settings;

use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};

use service::serve;

const PAGE: &str = "# Read a lamp\n\n```http\nGET /lamps/7\n```\n\n```http\nHTTP/1.1 200 OK\n\
                    Content-Type: application/json\n\n{ \"id\": 7 }\n```\n";

const WRITES: &str = "\n## Forget a lamp\n\n```http\nDELETE /lamps/7\n```\n\n```http\nHTTP/1.1 204 No Content\n```\n\n\
                      ## Rename a lamp\n\n```http\nPUT /lamps/9\n```\n\n```http\nHTTP/1.1 200 OK\n\
                      Content-Type: application/json\n\n{ \"id\": 8 }\n```\n";

const LAMP: &str = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{\"id\": 8}";

/// Fires the cases at `https://127.0.0.1:PORT`, trusting the certificates of this file alone.
fn run(dir: &Path, port: u16, trusted: &Path) -> (i32, String) {
    run_with(dir, port, trusted, &[])
}

fn run_with(dir: &Path, port: u16, trusted: &Path, more: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_doctrial"));
    command.args(["run", "docs", "--base-url", &format!("https://127.0.0.1:{port}")]);
    command.args(more).current_dir(dir).env_clear().env("SSL_CERT_FILE", trusted);
    let output = command.output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
}

fn write_page(dir: &Path, page: &str) {
    std::fs::create_dir(dir.join("docs")).unwrap();
    std::fs::write(dir.join("docs/lamps.md"), page).unwrap();
}

// Elsewhere the system's own store decides, and no variable adds to it.
#[cfg(target_os = "linux")]
#[test]
fn a_service_is_trusted_by_the_certificate_of_its_authority() {
    let dir = tempfile::tempdir().unwrap();
    write_page(dir.path(), PAGE);
    let (port, authority) = serve(|_| LAMP.to_owned());
    let (_, stranger) = serve(|_| LAMP.to_owned());
    let (trusted, other) = (dir.path().join("authority.pem"), dir.path().join("stranger.pem"));
    std::fs::write(&trusted, authority).unwrap();
    std::fs::write(&other, stranger).unwrap();

    let (code, out) = run(dir.path(), port, &trusted);
    assert!(code == 0 && out.contains("1 passed"), "{code} {out}");
    let (code, out) = run(dir.path(), port, &other);
    assert!(code == 5 && out.contains("BROKEN"), "{code} {out}");
    assert!(out.contains(&format!("the certificate of 127.0.0.1:{port} was refused: ")), "{out}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_body_behind_a_204_breaks_no_other_case() {
    let dir = tempfile::tempdir().unwrap();
    write_page(dir.path(), &format!("{PAGE}{WRITES}"));
    let (port, authority) = serve(|request| match request.split(' ').next() {
        Some("DELETE") => "HTTP/1.1 204 No Content\r\n\r\ndeleted".to_owned(),
        _ => LAMP.to_owned(),
    });
    let trusted = dir.path().join("authority.pem");
    std::fs::write(&trusted, authority).unwrap();
    for concurrency in ["1", "8"] {
        let (code, out) = run_with(dir.path(), port, &trusted, &["--concurrency", concurrency]);
        assert!(code == 0 && out.contains("3 passed") && !out.contains("resent"), "{code} {out}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_goes_out_is_what_is_reported() {
    const URLS: [&str; 8] = [
        "/a?q='it''s'",
        "/a(b='c')?d[]=e&f[g]=h",
        "/a|b^c`d\\e?f=|^`\\\"{}",
        "/a b/\u{e4}?c d=\u{e4}",
        "/a/../b/./c",
        "/50%/%2f%41?x=%",
        "/a//b/?",
        "/a;b=c,d:e@f!$&*+~?g;h=i/j?k!$*+,~:@",
    ];
    let dir = tempfile::tempdir().unwrap();
    let case =
        |url| format!("## Case\n\n```http\nGET {url} HTTP/1.1\n```\n\n```http\nHTTP/1.1 204 No Content\n```\n\n");
    write_page(dir.path(), &URLS.map(case).concat());
    let received = Arc::new(Mutex::new(Vec::new()));
    let (port, authority) = serve({
        let received = Arc::clone(&received);
        move |request| {
            received.lock().unwrap().push(request.split(' ').nth(1).unwrap().to_owned());
            LAMP.to_owned()
        }
    });
    let trusted = dir.path().join("authority.pem");
    std::fs::write(&trusted, authority).unwrap();
    let (code, out) = run_with(dir.path(), port, &trusted, &["--concurrency", "1", "-v"]);
    assert!(code == 1 && out.contains("8 failed") && out.contains("URL sent with %27 for '"), "{code} {out}");

    let record = std::fs::read_to_string(dir.path().join("reports/run.ndjson")).unwrap();
    let cases = record.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let cases: Vec<_> = cases.filter(|line| line["kind"] == "case").collect();
    let base = format!("https://127.0.0.1:{port}");
    let received = received.lock().unwrap();
    assert_eq!(cases.len(), received.len());
    for ((case, target), shown) in cases.iter().zip(received.iter()).zip(URLS) {
        assert_eq!(case["request"]["start"], format!("GET {base}{target}"), "{shown}");
        let curl = case["curl"].as_str().unwrap();
        let url = curl.split(" -H ").next().unwrap().split(' ').next_back().unwrap().replace("'\\''", "'");
        assert_eq!(url.trim_matches('\''), format!("{base}{target}"), "{curl}");
        assert_eq!(shown != target, !case["changes"].as_array().is_none_or(Vec::is_empty), "{case}");
    }
    assert!(received[0] == "/a?q=%27it%27%27s%27" && received[6] == "/a//b/?", "{received:?}");
}
