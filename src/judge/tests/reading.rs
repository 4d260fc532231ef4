//! Bodies that are missing, unexpected or not JSON.

use crate::judge::fixture::Trial;

#[test]
fn presence_is_judged_both_ways() {
    Trial::whole(r#"{"id":1}"#, " \n").reports(&["missing-body"]);
    Trial::new((200, ""), (200, "{}")).reports(&["unexpected-body"]);
    Trial::new((200, ""), (200, "{}")).expecting(|e| e.facts.truncated = true).reports(&["?unexpected-body"]);
    Trial::new((204, ""), (204, "\n")).passes();
}

#[test]
fn a_body_where_http_allows_none_is_the_docs_fault() {
    let trial = Trial::new((204, r#"{"id":1}"#), (204, ""));
    trial.passes();
    assert_eq!(trial.tolerated(), ["disputed"]);
    for method in ["HEAD", "head"] {
        let mut head = Trial::whole(r#"{"id":1}"#, "");
        head.exchange.request.method = method.to_owned();
        head.passes();
    }
}

#[test]
fn a_type_without_a_body_promises_one_that_is_not_shown() {
    let trial = Trial::new((200, ""), (200, "bytes")).expecting(|e| e.facts.type_name = Some("Edm.Stream".to_owned()));
    trial.passes();
    assert_eq!(trial.tolerated(), ["unread"]);
    assert_eq!(trial.responses("Content-Type", "application/json").tolerated(), ["unshown"]);
}

#[test]
fn the_service_is_read_strictly() {
    for bad in [r#"{"a":1,}"#, "{'a':1}", "// x\n{\"a\":1}", "{\"a\":1} x", "{\"a\":1", "<html>", "\u{feff}{\"a\":1}"] {
        Trial::whole(r#"{"a":1}"#, bad).reports(&["not-json"]);
    }
    let trial = Trial::whole(r#"{"a":1}"#, "{\n  \"a\":1,\n}");
    let message = trial.findings()[0].message.clone();
    assert!(message.contains("line 2, column 8: a trailing comma"), "{message}");
    let mut latin = Trial::whole(r#"{"a":"é"}"#, "");
    latin.exchange.response.body = b"{\"a\":\"\xe9\"}".to_vec();
    latin.reports(&["not-json"]);
}

#[test]
fn a_repeated_name_is_a_finding_at_its_own_place() {
    let trial = Trial::whole(r#"{"v":[{"id":1}]}"#, r#"{"v":[{"id":1},{"id":1,"id":2}]}"#);
    trial.reports(&["duplicate-member /v/1/id"]);
}

#[test]
fn a_bottomless_response_is_a_finding_not_a_crash() {
    let deep = "[".repeat(200_000);
    Trial::whole("[[1]]", &deep).reports(&["too-deep"]);
    let nested = format!("{}1{}", "[".repeat(250), "]".repeat(250));
    Trial::truncated("[[1]]", &nested).reports(&["wrong-kind /0/0"]);
    Trial::whole(&nested, &nested).passes();
}

#[test]
fn other_bodies_are_judged_by_presence_and_media_type() {
    let trial = Trial::whole("<bytes>", "\u{1}\u{2}");
    trial.passes();
    assert_eq!(trial.tolerated(), ["unread"]);
    let csv =
        Trial::whole("a,b\n1,2", "a,b").documents("Content-Type", "text/csv").responses("Content-Type", "text/csv");
    csv.passes();
    Trial::whole("a,b\n1,2", "").reports(&["missing-body"]);
    Trial::whole("...binary data...", "PK").passes();
}

#[test]
fn repaired_docs_still_judge() {
    Trial::whole("{\"id\": 1, /* note */ 'name': 'x',}", r#"{"id":1}"#).reports(&["missing-member /name"]);
}
