//! What a run exercises of the docs, what came in addition, and runs compared.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::Value;

use crate::project::{Done, Project};
use crate::responder::json;
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
        "/lamps/1" => r#"{"id": 1, "mode": "on", "secretToken": "qv8-lampsecret-tz"}"#,
        "/lamps/2" => r#"{"id": "two", "mode": null}"#,
        _ => r#"{"value": [{"a": 1}, {"a": "one", "c": true}]}"#,
    };
    json(200, body)
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
        done.out.contains(
            "drift: 3 of another kind than documented, 3 seen but not documented, 2 documented but never seen"
        ),
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
    assert!(html.contains("\"seen but not documented\"") && !html.contains("lampsecret"), "the drift is in there");
    let summary = project.read("reports/summary.txt");
    assert!(
        summary.contains("| operations | 3 | 4 | 75 |")
            && summary.contains("| test.lamp | old | documented but never seen |"),
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
    let lenient = ["--warn", "B201", "--warn", "B101", "--warn", "B102", "--warn", "B103"];
    // Nothing is documented of which values could come.
    for (least, code) in [("values=60%", 1), ("values=1", 1), ("values=0%", 0), ("values=0", 0)] {
        let nothing = run(&project, &[&["--min-coverage", least], &lenient[..]].concat());
        assert_eq!(nothing.code, code, "{least}: {nothing:?}");
        let said = "TOO LITTLE COVERED: nothing to measure, as the docs have no values, at least ";
        assert_eq!(nothing.out.contains(said), code == 1, "{nothing:?}");
    }
    let wrong = run(&project, &["--min-coverage", "lamps=1"]);
    assert!(
        wrong.code == 2 && wrong.err.contains("is not one of operations, statuses, properties, values"),
        "{wrong:?}"
    );
}

#[test]
fn what_failed_and_is_fired_again_is_measured_with_the_last_run() {
    let routes = "\n## GET /never\n\nNo example.\n\n## DELETE /never\n\nNor here.\n";
    let pages = [PLAIN.to_owned(), PLAIN.replace("/plain", "/red"), PLAIN.replace("/plain", "/other")];
    let project = Project::with(&[
        ("docs/a.md", &pages[0]),
        ("docs/b.md", &pages[1]),
        ("docs/c.md", &(pages[2].clone() + routes)),
    ]);
    let is_right = Arc::new(AtomicBool::new(false));
    let now = Arc::clone(&is_right);
    let (base, _heads) = service(move |head| {
        let is_wrong = head.contains("/red") && !now.load(Ordering::SeqCst);
        json(200, if is_wrong { "{}" } else { r#"{"value": [{"a": 1, "b": "x"}]}"# })
    });
    let again = |least: &str, more: &[&str]| {
        project.run(&[&["run", "docs", "--base-url", &base, "--min-coverage", least], more].concat())
    };
    assert_eq!(again("90%", &[]).code, 1);
    is_right.store(true, Ordering::SeqCst);
    let done = again("90%", &["--failed"]);
    assert!(done.code == 1 && done.out.contains("TOO LITTLE COVERED") && done.out.contains("3 of 5"), "{done:?}");
    let summary = project.run(&["report", "convert", "--to", "summary=-"]).out;
    assert!(summary.contains("| operations | 3 | 5 | 60 |") && !summary.contains("filters chose"), "{summary}");
    is_right.store(false, Ordering::SeqCst);
    assert_eq!(again("60%", &[]).code, 1);
    is_right.store(true, Ordering::SeqCst);
    assert_eq!(again("60%", &["--failed"]).code, 0);
}

#[test]
fn operations_without_an_example_are_named_and_count() {
    let stated =
        "# More\n\n## PUT /plain/{id}\n\nReplaces it.\n\n## HTTP request\n\n```http\nGET /plain\nGET /all/plain\n```\n";
    let project = Project::with(&[("docs/plain.md", PLAIN), ("docs/more.md", stated)]);
    let done = run(&project, &["--coverage", "--report", "html"]);
    assert!(done.out.contains("exercised: 1 of 2 operations (50%)"), "{done:?}");
    assert!(done.out.contains("  without an example: PUT /plain/{id}"), "{done:?}");
    let html = project.read("reports/report.html");
    assert!(html.contains("docs/more.md:3") && html.contains("no example"), "the place is in there");
    let of_page = run(&project, &["--coverage", "--page", "plain.md"]);
    assert!(of_page.out.contains("exercised: 1 of 1 operations"), "{of_page:?}");
}

#[test]
fn examples_of_one_stated_route_are_one_operation() {
    let users: String = ["1", "2", "ada"]
        .map(|id| PLAIN.replace("# Plain", "### Example").replace("/plain", &format!("/users/{id}")))
        .concat();
    let page = format!("# Users\n\n## GET /users/{{id}}\n\nOne user.\n\n{users}\n## DELETE /users/{{id}}\n\nGone.\n");
    let project = Project::with(&[("docs/users.md", &page)]);
    let done = run(&project, &["--min-coverage", "60%"]);
    assert_eq!(done.code, 1, "{}", done.out);
    assert!(done.out.contains("1 of 2 operations"), "{}", done.out);
    let operations = &coverage(&project)["operations"];
    let paths: Vec<_> =
        operations.as_array().expect("operations").iter().map(|it| (&it["path"], &it["cases"])).collect();
    assert_eq!(serde_json::json!(paths), serde_json::json!([["/users/{id}", 0], ["/users/{id}", 3]]));
}

#[test]
fn the_settings_ask_for_coverage_and_are_refused_if_wrong() {
    let project = Project::with(&[("docs/plain.md", PLAIN)]);
    let lenient = "[rules]\nB101 = 'warn'\nB102 = 'warn'\nB103 = 'warn'\nB201 = 'warn'\n";
    project.write("doctrial.toml", format!("min-coverage = '100%, properties=99%'\n\n{lenient}").as_bytes());
    let unmet = run(&project, &[]);
    assert!(unmet.code == 1 && unmet.out.contains("TOO LITTLE COVERED: 2 of 3 properties exercised"), "{unmet:?}");
    project.write("doctrial.toml", format!("coverage = true\n\n{lenient}").as_bytes());
    let counted = run(&project, &[]);
    assert!(counted.code == 0 && counted.out.contains("exercised: 1 of 1 operations"), "{counted:?}");
    project.write("doctrial.toml", b"min-coverage = 'propertis=1'\n");
    let wrong = run(&project, &[]);
    assert!(wrong.code == 2 && wrong.err.contains("did you mean `properties`?"), "{wrong:?}");
}

#[test]
fn the_merged_record_of_shards_is_that_of_one_run_but_for_times_and_traces() {
    let page = |name: &str| {
        let ok = "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{ \"value\": [ { \"a\": 1, \"b\": \"x\" } ] }";
        let example = |n: usize| format!("## Read {n}\n\n```http\nGET /{name}/{n}\n```\n\n```http\n{ok}\n```\n\n");
        (0..9).map(example).collect::<String>()
    };
    let project = Project::with(&[
        ("docs/a.md", &page("a")),
        ("docs/b.md", &page("b")),
        ("docs/sub/c.md", &format!("{}## GET /d/{{id}}\n", page("c"))),
    ]);
    let respond = |head: &str| {
        let path = head.split(' ').nth(1).unwrap_or_default();
        let (status, body) = match path {
            "/a/3" | "/c/8" => (404, "{\"error\":1}"),
            "/b/2" => (503, "{}"),
            "/b/5" | "/c/1" => (200, "{\"value\":[{\"a\":\"s\"}]}"),
            _ => (200, "{\"value\":[{\"a\":1,\"b\":\"y\"}]}"),
        };
        json(status, body)
    };
    let (base, _heads) = service(respond);
    let fire = |more: &[&str]| project.run(&[&["run", "docs", "--coverage", "--base-url", &base], more].concat());
    let whole = fire(&["--report", "ndjson=whole.ndjson", "--report", "junit=whole.xml"]);
    assert!(whole.code == 1 && whole.out.contains("22 passed, 4 failed, 1 broken"), "{whole:?}");
    for shard in ["1/4", "2/4", "3/4", "4/4"] {
        fire(&["--shard", shard, "--report", &format!("ndjson=shards/{}.ndjson", &shard[..1])]);
    }
    let merged =
        project.run(&["report", "merge", "shards", "--report", "ndjson=merged.ndjson", "--report", "junit=merged.xml"]);
    assert_eq!(merged.code, 1, "{merged:?}");
    let timeless = |path: &str| {
        let lines = project.read(path);
        let lines = lines.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON")).map(|mut line| {
            for name in ["started", "elapsed_ms", "run_id", "trace"] {
                line.as_object_mut().expect("an object").remove(name);
            }
            line
        });
        lines.collect::<Vec<Value>>()
    };
    let (one, other) = (timeless("whole.ndjson"), timeless("merged.ndjson"));
    assert_eq!(one.len(), other.len());
    for (one, other) in one.iter().zip(&other) {
        assert_eq!(one, other);
    }
    let untimed = |path: &str| {
        let xml = project.read(path);
        let words = xml.split(' ').filter(|word| !word.starts_with("time=") && !word.starts_with("timestamp="));
        words.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(untimed("whole.xml"), untimed("merged.xml"));
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
    let against = run(&project, &["--against", "nights", "--report", "summary=summary.txt"]);
    assert!(against.out.starts_with("0 new, 0 fixed, 1 still failing, against the run of 20"), "{against:?}");
    assert!(project.read("summary.txt").contains("\n\n0 new, 0 fixed, 1 still failing, against"));
    // A run that is yet to come is none before this one.
    let later = project.read("nights/1.ndjson").replace("\"started\":\"20", "\"started\":\"29");
    project.write("later/1.ndjson", later.as_bytes());
    let first = run(&project, &["--against", "later", "--report", "summary=summary.txt"]);
    assert!(first.err.contains("no earlier record to compare with"), "{first:?}");
    assert!(!project.read("summary.txt").contains("against the run of"));
    // Neither a broken record nor one that was cut off prevents the next run, or is one.
    let header = project.read("nights/3.ndjson").lines().next().expect("a header").to_owned();
    project.write("nights/4.ndjson", header.as_bytes());
    project.write("nights/5.ndjson", b"garbage\n");
    let broken = run(&project, &["--against", "nights"]);
    assert!(broken.out.starts_with("0 new, 0 fixed, 1 still failing, against the run of 20"), "{broken:?}");
    for named in ["warning: nights/4.ndjson is ignored: it has no cases", "warning: ignored: nights/5.ndjson: "] {
        assert!(broken.err.contains(named), "{broken:?}");
    }
    assert!(project.run(&["report", "diff", "nights"]).out.contains("0 new, 0 fixed, 1 still failing"));
    let named = run(&project, &["--against", "nights/5.ndjson"]);
    assert!(named.code == 2 && named.err.contains("nights/5.ndjson"), "{named:?}");
    project.write("none/x.txt", b"no record");
    let first = run(&project, &["--against", "none"]);
    assert!(first.code == 1 && first.err.contains("no earlier record to compare with"), "{first:?}");
    let not_yet = run(&project, &["--against", "not-yet"]);
    assert!(not_yet.code == 1 && not_yet.err.contains("no earlier record to compare with"), "{not_yet:?}");
    let nowhere = run(&project, &["--against", "nowhere.ndjson"]);
    assert!(nowhere.code == 2 && nowhere.err.contains("nowhere"), "{nowhere:?}");
    let alone = project.run(&["report", "diff", "nights/1.ndjson"]);
    assert!(alone.code == 2 && alone.err.contains("give two"), "{alone:?}");
}

#[test]
fn the_value_of_a_pair_that_is_named_as_a_credential_is_hidden_in_drift() {
    let page = "# Settings\n\n```http\nGET /settings HTTP/1.1\n```\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n\
                [{ \"name\": \"LAMPS\", \"value\": 1 }]\n```\n";
    let project = Project::with(&[("docs/a.md", page)]);
    let (base, _heads) = service(|_| json(200, r#"[{"name": "DB_PASSWORD", "value": "zebra"}]"#));
    let done = project.run(&["run", "--base-url", &base, "--coverage", "--report", "summary"]);
    let coverage = coverage(&project);
    let members = &coverage["operations"][0]["members"];
    assert_eq!(member(members, "/*/value")["example"]["value"], "***", "{done:?}");
    assert!(!project.read("reports/summary.txt").contains("zebra") && !done.out.contains("zebra"), "{done:?}");
}

#[test]
fn a_gate_that_counts_nothing_of_the_one_case_chosen_is_not_judged() {
    let id = "plain.md::plain::get-plain";
    let gated = project().run(&["run", "--exact", id, "--min-coverage", "values=60%"]);
    assert!(gated.code == 0 && gated.out.contains("the coverage of values is not judged"), "{gated:?}");
    let id = "get.md::example-one::one";
    let counted = run(&project(), &["--exact", id, "--min-coverage", "values=100%"]);
    assert!(counted.code == 1 && counted.out.contains("TOO LITTLE COVERED"), "{counted:?}");
}

#[test]
fn an_example_that_contradicts_a_table_is_told_its_row() {
    let page = format!("# Get\n\n{}", example("one", "https://lamps.test/lamps/1", "200 OK", "{ \"id\": \"seven\" }"));
    let done = Project::with(&[("docs/lamp.md", TYPE), ("docs/get.md", &page)]).run(&["check"]);
    let row = TYPE.lines().position(|line| line.starts_with("| id |")).expect("a row") + 1;
    let help = format!("its row in the table of `test.lamp` (docs/lamp.md:{row}:2)");
    assert!(done.out.contains("T004") && done.out.contains(&help), "{done:?}");
}

#[test]
fn a_type_whose_schema_is_broken_is_named_as_not_counted_and_meets_no_gate() {
    let table = "# Cat\n\n<!-- { \"blockType\": \"resource\", \"@odata.type\": \"test.cat\" } -->\n```json\n{ \"a\": 1 }\n```\n\n\
                 | Property | Type | Description |\n|:--|:--|:--|\n| a | Int32 | One of its paws. |\n";
    let page = format!("# Get\n\n{}", example("one", "https://lamps.test/cats/1", "200 OK", "{ \"a\": 1 }"));
    let page = page.replace("test.lamp", "test.cat");
    let project = Project::with(&[("docs/cat.md", table), ("docs/get.md", &page)]);
    project.write("contracts/schemas/dog.json", b"{\n  \"type\" \"object\" }");
    let (base, _heads) = service(|_| json(200, r#"{"a": 2}"#));
    let fire = |gate: &str| {
        let reports = ["--report", "html", "--report", "summary"];
        project.run(&[&["run", "docs", "--base-url", &base, "--min-coverage", gate], &reports[..]].concat())
    };
    let unmet = fire("properties=100%");
    let said = "TOO LITTLE COVERED: properties cannot be measured: `dog` is not counted, as its schema is broken \
                (contracts/schemas/dog.json:2:10, X109), at least 100% required";
    assert!(unmet.code == 1 && unmet.out.contains(said), "{unmet:?}");
    assert!(unmet.out.contains("1 of 1 properties (100%)") && unmet.out.contains("  not counted: `dog`"), "{unmet:?}");
    let coverage = coverage(&project);
    assert_eq!((&coverage["uncounted"][0]["name"], &coverage["types"][1]), (&"dog".into(), &Value::Null));
    assert!(project.read("reports/report.html").contains("contracts/schemas/dog.json:2:10"));
    assert!(project.read("reports/summary.txt").contains("### 1 type not counted"));
    let of_page = project.run(&["run", "docs", "--base-url", &base, "--page", "get.md", "--min-coverage", "values=1"]);
    assert!(of_page.code == 1 && of_page.out.contains("values cannot be measured: `dog`"), "{of_page:?}");
    for met in ["operations=1", "statuses=100%", "properties=0"] {
        assert_eq!(fire(met).code, 0, "{met}");
    }
    project.write("contracts/schemas/dog.json", b"{ \"type\": \"object\" }");
    assert_eq!(fire("properties=100%").code, 0);
}
