//! `doctrial run`: exit codes and reports, from the service that keeps the contract to none at all.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};

use crate::project::{Project, READ, UNFILLED};
use crate::service::service;

const RIGHT: &str = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 25\r\nConnection: close\r\n\r\n{\"id\": 8, \"name\": \"hall\"}";
const WRONG: &str = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

#[test]
fn docs_agree_with_themselves_and_the_run_says_which_service_it_used() {
    let project = Project::with(&[("docs/a.md", READ)]);
    let done = project.run(&["run"]);
    assert_eq!(done.code, 0, "{done:?}");
    assert!(done.err.contains("embedded service") && done.err.contains("no base URL is set"), "{done:?}");
    assert!(project.read("reports/junit.xml").contains("<testcase"));
    assert!(project.read("reports/run.ndjson").lines().count() >= 3);
}

#[test]
fn a_service_that_keeps_the_contract_is_green() {
    let project = Project::with(&[("docs/a.md", READ)]);
    let (base, heads) = service(|_| RIGHT.to_owned());
    let done = project.run_with(&[("DOCTRIAL_TOKEN", "hush-hush-hush")], &["run", "--base-url", &format!("{base}/v2")]);
    assert_eq!(done.code, 0, "{done:?}");
    assert!(done.err.contains(&base), "{done:?}");
    let head = heads.recv().expect("a request");
    assert!(head.starts_with("GET /v2/lamps/7 HTTP/1.1"), "{head}");
    assert!(head.to_lowercase().contains("authorization: bearer hush-hush-hush"), "{head}");
}

/// NDJSON is not one JSON document: neither a finding, nor rewritten, nor judged as one.
#[test]
fn json_on_each_line_goes_out_and_comes_back_as_documented() {
    let page = "# Bulk\n\n```http\nPOST /bulk HTTP/1.1\nContent-Type: application/x-ndjson\n\n{\"id\": \"String\"}\n{\"id\": 2}\n```\n\n\
        ```http\nHTTP/1.1 200 OK\nContent-Type: application/x-ndjson\n\n{\"ok\": true}\n{\"ok\": \"no\"}\n```\n";
    let project = Project::with(&[("docs/bulk.md", page)]);
    let checked = project.run(&["check"]);
    assert!(checked.code == 0 && checked.out.contains("0 findings, 0 warnings"), "{checked:?}");
    let listed: serde_json::Value =
        serde_json::from_str(&project.run(&["list", "--format", "json", "--request"]).out).expect("one case");
    assert_eq!(listed["request"]["body"], "{\"id\": \"String\"}\n{\"id\": 2}\n", "each line ends");
    assert_eq!(listed["response_body"], "{\"ok\": true}\n{\"ok\": \"no\"}");
    assert_eq!(project.run(&["run"]).code, 0);
}

#[test]
fn a_broken_contract_is_red_and_its_report_is_written() {
    let project = Project::with(&[("docs/a.md", READ)]);
    let (base, _heads) = service(|_| WRONG.to_owned());
    let arguments = ["run", "--base-url", &base, "--report", "junit=out/j.xml", "--report", "ndjson=out/r.ndjson"];
    let done = project.run_with(&[("DOCTRIAL_TOKEN", "hush-hush-hush")], &arguments);
    assert_eq!(done.code, 1, "{done:?}");
    assert!(done.out.contains("a.md:13:10"), "the finding is at the status: {done:?}");
    let (junit, record) = (project.read("out/j.xml"), project.read("out/r.ndjson"));
    assert!(junit.contains("<failure") && record.contains("S001"));
    for text in [&junit, &record, &done.out, &done.err] {
        assert!(!text.contains("hush"), "{text}");
    }
    assert_eq!(
        project.run(&["run", "--base-url", &base, "--warn", "S001", "--quiet"]).code,
        1,
        "the body is missing, too"
    );
}

#[test]
fn nobody_listens() {
    let project = Project::with(&[("docs/a.md", READ)]);
    let port = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a free port").port();
    let base = format!("http://127.0.0.1:{port}");
    let done = project.run(&["run", "--base-url", &base]);
    assert_eq!(done.code, 5, "{done:?}");
    assert!(done.out.contains(&format!("127.0.0.1:{port}")), "{done:?}");
    assert!(project.read("reports/junit.xml").contains("<error"));
}

#[test]
fn a_run_that_fires_nothing_is_not_green() {
    let project = Project::with(&[("docs/b.md", UNFILLED)]);
    let done = project.run(&["run", "--base-url", "http://127.0.0.1:9"]);
    assert_eq!(done.code, 4, "{done:?}");
    assert!(done.out.contains("{id}") || done.err.contains("{id}"), "the reason is shown: {done:?}");
}

#[test]
fn what_is_left_out_is_skipped_with_its_reason() {
    let settings = "[[skip]]\npage = 'a.md'\nreason = 'the lamp is away'\n";
    let project = Project::with(&[
        ("docs/a.md", READ),
        ("docs/c.md", &READ.replace("lamps", "lights")),
        ("doctrial.toml", settings),
    ]);
    let done = project.run(&["run", "--verbose"]);
    assert_eq!(done.code, 0, "{done:?}");
    assert!(done.out.contains("the lamp is away"), "{done:?}");
}

#[test]
fn records_of_shards_are_merged_and_exit_as_the_whole_would() {
    let project = Project::with(&[("docs/a.md", READ), ("docs/c.md", &READ.replace("lamps", "lights"))]);
    let (base, _heads) = service(|_| WRONG.to_owned());
    assert_eq!(project.run(&["run", "a.md", "--report", "ndjson=parts/1.ndjson"]).code, 0);
    assert_eq!(project.run(&["run", "c.md", "--base-url", &base, "--report", "ndjson=parts/2.ndjson"]).code, 1);
    let merged = project.run(&["report", "merge", "parts", "--report", "junit=all.xml"]);
    assert_eq!(merged.code, 1, "{merged:?}");
    assert!(merged.out.contains("1 passed, 1 failed"), "{merged:?}");
    assert_eq!(project.read("all.xml").matches("<testcase").count(), 2);
    let nothing = project.run(&["report", "merge", "docs"]);
    assert!(nothing.code == 2 && nothing.err.contains("nothing to merge"), "{nothing:?}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_run_with_its_report() {
    let project = Project::with(&[("docs/a.md", READ)]);
    let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
    let base = format!("http://{}", silent.local_addr().expect("an address"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_doctrial"));
    command.args(["run", "--base-url", &base]).current_dir(project.path()).env_clear();
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary runs");
    let _held = silent.accept().expect("the request comes");
    let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs");
    assert!(killed.success());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let record = project.read("reports/run.ndjson");
    assert!(record.contains("interrupted"), "{record}");
}

#[cfg(unix)]
#[test]
fn serve_prints_its_address_and_responds_until_ctrl_c() {
    let project = Project::with(&[("docs/a.md", READ)]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_doctrial"));
    command.args(["serve"]).current_dir(project.path()).env_clear();
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the binary runs");
    let mut address = String::new();
    BufReader::new(child.stdout.take().expect("piped")).read_line(&mut address).expect("a line");
    let address = address.trim().strip_prefix("http://").expect("a URL").to_owned();
    let mut stream = TcpStream::connect(&address).expect("it listens");
    stream
        .write_all(format!("GET /lamps/7 HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").as_bytes())
        .expect("sends");
    let mut response = String::new();
    stream.read_to_string(&mut response).expect("responds");
    assert!(response.starts_with("HTTP/1.1 200") && response.contains("\"name\""), "{response}");
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs");
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
}

#[test]
fn a_placeholder_in_a_request_fails_a_run_that_denies_placeholders() {
    let page = "# Make a lamp\n\n| Property | Type |\n|---|---|\n| watts | Double |\n\n\
                ```http\nPOST /lamps\nContent-Type: application/json\n\n{\n  \"watts\": \"Double\"\n}\n```\n\n\
                ```http\nHTTP/1.1 204 No Content\n```\n";
    let project = Project::with(&[("docs/a.md", page)]);
    assert_eq!(project.run(&["run"]).code, 0);
    let done = project.run(&["run", "--deny", "tolerance:placeholder"]);
    assert_eq!(done.code, 1, "{done:?}");
    assert!(done.out.contains("docs/a.md:12:3  B301 denied-tolerance  request"), "{done:?}");
}

#[test]
fn a_service_that_does_not_respond_is_given_up() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    let example = |n: u32| format!("## E{n}\n\n```http\nGET /e/{n} HTTP/1.1\n```\n\n```http\nHTTP/1.1 200 OK\n```\n\n");
    let project = Project::with(&[("docs/a.md", &(1..=70).map(example).collect::<String>())]);
    // Connections are accepted by the system, and nobody responds.
    let done = project.run(&["run", "--base-url", &base, "--timeout", "200ms"]);
    assert!(done.out.contains("given up: the service does not respond"), "{done:?}");
    let last = done.out.lines().last().unwrap_or_default();
    let count = |word: &str| -> usize {
        let before = last.split(word).next().unwrap_or_default();
        before.trim_end().rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or_default()
    };
    let (broken, skipped) = (count("broken"), count("skipped"));
    assert!((20..60).contains(&broken) && broken + skipped == 70, "{last}");
    let again = project.run(&["run", "--failed", "--base-url", &base, "--timeout", "200ms"]);
    assert!(again.err.contains("70 cases"), "{again:?}");
}

#[test]
fn a_response_that_takes_more_memory_than_allowed_is_not_judged() {
    let page =
        "# A\n\n```http\nGET /all\n```\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n[1, 2]\n```\n";
    let body = format!("[{}1]", "1,".repeat(1 << 20));
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n", body.len());
    let (base, _requests) = service(move |_| format!("{head}{body}"));
    let project = Project::with(&[("docs/a.md", page), ("doctrial.toml", "response-memory = 64\n")]);
    let done = project.run(&["run", "--base-url", &base]);
    assert!(done.out.contains("would take about") && done.out.contains("`response-memory` allows 64"), "{done:?}");
    assert!(done.out.contains("1 broken"), "{done:?}");
    project.write("doctrial.toml", b"response-memory = 256\n");
    let done = project.run(&["run", "--base-url", &base]);
    assert_eq!(done.code, 0, "{done:?}");
}
