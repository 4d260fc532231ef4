//! The programs of `examples/` do what they say.

#[path = "../examples/read_record.rs"]
#[allow(dead_code, reason = "the test calls what `main` calls")]
mod read_record;

use doctrial::record::ndjson;

const RECORD: &str = r#"
{"kind": "run", "doctrial": "0.1.0", "started": "2026-01-12T07:45:00Z", "base_url": "http://127.0.0.1:4000/", "embedded": false, "source": "docs"}
{"kind": "case", "id": "lamps.md::lamps::read", "page": "lamps.md", "line": 3, "response_line": 7, "name": "read", "dialect": "http", "method": "GET", "url": "/lamps/7", "verdict": {"outcome": "failed", "findings": [{"rule": "S001", "level": "deny", "message": "the status is 404, the docs promise 200", "location": {"page": "lamps.md", "line": 8, "column": 10}, "at": "status"}]}, "elapsed_ms": 5.8, "started": 1768203900.0}
{"kind": "case", "id": "lamps.md::lamps::list", "page": "lamps.md", "line": 11, "response_line": 15, "name": "list", "dialect": "http", "method": "GET", "url": "/lamps", "verdict": {"outcome": "passed"}, "elapsed_ms": 2.1, "started": 1768203900.1}
{"kind": "case", "id": "lamps.md::lamps::drop", "page": "lamps.md", "line": 21, "response_line": 25, "name": "drop", "dialect": "http", "method": "DELETE", "url": "/lamps/7", "verdict": {"outcome": {"broken": "timed out"}}, "elapsed_ms": 30000.0, "started": 1768203900.2}
{"kind": "end", "totals": {"passed": 1, "failed": 1, "skipped": 0, "broken": 1, "not_exercised": 0}, "elapsed_ms": 30008.0, "interrupted": false}
"#;

#[test]
fn failures_of_a_record_are_printed_with_their_lines() {
    let run = ndjson::read(RECORD.as_bytes()).expect("a whole record");
    let mut printed = Vec::new();
    assert_eq!(read_record::print_failures(&run, &mut printed).expect("writes"), 2);
    let printed = String::from_utf8(printed).expect("UTF-8");
    assert_eq!(
        printed.lines().collect::<Vec<_>>(),
        [
            "lamps.md:3 read",
            "  lamps.md:8:10 S001 the status is 404, the docs promise 200",
            "lamps.md:21 drop: timed out",
            "2 of 3 cases at http://127.0.0.1:4000/",
        ]
    );
}
