//! How pages lay out requests and responses: rows of tabs and fences, titles, labels within fences, comments.

use doctrial::internals::contract::Dialect;
use doctrial::internals::docs::read_page;
use doctrial::internals::text::Page;

use super::shown::{cases, findings};

const NONE: [&str; 0] = [];

#[test]
fn responses_in_tabs_are_those_to_the_requests_in_tabs_of_the_same_names() {
    let tab = |name: &str, info: &str, text: &str| format!("=== \"{name}\"\n\n    ```{info}\n    {text}\n    ```\n\n");
    let asks = |info: &str, text: &dyn Fn(u8) -> String| {
        tab("One", info, &text(1)) + &tab("Two", info, &text(2)) + &tab("Three", info, &text(3))
    };
    let answers = |names: [&str; 3]| names.map(|name| tab(name, "json", &format!("{{ \"of\": \"{name}\" }}"))).concat();
    let http = format!("# Owls\n\n{}Responses:\n\n", asks("http", &|n| format!("GET /owls/{n} HTTP/1.1")));
    let expected = ["5 GET /owls/1 -> 2xx at 25", "11 GET /owls/2 -> 2xx at 31", "17 GET /owls/3 -> 2xx at 37"];
    assert_eq!(cases(&(http.clone() + &answers(["One", "Two", "Three"]))), expected);
    let commands = format!("# Owls\n\n{}Responses:\n\n", asks("sh", &|n| format!("curl http://owls.test/owls/{n}")));
    let called = cases(&(commands + &answers(["One", "Two", "Three"])));
    assert_eq!(called.iter().map(|case| case.replace("http://owls.test", "")).collect::<Vec<_>>(), expected);
    // In another order they are still of the same names; with other names nothing is known.
    let swapped = http.clone() + &answers(["Three", "Two", "One"]);
    assert_eq!(cases(&swapped)[0], "5 GET /owls/1 -> 2xx at 37");
    assert!(!cases(&(http + &answers(["A", "B", "C"]))).iter().any(|case| case.contains("/owls/1 ")));
}

#[test]
fn as_many_documents_in_one_fence_answer_the_requests_of_the_fence_above() {
    let page = "# Owls\n\n```http\nPOST /owls/remove\n{\n  \"name\": \"Bo\"\n}\n\nPOST /owls/find\n{\n  \"name\": \"Al\"\n}\n```\n\nResponse:\n\n```json\n{ \"gone\": 1 }\n\n{ \"found\": 1 }\n```\n";
    assert_eq!(cases(page), ["3 POST /owls/remove ({) -> 2xx at 17", "9 POST /owls/find ({) -> 2xx at 20"]);
}

#[test]
fn routes_with_values_in_one_fence_share_the_response() {
    let page = "# Owls\n\nEither of\n\n    GET /owls/7\n    GET /owls?id=7\n\nResponse:\n\n    { \"id\": 7 }\n";
    assert_eq!(cases(page), ["5 GET /owls/7 -> 2xx at 10", "6 GET /owls?id=7 -> 2xx at 10"]);
    let syntax = page.replace("/owls/7", "/owls").replace("/owls?id=7", "/owls/names");
    assert_eq!(cases(&syntax), NONE);
}

#[test]
fn the_title_of_a_box_says_nothing_of_the_outcome() {
    let boxed = |open: &str, close: &str| {
        format!(
            "# Owls\n\n```http\nGET /owls/7 HTTP/1.1\nHost: owls.test\n```\n\n{open}\n\n```json\n{{ \"level\": 3 }}\n```\n\n{close}\n"
        )
    };
    assert_eq!(cases(&boxed(":::danger Error", ":::")), ["3 GET /owls/7 -> 2xx at 10"]);
    assert_eq!(cases(&boxed("<details>\n<summary>Error</summary>", "</details>")), ["3 GET /owls/7 -> 4xx at 11"]);
}

#[test]
fn a_tab_of_failures_makes_no_body_of_the_document_above_it() {
    let page = |route: &str| {
        format!(
            "# Owls\n\n## {route}\n\n```json\n{{ \"id\": 7 }}\n```\n\n<details>\n<summary>Error</summary>\n\n```json\n{{ \"error\": \"none\" }}\n```\n\n</details>\n"
        )
    };
    assert_eq!(cases(&page("`PATCH /owls/7`")), NONE);
    assert_eq!(cases(&page("`GET /owls/7`")), ["3 GET /owls/7 -> 2xx at 5", "3 GET /owls/7 -> 4xx at 12"]);
}

#[test]
fn the_shape_of_a_failure_stays_beside_an_example_of_the_success() {
    let page = "# Owls\n\n## GET /owls/{id}\n\n404 Not Found\n\n```json\n{ \"message\": \"string\" }\n```\n\nExample:\n\n```http\nGET /owls/7 HTTP/1.1\nHost: owls.test\n```\n\n```http\nHTTP/1.1 200 OK\n\n{ \"id\": 7 }\n```\n";
    assert_eq!(cases(page), ["3 GET /owls/{id} -> 404 at 7", "13 GET /owls/7 -> 200 at 18"]);
}

#[test]
fn what_a_sentence_announces_below_a_route_is_not_what_the_route_reads() {
    let page = |words: &str| format!("# Owls\n\n## `GET /owls`\n\n{words}\n\n```json\n{{ \"owl\": 7 }}\n```\n");
    assert_eq!(cases(&page("Lists all owls.")), ["3 GET /owls -> 2xx at 7"]);
    assert_eq!(cases(&page("A webhook tells you of each owl that hatches:")), NONE);
}

#[test]
fn a_document_titled_with_its_route_is_what_is_looked_for_or_what_comes() {
    let search = "# Owls\n\n```json title=\"GET /owls\"\n{ \"query\": { \"name\": \"Bo\" } }\n```\n";
    assert_eq!(cases(search), NONE);
    let answered = format!("{search}\n```json title=\"Response\"\n{{ \"id\": 7 }}\n```\n");
    assert_eq!(cases(&answered), ["3 GET /owls ({ \"query\": { \"name\": \"Bo\" } }) -> 2xx at 7"]);
    assert_eq!(cases(&search.replace("query", "owls")), ["3 GET /owls -> 2xx at 3"]);
}

#[test]
fn an_envelope_beside_a_table_of_header_fields_may_be_sent() {
    let page = |head: &str| {
        format!(
            "# Owls\n\n## POST /owls\n\n| {head} | Description |\n|---|---|\n| X-Key | the key |\n\n```json\n{{ \"code\": 0, \"message\": \"ok\" }}\n```\n"
        )
    };
    assert_eq!(cases(&page("Header")), NONE);
    assert_eq!(cases(&page("Parameter").replace("X-Key", "name")), ["3 POST /owls -> 2xx at 9"]);
}

#[test]
fn a_body_below_a_route_with_a_query_is_sent() {
    let page = "# Owls\n\n`PUT /owls/7?wait=1`\n\n```json\n{ \"name\": \"Bo\" }\n```\n\nIt waits.\n\nResponse:\n\n```json\n{ \"id\": 7 }\n```\n";
    assert_eq!(cases(page), ["3 PUT /owls/7?wait=1 ({ \"name\": \"Bo\" }) -> 2xx at 13"]);
}

#[test]
fn the_same_call_in_another_protocol_is_no_further_response() {
    let page = "# Owls\n\n```http [REST]\nGET /owls/7\n```\n\nResponse:\n\n```json [REST]\n{ \"id\": 7 }\n```\n\n```json [GraphQL]\n{ \"data\": { \"owl\": { \"id\": 7 } } }\n```\n";
    assert_eq!(cases(page), ["3 GET /owls/7 -> 2xx at 9"]);
}

#[test]
fn a_code_in_the_words_above_makes_a_response_of_a_document() {
    let page = "# Owls\n\n```http\nPOST /owls HTTP/1.1\nContent-Type: application/json\n```\n\nWithout a session you get a `401`:\n\n```json\n{ \"reason\": \"no session\" }\n```\n";
    assert!(!cases(page).iter().any(|case| case.contains('(')), "{:?}", cases(page));
}

#[test]
fn a_paragraph_about_the_call_does_not_turn_what_is_sent_into_the_response() {
    let page = "# Owls\n\nAsking for a feather sends a letter to the owl, which is only there for owls that are known here; any other owl will not receive a letter at all.\n\n```json\n// POST /feathers\n\n{ \"owl\": 7 }\n```\n";
    assert_eq!(cases(page), NONE);
}

#[test]
fn labels_of_header_fields_and_of_the_body_are_read_in_a_fence() {
    let page = "# Owls\n\n```\nPOST /owls/7/paint\nHeaders: {\n  \"X-Key\": \"a7\"\n}\nBody: {\n  \"color\": \"red\"\n}\n```\n\n```json\n{ \"id\": 7 }\n```\n";
    assert_eq!(cases(page), ["3 POST /owls/7/paint ({) -> 2xx at 13"]);
}

#[test]
fn captures_are_documents_of_their_names() {
    let page = "# Owls\n\n{% capture request %}\nGET /owls/7\n{% endcapture %}\n\n{% capture owl_response %}\n{ \"id\": 7 }\n{% endcapture %}\n\n{% include tabs.html %}\n";
    assert_eq!(cases(page), ["3 GET /owls/7 -> 2xx at 7"]);
}

#[test]
fn a_comment_of_several_words_is_a_label() {
    let page = "# Owls\n\n<!-- request JSON with the option -->\n\n```json\nPOST /owls/find\n{\n  \"name\": \"Bo\"\n}\n```\n\n<!-- response JSON with the option at hand -->\n\n```json\n[ { \"id\": 7 } ]\n```\n\n<!-- response SQL -->\n\n```\n+---+\n| 7 |\n+---+\n```\n";
    assert_eq!(cases(page)[0], "5 POST /owls/find ({) -> 2xx at 14");
}

#[test]
fn what_another_dialect_has_read_is_not_passed_over() {
    let page = "# Owls\n\n#### Syntax\n\n```json\nPOST /owls/find\n{\n  \"name\": \"name\"\n}\n```\n\n#### Bo\n\n```json\nPOST /owls/find\n{\n  \"name\": \"Bo\"\n}\n```\n\nResponse:\n\n```json\n[ { \"id\": 7 } ]\n```\n\n#### More\n\nResponse:\n\n```\n+---+\n| 7 |\n+---+\n```\n";
    assert_eq!(cases(page), ["14 POST /owls/find ({) -> 2xx at 23"]);
}

#[test]
fn the_status_of_a_failure_is_no_body_of_the_success() {
    let page = "# Owls\n\nRequest:\n\n\tPOST /owls/7/feed\n\nResponse:\n\n\t200 OK\n\nError response:\n\n\t500\n";
    assert_eq!(cases(page)[0], "5 POST /owls/7/feed -> 200 at 9");
    let page = Page { path: "p.md".to_owned(), text: page.to_owned() };
    assert!(read_page(&page, &Dialect::ALL).examples[0].response.body.is_none());
}

#[test]
fn a_label_below_a_code_in_a_list_is_about_the_response() {
    let page = |body: &str| {
        format!(
            "# Owls\n\n## POST /owls\n\n- **Success Response:**\n\n  - **Code:** 201\n  - **{body}:**\n\n  ```json\n  {{ \"id\": 7 }}\n  ```\n"
        )
    };
    assert_eq!(cases(&page("Content")), ["3 POST /owls -> 201 at 10"]);
    assert_eq!(cases(&page("Body")), ["3 POST /owls -> 201 at 10"]);
    let sent = "# Owls\n\n## POST /owls\n\n- **Body:**\n\n  ```json\n  { \"id\": 7 }\n  ```\n\n- **Success Response:**\n  - **Code:** 204\n";
    assert!(cases(sent).iter().all(|case| case.contains('(') && case.contains("204")), "{:?}", cases(sent));
}

#[test]
fn a_body_has_the_code_above_it_and_not_the_one_below() {
    let page = "# Owls\n\n```http\nGET /owls/7 HTTP/1.1\nHost: owls.test\n```\n\n### Response\n\n- **Code:** 404\n  - **Content:**\n    ```json\n    { \"message\": \"none\" }\n    ```\n- **Code:** 503\n  - **Content:**\n    ```json\n    { \"message\": \"later\" }\n    ```\n";
    assert_eq!(cases(page)[..1], ["3 GET /owls/7 -> 404 at 12"]);
}

#[test]
fn a_language_in_brackets_above_a_document_is_no_part_of_it() {
    let page = "# Hiboux\n\n## URL\n\n    GET /hiboux/7\n\n## Structure de retour\n\n### En cas de réussite :\n\nExemple :\n\n    [javascript]\n    { \"id\": 7 }\n";
    assert_eq!(cases(page), ["5 GET /hiboux/7 -> 2xx at 13"]);
}

#[test]
fn failures_of_an_open_route_are_responses_to_it() {
    let page = "# Owls\n\n```http\nPOST /owls/{id}/names\n```\n\n**Request Body:**\n\n```json\n{ \"name\": \"Bo\" }\n```\n\n**Response:**\n\n```json\n{ \"id\": 7 }\n```\n\n**Error (no such owl):**\n\n```json\nHTTP 400 Bad Request\n{ \"error\": \"none\" }\n```\n";
    let page = Page { path: "p.md".to_owned(), text: page.to_owned() };
    let read = read_page(&page, &Dialect::ALL);
    assert!(!read.findings.iter().any(|finding| finding.rule.code == "D201"), "{:?}", read.findings);
    assert_eq!(read.examples.iter().filter(|it| it.response.status.contains(200)).count(), 1);
}

/// Two tabs of these names, each with a fence.
fn two_tabs(info: &str, texts: [&str; 2]) -> String {
    let tab = |name: &str, text: &str| format!("=== \"{name}\"\n\n    ```{info}\n    {text}\n    ```\n\n");
    tab("Barn", texts[0]) + &tab("Tower", texts[1])
}

#[test]
fn documents_in_tabs_below_requests_without_bodies_are_responses_only_where_they_are_called_so() {
    let page = |words: &str| {
        let asked = two_tabs("http", ["POST /owls/3/rings", "POST /owls/4/rings"]);
        format!("# Rings\n\n{asked}{words}\n\n{}", two_tabs("json", [r#"{ "ring": "red" }"#, r#"{ "ring": "blue" }"#]))
    };
    assert_eq!(cases(&page("Response:")), ["5 POST /owls/3/rings -> 2xx at 19", "11 POST /owls/4/rings -> 2xx at 25"]);
    for words in ["Body:", "Request body:", "Then:", "The rings of two owls"] {
        assert_eq!(cases(&page(words)), NONE, "{words}");
    }
    assert_eq!(findings(&page("Then:")), ["D230 19", "D230 25"]);
    assert_eq!(findings(&page("Body:")), ["D202 5"]);
    let shown = two_tabs("json", [r#"{ "id": 8 }"#, r#"{ "id": 9 }"#]);
    for words in ["Body:", "Then:"] {
        assert_eq!(
            cases(&format!("{}Response:\n\n{shown}", page(words))),
            [
                r#"5 POST /owls/3/rings ({ "ring": "red" }) -> 2xx at 33"#,
                r#"11 POST /owls/4/rings ({ "ring": "blue" }) -> 2xx at 39"#
            ],
            "{words}"
        );
    }
    let read = page("Body:").replace("POST ", "GET ");
    assert_eq!(cases(&read), ["5 GET /owls/3/rings -> 2xx at 19", "11 GET /owls/4/rings -> 2xx at 25"]);
}

#[test]
fn a_request_in_a_row_of_tabs_that_no_document_belongs_to_has_none() {
    let attic = "=== \"Attic\"\n\n    ```http\n    POST /owls/5/rings\n    ```\n\n";
    let asked = two_tabs("http", ["POST /owls/3/rings", "POST /owls/4/rings"]);
    let shown = two_tabs("json", [r#"{ "id": 8 }"#, r#"{ "id": 9 }"#]);
    assert_eq!(
        cases(&format!("# Rings\n\n{asked}{attic}Response:\n\n{shown}")),
        ["5 POST /owls/3/rings -> 2xx at 25", "11 POST /owls/4/rings -> 2xx at 31"]
    );
}

#[test]
fn documents_right_below_as_many_requests_without_bodies_are_responses_only_where_they_are_called_so() {
    let page = |method: &str, words: &str| {
        format!(
            "# Rings\n\n```http\n{method} /owls/3/rings\n{method} /owls/4/rings\n```\n{words}\n```json\n{{ \"ring\": 1 }}\n{{ \"ring\": 2 }}\n```\n"
        )
    };
    assert_eq!(cases(&page("POST", "")), NONE);
    assert_eq!(findings(&page("POST", "")), ["D230 8", "D230 10"]);
    assert_eq!(cases(&page("POST", "\nBody:\n")), NONE);
    assert_eq!(findings(&page("POST", "\nBody:\n")), ["D202 3"]);
    let read = ["3 GET /owls/3/rings -> 2xx at 8", "5 GET /owls/4/rings -> 2xx at 10"];
    assert_eq!(cases(&page("GET", "")), read);
    assert_eq!(
        cases(&page("POST", "\nResponse:\n")),
        ["3 POST /owls/3/rings -> 2xx at 10", "5 POST /owls/4/rings -> 2xx at 12"]
    );
}

#[test]
fn a_mark_of_a_request_or_response_in_brackets_is_the_label_of_its_fence() {
    let page =
        |mark: &str| format!("# Rings\n\n```http\nPOST /owls/3/rings\n```\n\n```\n[{mark}]\n{{ \"id\": 8 }}\n```\n");
    assert_eq!(cases(&page("response")), ["3 POST /owls/3/rings -> 2xx at 7"]);
    assert_eq!(cases(&page("request")), NONE);
    assert_eq!(cases(&page("json")), NONE);
    assert_eq!(findings(&page("json")), ["D230 7"]);
}

#[test]
fn the_body_that_a_sentence_says_the_status_of_is_what_is_sent() {
    let page = |words: &str| {
        format!("# Rings\n\n```http\nPOST /rings\n```\n\n{words}\n\n```json\n{{ \"ring\": \"\" }}\n```\n")
    };
    for words in ["The following body gives a 422:", "A request with the following payload is rejected with `422`:"] {
        assert_eq!((cases(&page(words)).len(), findings(&page(words))), (0, vec!["D202 3".to_owned()]), "{words}");
    }
    assert_eq!(cases(&page("The following body is returned with a 422:")).len(), 1);
}

#[test]
fn heads_in_comments_make_messages_of_the_documents_below_them() {
    let page = "# Owls\n\n```json5\n// POST https://owls.test/owls\n// Accept: application/json\n{\n  \"name\": \"Bo\"\n}\n```\n\n### Success\n\n```json5\n// HTTP/1.1 201 Created\n// Content-Type: application/json\n{ \"id\": 7 }\n```\n\n### Taken\n\n```json5\n// HTTP/1.1 409 Conflict\n{ \"error\": \"taken\" }\n```\n";
    assert_eq!(
        cases(page),
        ["3 POST https://owls.test/owls ({) -> 201 at 13", "3 POST https://owls.test/owls ({) -> 409 at 21"]
    );
}

#[test]
fn code_in_shortcodes_is_a_fence() {
    let page = "# Owls\n\n{{< code shell >}}\ncurl http://owls.test/owls/7\n{{< /code >}}\n\nThe response:\n\n{{% code json %}}\n{ \"id\": 7 }\n{{% /code %}}\n";
    assert_eq!(cases(page), ["3 GET http://owls.test/owls/7 -> 2xx at 9"]);
}

#[test]
fn code_below_a_route_in_a_comment_is_no_body() {
    for (route, code) in [
        ("DELETE /owls/1", "// Requires: admin\nawait client.owls.remove(1)"),
        ("POST /owls", "// Note: slow\nawait client.owls.add({})"),
        ("PUT /owls/1", "// Accept: */*\nfetch(`/owls/1`)"),
    ] {
        let page = format!("# Owls\n\n```js\n// {route}\n{code}\n```\n\nResponse:\n\n```json\n{{ \"id\": 1 }}\n```\n");
        assert!(!cases(&page).iter().any(|case| case.contains(" (")), "{:?}", cases(&page));
    }
}

#[test]
fn the_document_below_the_head_of_a_read_in_comments_is_the_response() {
    let page = "# Owls\n\n```json5\n// GET /owls/1\n// Accept: application/json\n{ \"id\": 1 }\n```\n";
    assert_eq!(cases(page), ["3 GET /owls/1 -> 2xx at 6"]);
}

#[test]
fn a_body_that_comes_with_a_status_is_the_response() {
    let page = |request: &str, words: &str| {
        format!("# Owls\n\n```http\n{request}\n```\n\n{words}\n\n```json\n{{ \"id\": 1, \"name\": \"Bo\" }}\n```\n")
    };
    for words in [
        "You will see the following data if the call returns `200 OK`:",
        "The following data will be sent back if the call returns 200:",
        "The payload below is what the server answers with; it returns 200:",
        "See the payload below when the server responds with 200:",
    ] {
        let read = cases(&page("GET /owls/1", words));
        assert!(read.len() == 1 && !read[0].contains('('), "{words} {read:?}");
    }
    let put = "PUT /owls/1 HTTP/1.1\nContent-Type: application/json\n\n{ \"name\": \"Bo\" }";
    let words = "The following body and a status 200 are returned; a missing one gives 404:";
    assert_eq!(cases(&page(put, words)).len(), 1);
    assert_eq!(cases(&page("GET /owls/1", "The following body gives a 422:")), NONE);
}

#[test]
fn what_a_command_computes_of_a_host_is_no_user() {
    let page = "# Owls\n\n```sh\ncurl https://$(cat user@host)/c\n```\n\n```json\n{ \"id\": 7 }\n```\n";
    assert_eq!(cases(page), ["3 GET https://${(cat user host)}/c -> 2xx at 7"]);
}
