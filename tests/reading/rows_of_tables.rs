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
        "| Key | PUT | /api/lamps/:id/key | <pre>{<br /> \"key\": \"a<br>b\"&nbsp;}</pre> | `{`<br>`\"ok\": true`<br>`}` | {\"error\": \"no\"} |",
    ];
    let text = table(head, &rows);
    assert_eq!(
        cases(&text),
        [
            "7 POST /api/lamps ({    \"name\" : \"Desk\"    }) -> 2xx at 7",
            "8 GET /api/lamps -> 2xx at 8",
            "9 PUT /api/lamps/:id/key ({       \"key\": \"a<br>b\"      }) -> 2xx at 9",
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
