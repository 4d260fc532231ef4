//! Exchanges that were recorded, judged again without the service.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::project::{Done, Project};
use crate::service::service;

/// A case for each outcome; the paths say what the service does.
const OUTCOMES: [(&str, &str); 7] = [
    ("/right", r#"{ "id": 7, "name": "desk" }"#),
    ("/wrong", r#"{ "id": 7, "name": "desk" }"#),
    ("/silent", r#"{ "id": 7 }"#),
    ("/empty", r#"{ "value": [ { "id": 7 } ] }"#),
    ("/needs/{id}", r#"{ "id": 7 }"#),
    ("/down", r#"{ "id": 7 }"#),
    ("/secret", r#"{ "token": "abcd-1234", "pin": 471, "note": "String" }"#),
];

fn page(cases: &[(&str, &str)]) -> String {
    cases.iter().fold("# All outcomes\n".to_owned(), |page, (path, body)| {
        format!(
            "{page}\n## Of {path}\n\n```http\nGET {path}\nAuthorization: Bearer {{token}}\n```\n\n```http\nHTTP/1.1 200 OK\n\
             Content-Type: application/json\n\n{body}\n```\n"
        )
    })
}

fn respond(head: &str) -> String {
    let path = head.split(' ').nth(1).unwrap_or_default();
    let (status, body) = match path {
        "/right" => ("200 OK", r#"{ "id": 8, "name": "lamp" }"#),
        "/wrong" => ("200 OK", r#"{ "id": "8", "colour": "s3cret-word" }"#),
        "/silent" => return String::new(),
        "/empty" => ("200 OK", r#"{ "value": [] }"#),
        "/down" => ("503 Service Unavailable", "{}"),
        _ => ("200 OK", r#"{ "token": "live-s3cret-1", "pin": 990123, "note": "s3cret-word" }"#),
    };
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nSet-Cookie: sid=s3cret-cookie; Path=/\r\n\
         Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )
}

const SETTINGS: &str =
    "docs = \"docs\"\n[auth]\nbearer = \"${TOKEN}\"\n[parameters]\ntoken = { value = \"${TOKEN}\", secret = true }\n";

/// The verdict of each case in the record of the last run.
fn verdicts(project: &Project) -> BTreeMap<String, Value> {
    let record = project.read("reports/run.ndjson");
    let lines = record.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let cases = lines.filter(|line| line["kind"] == "case");
    cases.map(|case| (case["id"].as_str().expect("an id").to_owned(), case["verdict"].clone())).collect()
}

fn recorded() -> (Project, Done) {
    let project = Project::with(&[("docs/all.md", &page(&OUTCOMES)), ("doctrial.toml", SETTINGS)]);
    let (base, _heads) = service(respond);
    let arguments = ["run", "--base-url", &base, "--record", "kept"];
    let done = project.run_with(&[("TOKEN", "s3cret-word")], &arguments);
    assert_eq!(done.code, 1, "{done:?}");
    (project, done)
}

#[test]
fn a_recording_is_judged_as_the_service_was() {
    let (project, _) = recorded();
    let before = verdicts(&project);
    let outcomes: Vec<&Value> = before.values().map(|verdict| &verdict["outcome"]).collect();
    let count = |name: &str| {
        outcomes.iter().filter(|outcome| outcome.as_str() == Some(name) || outcome.get(name).is_some()).count()
    };
    assert_eq!((count("passed"), count("failed"), count("broken"), count("skipped")), (3, 1, 2, 1), "{before:#?}");
    // Without the token, which only the service needs.
    let again = project.run(&["run", "--replay", "kept"]);
    assert_eq!((again.code, verdicts(&project)), (1, before), "{again:?}");
    assert!(again.out.contains("FAILED (recorded): 3 passed (1 not exercised), 1 failed, 2 broken"), "{again:?}");
    assert!(again.out.contains("as recorded in kept"), "{again:?}");
}

/// Every kind of line and outcome is as the published schema says.
#[test]
fn a_record_is_as_its_schema_says() {
    let (project, _) = recorded();
    project.run(&["run", "--replay", "kept", "--coverage", "--min-coverage", "80%", "--allow", "B102"]);
    let schema: Value = serde_json::from_str(&project.run(&["schema", "--record"]).out).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let record = project.read("reports/run.ndjson");
    for line in record.lines() {
        let line: Value = serde_json::from_str(line).expect("JSON");
        let errors: Vec<String> = validator.iter_errors(&line).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?} {line:#}");
    }
    let first: Value = serde_json::from_str(record.lines().next().expect("a line")).expect("JSON");
    assert_eq!((&first["version"], &first["replayed"]["recording"]), (&Value::from(1), &Value::from("kept")));
    assert!(!validator.is_valid(&serde_json::json!({ "kind": "case", "id": 1 })));
}

#[test]
fn a_word_that_is_a_secret_leaves_the_names_of_header_fields() {
    let project = Project::with(&[("docs/a.md", &page(&[("/keys/1", r#"{ "secret": "kind", "id": 7 }"#)]))]);
    let (base, _heads) = service(|_| {
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 27\r\nConnection: close\r\n\r\n\
         {\"secret\": \"type\", \"id\": 8}"
            .to_owned()
    });
    let arguments = ["--param", "token=t-1"];
    let fired = project.run(&[&["run", "--base-url", &base, "--record", "kept"], &arguments[..]].concat());
    let again = project.run(&[&["run", "--replay", "kept"], &arguments[..]].concat());
    assert!(fired.code == 0 && again.code == 0, "{fired:?} {again:?}");
    assert!(again.out.contains("PASSED (recorded): 1 passed"), "{again:?}");
}

#[test]
fn a_recording_has_no_secret() {
    let (project, _) = recorded();
    let kept = project.read("kept/exchanges.ndjson");
    for secret in ["s3cret", "990123", "Bearer"] {
        assert!(!kept.contains(secret), "{secret}: {kept}");
    }
    assert!(kept.contains(r#"\"id\": 8, \"name\": \"lamp\""#), "{kept}");
}

/// A page with an owl that is read; the service's owl has this name.
fn owl(name: &str) -> String {
    format!(
        "# Owl\n\n```http\nGET /owls/{name}\n```\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{{ \"name\": \"{name}\" }}\n```\n"
    )
}

#[test]
fn a_part_of_the_docs_is_judged_by_a_recording_of_all_of_them_and_the_other_way_round() {
    let pages = [("docs/a.md", owl("one")), ("docs/nest/a.md", owl("two")), ("docs/nest/b.md", owl("three"))];
    let project = Project::with(&pages.each_ref().map(|(path, text)| (*path, text.as_str())));
    project.write("doctrial.toml", b"[[setup]]\nname = \"hatch\"\nrequest = \"GET /owls/none\"\n");
    let (base, _heads) = service(|head| {
        let name = head.split(' ').nth(1).and_then(|path| path.rsplit('/').next()).unwrap_or_default();
        let body = format!("{{\"name\": \"{name}\"}}");
        format!(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        )
    });
    let record = |folder: &str, docs: &str, to: &str| {
        let to = project.path().join(to);
        let done =
            project.run_in(folder, &[], &["run", docs, "--base-url", &base, "--record", to.to_str().expect("UTF-8")]);
        assert_eq!(done.code, 0, "{done:?}");
    };
    let judged = |folder: &str, docs: &str, from: &str, passed: usize, skipped: usize| {
        let from = project.path().join(from);
        let done = project.run_in(folder, &[], &["run", docs, "--replay", from.to_str().expect("UTF-8")]);
        assert!(!done.out.contains("hatch"), "{done:?}");
        let counts = format!("{passed} passed, 0 failed, 0 broken, {skipped} skipped");
        assert!(done.out.contains(&counts), "{folder} {docs}: {done:?}");
    };
    record("", "docs", "whole");
    for (folder, docs, passed) in [
        ("", "docs/nest/b.md", 1),
        ("", "docs/nest", 2),
        ("", "docs/a.md", 1),
        ("docs", ".", 3),
        ("docs", "nest/a.md", 1),
        ("docs/nest", "..", 3),
    ] {
        judged(folder, docs, "whole", passed, 0);
    }
    record("", "docs/nest", "part");
    record("docs/nest", ".", "inner");
    record("docs", "nest/b.md", "page");
    for (from, passed) in [("part", 2), ("inner", 2), ("page", 1)] {
        judged("", "docs", from, passed, 3 - passed);
        judged("docs", "nest/b.md", from, 1, 0);
    }
    let id = project
        .run(&["list", "docs"])
        .out
        .lines()
        .find(|line| line.starts_with("nest/b.md::"))
        .expect("an id")
        .to_owned();
    let one = project.run(&["run", "docs", "--replay", "whole", "--exact", &id]);
    assert!(one.out.contains("1 passed, 0 failed, 0 broken, 0 skipped"), "{one:?}");
}

/// An owl that is made, and one that is removed: in document order that is the same one.
const MADE: &str = "# Nest\n\n## Make\n\n<!-- doctrial capture.owl = \"$.id\" -->\n\n```http\nPOST /owls\n```\n\n```http\nHTTP/1.1 201 Created\nContent-Type: application/json\n\n{ \"id\": 4 }\n```\n\n## Remove\n\n```http\nDELETE /owls/{owl}\n```\n\n```http\nHTTP/1.1 204 No Content\n```\n";

#[test]
fn a_case_that_is_chosen_is_judged_by_the_step_that_the_run_shared() {
    let project = Project::with(&[("docs/nest.md", MADE), ("doctrial.toml", "order = \"document\"\n")]);
    let (base, _heads) = service(|head| {
        let (status, body) =
            if head.starts_with("POST") { ("201 Created", "{\"id\": 91}") } else { ("204 No Content", "") };
        let kind = if body.is_empty() { "" } else { "Content-Type: application/json\r\nContent-Length: 10\r\n" };
        format!("HTTP/1.1 {status}\r\n{kind}Connection: close\r\n\r\n{body}")
    });
    let recorded = project.run(&["run", "--base-url", &base, "--record", "kept"]);
    assert!(recorded.code == 0 && recorded.out.contains("2 passed"), "{recorded:?}");
    let ids = project.run(&["list"]).out;
    for id in ids.lines().filter(|line| line.starts_with("nest.md::")) {
        let done = project.run(&["run", "--replay", "kept", "--exact", id]);
        assert!(done.code == 0 && done.out.contains("1 passed, 0 failed, 0 broken, 0 skipped"), "{id}: {done:?}");
    }
}

#[test]
fn what_was_not_recorded_is_never_judged() {
    let (project, _) = recorded();
    let text =
        page(&OUTCOMES).replace("GET /right", "GET /right?all=1").replace("GET /empty", "GET /empty\nAccept: text/csv");
    let more = page(&[("/new", "{}")]);
    project.write("docs/all.md", text.as_bytes());
    project.write("docs/more.md", more.as_bytes());
    let done = project.run(&["run", "--replay", "kept"]);
    let kinds: Vec<String> = verdicts(&project)
        .values()
        .filter_map(|verdict| verdict["outcome"]["skipped"]["kind"].as_str().map(str::to_owned))
        .collect();
    let count = |kind: &str| kinds.iter().filter(|known| *known == kind).count();
    assert_eq!((count("request-changed"), count("not-recorded"), count("unfilled")), (2, 1, 1), "{done:?}");
    assert!(done.out.contains("the URL is /right?all=1, and was /right"), "{done:?}");
    assert!(done.out.contains("the header field accept differs"), "{done:?}");
}

#[test]
fn the_docs_are_judged_anew() {
    let (project, _) = recorded();
    let text = page(&OUTCOMES).replace(r#""id": 7, "name": "desk" }"#, r#""id": "7", "name": "desk" }"#);
    project.write("docs/all.md", text.as_bytes());
    project.run(&["run", "--replay", "kept"]);
    let of = |path: &str| {
        let verdicts = verdicts(&project);
        verdicts.iter().find(|(id, _)| id.contains(path)).expect("the case").1["outcome"].clone()
    };
    assert_eq!(of("of-right"), "failed");
}

/// As a reader of archives needs it: every member that HAR 1.2 requires, and the times as numbers.
#[test]
fn recorded_traffic_is_an_http_archive() {
    let (project, _) = recorded();
    let done = project.run(&["report", "har", "kept"]);
    let har: Value = serde_json::from_str(&done.out).expect("JSON");
    assert!(done.code == 0 && !done.out.contains("s3cret"), "{done:?}");
    assert_eq!(har["log"]["version"], "1.2");
    let entries = har["log"]["entries"].as_array().expect("entries");
    assert_eq!(entries.len(), 6);
    for entry in entries {
        for part in ["request", "response"] {
            for member in ["httpVersion", "cookies", "headers", "headersSize", "bodySize"] {
                assert!(!entry[part][member].is_null(), "{member}: {entry}");
            }
        }
        assert!(entry["response"]["content"]["size"].is_u64() && entry["timings"]["wait"].is_f64(), "{entry}");
        assert!(entry["startedDateTime"].as_str().is_some_and(|time| time.ends_with('Z')), "{entry}");
        assert!(entry["request"]["queryString"].is_array(), "{entry}");
    }
    let silent = entries.iter().find(|entry| entry["response"]["status"] == 0).expect("one without a response");
    assert!(silent["response"]["comment"].as_str().is_some_and(|why| why.starts_with("no response of ")), "{silent}");
}

#[test]
fn what_is_not_a_recording_is_an_error() {
    let project = Project::with(&[("docs/all.md", &page(&OUTCOMES[..1])), ("kept/other.ndjson", "{}\n")]);
    let missing = project.run(&["run", "--replay", "nothing"]);
    assert!(missing.code == 2 && missing.err.contains("--replay: cannot read nothing: "), "{missing:?}");
    let other = project.run(&["run", "--replay", "kept"]);
    assert!(other.code == 2 && other.err.contains("kept/other.ndjson: line 1 is not one of a recording"), "{other:?}");
    let both = project.run(&["run", "--replay", "kept", "--record", "kept"]);
    assert_eq!(both.code, 2, "{both:?}");
}

#[test]
fn the_contracts_of_this_repository_are_judged_again_as_they_were() {
    let contracts = Path::new(env!("CARGO_MANIFEST_DIR")).join("contracts/docs");
    let project = Project::with(&[]);
    let docs = contracts.to_str().expect("UTF-8");
    let fired = project.run(&["run", docs, "--record", "kept"]);
    let before = verdicts(&project);
    let judged = project.run(&["run", docs, "--replay", "kept"]);
    assert!(before.len() > 10, "{fired:?}");
    assert_eq!((judged.code, verdicts(&project)), (fired.code, before), "{judged:?}");
    assert!(judged.out.contains("(recorded, embedded service)"), "{judged:?}");
}

#[test]
fn a_run_that_made_fresh_values_can_be_judged_again() {
    let page = page(&[
        ("/right", r#"{ "id": 7, "name": "desk" }"#),
        ("/right?q={order}&t={stamp}", r#"{ "id": 7, "name": "desk" }"#),
    ]);
    let settings = "docs = 'docs'\n[headers]\nX-Id = '${uuid}'\n[parameters]\ntoken = '${random:password}'\n\
                    order = '${uuid:order}'\nstamp = '${now.unix-ms}'\n";
    let project = Project::with(&[("docs/all.md", &page), ("doctrial.toml", settings)]);
    let (base, heads) = service(|head| respond(&head.replacen('?', " ", 1)));
    let fired = project.run(&["run", "--base-url", &base, "--record", "exchanges"]);
    assert_eq!(fired.code, 0, "{fired:?}");
    let before = verdicts(&project);
    let replayed = project.run(&["run", "--replay", "exchanges"]);
    assert!(replayed.code == 0 && replayed.out.contains("2 passed, 0 failed, 0 broken, 0 skipped"), "{replayed:?}");
    assert_eq!(verdicts(&project).keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>());
    let recording = project.read("exchanges/exchanges.ndjson");
    let sent = heads.recv().expect("a head");
    let token = sent.split("Bearer ").nth(1).and_then(|rest| rest.lines().next()).expect("a token").trim().to_owned();
    assert!(recording.contains("fresh-value") && !recording.contains(&token), "{recording}");
}

#[test]
fn a_recording_that_was_cut_off_is_not_green() {
    let page = page(&[("/right", r#"{ "id": 7, "name": "desk" }"#), ("/wrong", r#"{ "id": 7, "name": "desk" }"#)]);
    let project =
        Project::with(&[("docs/all.md", &page), ("doctrial.toml", "docs = 'docs'\n[parameters]\ntoken = 'x'\n")]);
    let (base, _heads) = service(respond);
    assert_eq!(project.run(&["run", "--base-url", &base, "--record", "kept"]).code, 1);
    let whole = project.read("kept/exchanges.ndjson");
    let lines: Vec<&str> = whole.split_inclusive('\n').filter(|line| !line.contains("/wrong")).collect();
    let (end, before) = lines.split_last().expect("lines");
    assert!(end.contains("\"end\""), "{whole}");
    project.write("kept/exchanges.ndjson", before.concat().as_bytes());
    let cut = project.run(&["run", "--replay", "kept"]);
    assert!(
        cut.code == 1 && cut.out.contains("INCOMPLETE") && cut.out.contains("kept/exchanges.ndjson has no `end` line"),
        "{cut:?}"
    );
    // The docs may have cases that were not recorded, and a recording of before there was an end has none.
    project.write("kept/exchanges.ndjson", lines.concat().as_bytes());
    assert_eq!(project.run(&["run", "--replay", "kept"]).code, 0);
    project.write("kept/exchanges.ndjson", before.concat().replacen("\"version\":2", "\"version\":1", 1).as_bytes());
    assert_eq!(project.run(&["run", "--replay", "kept"]).code, 0);
}

#[test]
fn a_file_that_is_no_recording_is_not_replaced_by_one() {
    let page = page(&[("/right", r#"{ "id": 7, "name": "desk" }"#)]);
    let project = Project::with(&[("docs/all.md", &page), ("mine/exchanges.ndjson", "{\"mine\": 1}\n")]);
    let done = project.run(&["run", "docs", "--record", "mine"]);
    assert!(done.code == 2 && done.err.contains("no recording: move it away"), "{done:?}");
    assert_eq!(project.read("mine/exchanges.ndjson"), "{\"mine\": 1}\n");
    for _ in 0..2 {
        assert_ne!(project.run(&["run", "docs", "--record", "new"]).code, 2);
    }
}
