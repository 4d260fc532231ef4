//! Tables with one call in a row, whose cells hold what is sent and received.

use super::shown::{bodies, cases};
use doctrial::internals::contract::Dialect;
use doctrial::internals::docs::{FenceOutcome, read_page};
use doctrial::internals::text::Page;

const NONE: [&str; 0] = [];

fn table(head: &str, rows: &[&str]) -> String {
    let columns = head.matches('|').count() - 1;
    format!("# Lamps\n\n## All calls\n\n{head}\n{}|\n{}\n", "|---".repeat(columns), rows.join("\n"))
}

/// The lines of the account of a page, each with whether it is in a case.
fn account(text: &str) -> Vec<(u32, bool)> {
    let read = read_page(&Page { path: "p.md".to_owned(), text: text.to_owned() }, &Dialect::ALL);
    read.fences.iter().map(|fence| (fence.place.line, fence.outcome == FenceOutcome::InCase)).collect()
}

#[test]
fn each_row_with_documents_is_an_example() {
    let head = "| What | METHOD | API URL | Request | Response | Response error |";
    let rows = [
        "| New | POST | /api/lamps | {<br>\"name\" : \"Desk\"<br>} | {<br>\"lamp\": <br>{<br>\"id\": 7<br>}<br>}<br><br> # as in the list | #400<br>{\"error\": \"no\"} |",
        "| All | `GET` | `/api/lamps` | { } | `[{\"id\": 7}]` | |",
        "| Key | PUT | /api/lamps/:id/key | <pre>{<br /> \"key\": \"a b\"&nbsp;}</pre> | `{`<br>`\"ok\": true`<br>`}` | {\"error\": \"no\"} |",
    ];
    let text = table(head, &rows);
    assert_eq!(
        cases(&text),
        [
            "7 POST /api/lamps ({    \"name\" : \"Desk\"    }) -> 2xx at 7",
            "8 GET /api/lamps -> 2xx at 8",
            "9 PUT /api/lamps/:id/key ({       \"key\": \"a b\"      }) -> 2xx at 9",
        ]
    );
    assert_eq!(bodies(&text)[1..], ["[{\"id\": 7}]", "{ `    \"ok\": true `    }"].map(|it| it.replace('`', " ")));
    assert_eq!(account(&text), [(7, true), (8, true), (9, true)]);
}

#[test]
fn the_columns_have_names_in_any_language_and_one_for_the_status() {
    for head in [
        "| Methode | Pfad | Anfrage | Antwort | Statuscode |",
        "| Método | Ruta | Solicitud | Respuesta | Código de estado |",
        "| メソッド | パス | リクエスト | レスポンス | ステータスコード |",
    ] {
        let rows = ["| PUT | /beds/1 | {\"soft\": true} | {\"id\": 1} | 201 |", "| DELETE | /beds/1 | - | - | 204 |"];
        let found = cases(&table(head, &rows));
        assert_eq!(found, ["7 PUT /beds/1 ({\"soft\": true}) -> 201 at 7", "8 DELETE /beds/1 -> 204 at 8"], "{head}");
    }
    let rows = ["| GET | /beds/1 | {\"id\": 1} |"];
    assert_eq!(cases(&table("| Method | Path | Response (203) |", &rows)), ["7 GET /beds/1 -> 203 at 7"]);
    assert_eq!(cases(&table("| Method | Path | Response (404) |", &rows)), NONE);
}

#[test]
fn a_row_that_shows_no_exchange_is_in_the_account_beside_one_that_does() {
    let head = "| Method | URL | Request | Response |";
    let good = "| GET | /lamps | | [] |";
    for row in [
        "| GET | /lamps/:id | | {id: int} |",
        "| GET | /lamps/:id | | {\"on\": true}<br>{\"on\": false} |",
        "| GET | /lamps/:id | | {\"on\": true} or {\"on\": false} |",
        "| GET | /lamps/:id | | The lamp |",
        "| PUT | /lamps/:id | name and watts | {\"on\": true} |",
        "| GET | /lamps/:id | {\"room\": 1} | {\"on\": true} |",
    ] {
        let text = table(head, &[good, row]);
        assert_eq!(cases(&text), ["7 GET /lamps -> 2xx at 7"], "{row}");
        assert_eq!(account(&text), [(7, true), (8, false)], "{row}");
    }
    // It breaks off, which is reported.
    let text = table(head, &[good, "| GET | /lamps/:id | | {\"lamp\": {\"on\": true} |"]);
    assert_eq!(cases(&text).len(), 2);
}

#[test]
fn a_list_of_routes_is_none_of_calls() {
    let head = "| Method | Path | Response |";
    for row in ["| GET | /lamps | All lamps |", "| GET | /lamps | One of `{lamp}` |", "| GET | /lamps | {id: int} |"] {
        assert_eq!(cases(&table(head, &[row, row])), NONE, "{row}");
    }
    for head in
        ["| Method | Path | Failure |", "| Method | Description | Response |", "| Verb of it | Path | Response |"]
    {
        assert_eq!(cases(&table(head, &["| GET | /lamps | {\"id\": 1} |"; 2])), NONE, "{head}");
    }
}

#[test]
fn a_directive_above_a_table_is_about_its_rows() {
    let rows = |directive: &str| {
        let head = format!("<!-- doctrial {directive} -->\n\n| Method | Path | Response |");
        table(&head, &["| DELETE | /b | {\"ok\": true} |"]).replace("|---|---|---|---|", "|---|---|---|")
    };
    let read = |text: &str| read_page(&Page { path: "p.md".to_owned(), text: text.to_owned() }, &Dialect::ALL);
    for (directive, is_example) in [("role = \"none\"", false), ("skip = \"no\"", true), ("skip = no", true)] {
        let read = read(&rows(directive));
        assert_eq!(read.examples.len(), usize::from(is_example), "{directive}");
        assert!(read.examples.iter().all(|example| example.directives[0].0.skip.is_some()), "{directive}");
        assert!(read.findings.iter().all(|finding| finding.rule.code != "D111"), "{directive}");
    }
}

#[test]
fn a_status_beside_the_document_is_its_own() {
    let head = "| Method | Path | Response |";
    for cell in [
        "{\"message\": \"no such lamp\"} 404",
        "{\"m\": 1} (status 404)",
        "404 {\"m\": 1}",
        "`404` {\"m\": 1}",
        "404 Not Found<br>{\"m\": 1}",
        "{\"error\": \"no\"} (404)",
    ] {
        let found = cases(&table(head, &[&format!("| DELETE | /a | {cell} |")]));
        assert!(found.len() == 1 && found[0].starts_with("7 DELETE /a -> 404 at"), "{cell}: {found:?}");
    }
    for cell in ["{\"id\": 1} or an empty body", "[204](#codes)", "{\"id\": 1} (see 404 below)", "{\"id\": 1} 200 404"]
    {
        let text = table(head, &["| GET | /lamps | [] |", &format!("| DELETE | /a | {cell} |")]);
        assert_eq!(cases(&text), ["7 GET /lamps -> 2xx at 7"], "{cell}");
        assert_eq!(account(&text), [(7, true), (8, false)], "{cell}");
    }
}

#[test]
fn rows_below_words_about_errors_or_incoming_calls_are_no_cases() {
    let row = "| DELETE | /a | {\"m\": 1} |";
    let plain = table("| Method | Path | Response |", &[row]);
    assert_eq!(cases(&plain), ["7 DELETE /a -> 2xx at 7"]);
    let missing = "## All calls\n\nWhen the token is missing, all return 401:";
    for above in ["## Errors", missing, "## Webhooks you must implement"] {
        let text = plain.replace("## All calls", above);
        assert_eq!(cases(&text), NONE, "{above}");
        assert_eq!(account(&text).len(), 1, "{above}");
    }
    assert_eq!(cases(&table("| Method | Path | Your response |", &[row])), NONE);
}

#[test]
fn what_is_sent_is_what_the_page_shows() {
    let head = "| Method | Path | Request | Response |";
    let sent = |cell: &str| cases(&table(head, &[&format!("| POST | /a | {cell} | {{\"id\": 1}} |")]));
    for (cell, shown) in [
        ("{\"f\":\"a&#124;b\",\"n\":1}", "{\"f\":\"a|b\"     ,\"n\":1}"),
        ("{\"n\":\"x &amp; y\"}", "{\"n\":\"x & y\"    }"),
        ("{\"a\\_b\":1}", "{\"a_b\" :1}"),
        ("`{\"f\":\"a\\|b\"}`", "{\"f\":\"a|b\" }"),
        ("`{\"f\":\"a&amp;b\"}`", "{\"f\":\"a&amp;b\"}"),
        ("{\"f\":\"a\\\\\\\"\"}", "{\"f\":\"a\\\\\\\"\"}"),
    ] {
        assert_eq!(sent(cell), [format!("7 POST /a ({shown}) -> 2xx at 7")], "{cell}");
    }
    for cell in ["{\"url\":\"<http://x/>\"}", "{\"f\":\"a<br>b\"}"] {
        assert_eq!(sent(cell), NONE, "{cell}");
    }
    let commented = sent("{ \"a\": 1, <br> // the number <br> \"b\": 2 }");
    assert!(commented[0].contains("\"b\": 2"), "{commented:?}");
}

#[test]
fn a_row_whose_call_is_not_one_is_in_the_account() {
    for row in [
        "| GET | lamps | [] |",
        "| GET | `GET /lamps/2` | [] |",
        "| GET/POST | /lamps/1 | [] |",
        "| GET | /a, /b | [] |",
    ] {
        let text = table("| Method | Path | Response |", &["| GET | /lamps | [] |", "| **More** | | |", row]);
        assert_eq!(account(&text), [(7, true), (9, false)], "{row}");
    }
}

#[test]
fn a_cell_of_nothing_but_brackets_takes_no_time() {
    let row = format!("| GET | /lamps | {} [] |", "<".repeat(100_000));
    let started = std::time::Instant::now();
    assert_eq!(cases(&table("| Method | Path | Response |", &["| GET | /lamps | [] |", &row])).len(), 1);
    assert!(started.elapsed().as_secs() < 20);
}
