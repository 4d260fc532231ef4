//! Pages of commands that build on one another, against a service with a memory.

use std::collections::BTreeMap;
use std::io::Write;
use std::net::{TcpListener, TcpStream};

use crate::project::Project;
use crate::received::Received;

/// `PUT /keys/NAME` with `value=...` keeps it (201, or 200 with what was there before), `GET` gives it (404 without),
/// `DELETE` drops it. Slow to respond, so that requests that do not wait for one another overlap.
fn service() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        let mut keys = BTreeMap::new();
        for stream in listener.incoming().flatten() {
            response(stream, &mut keys);
        }
    });
    base
}

fn response(mut stream: TcpStream, keys: &mut BTreeMap<String, String>) {
    let received = Received::on(&stream).expect("a request");
    let (method, path) = received.method_and_path();
    let shown = |key: &str, value: &str| format!("{{\"key\": \"{key}\", \"value\": \"{value}\"}}");
    let (status, text) = match (method, keys.get(path).cloned()) {
        ("PUT", before) => {
            let value = received.body.strip_prefix("value=").expect("a form").to_owned();
            let text = before.map_or_else(
                || ("201 Created", shown(path, &value)),
                |old| ("200 OK", format!("{{\"key\": \"{path}\", \"value\": \"{value}\", \"before\": \"{old}\"}}")),
            );
            keys.insert(path.to_owned(), value);
            text
        }
        ("DELETE", Some(_)) => {
            keys.remove(path);
            ("200 OK", "{\"dropped\": true}".to_owned())
        }
        (_, Some(value)) => ("200 OK", shown(path, &value)),
        (_, None) => ("404 Not Found", "{\"errorCode\": 100, \"message\": \"no such key\"}".to_owned()),
    };
    let response = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{text}", text.len());
    // A client that has gone needs no response.
    let _ = stream.write_all(response.as_bytes());
}

const STORY: &str = "# Keys\n\n## Keep\n\n```sh\ncurl http://localhost:4000/keys/a -XPUT -d 'value=big lamp'\n```\n\n\
    ```json\n{ \"key\": \"/keys/a\", \"value\": \"big lamp\" }\n```\n\n\
    Change it behind the scenes:\n\n```sh\ncurl http://localhost:4000/keys/a -XPUT -d value=small\n```\n\n\
    ## Look\n\nIt is there:\n\n```sh\n$ curl http://127.0.0.1:4001/keys/a\n{ \"key\": \"/keys/a\", \"value\": \"small\" }\n\
    $ curl -X DELETE http://127.0.0.1:4001/keys/a\n{ \"dropped\": true }\n```\n\n\
    And then it is gone:\n\n```sh\ncurl http://localhost:4000/keys/a\n# {\"errorCode\": 100, \"message\": \"no such key\"}\n```\n";

#[test]
fn a_page_in_document_order_builds_on_its_earlier_cases() {
    let project = Project::with(&[
        ("docs/story.md", STORY),
        ("doctrial.toml", "[[page]]\npath = \"story.md\"\norder = \"document\"\n"),
    ]);
    for _ in 0..3 {
        let done = project.run(&["run", "--base-url", &service()]);
        assert_eq!(done.code, 0, "{done:?}");
        assert!(done.out.contains("4 passed, 0 failed, 0 broken, 1 skipped"), "{done:?}");
        assert!(done.out.contains("steps of a page in document order") && done.out.contains("HTTP 200"), "{done:?}");
    }
}

#[test]
fn a_failed_step_is_shown_before_what_it_may_have_caused() {
    let story = STORY.replace("PUT -d value=small", "DELETE");
    let settings = "order = \"document\"\n";
    // The step drops the key instead of changing it; dropping it a second time is refused.
    let twice = story.replace("## Look", "```sh\ncurl http://localhost:4000/keys/a -XDELETE\n```\n\n## Look");
    let project = Project::with(&[("docs/story.md", &twice), ("doctrial.toml", settings)]);
    let done = project.run(&["run", "--base-url", &service()]);
    assert_eq!(done.code, 1, "{done:?}");
    let (step, failure) = (done.out.find("FAILED STEP docs/story.md:"), done.out.find("FAILED docs/story.md:"));
    assert!(step.is_some() && step < failure && done.out.contains("refused it: HTTP 404"), "{done:?}");
    assert!(done.out.contains("1 skipped: failed steps of a page"), "{done:?}");
    assert!(!done.out.contains("fire them in order"), "they are");
    assert!(done.out.contains("2 skipped (1 failed step) in "), "{done:?}");
    let quiet = project.run(&["run", "-q", "--base-url", &service()]);
    assert!(quiet.out.contains("refused it: HTTP 404") && quiet.out.contains("(1 failed step)"), "{quiet:?}");
}

#[test]
fn a_step_without_a_response_is_not_passed_over() {
    let story = "# Keys\n\n```sh\ncurl http://localhost:4000/keys/a -XPUT -d value=1\n```\n\n## Look\n\nIt is there:\n\n\
                 ```sh\n$ curl http://localhost:4000/keys/a\n{ \"key\": \"/keys/a\", \"value\": \"1\" }\n```\n";
    let project = Project::with(&[("docs/a.md", story), ("doctrial.toml", "order = \"document\"\n")]);
    let done = project.run(&["run", "--base-url", "http://127.0.0.1:9"]);
    assert_eq!(done.code, 5, "{done:?}");
    assert!(done.out.contains("a step for the cases after it failed: connection refused"), "{done:?}");
    assert!(done.out.contains("0 passed, 0 failed, 2 broken, 0 skipped"), "{done:?}");
}

#[test]
fn a_case_that_was_fired_too_early_says_how_to_fire_it_in_order() {
    let page = "# Keys\n\n## Keep\n\n```http\nPUT /keys/a HTTP/1.1\n\nvalue=1\n```\n\n```http\nHTTP/1.1 201 Created\n```\n\n\
                ## Read\n\n```http\nGET /keys/b HTTP/1.1\n```\n\n```http\nHTTP/1.1 200 OK\n```\n";
    let project = Project::with(&[("docs/a.md", page)]);
    let done = project.run(&["run", "--base-url", &service()]);
    assert!(done.code == 1 && done.out.contains("page.order = \"document\""), "{done:?}");
    assert!(done.out.contains("if this one needs `PUT /keys/a` (line 5) before it"), "{done:?}");
}

#[test]
fn without_an_order_a_command_without_a_response_is_not_fired() {
    let project = Project::with(&[("docs/story.md", STORY)]);
    let done = project.run(&["list"]);
    assert!(done.out.contains("4 cases: 4 would be fired, 0 skipped"), "{done:?}");
    let refused =
        Project::with(&[("docs/story.md", STORY), ("doctrial.toml", "order = \"alphabet\"\n")]).run(&["list"]);
    assert_eq!(refused.code, 2, "{refused:?}");
    assert!(refused.err.contains("doctrial.toml:1:9") && refused.err.contains("document"), "{refused:?}");
}

/// As nextest does it: a process for each case, several at a time.
fn each_alone(project: &Project, base: &str, ids: &[&str]) -> Vec<crate::project::Done> {
    let target = project.path().join("target").display().to_string();
    let variables = [("NEXTEST", "1"), ("NEXTEST_RUN_ID", "r1"), ("CARGO_TARGET_DIR", target.as_str())];
    let fire = |id: &str| {
        let arguments = ["run", "--base-url", base, "--exact", id, "--no-report", "junit", "--no-report", "ndjson"];
        project.run_with(&variables, &arguments)
    };
    std::thread::scope(|scope| {
        let fire = &fire;
        // In another order than the page has them.
        let workers: Vec<_> = ids.iter().rev().map(|id| scope.spawn(move || fire(id))).collect();
        workers.into_iter().rev().map(|worker| worker.join().expect("no panic")).collect()
    })
}

#[test]
fn a_story_is_fired_once_by_the_processes_of_a_run() {
    let project = Project::with(&[("docs/story.md", STORY), ("doctrial.toml", "order = \"document\"\n")]);
    let listed = project.run(&["list", "--base-url", "http://127.0.0.1:9", "--format", "json"]);
    let id = |line: &str| line.split("\"id\":\"").nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned);
    let ids: Vec<String> = listed.out.lines().filter_map(id).collect();
    assert_eq!(ids.len(), 5, "{listed:?}");
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let base = service();
    let done = each_alone(&project, &base, &ids);
    for (done, id) in done.iter().zip(&ids) {
        // Of the step there is nothing to judge.
        assert_eq!(done.code, if id.ends_with("step") { 4 } else { 0 }, "{id}: {done:?}");
    }
    // The key is gone, as after one run of the page; a second one would have been detected by what was there before.
    let failing = STORY.replace("\"dropped\": true", "\"lost\": true");
    project.write("docs/story.md", failing.as_bytes());
    let own = Project::with(&[("docs/story.md", &failing), ("doctrial.toml", "order = \"document\"\n")]);
    let done = each_alone(&own, &service(), &ids);
    let failed: Vec<&&str> = done.iter().zip(&ids).filter(|(done, _)| done.code == 1).map(|(_, id)| id).collect();
    assert!(failed.len() == 1 && failed[0].contains("delete"), "{failed:?} {done:?}");
}

#[test]
fn pages_of_a_story_are_fired_in_its_order() {
    use crate::responder::{Responder, example, json};
    let ok = "200 OK\nJSON\n\n{ \"on\": true }";
    let settings = "[[story]]\npages = [\"c.md\", \"a.md\"]\n";
    let page = |name: &str| [1, 2].map(|n| example(&format!("Step {n}"), &format!("GET /{name}/{n}"), ok)).concat();
    let project = Project::with(&[
        ("docs/a.md", &page("a")),
        ("docs/b.md", &page("b")),
        ("docs/c.md", &page("c")),
        ("doctrial.toml", settings),
    ]);
    let service = Responder::new(|_, _| json(200, "{\"on\": true}"));
    let done = project.run(&["run", "--base-url", &service.base]);
    assert!(done.code == 0 && done.out.contains("6 passed"), "{done:?}");
    let seen: Vec<String> = service.seen().into_iter().filter(|seen| !seen.contains("/b/")).collect();
    assert_eq!(seen, ["GET /c/1", "GET /c/2", "GET /a/1", "GET /a/2"]);
}
