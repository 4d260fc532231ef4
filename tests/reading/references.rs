//! References of calls: where their response is, which error is whose, and what a section beside them is about.

use super::shown::cases;

const NONE: [&str; 0] = [];

#[test]
fn a_command_below_a_heading_that_names_its_client_has_the_response_above() {
    let page = |heading: &str| {
        format!(
            "# Register an owl\n\n## Request\n\n### Request Sample\n\n```json\n{{\"name\": \"Bo\"}}\n```\n\n## Response\n\n### Response Code\n\n201\n\n### Response Sample\n\n```json\n{{ \"owl\": {{ \"id\": 7 }} }}\n```\n\n## {heading}\n\n```sh\ncurl http://owls.test/owls -d '{{\"name\": \"Bo\"}}'\n```\n"
        )
    };
    for heading in ["cURL Command", "Commande cURL", "Aufruf mit curl", "curl 命令"] {
        assert_eq!(
            cases(&page(heading)),
            ["25 POST http://owls.test/owls ({\"name\": \"Bo\"}) -> 201 at 19"],
            "{heading}"
        );
    }
    assert_eq!(cases(&page("Upload files")), NONE);
}

#[test]
fn the_root_is_a_route_where_nothing_else_is_behind_it() {
    let page = |route: &str| {
        format!(
            "# Owls\n\n### About\n\n{route}\n\nSays what it is.\n\n**Response:**\n\n```json\n{{ \"version\": \"1.2\" }}\n```\n"
        )
    };
    for route in ["**GET** `/`", "`GET /`", "GET /", "**Endpoint:** `GET /`"] {
        assert_eq!(cases(&page(route)), ["5 GET / -> 2xx at 11"], "{route}");
    }
    for route in ["Use GET / POST as you like", "GET / or /owls"] {
        assert_eq!(cases(&page(route)), NONE, "{route}");
    }
}

#[test]
fn a_remark_behind_a_path_is_no_part_of_it() {
    let page = |line: &str| format!("# Owls\n\n```\n{line}\n```\n\n**Response:**\n\n```json\n{{ \"id\": 7 }}\n```\n");
    for line in [
        "GET /owls/7 (HMAC SHA256)",
        "GET /owls/7 (admin)",
        "GET /owls/7 (veraltet)",
        "GET /owls/7 (已废弃)",
        "GET /owls/7  (signed, weight 2)",
    ] {
        assert_eq!(cases(&page(line)), ["3 GET /owls/7 -> 2xx at 9"], "{line}");
    }
    assert_eq!(cases(&page("GET /owls?q=name (Bo)")), ["3 GET /owls?q=name (Bo) -> 2xx at 9"]);
    assert_eq!(cases(&page("GET /owls/Grey (old)")), ["3 GET /owls/Grey (old) -> 2xx at 9"]);
    assert_ne!(cases(&page("DELETE /owls/Grey (archived)")), ["3 DELETE /owls/Grey -> 2xx at 9"]);
    assert_eq!(cases(&page("GET /owls('7')/nest(1)")), ["3 GET /owls('7')/nest(1) -> 2xx at 9"]);
}

#[test]
fn a_section_about_the_results_of_something_is_no_part_of_the_call_beside_it() {
    let page = |heading: &str| {
        format!(
            "# Owls\n\n### Move an owl\n\n`PUT /owls/7`\n\nThe body is a list.\n\n```json\n[ {{ \"nest\": 3 }} ]\n```\n\n### {heading}\n\n```json\n{{ \"found\": [ 7 ], \"total\": 1 }}\n```\n"
        )
    };
    assert_eq!(cases(&page("Result")), ["5 PUT /owls/7 ([ { \"nest\": 3 } ]) -> 2xx at 15"]);
    assert_eq!(cases(&page("Nightly Search Result (`searchOwls`)")), NONE);
}

#[test]
fn what_has_the_members_of_a_sent_body_in_a_section_of_its_own_is_sent() {
    let page = "# Actions\n\n```http\nPUT /owls/actions\n\n{ \"ids\": [1], \"kind\": \"CALL\" }\n```\n\n## Mail owls\n\nUse `MAIL` to mail an export of the results.\n\n```json\n{ \"ids\": [3], \"kind\": \"MAIL\" }\n```\n";
    assert_eq!(cases(page), NONE);
    let answered = page.replace("Use `MAIL` to mail an export of the results.", "The response:");
    assert_eq!(cases(&answered), ["3 PUT /owls/actions ({ \"ids\": [1], \"kind\": \"CALL\" }) -> 2xx at 13"]);
}

#[test]
fn a_member_below_a_heading_with_its_name_is_no_response() {
    let page = |heading: &str| {
        format!(
            "# Owls\n\n## `GET /owls/history`\n\nReturns the history.\n\n### {heading}\n\nThe response also carries sums of all nights:\n\n```json\n{{ \"flights\": {{ \"nights\": 128 }} }}\n```\n"
        )
    };
    assert_eq!(cases(&page("`flights` - sums of a life")), NONE);
    assert_eq!(cases(&page("Sums of a life")), ["3 GET /owls/history -> 2xx at 11"]);
}

#[test]
fn a_failure_in_a_section_beside_several_commands_is_that_of_all() {
    let page = |second: &str| {
        format!(
            "# Owls\n\n## Try it\n\n```sh\ncurl http://owls.test/owls\n\n{second}\n```\n\n## Error Responses\n\n```json\n{{ \"success\": false, \"error\": \"Error message\" }}\n```\n"
        )
    };
    assert_eq!(cases(&page("curl http://owls.test/nests")), NONE);
}

#[test]
fn a_response_in_a_section_about_something_else_is_not_that_of_the_only_command_of_the_page() {
    let page = |heading: &str| {
        format!(
            "# Owls\n\n## Quick start\n\n```sh\ncurl http://owls.test/owls/7\n```\n\n## Settings\n\nSet `A=1`.\n\n## {heading}\n\nOwl response:\n\n```json\n{{ \"id\": 7 }}\n```\n"
        )
    };
    assert_eq!(cases(&page("Reference")), NONE);
    assert_eq!(cases(&page("Response")), ["5 GET http://owls.test/owls/7 -> 2xx at 17"]);
}

#[test]
fn the_last_row_of_a_table_is_no_label() {
    let page = "# Owls\n\n## `GET /owls/7`\n\n### Response\n\nName | What\n---|---\nborn | Day. Format: `d-m-Y`\n\n<!-- tab: JSON -->\n\n```json\n{ \"born\": \"03-04-2022\" }\n```\n";
    assert_eq!(cases(page), ["3 GET /owls/7 -> 2xx at 13"]);
}

#[test]
fn a_protocol_that_a_sentence_mentions_is_not_that_of_the_document_below_it() {
    let page = "# Owls\n\n#### `GET /owls/settings`\n\nReturns all. MQTT passwords and keys of the owls are left out on purpose.\n\n```json\n{ \"owls\": [ \"Bo\" ] }\n```\n";
    assert_eq!(cases(page), ["3 GET /owls/settings -> 2xx at 7"]);
    assert_eq!(
        cases(&page.replace("Returns all. MQTT passwords and keys of the owls are left out on purpose.", "MQTT:")),
        NONE
    );
}

#[test]
fn forms_of_a_body_in_sections_of_their_own_are_sent() {
    let page = "# Remove owls\n\n```\nPOST /owls/remove\n```\n\n## By id\n\n```json\n{ \"ids\": [7] }\n```\n\n## By name\n\n```json\n{ \"names\": [\"Bo\"] }\n```\n\n## Response\n\n```json\n{ \"removed\": 1 }\n```\n";
    assert_eq!(cases(page), ["3 POST /owls/remove ({ \"ids\": [7] }) -> 2xx at 21"]);
}

#[test]
fn a_line_within_a_component_may_be_the_route() {
    let page = |line: &str| {
        format!(
            "# Owls\n\n<Callout type=\"info\">\n  {line}\n</Callout>\n\n## Response\n\n```json\n{{ \"id\": 7 }}\n```\n"
        )
    };
    for line in ["GET /owls/7", "`GET /owls/7`", "Endpoint: `GET /owls/7`"] {
        assert_eq!(cases(&page(line)), ["4 GET /owls/7 -> 2xx at 9"], "{line}");
    }
    assert_eq!(cases(&page("GET /owls/7 is slow.")), NONE);
    assert_eq!(cases(&page("GET /owls/7\n  GET /owls/8")), NONE);
}

#[test]
fn what_a_label_calls_a_response_is_one_whatever_the_heading_above_it_is_about() {
    let page = |shown: &str| {
        let sent = "{ \"id\": 7, \"plume\": \"grey\" }";
        format!("# Owls\n\n```http\nPUT /owls/7\n\n{sent}\n```\n\n### Remarks\n\n{}\n", shown.replace("BODY", sent))
    };
    for shown in [
        "**Response**\n\n```json\nBODY\n```",
        "**Sample response**\n\n```json\nBODY\n```",
        "<Tab title=\"Response\">\n\n```json\nBODY\n```\n\n</Tab>",
        "```json title=\"Response\"\nBODY\n```",
        "A successful response has status 200.\n\n```json\nBODY\n```",
    ] {
        assert_eq!(cases(&page(shown)).len(), 1, "{shown}");
    }
    let member = |heading: &str, label: &str| {
        cases(&format!(
            "# Owls\n\n## `GET /owls`\n\nLists owls.\n\n### {heading}\n\n{label}\n\n```json\n{{ \"owls\": [7] }}\n```\n"
        ))
    };
    for label in ["Response:", "The response:"] {
        assert_eq!(member("owls (array)", label), ["3 GET /owls -> 2xx at 11"], "{label}");
    }
    let sections = |label: &str| {
        cases(&format!(
            "# Owls\n\n## Quick start\n\n```sh\ncurl http://owls.test/owls/7\n```\n\n## Endpoint\n\nAll calls go there.\n\n## Limits\n\nTen.\n\n## JSON\n\n{label}\n\n```json\n{{ \"id\": 7 }}\n```\n"
        ))
    };
    assert_eq!(sections("Returned:"), ["5 GET http://owls.test/owls/7 -> 2xx at 21"]);
    assert_eq!(sections("Owl response:"), NONE);
}

#[test]
fn a_path_that_ends_in_an_asterisk_is_not_the_root() {
    for route in ["## DELETE /*", "`DELETE` `/**`", "`DELETE` `/_`", "All calls of `GET /*` are passed on."] {
        let found = cases(&format!("# Owls\n\n{route}\n\n**Response:**\n\n```json\n{{ \"gone\": 7 }}\n```\n"));
        assert!(!found.iter().any(|case| case.contains(" / ")), "{route} {found:?}");
    }
}

#[test]
fn a_label_with_a_bar_below_a_table_is_one() {
    let page = "# Owls\n\n## `GET /owls/7`\n\nName | What\n---|---\nid | its number\n\n`410 | Gone`:\n\n```json\n{ \"error\": \"It flew off.\" }\n```\n";
    assert!(!cases(page).iter().any(|case| case.contains("2xx")), "{:?}", cases(page));
}

#[test]
fn entities_in_a_route_stand_for_their_characters() {
    let page = |heading: &str| format!("# Owls\n\n## {heading}\n\nResponse:\n\n```json\n{{ \"id\": 7 }}\n```\n");
    for heading in ["GET /owls/&#123;id&#125;", "/owls/&#123;id&#125; (GET)", "GET `/owls/{id}`"] {
        assert_eq!(cases(&page(heading)), ["3 GET /owls/{id} -> 2xx at 7"], "{heading}");
    }
    let below = "# Owls\n\n## GET\n\n/owls/&#x7b;id&#x7d;\n\nResponse:\n\n```json\n{ \"id\": 7 }\n```\n";
    assert_eq!(cases(below), ["5 GET /owls/{id} -> 2xx at 9"]);
}
