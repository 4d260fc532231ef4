//! What requests say of who sends them.

use crate::project::Project;
use crate::responder::{Responder, example, json};

const OK: &str = "200 OK\nJSON\n\n{ \"on\": true }";

fn value<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

#[test]
fn requests_name_program_run_and_trace() {
    let page = example("Read", "GET /a", OK) + &example("Own", "GET /b\nUser-Agent: lamp/1\ntraceparent: 00-1", OK);
    let project = Project::with(&[("docs/a.md", &page)]);
    let service = Responder::new(|_, _| json(200, "{\"on\": 1}"));
    let arguments = ["run", "--base-url", &service.base, "--concurrency", "1", "--verbose"];
    let done = project.run(&arguments);
    let heads = service.heads();
    let run = value(&heads[0], "doctrial-run-id").expect("an id");
    assert!(value(&heads[0], "user-agent").is_some_and(|agent| agent.starts_with("doctrial/")), "{heads:?}");
    assert_eq!(value(&heads[1], "doctrial-run-id"), Some(run));
    assert_eq!((value(&heads[1], "user-agent"), value(&heads[1], "traceparent")), (Some("lamp/1"), Some("00-1")));
    let record = project.read("reports/run.ndjson");
    let parent = value(&heads[0], "traceparent").expect("a parent");
    let trace = parent.split('-').nth(1).expect("a trace");
    assert!(parent.starts_with("00-") && done.out.contains(&format!("  trace\n    {trace}\n")), "{parent} {done:?}");
    assert!(done.out.contains(&format!("fired at {}/, run {run}\n", service.base)), "{done:?}");
    // What is shown of the request is what the docs and settings make of it.
    assert!(!record.contains("Doctrial-Run-Id") && record.contains(&format!("\"run_id\":\"{run}\"")), "{record}");
    let has = |trace: &str| record.contains(&format!("\"trace\":\"{trace}\""));
    assert!(has(trace) && has("00-1"), "{record}");

    let nextest = [("NEXTEST", "1"), ("NEXTEST_RUN_ID", "0f3b")];
    project.run_with(&nextest, &arguments);
    assert_eq!(value(&service.heads()[2], "doctrial-run-id"), Some("0f3b"));
    project.write("doctrial.toml", b"run-headers = false\n");
    project.run(&arguments);
    let head = &service.heads()[4];
    assert!(!["user-agent", "doctrial-run-id", "traceparent"].iter().any(|name| head.contains(name)), "{head}");
}
