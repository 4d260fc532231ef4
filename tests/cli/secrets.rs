//! What a service echoes of the credentials it was sent is shown nowhere.

use crate::project::{Project, READ};
use crate::service::service;

/// A failure whose body and header repeat the request's head.
fn echo(head: &str) -> String {
    let line = head.replace("\r\n", " ");
    let (name, length) = ("X-Echo", head.len());
    format!(
        "HTTP/1.1 409 Conflict\r\n{name}: {line}\r\nContent-Type: text/plain\r\nContent-Length: {length}\r\n\r\n{head}"
    )
}

/// All that a failing run shows and writes, with the request heads the service saw.
fn run(settings: &str, variables: &[(&str, &str)]) -> (String, String) {
    let project = Project::with(&[("docs/a.md", READ), ("doctrial.toml", settings)]);
    let (base, heads) = service(echo);
    let done = project.run_with(variables, &["run", "--verbose", "--base-url", &base]);
    assert_eq!(done.code, 1, "{done:?}");
    let (junit, record) = (project.read("reports/junit.xml"), project.read("reports/run.ndjson"));
    (heads.recv().expect("a request"), [done.out, done.err, junit, record].join("\n"))
}

/// The service was sent each of these, and no output shows it.
fn assert_hidden(settings: &str, variables: &[(&str, &str)], secrets: &[&str]) {
    let (head, shown) = run(settings, variables);
    assert!(shown.contains("x-echo") && shown.contains("GET /lamps/7"), "the echo itself is shown: {shown}");
    for secret in secrets {
        assert!(head.contains(secret), "{secret} was not sent: {head}");
        assert!(!shown.contains(secret), "{secret} is shown: {shown}");
    }
}

#[test]
fn basic_credentials_are_hidden_as_they_are_sent() {
    // `ann:hunter22` in Base64.
    assert_hidden("[auth]\nbasic = { user = 'ann', password = 'hunter22' }\n", &[], &["YW5uOmh1bnRlcjIy"]);
}

#[test]
fn a_bearer_token_from_the_environment_is_hidden() {
    assert_hidden("[auth]\nbearer = '${MINE}'\n", &[("MINE", "t0ken-of-mine")], &["t0ken-of-mine"]);
}

#[test]
fn header_fields_are_hidden_by_their_names_or_by_their_variables() {
    let settings = "[headers]\nX-Api-Key = 'Key abcd1234'\nX-Tenant = '${TENANT}'\n";
    assert_hidden(settings, &[("TENANT", "tenant-0815")], &["abcd1234", "tenant-0815"]);
}

#[test]
fn what_is_no_secret_stays_readable() {
    let (_, shown) = run("[headers]\nX-Version = 'preview-7'\n", &[]);
    assert!(shown.contains("preview-7") && shown.contains("application/json"), "{shown}");
}
