//! Records of runs, made up.

use serde_json::{Value, json};

/// The page that the cases are on: the response is in the fence that opens at line 7.
pub(crate) const DOCS: &str = "# Lamps\n\n```http\nGET /lamps/7\n```\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{\n  \"size\": 20\n}\n```\n";

/// The record of a run of a night: its lines.
pub(crate) fn run(night: u32, cases: Vec<Value>) -> Vec<Value> {
    let started = format!("2026-11-0{night}T02:00:00Z");
    let header = json!({
        "kind": "run", "doctrial": "0.1.0", "version": 1, "started": started, "base_url": "http://127.0.0.1:1",
        "embedded": false, "source": "docs",
    });
    let totals = json!({ "passed": 0, "failed": 0, "skipped": 0, "broken": 0, "not_exercised": 0 });
    let end = json!({ "kind": "end", "totals": totals, "elapsed_ms": 5000.0, "interrupted": false });
    std::iter::once(header).chain(cases).chain([end]).collect()
}

pub(crate) fn case(number: u32, outcome: &str) -> Value {
    let method = if number.is_multiple_of(2) { "GET" } else { "POST" };
    json!({
        "kind": "case", "id": format!("lamps.md::lamps::get-{number}"), "page": "lamps.md", "line": 3, "response_line": 7,
        "name": format!("get-{number}"), "dialect": "http", "method": method, "url": format!("/lamps/{number}"),
        "verdict": { "outcome": outcome }, "elapsed_ms": 12.5, "started": 1_764_000_000.0 + f64::from(number),
        "tags": if number.is_multiple_of(10) { vec!["tens"] } else { Vec::new() },
        "trace": format!("0123456789abcdef0123456789abcd{:02x}", number % 100),
    })
}

/// A case that failed, by a member that is missing or of another type.
pub(crate) fn failed(number: u32, kind: &str) -> Value {
    let (rule, message, actual, body) = match kind {
        "missing" => ("B101", "member `size` is missing", "no such member", "{\"id\": 1}"),
        _ => ("B201", "`size` is not an integer", "\"20\"", "{\"id\": 1, \"size\": \"20\"}"),
    };
    let mut case = case(number, "failed");
    case["verdict"]["findings"] = json!([{
        "rule": rule, "level": "deny", "message": message, "at": { "body": "/size" },
        "location": { "page": "lamps.md", "line": 12, "column": 3 }, "expected": "an integer", "actual": actual,
    }]);
    case["request"] = json!({ "start": format!("GET http://127.0.0.1:1/lamps/{number}"), "headers": [], "body": "" });
    case["response"] = json!({ "start": "HTTP 200", "headers": [["content-type", "application/json"]], "body": body });
    case["curl"] = json!(format!("curl http://127.0.0.1:1/lamps/{number}"));
    case
}
