//! Ctrl-C and timeouts while cases have something to be taken back.
#![cfg(unix)]

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::project::Project;
use crate::responder::{Responder, example, json};

const SETTINGS: &str = "[[capture]]\nof = { heading = \"Send\" }\nparcel-id = \"$.number\"\nundo = \"take back\"\n\n\
    [[setup]]\nname = \"take back\"\nrequest = \"DELETE /parcels/{parcel-id}\"\nexpect = 204\n";

fn project() -> Project {
    let page = [
        example("Send", "POST /parcels\nJSON\n\n{ \"to\": \"Ada\" }", "201 Created\nJSON\n\n{ \"number\": 1001 }"),
        example("Read", "GET /parcels/{parcel-id}/slow", "200 OK\nJSON\n\n{ \"on\": true }"),
        example("Look", "GET /parcels/{parcel-id}/slow", "200 OK\nJSON\n\n{ \"on\": true }"),
    ]
    .concat();
    Project::with(&[("docs/a.md", &page), ("doctrial.toml", SETTINGS)])
}

/// Slow to read a parcel; `slow_to_delete` says how slow it is to take one back.
fn service(slow_to_delete: Duration) -> Responder {
    Responder::new(move |received, _| match received.method_and_path() {
        ("POST", _) => json(201, "{\"number\": 7}"),
        ("DELETE", _) => {
            std::thread::sleep(slow_to_delete);
            json(204, "")
        }
        _ => {
            std::thread::sleep(Duration::from_secs(8));
            json(200, "{\"on\": true}")
        }
    })
}

fn started(project: &Project, base: &str) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_doctrial"));
    command.args(["run", "--base-url", base, "--concurrency", "1"]).current_dir(project.path()).env_clear();
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary runs")
}

#[test]
fn nobody_waits_until_the_secrets_of_a_large_response_are_hidden() {
    let row =
        |at: usize| format!("{{\"lamp\":{at},\"token\":\"l{at}\",\"note\":\"for=the desk and more of that kind\"}}");
    let body = format!("[{}]", (0..180_000).map(row).collect::<Vec<_>>().join(","));
    let service = Responder::new(move |_, _| json(200, &body));
    let page = example("Read", "GET /lamps", "200 OK\nJSON\n\n[{ \"lamp\": 1, \"token\": \"x\", \"note\": \"n\" }]");
    let project = Project::with(&[("docs/a.md", &page)]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_doctrial"));
    command.args(["run", "--base-url", &service.base, "--record", "kept"]).current_dir(project.path()).env_clear();
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary runs");
    until("the request", || service.count("GET") == 1);
    std::thread::sleep(Duration::from_secs(3));
    let began = Instant::now();
    interrupt(&child);
    let output = child.wait_with_output().expect("it ends");
    assert!(began.elapsed() < Duration::from_secs(6), "{:?}", began.elapsed());
    // A machine that is fast enough has ended before.
    let out = String::from_utf8_lossy(&output.stdout);
    assert!(out.contains("INTERRUPTED") || out.contains("PASSED: 1 passed"), "{out}");
    assert!(!project.read("kept/exchanges.ndjson").contains("\"l179999\""));
}

#[test]
fn nobody_waits_until_the_secrets_of_a_large_failure_are_hidden() {
    let row = |at: usize| format!("{{\"lamp\":{at},\"token\":\"tk-{at:06}-zq/7\",\"note\":\"of the desk\"}}");
    let body = format!("[{}]", (0..60_000).map(row).collect::<Vec<_>>().join(","));
    let service = Responder::new(move |_, _| json(200, &body));
    let page =
        example("Read", "GET /lamps", "200 OK\nJSON\n\n[{ \"lamp\": \"x\", \"token\": \"x\", \"note\": \"n\" }]");
    let project = Project::with(&[("docs/a.md", &page)]);
    let began = Instant::now();
    let done = project.run(&["run", "--base-url", &service.base, "--timeout", "2s"]);
    // Reading, judging and hiding have two seconds each.
    assert!(began.elapsed() < Duration::from_secs(12), "{:?}", began.elapsed());
    // A machine that is fast enough has judged it.
    assert!(done.out.contains("2 s (timeout)") || done.out.contains("0 passed, 1 failed"), "{done:?}");
    assert!(!done.out.contains("tk-000000"), "{done:?}");
}

fn interrupt(child: &Child) {
    let kill = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs");
    assert!(kill.success());
}

fn until(what: &str, is_met: impl Fn() -> bool) {
    let began = Instant::now();
    while !is_met() {
        assert!(began.elapsed() < Duration::from_secs(20), "{what} in time");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn what_was_made_is_taken_back_after_an_interrupt() {
    let (project, service) = (project(), service(Duration::ZERO));
    let child = started(&project, &service.base);
    until("the slow request", || service.count("GET") == 1);
    let began = Instant::now();
    interrupt(&child);
    let output = child.wait_with_output().expect("it ends");
    let out = String::from_utf8_lossy(&output.stdout);
    assert!(began.elapsed() < Duration::from_secs(6), "nobody waits for the response");
    assert_eq!(service.seen(), ["POST /parcels { \"to\": \"Ada\" }", "GET /parcels/7/slow", "DELETE /parcels/7"]);
    assert!(out.contains("INTERRUPTED") && out.contains("the run was interrupted before this case's turn"), "{out}");
    let junit = project.read("reports/junit.xml");
    assert!(junit.contains("tests=\"3\"") && junit.trim_end().ends_with("</testsuites>"), "{junit}");
    assert!(project.read("reports/run.ndjson").lines().count() >= 4);
}

#[test]
fn what_is_being_made_at_an_interrupt_is_waited_for_and_taken_back() {
    let service = Responder::new(|received, _| match received.method_and_path() {
        ("POST", _) => {
            std::thread::sleep(Duration::from_secs(2));
            json(201, "{\"number\": 7}")
        }
        _ => json(204, ""),
    });
    let project = project();
    let child = started(&project, &service.base);
    until("the request that makes something", || service.count("POST") == 1);
    interrupt(&child);
    let output = child.wait_with_output().expect("it ends");
    let out = String::from_utf8_lossy(&output.stdout);
    assert_eq!(service.seen(), ["POST /parcels { \"to\": \"Ada\" }", "DELETE /parcels/7"], "{out}");
    assert!(out.contains("INTERRUPTED: 1 passed"), "{out}");
}

#[test]
fn a_second_interrupt_ends_the_run_at_once() {
    let (project, service) = (project(), service(Duration::from_secs(15)));
    let child = started(&project, &service.base);
    until("the slow request", || service.count("GET") == 1);
    interrupt(&child);
    until("what takes back", || service.count("DELETE") == 1);
    let began = Instant::now();
    interrupt(&child);
    let output = child.wait_with_output().expect("it ends");
    let out = String::from_utf8_lossy(&output.stdout);
    assert!(began.elapsed() < Duration::from_secs(6), "{:?}", began.elapsed());
    assert!(out.contains("is not removed") && out.contains("interrupted a second time"), "{out}");
    assert!(project.read("reports/junit.xml").trim_end().ends_with("</testsuites>"));
    assert!(project.read("reports/run.ndjson").contains("is not removed"));
}

#[test]
fn what_was_made_is_taken_back_after_a_timeout() {
    let (project, service) = (project(), service(Duration::ZERO));
    let done = project.run(&["run", "--base-url", &service.base, "--timeout", "300ms"]);
    assert!(done.out.contains("1 passed, 0 failed, 2 broken"), "{done:?}");
    assert_eq!(service.count("DELETE /parcels/7"), 1, "{:?}", service.seen());
}

#[test]
fn a_run_whose_cases_had_all_ended_is_what_they_say() {
    let service = Responder::new(|received, _| match received.method_and_path() {
        ("POST", _) => json(201, "{\"number\": 7}"),
        ("DELETE", _) => {
            std::thread::sleep(Duration::from_secs(2));
            json(204, "")
        }
        _ => json(200, "{\"on\": true}"),
    });
    let project = project();
    let child = started(&project, &service.base);
    until("what takes back", || service.count("DELETE") == 1);
    interrupt(&child);
    let output = child.wait_with_output().expect("it ends");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(0), "{out}{err}");
    assert!(out.contains("PASSED: 3 passed") && err.contains("the run is complete"), "{out}{err}");
    assert!(project.read("reports/run.ndjson").contains("\"interrupted\":false"));
}

#[test]
fn a_run_whose_last_response_came_after_the_interrupt_is_what_it_says() {
    let service = Responder::new(|received, _| match received.method_and_path() {
        ("POST", _) => {
            std::thread::sleep(Duration::from_secs(2));
            json(201, "{\"number\": 7}")
        }
        _ => json(204, ""),
    });
    let page =
        example("Send", "POST /parcels\nJSON\n\n{ \"to\": \"Ada\" }", "201 Created\nJSON\n\n{ \"number\": 1001 }");
    let project = Project::with(&[("docs/a.md", &page), ("doctrial.toml", SETTINGS)]);
    let child = started(&project, &service.base);
    until("the only request", || service.count("POST") == 1);
    interrupt(&child);
    let output = child.wait_with_output().expect("it ends");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(0), "{out}{err}");
    assert!(out.contains("PASSED: 1 passed") && err.contains("the run is complete"), "{out}{err}");
    assert_eq!(service.count("DELETE /parcels/7"), 1, "{:?}", service.seen());
}
