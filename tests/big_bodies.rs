//! Bodies far larger or deeper than any example: judged, or refused with a finding; never a crash, nor memory without bound.

use std::time::Duration;

use doctrial::finding::Outcome;
use doctrial::internals::compile::ContractDraft;
use doctrial::internals::contract::{Case, Dialect};
use doctrial::internals::docs;
use doctrial::internals::http::{Exchange, Headers, Request, Response};
use doctrial::internals::judge::{Judgement, Policy, judge};
use doctrial::internals::schema::{SchemaSet, Schemas};
use doctrial::internals::text::Page;

/// The case of a page that documents this body.
fn documented(body: &str) -> Case {
    let text = format!(
        "# Read all\n\n```http\nGET /all\n```\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{body}\n```\n"
    );
    let page = docs::read_page(&Page { path: "all.md".into(), text }, &Dialect::ALL);
    let mut contract = ContractDraft::of_pages(vec![page], SchemaSet::default()).attach_schemas();
    contract.cases.remove(0)
}

fn judged(case: &Case, body: Vec<u8>) -> Judgement {
    let (method, url) = ("GET".to_owned(), "http://127.0.0.1/all".to_owned());
    let request = Request { method, url, headers: Headers::default(), body: None };
    let mut headers = Headers::default();
    headers.push("Content-Type", "application/json");
    let exchange = Exchange {
        request,
        response: Response { status: 200, headers, body },
        elapsed: Duration::ZERO,
        notes: Vec::new(),
    };
    // The stack of a worker thread, where a run judges.
    std::thread::scope(|scope| {
        let work = || judge(case, &exchange, &[], &Schemas::new(SchemaSet::default()), &Policy::default());
        let thread = std::thread::Builder::new().stack_size(2 << 20).spawn_scoped(scope, work).expect("a thread");
        thread.join().expect("no panic")
    })
}

fn rules(judgement: &Judgement) -> Vec<&'static str> {
    judgement.verdict.findings.iter().map(|finding| finding.rule.name).collect()
}

const ITEM: &str =
    r#"{"id":"b7f3","name":"A lamp on a desk","size":12,"on":true,"at":"2026-01-12T07:45:00Z","tags":["a","b"]}"#;

fn collection(items: usize, last: &str) -> Vec<u8> {
    let mut body = String::from(r#"{"value":["#);
    for _ in 0..items {
        body.push_str(ITEM);
        body.push(',');
    }
    body.push_str(last);
    body.push_str("]}");
    body.into_bytes()
}

#[test]
fn twenty_megabytes_are_judged_to_the_last_item() {
    let case = documented(&format!(r#"{{"value":[{ITEM}]}}"#));
    let items = (20 << 20) / (ITEM.len() + 1);
    let good = judged(&case, collection(items / 20, ITEM));
    assert_eq!(good.verdict.outcome, Outcome::Passed);
    let bad = judged(&case, collection(items, &ITEM.replace(r#""size":12"#, r#""size":"12""#)));
    assert_eq!(rules(&bad), ["wrong-type"]);
    assert_eq!(bad.verdict.findings[0].at.to_string(), format!("body /value/{items}/size"));
}

#[test]
fn megabytes_of_nothing_but_faults_are_reported_briefly() {
    let case = documented(&format!(r#"{{"value":[{ITEM}]}}"#));
    for item in ["7", "{}", r#"{"id":1,"name":2,"size":"x","on":0,"at":"soon","tags":[[]]}"#] {
        let items = (2 << 20) / (item.len() + 1);
        let body = format!(r#"{{"value":[{}{item}]}}"#, format!("{item},").repeat(items));
        let judgement = judged(&case, body.into_bytes());
        assert_eq!(judgement.verdict.outcome, Outcome::Failed);
        assert!(judgement.verdict.findings.len() < 20, "{item}: {:?}", rules(&judgement));
        assert!(rules(&judgement).contains(&"cut-short"), "{item}: {:?}", rules(&judgement));
    }
}

#[test]
fn a_body_deeper_than_any_reader_goes_is_refused_with_a_finding() {
    let case = documented(r#"{"a": 1}"#);
    for depth in [100, 200, 500, 100_000] {
        let body = format!("{}1{}", r#"{"a":"#.repeat(depth), "}".repeat(depth));
        let judgement = rules(&judged(&case, body.into_bytes()));
        let expected = if depth > doctrial::internals::json::MAX_DEPTH { "too-deep" } else { "wrong-kind" };
        assert_eq!(judgement, [expected], "{depth}");
    }
    let arrays = documented("[[1]]");
    let body = format!("{}1{}", "[".repeat(500), "]".repeat(500));
    assert_eq!(rules(&judged(&arrays, body.into_bytes())), ["too-deep"]);
}
