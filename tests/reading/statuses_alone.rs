//! Statuses in fences: with a label before them, or alone in a fence above that of the body.

use super::shown::{bodies, cases};

use doctrial::internals::contract::{Dialect, DocumentedBody};
use doctrial::internals::docs::read_page;
use doctrial::internals::text::Page;

/// Status, line and body of each response.
fn responses(text: &str) -> Vec<(String, usize, Option<String>)> {
    let page = Page { path: "p.md".to_owned(), text: text.to_owned() };
    let shown = |example: &doctrial::internals::docs::Example| {
        let response = &example.response;
        let body = response.body.as_ref().map(DocumentedBody::text).map(str::to_owned);
        (response.status.to_string(), response.line as usize, body)
    };
    read_page(&page, &Dialect::ALL).examples.iter().map(shown).collect()
}

fn response(status: &str, line: usize, body: Option<&str>) -> Vec<(String, usize, Option<String>)> {
    vec![(status.to_owned(), line, body.map(str::to_owned))]
}

#[test]
fn a_status_with_a_label_before_it_begins_a_response() {
    let page = |line: &str| {
        format!("## Lamps\n\n```\nGET /lamps/7\n```\n\n**Response**\n\n```json\n{line}\n\n{{\"id\": 7}}\n```\n")
    };
    for line in
        ["HTTP status: 200", "HTTP Status Code: 200", "Statuscode: 200", "Código de respuesta: 200", "状态码：200"]
    {
        assert_eq!(responses(&page(line)), response("200", 9, Some("{\"id\": 7}")), "{line}");
    }
}

#[test]
fn a_status_alone_in_its_fence_is_no_body() {
    let page = |heading: &str, status: &str, below: &str| {
        format!("## Lamps\n\n```\nPUT /lamps/7\n```\n\n{heading}\n\n```json\n{status}\n```\n\n{below}")
    };
    let json = "```json\n{\"id\": 7}\n```\n";
    for heading in ["### Response", "### Respuesta", "**Antwort**", "Example response:", "Response\n--------"] {
        let line = if heading.contains('\n') { 10 } else { 9 };
        assert_eq!(responses(&page(heading, "202", json)), response("202", line, Some("{\"id\": 7}")), "{heading}");
        // It may be a count of lamps.
        assert_eq!(responses(&page(heading, "202", "")), response("2xx", line, Some("202")), "{heading}");
    }
    let text = page("### Response", "202", "```\nSwitched off\n```\n");
    assert_eq!(responses(&text), response("202", 9, Some("Switched off\n")));
    for (heading, number) in [("It returns the number of lamps:", "202"), ("### Response", "742")] {
        assert!(responses(&page(heading, number, json)).iter().all(|(status, ..)| status != number), "{heading}");
    }
}

#[test]
fn a_status_that_comes_if_all_goes_well_is_promised() {
    let promise = |words: &str| {
        format!(
            "## Nova\n\n```sh\ncurl -X POST http://lamps.test/lamps -d '{{\"on\": 1}}'\n```\n\n- {words}\n- Um objeto:\n```json\n{{\"id\": 7}}\n```\n"
        )
    };
    for words in [
        "Se tudo ocorrer bem, o código de retorno será 201.",
        "Si todo va bien, el código de respuesta será 201.",
        "Se tutto va bene, il codice di risposta sarà 201.",
        "Si tout se passe bien, le code de réponse sera 201.",
    ] {
        let status = responses(&promise(words)).into_iter().map(|(status, ..)| status);
        assert_eq!(status.collect::<Vec<_>>(), ["201"], "{words}");
    }
    let above = |words: &str| format!("## Menos\n\n{words}\n\n```sh\ncurl -X DELETE http://lamps.test/lamps/7\n```\n");
    for words in
        ["O retorno será um código 204, se tudo ocorrer bem.", "La respuesta será un código 204 si todo va bien."]
    {
        assert_eq!(responses(&above(words)).len(), 1, "{words}");
    }
    assert_eq!(responses(&above("O retorno será uma lista de 204 itens.")).len(), 0);
}

#[test]
fn a_status_line_below_a_heading_is_the_response_to_a_command() {
    let page = |shown: &str| {
        format!(
            "# Owls\n\n```\ncurl -X DELETE https://owls.test/owls/4\n```\n\n#### Response\n##### Success\n{shown}\n\n##### Failure\nHTTP/1.1 422 Unprocessable Entity\n\n```\n{{\"errors\": [{{\"status\": \"422\"}}]}}\n```\n"
        )
    };
    for shown in ["HTTP/1.1 200 OK\n\n[owl.json](./owl.json)", "HTTP/1.1 200 OK\n\n(headers only)", "`HTTP/1.1 200`"] {
        let found = cases(&page(shown));
        assert!(found.contains(&"3 DELETE https://owls.test/owls/4 -> 200 at 9".to_owned()), "{shown} {found:?}");
    }
    assert!(!cases(&page("More about 200 owls.")).iter().any(|case| case.contains("-> 2")));
    let alone = "# Owls\n\n`DELETE https://owls.test/owls/4`\n\n`HTTP/1.1 204`\n";
    assert_eq!(cases(alone), ["3 DELETE https://owls.test/owls/4 -> 204 at 5"]);
}

#[test]
fn a_label_with_either_status_is_that_of_the_response_below() {
    for label in ["Response: 200 or 404", "Response: 200 or 404\n\nSome members are left out."] {
        let found = cases(&format!("# Owls\n\n`GET /owls/4`\n\n{label}\n\n```json\n{{\"id\": 4}}\n```\n"));
        assert!(matches!(&found[..], [one] if one.starts_with("3 GET /owls/4 -> 200 at ")), "{label} {found:?}");
    }
}

#[test]
fn a_table_of_members_between_label_and_document_has_the_structure() {
    let page = "# Owls\n\n#### Request\n`GET /owls`\n\n#### Response\n\n`200 OK`\n\nThe owls have the following structure:\n\n| Name | Type |\n|---|---|\n| id | String |\n\n```json\n{\"owls\": [{\"id\": \"4\"}]}\n```\n";
    assert_eq!(cases(page), ["4 GET /owls -> 200 at 16"]);
}

#[test]
fn the_name_of_a_type_in_brackets_is_no_response() {
    let page = |shown: &str| format!("# Owls\n\n### Request\n\n    GET /owls/4\n\n### Response\n\n{shown}\n");
    for shown in
        ["    [ResponseBody]\n        Owl\n\n    [Owl]\n        string - id", "```\n[Owl]\n    string? - name\n```"]
    {
        assert_eq!(cases(&page(shown)), [""; 0], "{shown}");
    }
    assert_eq!(cases(&page("    [\n        4\n    ]")).len(), 1);
}

#[test]
fn a_status_line_that_other_words_lead_to_promises_nothing() {
    for words in ["For `GET /owls/7`:", "If the owl is in a group, it is only hidden:", "Your server must answer:"] {
        let page = format!("# Owls\n\n## DELETE /owls/7\n\n{words}\n\nHTTP/1.1 200 OK\n");
        assert_eq!(cases(&page), [""; 0], "{words}");
    }
}

#[test]
fn a_success_of_another_call_is_not_that_of_a_command() {
    let page = |words: &str| {
        format!(
            "# Owls\n\n```sh\ncurl -X POST http://h/owls -d a=1\n```\n\n{words}\n\nA duplicate gives `409 Conflict`:\n\n```json\n{{ \"error\": \"taken\" }}\n```\n"
        )
    };
    for words in ["Creates an owl. After that, `GET /owls/7` returns `200 OK`.", "This does not return `200 OK`."] {
        assert!(!cases(&page(words)).iter().any(|case| case.contains("-> 200")), "{words}");
    }
}

#[test]
fn a_media_type_behind_a_method_is_not_a_path() {
    let page = "# Owls\n\n`POST /owls`\n\n### Request\n\nPOST application/json\n\n```json\n{ \"n\": 1 }\n```\n\n### Response\n\n```json\n{ \"id\": 7 }\n```\n";
    assert!(!cases(page).iter().any(|case| case.contains("application/json")), "{:?}", cases(page));
}

#[test]
fn a_reason_phrase_in_small_letters_makes_a_status_line_of_its_own_code() {
    let page = |line: &str| {
        format!(
            "# Lamps\n\n```\nGET https://lamps.test/lamps\n```\n\n#### Response\n\n```\n{line}\ncontent-type: application/json\n```\n\
             Body\n```json\n[{{\"id\": 7}}]\n```\n"
        )
    };
    for line in ["200 ok", "200 OK", "200 Ok"] {
        let text = page(line);
        assert_eq!(cases(&text), ["3 GET https://lamps.test/lamps -> 200 at 9"], "{line}");
        assert_eq!(bodies(&text), ["[{\"id\": 7}]"], "{line}");
    }
    assert_ne!(cases(&page("200 lamps")), ["3 GET https://lamps.test/lamps -> 200 at 9"]);
}

#[test]
fn a_code_before_a_word_for_the_response_is_promised() {
    let page = |words: &str| {
        format!(
            "# Cover\n\n```\nGET /lamps/7/cover\n```\n\nRequest headers:\n\n```\nAuthorization: Bearer token\n```\n\n{words}\n"
        )
    };
    for words in ["200 Response: raw image.", "200 response: the image", "200 Antwort: das Bild", "200 Ответ: файл"]
    {
        assert_eq!(cases(&page(words)), ["3 GET /lamps/7/cover -> 200 at 13"], "{words}");
    }
    for words in ["200 Response codes are listed below", "200 requests a minute", "200 responses a minute"] {
        assert!(cases(&page(words)).is_empty(), "{words}");
    }
}
