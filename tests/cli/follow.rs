//! What a request started, and what is known of its end.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::project::Project;
use crate::responder::{Responder, example, json, response};

fn exporting(looks: usize, end: &'static str) -> Responder {
    let left = AtomicUsize::new(looks);
    Responder::new(move |received, _| match received.method_and_path() {
        ("POST", "/exports") => response(202, "Location: /operations/7\r\n", "{\"status_url\": \"/operations/7\"}"),
        ("GET", "/operations/7") if left.load(Ordering::SeqCst) > 0 => {
            left.fetch_sub(1, Ordering::SeqCst);
            json(202, "{\"status\": \"running\"}")
        }
        ("GET", "/operations/7") => json(if end == "gone" { 500 } else { 200 }, &format!("{{\"status\": \"{end}\"}}")),
        ("GET", "/exports/last") if left.load(Ordering::SeqCst) == 0 => json(200, "{\"rows\": 3}"),
        _ => json(404, "{}"),
    })
}

fn project(follow: &str) -> Project {
    let page = example(
        "Export",
        "POST /exports\nAuthorization: Bearer abc",
        "202 Accepted\nJSON\n\n{ \"status_url\": \"/operations/1\" }",
    ) + &example("Last", "GET /exports/last", "200 OK\nJSON\n\n{ \"rows\": 5 }");
    let settings = format!("order = 'document'\n[[expect]]\nwhere = {{ heading = 'Export' }}\nfollow = {follow}\n");
    Project::with(&[("docs/a.md", &page), ("doctrial.toml", &settings)])
}

#[test]
fn what_was_started_is_waited_for() {
    for follow in [
        "{ for = '10s', every = '20ms' }",
        "{ for = '10s', every = '20ms', url = '$.status_url', until.'/status' = { one-of = ['done'] } }",
    ] {
        let service = exporting(3, "done");
        let done = project(follow).run(&["run", "--base-url", &service.base]);
        assert!(done.code == 0 && done.out.contains("2 passed"), "{follow}: {done:?}");
        assert_eq!(service.count("GET /operations/7"), 4, "{:?}", service.seen());
        let heads = service.heads();
        let look = heads.iter().find(|head| head.starts_with("get /operations/7 ")).expect("a look");
        assert!(look.contains("authorization: bearer abc\r\n"), "{look}");
    }
}

#[test]
fn what_fails_or_does_not_end_makes_the_case_broken() {
    let run = |looks, end, follow: &str| {
        let service = exporting(looks, end);
        project(follow).run(&["run", "--base-url", &service.base]).out
    };
    let out = run(1, "gone", "{ for = '10s', every = '20ms' }");
    assert!(out.contains("the operation that this request started failed: HTTP 500 from /operations/7"), "{out}");
    let out = run(1000, "done", "{ for = '100ms', every = '20ms' }");
    assert!(out.contains("did not end within 0.1 s at /operations/7"), "{out}");
    let out = run(0, "stuck", "{ for = '100ms', every = '20ms', until.'/status' = { equals = 'done' } }");
    assert!(out.contains("did not end within"), "{out}");
}
