//! What a run exercises of the docs, what came beside them, and runs compared.

use serde_json::Value;

use crate::project::{Done, Project};
use crate::service::service;

/// A type with a listed value that never comes, and an operation that no case reaches.
const TYPE: &str = "# lamp resource type\n\nNamespace: test\n\n## Properties\n\n| Property | Type | Description |\n|:--|:--|:--|\n| id | Int32 | The id. |\n| mode | String | The possible values are: `on`, `off`, `dim`. |\n| old | String | Never comes. |\n\n## JSON representation\n\n<!-- { \"blockType\": \"resource\", \"@odata.type\": \"test.lamp\" } -->\n\n```json\n{\n  \"id\": 1,\n  \"mode\": \"String\",\n  \"old\": \"String\"\n}\n```\n";

fn example(name: &str, path: &str, status: &str, body: &str) -> String {
    let kind = "\"@odata.type\": \"test.lamp\", \"truncated\": true";
    format!(
        "## Example {name}\n\n<!-- {{ \"blockType\": \"request\", \"name\": \"{name}\" }} -->\n\n```http\nGET {path}\n```\n\n\
         <!-- {{ \"blockType\": \"response\", {kind} }} -->\n\n```http\nHTTP/1.1 {status}\nContent-Type: application/json\n\n{body}\n```\n\n"
    )
}

fn project() -> Project {
    let page = format!(
        "# Get lamps\n\n{}{}{}",
        example("one", "https://lamps.test/lamps/1", "200 OK", "{ \"id\": 1 }"),
        example("two", "https://lamps.test/lamps/2", "200 OK", "{ \"id\": 2 }"),
        example("hidden", "https://lamps.test/hidden/{id}", "200 OK", "{ \"id\": 2 }"),
    );
    Project::with(&[("docs/lamp.md", TYPE), ("docs/get.md", &page), ("docs/plain.md", PLAIN)])
}

/// Without a type: what the example shows is what is documented.
const PLAIN: &str = "# Plain\n\n```http\nGET /plain\n```\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{ \"value\": [ { \"a\": 1, \"b\": \"x\" } ] }\n```\n";

fn respond(head: &str) -> String {
    let body = match head.split(' ').nth(1).unwrap_or_default() {
        "/lamps/1" => r#"{"id": 1, "mode": "on", "secretToken": "abcd-4711-x"}"#,
        "/lamps/2" => r#"{"id": "two", "mode": null}"#,
        _ => r#"{"value": [{"a": 1}, {"a": "one", "c": true}]}"#,
    };
    let length = body.len();
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )
}

fn run(project: &Project, more: &[&str]) -> Done {
    let (base, _heads) = service(respond);
    let mut arguments = vec!["run", "docs", "--base-url", &base];
    arguments.extend(more);
    project.run(&arguments)
}

fn coverage(project: &Project) -> Value {
    let record = project.read("reports/run.ndjson");
    let end: Value = serde_json::from_str(record.lines().last().expect("an end")).expect("JSON");
    end["coverage"].clone()
}

fn member<'v>(members: &'v Value, name: &str) -> &'v Value {
    let found = members.as_array().expect("members").iter().find(|member| member["name"] == name);
    found.unwrap_or_else(|| panic!("{name}: {members:#}"))
}

#[test]
fn what_is_exercised_is_counted_where_it_is_asked_for() {
    let project = project();
    let plain = run(&project, &[]);
    assert!(coverage(&project).is_null() && !plain.out.contains("exercised:"), "{plain:?}");
    let done = run(&project, &["--coverage", "--report", "html", "--report", "summary"]);
    assert!(
        done.out.contains(
            "exercised: 3 of 4 operations (75%), 3 of 4 statuses (75%), 2 of 3 properties (66%), 1 of 3 values (33%)"
        ),
        "{done:?}"
    );
    assert!(done.out.contains("not reached: GET /hidden/{id}"), "{done:?}");
    assert!(
        done.out.contains("drift: 1 documented but never seen, 1 seen but not documented, 1 of another kind"),
        "{done:?}"
    );
    let coverage = coverage(&project);
    let lamp = &coverage["types"][0];
    assert_eq!((lamp["name"].as_str(), lamp["seen"].as_u64()), (Some("test.lamp"), Some(2)));
    let (id, mode) = (member(&lamp["members"], "id"), member(&lamp["members"], "mode"));
    assert_eq!(
        (id["seen"].as_u64(), id["other_kind"].as_u64(), id["example"]["value"].as_str()),
        (Some(2), Some(1), Some("\"two\""))
    );
    assert_eq!((mode["seen"].as_u64(), mode["null"].as_u64()), (Some(2), Some(1)));
    assert!(member(&lamp["members"], "old")["seen"].is_null());
    let secret = member(&lamp["members"], "secretToken");
    assert_eq!((secret["documented"].as_bool(), secret["example"]["value"].as_str()), (Some(false), Some("***")));
    let of_plain = coverage["operations"].as_array().expect("operations").iter().find(|one| one["path"] == "/plain");
    let members = &of_plain.expect("the operation")["members"];
    assert_eq!(member(members, "/value/*/a")["other_kind"], 1);
    assert_eq!(
        (member(members, "/value/*/c")["documented"].as_bool(), member(members, "/value/*/c")["seen"].as_u64()),
        (Some(false), Some(1))
    );
    assert!(member(members, "/value/*/b")["seen"].is_null());
    let html = project.read("reports/report.html");
    assert!(html.contains("\"not documented\"") && !html.contains("4711"), "the drift is in there");
    let summary = project.read("reports/summary.txt");
    assert!(
        summary.contains("| operations | 3 | 4 | 75 |") && summary.contains("| test.lamp | old | never seen |"),
        "{summary}"
    );
}

#[test]
fn too_little_is_a_failure() {
    let project = Project::with(&[("docs/plain.md", PLAIN)]);
    let met = run(
        &project,
        &[
            "--min-coverage",
            "100%",
            "--min-coverage",
            "statuses=1",
            "--warn",
            "B201",
            "--warn",
            "B101",
            "--warn",
            "B102",
            "--warn",
            "B103",
        ],
    );
    assert_eq!(met.code, 0, "{met:?}");
    let unmet = run(
        &project,
        &["--min-coverage", "properties=99%", "--warn", "B201", "--warn", "B101", "--warn", "B102", "--warn", "B103"],
    );
    assert!(
        unmet.code == 1 && unmet.out.contains("TOO LITTLE COVERED: 2 of 3 properties exercised, at least 99% required"),
        "{unmet:?}"
    );
    let wrong = run(&project, &["--min-coverage", "lamps=1"]);
    assert!(wrong.code == 2 && wrong.err.contains("is not operations, statuses, properties or values"), "{wrong:?}");
}

#[test]
fn runs_are_compared() {
    let project = Project::with(&[("docs/plain.md", PLAIN)]);
    let green = service(|_| {
        respond("GET /plain x")
            .replace("\"one\", \"c\": true", "1,      \"b\": \"y\"")
            .replace("{\"a\": 1},", "")
            .replace("Content-Length: 46", "Content-Length: 37")
    })
    .0;
    let first = project.run(&["run", "docs", "--base-url", &green, "--report", "ndjson=nights/1.ndjson"]);
    run(&project, &["--report", "ndjson=nights/2.ndjson"]);
    let worse = project.run(&["report", "diff", "nights/1.ndjson", "nights/2.ndjson"]);
    assert_eq!((first.code, worse.code), (0, 1), "{first:?} {worse:?}");
    assert!(worse.out.contains("1 new, 0 fixed, 0 still failing, against the run of"), "{worse:?}");
    run(&project, &["--report", "ndjson=nights/3.ndjson"]);
    let same = project.run(&["report", "diff", "nights"]);
    assert!(same.code == 0 && same.out.contains("0 new, 0 fixed, 1 still failing"), "{same:?}");
    assert!(same.out.contains("(since 20") && same.out.contains("trend\n"), "{same:?}");
    let alone = project.run(&["report", "diff", "nights/1.ndjson"]);
    assert!(alone.code == 2 && alone.err.contains("give two"), "{alone:?}");
}
