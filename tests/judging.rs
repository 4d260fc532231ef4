//! Pages and responses to their requests: what passes, and which rules are broken.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::Duration;

use doctrial::finding::Outcome;
use doctrial::internals::compile::ContractDraft;
use doctrial::internals::contract::Dialect;
use doctrial::internals::docs::read_page;
use doctrial::internals::http::{Exchange, Headers, Request, Response};
use doctrial::internals::judge::{Policy, judge};
use doctrial::internals::schema::{SchemaSet, Schemas};
use doctrial::internals::text::Page;

/// The page of a request for a lamp whose documented response is `shown`, with `words` below it.
fn page(shown: &str, words: &str) -> String {
    let head = "HTTP/1.1 200 OK\nContent-Type: application/json";
    format!(
        "# Lamps\n\n## Get a lamp\n\n```http\nGET /lamps/7 HTTP/1.1\n```\n\n```http\n{head}\n\n{shown}\n```\n\n{words}\n"
    )
}

/// For each case of a page: the rules that a response breaks, and the kinds of tolerances it needs.
fn judged(page: &str, status: u16, media_type: &str, body: &str) -> Vec<(Vec<String>, Vec<String>)> {
    let page = Page { path: "lamps.md".into(), text: page.into() };
    let docs = read_page(&page, &Dialect::ALL);
    let contract = ContractDraft::of_pages(vec![docs], SchemaSet::default()).attach_schemas();
    let schemas = Schemas::new(contract.schemas);
    let judge = |case| {
        let request =
            Request { method: "GET".into(), url: "http://127.0.0.1/".into(), headers: Headers::default(), body: None };
        let headers = Headers(vec![("Content-Type".to_owned(), media_type.to_owned())]);
        let response = Response { status, headers, body: body.into() };
        let verdict = judge(
            case,
            &Exchange { request, response, elapsed: Duration::ZERO, notes: Vec::new() },
            &[],
            &schemas,
            &Policy::default(),
        )
        .verdict;
        assert!(!matches!(verdict.outcome, Outcome::Broken(_)), "{verdict:?}");
        let rules = verdict.findings.iter().map(|finding| finding.rule.name.to_owned()).collect();
        (rules, verdict.tolerances.iter().map(|tolerance| tolerance.kind.to_string()).collect())
    };
    contract.cases.iter().map(judge).collect()
}

/// The rules that a response to the one case of a page breaks.
fn broken(page: &str, body: &str) -> Vec<String> {
    let mut all = judged(page, 200, "application/json", body);
    assert_eq!(all.len(), 1, "{page}");
    all.remove(0).0
}

#[test]
fn a_list_of_fields_documents_members_that_the_example_does_not_show() {
    let page = page(r#"{ "id": "a" }"#, "The response has these fields:\n\n- `id` - string\n- `dimmed` - boolean");
    assert_eq!(broken(&page, r#"{"id": "b", "dimmed": true}"#), [""; 0]);
    assert_eq!(broken(&page, r#"{"id": "b"}"#), [""; 0]);
    assert_eq!(broken(&page, r#"{"id": "b", "dimmed": 3}"#), ["wrong-type"]);
    assert_eq!(broken(&page, r#"{"id": "b", "colour": "red"}"#), ["undocumented-member"]);
}

#[test]
fn a_list_of_fields_says_what_may_be_absent_or_null() {
    let words = "- `room` - The room, or `null` if it is in none.\n- `until` - Omitted if it stays lit.\n- `of`\n  - `watts` (integer): can be null.";
    let page = page(r#"{ "room": "hall", "until": "dawn", "of": { "watts": 5 } }"#, words);
    assert_eq!(broken(&page, r#"{"room": null, "of": {"watts": null}}"#), [""; 0]);
    assert_eq!(broken(&page, r#"{"until": "dusk", "of": {"watts": 4}}"#), ["missing-member"]);
    assert_eq!(broken(&page, r#"{"room": "hall", "until": null, "of": {"watts": 4}}"#), ["null-for-value"]);
    assert_eq!(broken(&page, r#"{"room": "hall", "of": {"watts": "4"}}"#), ["wrong-type"]);
}

#[test]
fn a_comment_in_an_example_speaks_of_its_member() {
    let shown = "{\n  \"name\": \"desk\", // may be null\n  // optional\n  \"room\": \"hall\",\n  \"lit\": true\n}";
    let page = page(shown, "");
    assert_eq!(broken(&page, r#"{"name": null, "lit": false}"#), [""; 0]);
    assert_eq!(broken(&page, r#"{"name": "x", "room": "y", "lit": null}"#), ["null-for-value"]);
}

#[test]
fn an_object_that_the_prose_calls_a_map_has_any_names() {
    let page = page(
        r#"{ "id": "a", "tags": { "room": "hall", "floor": "2" } }"#,
        "- `tags` - Key-value pairs, as users set them.\n- `id` - string",
    );
    assert_eq!(broken(&page, r#"{"id": "b", "tags": {"colour": "red"}}"#), [""; 0]);
    assert_eq!(broken(&page, r#"{"id": "b", "tags": {}}"#), [""; 0]);
    assert_eq!(broken(&page, r#"{"id": "b", "tags": {"colour": 7}}"#), ["wrong-type"]);
}

#[test]
fn enums_are_found_in_their_wordings() {
    for words in [
        "Must be one of `on` or `off`.",
        "Either `on` or `off`.",
        "The state, one of: `on`, `off`",
        "Allowed values: `on`, `off`.",
    ] {
        let table = format!("| Field | Type | Description |\n|---|---|---|\n| state | string | {words} |");
        let page = page(r#"{ "state": "on" }"#, &table);
        assert_eq!(broken(&page, r#"{"state": "off"}"#), [""; 0], "{words}");
        assert_eq!(broken(&page, r#"{"state": "gone"}"#), ["outside-enum"], "{words}");
    }
}

#[test]
fn one_of_several_successes_is_enough() {
    let second =
        "Or, while it starts:\n\n```http\nHTTP/1.1 202 Accepted\nContent-Type: application/json\n\n{ \"job\": 4 }\n```";
    let page = page(r#"{ "id": "a", "lit": true }"#, second);
    let verdicts = |status, body: &str| judged(&page, status, "application/json", body);
    let other = (vec![], vec!["alternative".to_owned()]);
    assert_eq!(verdicts(200, r#"{"id": "b", "lit": false}"#), [(vec![], vec![]), other.clone()]);
    assert_eq!(verdicts(202, r#"{"job": 5}"#), [other, (vec![], vec![])]);
    assert!(verdicts(202, r#"{"job": "x"}"#).iter().all(|(rules, _)| !rules.is_empty()));
}

#[test]
fn lines_of_json_below_a_command_are_judged_line_by_line() {
    let page =
        "# Export\n\n```sh\ncurl http://localhost:8080/export\n```\n\n```json\n{\"id\": \"1\"}\n{\"id\": \"2\"}\n```\n";
    let rules = |body: &str| judged(page, 200, "application/x-ndjson", body).remove(0).0;
    assert_eq!(rules("{\"id\": \"7\"}\n{\"id\": \"8\"}\n{\"id\": \"9\"}\n"), [""; 0]);
    assert_eq!(rules("{\"id\": \"7\"}\n{\"id\": 8}\n"), ["wrong-type"]);
    assert_eq!(rules("{\"id\": \"7\"}\n<html>\n"), ["not-json"]);
}

#[test]
fn the_data_of_events_is_judged_by_the_documented_events() {
    let head = "HTTP/1.1 200 OK\nContent-Type: text/event-stream";
    let shown = "event: lit\ndata: {\"lamp\": 7}\n\nevent: end\ndata: [DONE]\n";
    let page = format!("# Events\n\n```http\nGET /events HTTP/1.1\n```\n\n```http\n{head}\n\n{shown}```\n");
    let verdict = |body: &str| judged(&page, 200, "text/event-stream", body).remove(0);
    assert_eq!(verdict("event: lit\ndata: {\"lamp\": 8}\n\nevent: end\ndata: [DONE]\n\n"), (vec![], vec![]));
    assert_eq!(verdict("event: lit\ndata: {\"lamp\": \"8\"}\n\n").0, ["wrong-type"]);
    assert_eq!(verdict("event: lit\ndata: {}\n\n").0, ["missing-member"]);
    assert_eq!(verdict("event: lit\ndata: lamp 8\n\n").0, ["not-json"]);
    let (rules, tolerances) = verdict("event: hello\ndata: you\n\nevent: lit\ndata: {\"lamp\": 8}\n\n");
    assert_eq!((rules.len(), tolerances), (0, vec!["uncompared".to_owned()]));
}

#[test]
fn events_are_judged_by_those_of_their_name() {
    let head = "HTTP/1.1 200 OK\nContent-Type: text/event-stream";
    let shown = "event: lit\ndata: {\"lamp\": 7}\n\nevent: moved\ndata: {\"room\": \"hall\"}\n";
    let page = format!("# Events\n\n```http\nGET /events HTTP/1.1\n```\n\n```http\n{head}\n\n{shown}```\n");
    let verdict = |body: &str| judged(&page, 200, "text/event-stream", body).remove(0);
    let passed = (vec![], vec![]);
    assert_eq!(verdict("event: moved\ndata: {\"room\": \"den\"}\n\nevent: lit\ndata: {\"lamp\": 8}\n\n"), passed);
    assert_eq!(verdict("event: lit\ndata: {\"room\": \"den\"}\n\n").0, ["undocumented-member", "missing-member"]);
    assert_eq!(verdict("event: lit\ndata: {}\n\n").0, ["missing-member"]);
    // Where all have one name, each may be as any that is shown.
    let alike = page.replace("event: moved", "event: lit");
    let of_one_name = |body: &str| judged(&alike, 200, "text/event-stream", body).remove(0).0;
    assert_eq!(of_one_name("event: lit\ndata: {\"room\": \"den\"}\n\n"), [""; 0]);
}

#[test]
fn csv_below_a_command_is_judged_by_its_columns() {
    let page = "# Export\n\n```sh\ncurl http://localhost:8080/lamps.csv\n```\n\n```csv\nid,room\n7,hall\n```\n";
    let rules = |body: &str| judged(page, 200, "text/csv", body).remove(0).0;
    assert_eq!(rules("id,room\n8,desk\n"), [""; 0]);
    assert_eq!(rules("id,floor\n8,2\n"), ["wrong-columns"]);
}

#[test]
fn a_command_that_had_to_be_repaired_is_counted() {
    let page =
        "# Export\n\n```sh\ncurl http://localhost:8080/lamps \\ \n  -H 'A: b'\n```\n\n```json\n{\"id\": 7}\n```\n";
    assert_eq!(judged(page, 200, "application/json", "{\"id\": 8}")[0].1, ["repaired"]);
    let blank = page.replace("\\ \n", "\\\n").replace("A: b", "A : b");
    assert_eq!(judged(&blank, 200, "application/json", "{\"id\": 8}")[0].1, ["repaired"]);
    assert_eq!(judged(&blank.replace("A : b", "A: b : c"), 200, "application/json", "{\"id\": 8}")[0].1, [""; 0]);
}

#[test]
fn an_error_in_a_list_and_text_below_an_elision_are_what_they_are() {
    let error = "# Hosts\n\n```sh\ncurl -X DELETE http://localhost:8080/hosts/7\n```\n\n```json\n{\"results\": [{\"code\": 404, \"error\": \"none\"}]}\n```\n";
    assert_eq!(
        judged(error, 404, "application/json", r#"{"results": [{"code": 404, "error": "gone"}]}"#)[0].0,
        [""; 0]
    );
    let text = "# Logs\n\n```sh\ncurl http://localhost:8080/log\n```\n\n```\n[...]\nlit: desk\n```\n";
    assert_eq!(judged(text, 200, "text/plain", "dark: desk\n"), [(vec![], vec!["unread".to_owned()])]);
}
