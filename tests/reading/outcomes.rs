//! Statuses in headings and lines of their own, and messages with slips: what the page means is read.

use super::shown::{cases, findings};

const NONE: [&str; 0] = [];

#[test]
fn headings_of_the_outcome_beside_the_one_of_the_request_are_parts_of_its_example() {
    let page = "# Owls\n\n### Count owls\n\n`GET /owls/count`\n\n### Success:\n\n    200 Ok\n\n    { \"owls\": 3 }\n\n### Failure:\n\n    401 Unauthorized\n    404 Not Found\n\n### Count rings\n\n`GET /rings/count`\n";
    let failures = ["5 GET /owls/count -> 401 at 15", "5 GET /owls/count -> 404 at 16"];
    assert_eq!(cases(page), [&["5 GET /owls/count -> 200 at 9"], &failures[..]].concat());
    assert_eq!(findings(page), NONE);
    // Without a success next to it such a heading is about all that may fail.
    let alone = "# Owls\n\n## Count\n\n```http\nGET /owls/count HTTP/1.1\n```\n\n## Errors\n\n```\nHTTP/1.1 401 Unauthorized\n```\n";
    assert_eq!((cases(alone).len(), findings(alone)), (0, vec!["D202 5".to_owned(), "D201 11".to_owned()]));
    let other = page.replace("### Success:", "### Success stories");
    assert_eq!((cases(&other).len(), findings(&other)), (0, vec!["D201 9".to_owned()]));
}

#[test]
fn statuses_of_a_line_each_are_as_many_responses() {
    let page =
        |lines: &str| format!("# Owls\n\n```http\nGET /owls/3 HTTP/1.1\n```\n\nResponse:\n\n```\n{lines}\n```\n");
    let both = ["3 GET /owls/3 -> 200 at 9", "3 GET /owls/3 -> 404 at 11"];
    assert_eq!(cases(&page("200 OK\n404 Not Found")), both);
    assert_eq!(cases(&page("200 OK\nNot found: none")).len(), 1);
}

#[test]
fn a_reason_phrase_in_words_of_the_page_is_a_status_where_it_is_called_a_response() {
    let page = |label: &str, text: &str| {
        format!("# Owls\n\n```http\nPUT /owls/3 HTTP/1.1\n\n{{}}\n```\n\n{label}\n\n```\n{text}\n```\n")
    };
    assert_eq!(cases(&page("Example response:", "201 owl created")), ["3 PUT /owls/3 ({}) -> 201 at 11"]);
    assert_eq!(cases(&page("Example response:", "201 owls")), ["3 PUT /owls/3 ({}) -> 2xx at 11"]);
    assert_eq!(cases(&page("In the log:", "201 owl created")), NONE);
}

#[test]
fn a_status_with_a_heading_beside_that_of_the_example_is_its_status() {
    let page = |other: &str| {
        format!(
            "# Owls\n\n## Request\n\n`POST /owls`\n\n```json\n{{ \"name\": \"Bo\" }}\n```\n\n## Response\n\n### 201\n\nThe owl.\n\n{other}### Example\n\n#### A young owl\n\n```json\n{{ \"id\": 3 }}\n```\n\n### 409\n\nThere is one.\n"
        )
    };
    assert_eq!(cases(&page("")), ["5 POST /owls ({ \"name\": \"Bo\" }) -> 201 at 21"]);
    assert_eq!(cases(&page("### 202\n\nLater.\n\n")), ["5 POST /owls ({ \"name\": \"Bo\" }) -> 2xx at 25"]);
}

#[test]
fn rows_of_a_table_without_a_head_name_a_route() {
    let page = "# owls/find\n\n## Request\n\n|**URL**    |https://owls.test/api/owls/find\n|**Method** |GET\n\n## Response\n\n    {\n        \"id\": 3\n    }\n";
    assert_eq!(cases(page), ["5 GET https://owls.test/api/owls/find -> 2xx at 10"]);
    assert_eq!(cases(&page.replace("|GET", "|GET |no body")), NONE);
}

#[test]
fn compound_words_for_a_response_are_known() {
    for label in ["Beispielantwort", "Voorbeeldresponse", "Eksempelsvar", "Exempelsvar"] {
        let page = format!("# Owls\n\n`GET /owls/3`\n\n## {label}\n\n    {{ \"id\": 3 }}\n");
        assert_eq!(cases(&page).len(), 1, "{label}");
    }
}

#[test]
fn markup_that_is_called_the_response_to_a_command_is_one() {
    let page = |label: &str| {
        format!(
            "# Owls\n\n```sh\ncurl http://owls.test/owls/3\n```\n\n{label}\n\n```html\n<p>Bo</p>\n<p>An owl.</p>\n```\n"
        )
    };
    assert_eq!(cases(&page("Response:")), ["3 GET http://owls.test/owls/3 -> 2xx at 9"]);
    assert_eq!(cases(&page("In your page:")), NONE);
}

#[test]
fn of_several_requests_in_a_fence_the_last_has_the_response_below() {
    let page = |version: &str| {
        format!(
            "# Owls\n\nRequest:\n\n```html\nPOST /login HTTP/1.1\nHost: owls.test\n<!-- who asks -->\nAccept: */*\n{{\n  \"user\": \"bo\"\n}}\n\nPOST /owls/find {version}\nHost: owls.test\n{{\n  \"ring\": \"red\"\n}}\n```\n\nResponse:\n\n```json\n{{ \"id\": 3 }}\n```\n"
        )
    };
    for version in ["HTTP/1.1", "HTTTP/1.1"] {
        assert_eq!(cases(&page(version)), ["14 POST /owls/find ({) -> 2xx at 23"], "{version}");
    }
}

#[test]
fn a_number_alone_above_a_document_is_its_status() {
    let page = "# Owls\n\n```sh\ncurl http://owls.test/owls/3\n```\n\n### Example response\n\n```\n202\n{\n  \"id\": 3\n}\n```\n";
    assert_eq!(cases(page), ["3 GET http://owls.test/owls/3 -> 202 at 9"]);
}

#[test]
fn the_first_words_of_a_section_promise_the_status_of_its_example() {
    let page = |words: &str| {
        format!(
            "# API\n\n## Count owls\n\n{words}\n\n### Request\n\n```\nGET /owls HTTP/1.1\n```\n\n### Example\n\n```sh\ncurl http://owls.test/owls\n```\n\n```json\n{{ \"owls\": 3 }}\n```\n"
        )
    };
    let status = |words: &str| cases(&page(words)).join(" ").contains("-> 203 at 19");
    assert!(status("Return an HTTP 203 response code and how many there are."));
    assert!(!status("There are 203 owls."));
}

#[test]
fn a_promise_may_be_what_a_call_results_in() {
    for words in [
        "A call that deletes the owl, resulting in a `204 No Content` response:",
        "On success, the response uses code 204 No Content:",
    ] {
        let page = format!("# Owls\n\n{words}\n\n```sh\ncurl -X DELETE http://owls.test/owls/3\n```\n");
        assert_eq!(cases(&page), ["5 DELETE http://owls.test/owls/3 -> 204 at 5"], "{words}");
    }
}

#[test]
fn the_notation_of_a_body_is_no_shape() {
    let page = |words: &str| {
        format!(
            "# Owls\n\n```\nPOST /owls/:id/rings\n```\n\n{words}\n\n```json\n{{ \"ring\": \"red\" }}\n```\n\n### Response\n\n```\nHTTP/1.1 201 Created\n```\n"
        )
    };
    let sent = ["3 POST /owls/:id/rings ({ \"ring\": \"red\" }) -> 201 at 15"];
    assert_eq!(cases(&page("Here is how you add a ring in JSON format:")), sent);
    assert_ne!(cases(&page("Rings have this format:")), sent);
}

#[test]
fn source_code_is_no_response() {
    let page = "# Owls\n\n```sh\ncurl -X PUT http://owls.test/log/3\n```\n\nThese print input and output:\n\n```\n/* Levels */\n  Input = 1,\n```\n";
    assert_eq!(cases(page), NONE);
}

#[test]
fn a_heading_of_statuses_above_the_body_that_is_sent_gives_the_response_its_status() {
    let page = |status: &str| {
        format!(
            "# Owls\n\n## Make\n\n*POST* /owls\n\n{status}\n\n### Request body\n\n```json\n{{ \"wings\": 2 }}\n```\n\n### Response\n\n\
             ```json\n{{ \"owl\": 4 }}\n```\n"
        )
    };
    let of = |status: &str| cases(&page(status)).concat().split(" -> ").nth(1).map(|it| it[..3].to_owned());
    for status in [
        "### Response status\n\n* 201",
        "### Response status\n\n- `201`\n- `409`: there is one",
        "### 响应状态\n\n* 201",
        "**Antwortstatus**\n\n201",
        "### Statut de la réponse :\n\n- 201",
        "### HTTP status\n\n- 201",
        "### Status\n\n201",
        "### Response status\n\n| Status | |\n|---|---|\n| 201 | made |",
    ] {
        assert_eq!(of(status).as_deref(), Some("201"), "{status}");
    }
    for status in [
        "### Status\n\n| Value | |\n|---|---|\n| 201 | asleep |",
        "### Response status\n\n* 201\n* 202",
        "### Response status\n\nAlways sent.\n\n### Limits\n\n* 201",
    ] {
        assert_eq!(of(status).as_deref(), Some("2xx"), "{status}");
    }
}

#[test]
fn a_second_sample_on_a_condition_of_the_thing_is_another_response_to_the_call() {
    let page = |words: &str, between: &str| {
        format!(
            "## One\n\n```http\nGET /lamps/7 HTTP/1.1\n```\n\nResponse:\n\n```json\n{{\"id\": 7, \"a\": 1}}\n```\n\n{between}{words}\n\n\
             ```json\n{{\"id\": 7, \"b\": 1}}\n```\n"
        )
    };
    let first = "3 GET /lamps/7 -> 2xx at 9".to_owned();
    for words in [
        "If it is of type B, the returned sample is:",
        "Wenn die Lampe dunkel ist, ist die Antwort:",
        "Si la lampe est éteinte, la réponse est :",
        "Если лампа выключена, ответ:",
    ] {
        assert_eq!(cases(&page(words, "")), [first.clone(), "3 GET /lamps/7 -> 2xx at 15".to_owned()], "{words}");
        assert_eq!(cases(&page(words, "Some lamps are dark.\n\n")), std::slice::from_ref(&first), "{words}");
    }
    for words in [
        "If `full` is set, the response is:",
        "If the parameter is set, the response is:",
        "If you ask for all, the response is:",
        "Wenn die Anfrage wiederholt wird, ist die Antwort:",
        "If it is of type B, members are added:",
    ] {
        assert_eq!(cases(&page(words, "")), std::slice::from_ref(&first), "{words}");
    }
}

#[test]
fn a_list_is_an_error_where_its_sentence_names_the_status_of_one() {
    let page = |words: &str| {
        format!(
            "## Tags\n\n```http\nGET /lamps/7/tags HTTP/1.1\n```\n\nThe response is a list:\n\n```json\n[\"a\"]\n```\n\n{words}\n\n\
             ```json\n[\"lamp:none\"]\n```\n"
        )
    };
    let first = "3 GET /lamps/7/tags -> 2xx at 9".to_owned();
    for words in [
        "If the lamp does not exist, the response will contain an error (status 404):",
        "Wenn es die Lampe nicht gibt, enthält die Antwort einen Fehler (Status 404):",
    ] {
        let second = "3 GET /lamps/7/tags -> 404 at 15".to_owned();
        assert_eq!(cases(&page(words)), [first.clone(), second], "{words}");
    }
    assert_eq!(cases(&page("If `expand` is set, the response contains:")), [first]);
}

#[test]
fn a_component_of_a_response_may_have_its_status_in_an_attribute() {
    let page = |panels: &str| {
        format!(
            "<Panel title=\"Remove\">\n\n```bash\ncurl -X DELETE https://lamps.test/lamps/7\n```\n\n</Panel>\n\n{panels}\n"
        )
    };
    let fence = "\n\n```json\n{\"why\": \"lit\"}\n```\n\n";
    assert_eq!(
        cases(&page("<ResponsePanel status=\"204\">\n\nNo response body.\n\n</ResponsePanel>")),
        ["3 DELETE https://lamps.test/lamps/7 -> 204 at 9"]
    );
    let two = format!(
        "<ResponsePanel status=\"201\">{fence}</ResponsePanel>\n\n<ResponsePanel status={{409}}>{fence}</ResponsePanel>"
    );
    assert_eq!(
        cases(&page(&two)),
        ["3 DELETE https://lamps.test/lamps/7 -> 201 at 11", "3 DELETE https://lamps.test/lamps/7 -> 409 at 19"]
    );
    for other in ["<Badge status=\"204\">", "<Step status=\"done\">"] {
        assert!(cases(&page(&format!("{other}\n\nRemoved.\n\n</Badge>"))).is_empty(), "{other}");
    }
}
