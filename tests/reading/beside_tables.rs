//! What a table of parameters between a route and a document tells of that.

use super::shown::{cases, findings};

const NONE: [&str; 0] = [];

fn page(route: &str, names: &[&str], document: &str) -> String {
    let rows: Vec<String> = names.iter().map(|name| format!("| **{name}** | yes | Of the owl |\n")).collect();
    let rows = rows.concat();
    format!(
        "# Owls\n\n## One\n\n#### {route}\n\nIt does it.\n\n| Parameter | Required | |\n|---|---|---|\n{rows}\n```json\n{document}\n```\n\n\
         ## Rings\n\nNone.\n"
    )
}

#[test]
fn what_says_when_a_thing_was_made_comes_back() {
    let made = "{\n \"data\": { \"name\": \"Uhu\", \"createdAt\": \"2024-04-05\" }\n}";
    for route in ["POST /owls", "PUT /owls/{id}", "PATCH /owls/{id}"] {
        let found = cases(&page(route, &["id", "name"], made));
        assert_eq!(found, [format!("5 {route} -> 2xx at 14")], "{route}");
    }
    let plain = "{ \"name\": \"Uhu\", \"updated_at\": \"2024-04-05\" }";
    assert_eq!(cases(&page("POST /owls", &["name"], plain)), ["5 POST /owls -> 2xx at 13"]);
    for (names, document) in [
        (["name", "createdAt"], made),
        (["name", "wings"], "{ \"name\": \"Uhu\", \"wings\": 2 }"),
        (["name", "wings"], "{ \"data\": { \"name\": \"Uhu\" } }"),
    ] {
        let text = page("POST /owls", &names, document);
        assert_eq!((cases(&text), findings(&text)), (vec![], vec!["D230 14".to_owned()]), "{document}");
    }
}

#[test]
fn what_is_below_a_call_that_deletes_by_its_path_comes_back() {
    let gone = "{ \"name\": \"Uhu\", \"colour\": \"grey\" }";
    assert_eq!(cases(&page("DELETE /owls/{name}", &["name"], gone)), ["5 DELETE /owls/{name} -> 2xx at 13"]);
    assert_eq!(cases(&page("DELETE /owls/{name}", &["name", "colour"], gone)), NONE);
}

#[test]
fn a_document_without_its_first_bracket_is_read_and_reported() {
    let broken = "  \"data\": {\n    \"name\": \"Uhu\"\n  }\n}";
    for method in ["GET", "DELETE"] {
        let text = page(&format!("{method} /owls/{{id}}"), &["id"], broken);
        assert_eq!(cases(&text), [format!("5 {method} /owls/{{id}} -> 2xx at 13")]);
    }
    assert_eq!(cases(&page("GET /owls/{id}", &["id"], "\"data\": {\n  \"name\": \"Uhu\"\n}")), NONE);
}
