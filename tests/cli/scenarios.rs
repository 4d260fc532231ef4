//! Scenario files of API Doctor, as they are, against a drive that remembers its items.

use std::collections::BTreeMap;
use std::sync::Mutex;

use crate::project::Project;
use crate::responder::{Responder, json, response};

/// A page in the manner of API Doctor.
fn page() -> String {
    let example = |name: &str, request: &str, status: &str, body: &str| {
        let kind = if body.is_empty() { "" } else { "Content-Type: application/json\n\n" };
        format!(
            "<!-- {{ \"blockType\": \"request\", \"name\": \"{name}\" }} -->\n```http\n{request}\n```\n\n\
             <!-- {{ \"blockType\": \"response\", \"truncated\": true, \"@odata.type\": \"drive.item\" }} -->\n```http\nHTTP/1.1 {status}\n{kind}{body}\n```\n\n"
        )
    };
    let resource = "<!-- { \"blockType\": \"resource\", \"@odata.type\": \"drive.item\" } -->\n```json\n{ \"id\": \"a\", \"name\": \"b\" }\n```\n\n";
    let item = "{ \"id\": \"0123\", \"name\": \"a.txt\" }";
    [
        "# Items\n\n".to_owned(),
        resource.to_owned(),
        example(
            "create-item",
            "POST /items\nContent-Type: application/json\n\n{ \"name\": \"a.txt\" }",
            "201 Created",
            item,
        ),
        example("get-item", "GET /items/{item-id}", "200 OK", item),
        example(
            "rename-item",
            "PATCH /items/{item-id}\nContent-Type: application/json\nIf-Match: \"x\"\n\n{ \"name\": \"b.txt\" }",
            "200 OK",
            item,
        ),
        example("delete-item", "DELETE /items/{item-id}", "204 No Content", ""),
    ]
    .concat()
}

const SCENARIOS: &str = r##"{
  // What the service is asked.
  "scenarios": [
    { "name": "create", "method": "create-item", "enabled": true,
      "request-parameters": { "$.name": "!random-filename-txt!" },
      "expectations": { "$.id": ["7001", "7002", "7003", "7004", "7005", "7006"] } },
    { "name": "get", "method": "get-item", "enabled": true,
      "test-setup": [ { "canned-request": "make-item", "capture": { "[itemId]": "$.id" } } ],
      "request-parameters": { "{item-id}": "[itemId]", "Accept:": "application/json" } },
    { "name": "get what is gone", "method": "get-item", "enabled": true,
      "test-setup": [ { "canned-request": "make-item", "capture": { "[itemId]": "$.id" } },
                      { "method": "delete-item", "request-parameters": { "{item-id}": "[itemId]" }, "allowed-status-codes": [ 204 ] } ],
      "request-parameters": { "{item-id}": "[itemId]" },
      "allowed-status-codes": [ 404 ] },
    { "name": "rename", "method": "rename-item", "enabled": true,
      "test-setup": [ { "http-request": "POST /items\nContent-Type: application/json\n\n{ \"name\": \"old\" }", "capture": { "[url]": "Location:" } } ],
      "request-parameters": { "!url": "[url]", "$.name": "new.txt", "If-Match:": null },
      "expectations": { "$.name": "new.txt", "X-Renamed:": "yes" } },
    { "name": "delete", "method": "delete-item", "enabled": true,
      "request-parameters": { "{item-id}": "#Guid.NewGuid()" }, },
    { "name": "nothing", "method": "no-such-example", "enabled": true },
  ],
  "canned-requests": [
    { "name": "make-item", "http-request": "POST /items\nContent-Type: application/json\n\n{ \"name\": \"canned\" }" },
  ]
}"##;

fn drive() -> Responder {
    let items: Mutex<(u64, BTreeMap<String, String>)> = Mutex::new((7000, BTreeMap::new()));
    Responder::new(move |received, _| {
        let mut items = items.lock().expect("no panic");
        let (method, path) = received.method_and_path();
        let name = received.body.split("\"name\"").nth(1).and_then(|rest| rest.split('"').nth(1)).unwrap_or_default();
        let id = path.strip_prefix("/items/").unwrap_or_default().to_owned();
        let shown = |id: &str, name: &str| format!("{{\"id\": \"{id}\", \"name\": \"{name}\"}}");
        match method {
            "POST" => {
                items.0 += 1;
                let id = items.0.to_string();
                items.1.insert(id.clone(), name.to_owned());
                response(201, &format!("Location: /items/{id}\r\n"), &shown(&id, name))
            }
            _ if !items.1.contains_key(&id) => json(404, "{\"error\": \"gone\"}"),
            "PATCH" if received.head.to_lowercase().contains("if-match") => json(412, "{\"error\": \"changed\"}"),
            "PATCH" => response(200, "X-Renamed: yes\r\n", &shown(&id, name)),
            "DELETE" => {
                items.1.remove(&id);
                json(204, "")
            }
            _ => json(200, &shown(&id, &items.1[&id])),
        }
    })
}

#[test]
fn scenario_files_work_as_they_are() {
    let project = Project::with(&[
        ("docs/items.md", &page()),
        ("tests/scenarios.json", SCENARIOS),
        ("tests/accounts.json", "{ \"accounts\": [] }"),
        ("doctrial.toml", "scenarios = [\"tests\"]\n"),
    ]);
    let service = drive();
    let done = project.run(&["run", "--base-url", &service.base, "--concurrency", "1"]);
    let seen = service.seen();
    assert!(done.out.contains("4 passed, 0 failed, 0 broken, 1 skipped"), "{done:?} {seen:?}");
    assert!(done.out.contains("`#Guid.NewGuid()` is code in C#, which is not run"), "{done:?}");
    assert!(done.err.contains("no example is named `no-such-example`"), "{done:?}");
    let made: Vec<&String> = seen.iter().filter(|seen| seen.starts_with("POST /items")).collect();
    assert_eq!(made.len(), 4, "{seen:?}");
    assert!(made.iter().any(|made| made.contains(".txt") && made.len() > 50), "a random name: {seen:?}");
    assert!(seen.iter().any(|seen| seen.starts_with("PATCH /items/70") && seen.contains("new.txt")), "{seen:?}");
    // Each case can be run alone, the second scenario of an example, too.
    let listed = project.run(&["list", "--base-url", &service.base]);
    let id = listed.out.lines().find(|line| line.contains("::scenario::get-what-is-gone")).expect("it is listed");
    let alone = project.run(&["run", "--base-url", &service.base, "--exact", id.trim()]);
    assert!(alone.code == 0 && alone.out.contains("1 passed, 0 failed, 0 broken, 0 skipped"), "{alone:?}");
}

#[test]
fn a_setup_that_fails_breaks_its_scenario_alone() {
    let broken = SCENARIOS.replace("{ \\\"name\\\": \\\"old\\\" }\"", "{}\", \"allowed-status-codes\": [ 200 ]");
    let project = Project::with(&[
        ("docs/items.md", &page()),
        ("s.json", &broken),
        ("doctrial.toml", "scenarios = [\"s.json\"]\n"),
    ]);
    let done = project.run(&["run", "--base-url", &drive().base]);
    assert!(done.out.contains("3 passed, 0 failed, 1 broken, 1 skipped"), "{done:?}");
    assert!(
        done.out.contains("rename (setup 1)`, which failed: 200 is expected, and the response is HTTP 201"),
        "{done:?}"
    );
    project.write("s.json", b"{ \"scenarios\": 5 }");
    let done = project.run(&["run", "--base-url", "http://127.0.0.1:9"]);
    assert!(done.code == 2 && done.err.contains("not a file of scenarios"), "{done:?}");
}
