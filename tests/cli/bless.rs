//! Examples rewritten from what a service sent.

use std::process::Command;

use crate::project::Project;
use crate::service::service;

/// Everything that must stay as it is: order, indentation, comments, what is left out, placeholders, ids and times.
const LAMP: &str = "# Lamp\n\n1. Read it:\n\n   ```http\n   GET /lamps/7\n   ```\n\n   and get\n\n   ```http\n   HTTP/1.1 200 OK\n   Content-Type: application/json\n\n   {\n       \"name\": \"String\",  // as it is called\n       \"id\": \"a-7\",\n       \"since\": \"2020-01-01T00:00:00Z\", // never changes\n       \"watts\": 40,\n       \"old\": { \"gone\": true }, // soon\n       \"place\": { \"city\": \"Ulm\", ... }\n   }\n   ```\n\nMore words.\n";

const LAMP_CAME: &str = r#"{"id":"b-9","name":"desk","colour":"red","since":"2026-02-02T00:00:00Z","watts":"40 W","token":"live-s3cret-1","place":{"zip":1}}"#;

const LAMP_AFTER: &str = "# Lamp\n\n1. Read it:\n\n   ```http\n   GET /lamps/7\n   ```\n\n   and get\n\n   ```http\n   HTTP/1.1 200 OK\n   Content-Type: application/json\n\n   {\n       \"name\": \"String\",  // as it is called\n       \"colour\": \"red\",\n       \"id\": \"a-7\",\n       \"since\": \"2020-01-01T00:00:00Z\", // never changes\n       \"watts\": \"40 W\",\n       \"token\": \"<token>\",\n       \"place\": { ... }\n   }\n   ```\n\nMore words.\n";

/// Another status and media type, in a quote with other line ends; a list of unlike items; a text.
const OTHERS: &str = "# Others\r\n\r\n> ## Make\r\n>\r\n> ```http\r\n> POST /lamps\r\n> ```\r\n>\r\n> ```http\r\n> HTTP/1.1 200 OK\r\n> Content-Type: application/json\r\n> X-Old: 1\r\n>\r\n> {\r\n>   \"id\": 1\r\n> }\r\n> ```\r\n\r\n## List\r\n\r\n```http\r\nGET /lamps\r\n```\r\n\r\n```http\r\nHTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{ \"value\": [ { \"id\": 1 }, { \"id\": 2 } ] }\r\n```\r\n\r\n## Text\r\n\r\n```http\r\nGET /text\r\n```\r\n\r\n<!-- doctrial match = \"exact\" -->\r\n\r\n```http\r\nHTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nall is well\r\n```\r\n";

const OTHERS_AFTER: &str = "# Others\r\n\r\n> ## Make\r\n>\r\n> ```http\r\n> POST /lamps\r\n> ```\r\n>\r\n> ```http\r\n> HTTP/1.1 201 Created\r\n> Content-Type: application/json\r\n>\r\n> {\r\n>   \"id\": 1,\r\n>   \"made\": {\r\n>     \"by\": \"Ada\"\r\n>   }\r\n> }\r\n> ```\r\n\r\n## List\r\n\r\n```http\r\nGET /lamps\r\n```\r\n\r\n```http\r\nHTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{ \"value\": [ { \"id\": 1, \"on\": true }, { \"id\": 2 } ] }\r\n```\r\n\r\n## Text\r\n\r\n```http\r\nGET /text\r\n```\r\n\r\n<!-- doctrial match = \"exact\" -->\r\n\r\n```http\r\nHTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nnothing is well\r\n```\r\n";

/// What no example can show: a failure in place of a success, a value that a table does not allow.
const LEFT: &str = "# Left\n\n## Gone\n\n```http\nGET /gone\n```\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{ \"id\": 1 }\n```\n\n## Mood\n\n```http\nGET /mood\n```\n\n<!-- doctrial body.\"/mood\" = { one-of = [\"calm\"] } -->\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{ \"mood\": \"calm\", \"id\": 1 }\n```\n";

/// Values are compared where a directive asks for it.
const EXACT: &str = "# Exact\n\n```http\nGET /mood\n```\n\n<!-- doctrial match = \"exact\" -->\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{ \"mood\": \"calm\", \"id\": 1 }\n```\n";

fn respond(head: &str) -> String {
    let mut words = head.split(' ');
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let (status, kind, body) = match (method, path) {
        ("GET", "/lamps/7") => ("200 OK", "application/json", LAMP_CAME),
        ("POST", "/lamps") => ("201 Created", "application/json", r#"{"id": 4, "made": {"by": "Ada"}}"#),
        ("GET", "/lamps") => {
            ("200 OK", "application/json", r#"{"value": [{"id": 3, "on": true}, {"id": 4}, {"id": 5, "on": false}]}"#)
        }
        ("GET", "/text") => ("200 OK", "text/plain", "nothing is well"),
        ("GET", "/mood") => ("200 OK", "application/json", r#"{"mood": "wild", "id": 1}"#),
        _ => ("404 Not Found", "application/json", r#"{"error": "gone"}"#),
    };
    message(status, kind, body)
}

fn message(status: &str, kind: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}")
}

fn project() -> Project {
    Project::with(&[("docs/lamp.md", LAMP), ("docs/others.md", OTHERS)])
}

#[test]
fn a_page_shows_what_came_and_nothing_else_changes() {
    let project = project();
    let (base, _heads) = service(respond);
    let done = project.run(&["bless", "docs", "--base-url", &base]);
    assert_eq!(done.code, 0, "{done:?}");
    assert_eq!(project.read("docs/lamp.md"), LAMP_AFTER, "{done:?}");
    assert_eq!(project.read("docs/others.md"), OTHERS_AFTER, "{done:?}");
    assert!(done.err.contains("4 examples rewritten in 2 pages, 0 not rewritten"), "{done:?}");
    let run = project.run(&["run", "docs", "--base-url", &base]);
    assert_eq!(run.code, 0, "{run:?}");
    let again = project.run(&["bless", "docs", "--base-url", &base]);
    assert!(again.code == 0 && again.out.is_empty(), "{again:?}");
    assert_eq!(project.read("docs/lamp.md") + &project.read("docs/others.md"), format!("{LAMP_AFTER}{OTHERS_AFTER}"));
}

#[test]
fn a_dry_run_is_a_patch_and_changes_nothing() {
    let project = project();
    let (base, _heads) = service(respond);
    let done = project.run(&["bless", "docs", "--base-url", &base, "--dry-run"]);
    assert_eq!(done.code, 1, "{done:?}");
    assert_eq!(project.read("docs/lamp.md") + &project.read("docs/others.md"), format!("{LAMP}{OTHERS}"));
    project.write("x.patch", done.out.as_bytes());
    let git = Command::new("git").args(["apply", "x.patch"]).current_dir(project.path()).output();
    let Ok(git) = git else { return };
    assert!(git.status.success(), "{git:?} {done:?}");
    assert_eq!(project.read("docs/lamp.md") + &project.read("docs/others.md"), format!("{LAMP_AFTER}{OTHERS_AFTER}"));
}

#[test]
fn a_recording_is_taken_over_without_the_service() {
    let project = project();
    let (base, _heads) = service(respond);
    project.run(&["run", "docs", "--base-url", &base, "--record", "kept"]);
    let done = project.run(&["bless", "docs", "--replay", "kept", "--page", "lamp.md"]);
    assert_eq!(done.code, 0, "{done:?}");
    assert_eq!(project.read("docs/lamp.md"), LAMP_AFTER, "{done:?}");
    assert_eq!(project.read("docs/others.md"), OTHERS, "it was not chosen");
}

#[test]
fn what_an_example_cannot_show_is_left_and_named() {
    let project = Project::with(&[("docs/left.md", LEFT)]);
    let (base, _heads) = service(respond);
    let done = project.run(&["bless", "docs", "--base-url", &base]);
    assert_eq!((done.code, project.read("docs/left.md").as_str()), (1, LEFT), "{done:?}");
    assert!(
        done.err.contains("docs/left.md:9: not rewritten: HTTP 404 was received where 200 is documented"),
        "{done:?}"
    );
    assert!(done.err.contains("docs/left.md:24: not rewritten: an example cannot show it"), "{done:?}");
}

#[test]
fn a_value_that_the_documented_type_rules_out_is_left_with_the_place_of_the_type() {
    let typed = "# Lamp\n\n<!-- { \"blockType\": \"resource\", \"@odata.type\": \"ns.lamp\" } -->\n\n```json\n{ \"id\": \"Int32\", \"kind\": \"String\", \"by\": \"String\" }\n```\n\n\
        ## Properties\n\n| Property | Type | Description |\n|:--|:--|:--|\n| id | Int32 | The id. |\n| kind | String | Possible values are: `a`, `b`. |\n\n## Read\n\n\
        <!-- { \"blockType\": \"request\", \"name\": \"read\" } -->\n\n```http\nGET /lamps/7\n```\n\n<!-- { \"blockType\": \"response\", \"@odata.type\": \"ns.lamp\" } -->\n\n\
        ```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{ \"id\": 1, \"kind\": \"a\" }\n```\n";
    let plain = "# Lamp\n\n## Read\n\n```http\nGET /lamps/8\n```\n\nThe response has:\n\n- `id` - integer, the id\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{ \"id\": 1 }\n```\n";
    let project = Project::with(&[("docs/typed.md", typed), ("docs/plain.md", plain)]);
    let (base, _heads) = service(|head| {
        let body = if head.contains("/7") { r#"{"id": "s", "kind": "c"}"# } else { r#"{"id": "s"}"# };
        message("200 OK", "application/json", body)
    });
    let done = project.run(&["bless", "docs", "--base-url", &base]);
    assert_eq!(done.code, 1, "{done:?}");
    assert_eq!((project.read("docs/typed.md").as_str(), project.read("docs/plain.md").as_str()), (typed, plain));
    assert!(done.err.contains("not rewritten: the example would contradict its documented type"), "{done:?}");
    assert!(done.err.contains("typed.md:13") || done.err.contains("typed.md:14"), "{done:?}");
    // What the type allows is taken over, and so is a contradiction that was there before.
    let allowed = typed.replace("\"id\": 1, \"kind\": \"a\"", "\"id\": 1, \"kind\": \"d\", \"by\": \"x\"");
    project.write("docs/typed.md", allowed.as_bytes());
    let (base, _heads) = service(|_| message("200 OK", "application/json", r#"{"id": 4, "kind": "c"}"#));
    let done = project.run(&["bless", "docs", "--base-url", &base, "--page", "typed.md"]);
    assert_eq!((done.code, project.read("docs/typed.md")), (0, allowed.replace(", \"by\": \"x\"", "")), "{done:?}");
}

#[test]
fn values_are_taken_over_where_they_are_compared() {
    let project = Project::with(&[("docs/exact.md", EXACT)]);
    let (base, _heads) = service(respond);
    let done = project.run(&["bless", "docs", "--base-url", &base]);
    assert_eq!((done.code, project.read("docs/exact.md")), (0, EXACT.replace("calm", "wild")), "{done:?}");
}

/// Bodies of several documents, and a table.
fn several(lines: &str, events: &str, table: &str) -> String {
    let example = |path: &str, kind: &str, body: &str| {
        format!("```http\nGET {path}\n```\n\n```http\nHTTP/1.1 200 OK\nContent-Type: {kind}\n\n{body}\n```\n\n")
    };
    let lines = example("/lines", "application/x-ndjson", lines);
    let events = example("/events", "text/event-stream", events);
    format!("# Several\n\n## Lines\n\n{lines}## Events\n\n{events}## Table\n\n{}", example("/table", "text/csv", table))
}

#[test]
fn lines_events_and_tables_show_what_came() {
    let shown = several(
        "{\"id\": 1, \"on\": true}\n{\"id\": 2, \"on\": false}",
        "event: made\ndata: {\"id\": 1, \"old\": true}\n\nevent: gone\ndata: {\"id\": 1, \"old\": true}",
        "id,name\n1,desk\n2,wall",
    );
    let after = several(
        "{\"id\": 1, \"on\": \"yes\"}\n{\"id\": 2, \"on\": \"no\"}",
        "event: made\ndata: {\"id\": 1}\n\nevent: gone\ndata: {\"id\": 1}",
        "id,name,colour\n7,lamp,red\n8,bulb,blue",
    );
    let respond = |head: &str| {
        let (kind, body) = match head.split(' ').nth(1).unwrap_or_default() {
            "/lines" => (
                "application/x-ndjson",
                "{\"id\":5,\"on\":\"yes\"}\n{\"id\":6,\"on\":\"no\"}\n{\"id\":7,\"on\":\"no\"}\n",
            ),
            "/events" => ("text/event-stream", "event: made\ndata: {\"id\":3}\n\nevent: gone\ndata: {\"id\":3}\n\n"),
            _ => ("text/csv", "id,name,colour\r\n7,lamp,red\r\n8,bulb,blue\r\n9,spot,red\r\n"),
        };
        message("200 OK", kind, body)
    };
    let project = Project::with(&[("docs/several.md", &shown)]);
    let (base, _heads) = service(respond);
    let done = project.run(&["bless", "docs", "--base-url", &base]);
    assert_eq!(project.read("docs/several.md"), after, "{done:?}");
    assert_eq!(done.code, 0, "{done:?}");
    let again = project.run(&["bless", "docs", "--base-url", &base]);
    assert!(again.code == 0 && again.out.is_empty(), "{again:?}");
}

#[test]
fn the_values_of_an_event_that_was_not_received_stay_and_those_of_all_that_were_are_taken_over() {
    let page = |first: &str, second: &str, directive: &str| {
        format!(
            "# Events\n\n```http\nGET /events\n```\n\n{directive}```http\nHTTP/1.1 200 OK\nContent-Type: text/event-stream\n\n\
             data: {{\"id\": {first}, \"n\": 1}}\n\nevent: end\ndata: {{\"id\": {second}, \"m\": 2}}\n```\n"
        )
    };
    let respond = |_: &str| {
        let body = "data: {\"id\": \"x\", \"n\": 1}\n\nevent: end\ndata: {\"id\": \"y\", \"m\": 2}\n\n";
        message("200 OK", "text/event-stream", body)
    };
    let (base, _heads) = service(respond);
    for (directive, second) in [("", "8"), ("<!-- doctrial stream = false -->\n", "\"y\"")] {
        let project = Project::with(&[("docs/events.md", &page("7", "8", directive))]);
        let done = project.run(&["bless", "docs", "--base-url", &base]);
        assert_eq!(project.read("docs/events.md"), page("\"x\"", second, directive), "{done:?}");
    }
}

#[test]
fn every_item_of_a_folded_finding_shows_what_came() {
    let shown = (0..150).map(|at| format!("  {{ \"id\": {at}, \"k\": {at} }}")).collect::<Vec<_>>().join(",\n");
    let page = format!(
        "# Many\n\n```http\nGET /many\n```\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n[\n{shown}\n]\n```\n"
    );
    let came = (0..150).map(|at| format!("{{\"id\":\"i{at}\",\"k\":{at}}}")).collect::<Vec<_>>().join(",");
    let (base, _heads) = service(move |_| message("200 OK", "application/json", &format!("[{came}]")));
    let project = Project::with(&[("docs/many.md", &page)]);
    let done = project.run(&["bless", "docs", "--base-url", &base]);
    let after = project.read("docs/many.md");
    for at in [0, 1, 99, 100, 149] {
        assert!(after.contains(&format!("{{ \"id\": \"i{at}\", \"k\": {at} }}")), "{at}: {done:?}");
    }
}

#[test]
fn documents_of_another_root_show_what_came() {
    let example = |path: &str, body: &str| {
        format!(
            "## {path}\n\n```http\nGET {path}\n```\n\n> ```http\n> HTTP/1.1 200 OK\n> Content-Type: application/xml\n>\n> {body}\n> ```\n\n"
        )
    };
    let page = |one: &str, two: &str| {
        format!("# XML\n\n{}{}{}", example("/one", one), example("/two", two), example("/cut", "<old>...</old>"))
    };
    let shown = page("<old at=\"1\"><id>7</id></old>", "<?xml version=\"1.0\"?>\n> <old>\n>     <id>7</id>\n> </old>");
    let after = page(
        "<new at=\"1\"><id>7</id></new>",
        "<?xml version=\"1.0\"?>\n> <new>\n>     <name>x</name>\n>     <on/>\n> </new>",
    );
    let respond = |head: &str| {
        let is_one = head.starts_with("GET /one ");
        message(
            "200 OK",
            "application/xml",
            if is_one { "<new at='2'><id>8</id></new>" } else { "<new><name>x</name><on/></new>" },
        )
    };
    let project = Project::with(&[("docs/xml.md", &shown)]);
    let (base, _heads) = service(respond);
    let done = project.run(&["bless", "docs", "--base-url", &base]);
    assert_eq!(project.read("docs/xml.md"), after, "{done:?}");
    assert!(done.code == 1 && done.err.contains("not rewritten: the docs show only parts of the document"), "{done:?}");
    let again = project.run(&["bless", "docs", "--base-url", &base]);
    assert!(again.out.is_empty() && project.read("docs/xml.md") == after, "{again:?}");
}

#[test]
fn examples_that_are_distinguished_by_their_response_are_rewritten() {
    let example = |body: &str| format!("```sh\ncurl http://localhost/mood\n```\n\n```json\n{body}\n```\n\n");
    let page = |one: &str, other: &str| format!("# Mood\n\n{}Again:\n\n{}", example(one), example(other));
    let shown = page("{ \"mood\": \"calm\", \"id\": \"x\" }", "{ \"mood\": \"mad\", \"id\": \"y\", \"old\": 1 }");
    let project = Project::with(&[("docs/mood.md", &shown)]);
    let (base, _heads) = service(respond);
    let done = project.run(&["bless", "docs", "--base-url", &base]);
    assert_eq!(done.code, 0, "{done:?}");
    let after = page("{ \"mood\": \"calm\", \"id\": 1 }", "{ \"mood\": \"mad\", \"id\": 1 }");
    assert_eq!(project.read("docs/mood.md"), after, "{done:?}");
}

#[test]
fn items_of_several_shapes_and_members_of_a_map_show_what_came_for_each() {
    let page = |owl: &str, nest: &str, more: &str| {
        format!(
            "# Birds\n\n```http\nGET /birds\n```\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{{\n  \"found\": [\n    {{\n      \"kind\": \"owl\",\n      {owl}\n    }},\n    {{\n      \"kind\": \"nest\",\n      {nest}\n    }}\n  ],\n  \"by\": {{\n    \"k1\": {{ \"n\": 1 }},\n    {more}\n  }}\n}}\n```\n"
        )
    };
    let project = Project::with(&[("docs/birds.md", &page("\"wings\": 2", "\"eggs\": 3", "\"k2\": { \"n\": 2 }"))]);
    let came = r#"{"found": [{"kind": "nest", "eggs": "three", "dry": true}, {"kind": "owl", "wings": 2, "awake": false}, {"kind": "nest", "eggs": "two", "dry": false}], "by": {"k1": {"n": 5}, "k2": {"n": 6}, "k3": {"n": 7}}}"#;
    let (base, _heads) = service(move |_| message("200 OK", "application/json", came));
    let done = project.run(&["bless", "docs", "--base-url", &base]);
    assert_eq!(done.code, 0, "{done:?}");
    let owl = "\"wings\": 2,\n      \"awake\": false";
    let nest = "\"eggs\": \"two\",\n      \"dry\": false";
    assert_eq!(project.read("docs/birds.md"), page(owl, nest, "\"k2\": { \"n\": 2 },\n    \"k3\": { \"n\": 7 }"));
    let again = project.run(&["bless", "docs", "--base-url", &base]);
    assert!(again.code == 0 && again.out.is_empty(), "{again:?}");
}

#[test]
fn there_must_be_a_service_or_a_recording() {
    let project = project();
    let done = project.run(&["bless", "docs"]);
    assert!(done.code == 2 && done.err.contains("give --base-url URL, or --replay"), "{done:?}");
}

#[test]
fn what_may_depend_on_what_was_there_before_is_left() {
    let example = |title: &str, body: &str, response: &str| {
        format!(
            "## {title}\n\n```http\nPUT /keys/light\nContent-Type: application/json\n\n{body}\n```\n\n```http\nHTTP/1.1 \
             {response}\n```\n\n"
        )
    };
    let first = example(
        "Set",
        "{ \"value\": 1 }",
        "201 Created\nContent-Type: application/json\n\n{ \"node\": { \"value\": 1 } }",
    );
    let second =
        "200 OK\nContent-Type: application/json\n\n{ \"node\": { \"value\": 2 }, \"before\": { \"value\": 1 } }";
    let page = format!("# Keys\n\n{first}{}", example("Change", "{ \"value\": 2 }", second));
    let project = Project::with(&[("docs/keys.md", &page)]);
    // The key is there from an earlier run.
    let (base, _heads) =
        service(|_| message("200 OK", "application/json", "{\"node\": {\"value\": 5}, \"before\": {\"value\": 4}}"));
    let done = project.run(&["bless", "docs", "--base-url", &base]);
    assert_eq!((done.code, project.read("docs/keys.md")), (1, page), "{done:?}");
    assert!(
        done.err.contains("docs/keys.md:12: not rewritten: PUT /keys/light has another response at keys.md:")
            && done.err.contains("may depend on the state of the service"),
        "{done:?}"
    );
}

#[test]
fn a_row_of_a_table_is_rewritten_where_its_cells_stay_as_many() {
    let page =
        |cell: &str| format!("# Lamps\n\n| Method | Path | Response |\n|---|---|---|\n| GET | /lamps/7 | {cell} |\n");
    let shown = page("{\"id\": 1}");
    for (received, expected) in [
        ("{\"id\": \"a7\"}", page("{\"id\": \"a7\"}")),
        ("{\"id\": \"a|7\"}", shown.clone()),
        ("{\"id\": {\"of\": {\"lamp\": 1}}}", page("{\"id\": { \"of\": { \"lamp\": 1 } }}")),
    ] {
        let project = Project::with(&[("docs/lamps.md", &shown)]);
        let (base, _heads) = service(move |_| message("200 OK", "application/json", received));
        let done = project.run(&["bless", "docs", "--base-url", &base]);
        assert_eq!(project.read("docs/lamps.md"), expected, "{done:?}");
        assert_eq!(done.err.contains("is in a row of a table"), received.contains('|'), "{done:?}");
    }
}

/// What the rewritten page would show as markup, what would contradict itself, and what would be lost.
const UNSAFE: &str = "# Unsafe\n\n## Markup\n\n<pre><code>GET /mark HTTP/1.1\nHost: h\n</code></pre>\n\n<pre><code>HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"id\": 1}\n</code></pre>\n\n## Empty\n\n```http\nPUT /empty\n```\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"id\": 1}\n```\n\n## Comment\n\n```http\nGET /comment\n```\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/xml\n\n<lamp><!-- once a day --><id>1</id></lamp>\n```\n";

#[test]
fn what_would_harm_the_page_is_left_as_it_is_with_the_reason() {
    let project = Project::with(&[("docs/unsafe.md", UNSAFE)]);
    let (base, _heads) = service(|head: &str| match head.split(' ').nth(1).unwrap_or_default() {
        "/mark" => message("200 OK", "application/json", r#"{"id": "<script>1</script>"}"#),
        "/empty" => "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n".to_owned(),
        _ => message("200 OK", "application/xml", "<light><id>1</id><on>1</on></light>"),
    });
    let done = project.run(&["bless", "docs", "--base-url", &base]);
    assert_eq!(project.read("docs/unsafe.md"), UNSAFE, "{done:?}");
    for why in [
        "what was received would be markup",
        "HTTP 204 was received, which never has a body",
        "comments, which would be lost",
    ] {
        assert!(done.out.contains(why) || done.err.contains(why), "{why}: {done:?}");
    }
}
