//! Commands by other names and in other sections than usual, and labels that are counted.

use super::shown::cases;

#[test]
fn the_alias_that_sends_credentials_is_a_command() {
    let text = "## Nests\n\n1. Make one:\n   ```sh\n   acurl https://$ACCOUNT.owls.test/nests -X PUT\n   ```\n2. Check the results:\n   ```json\n   {\"ok\": true}\n   ```\n";
    assert_eq!(cases(text), ["4 PUT https://$ACCOUNT.owls.test/nests -> 2xx at 8"]);
}

#[test]
fn a_command_in_a_section_below_that_of_its_response_has_it() {
    let page = |heading: &str| {
        format!(
            "# Nests\n\n## Example\n\nThe response:\n\n```json\n{{\"id\": 3}}\n```\n\n### {heading}\n\n```sh\ncurl http://owls.test/nests/3\n```\n"
        )
    };
    assert_eq!(cases(&page("Examples in code")), ["13 GET http://owls.test/nests/3 -> 2xx at 7"]);
    assert!(cases(&page("Other nests")).is_empty());
}

#[test]
fn a_counted_label_of_success_below_a_heading_of_responses_names_a_text() {
    let page = |label: &str| {
        format!(
            "# 版本\n\n#### 接口URL\n\n**http://owls.test/version**\n\n#### 调用方法\n\nHTTP GET\n\n#### 响应参数\n\n**1）数据格式**\n\n{label}\n\n```\nv1.4.0\n```\n"
        )
    };
    for label in ["a、成功：", "1) 成功：", "成功："] {
        assert_eq!(cases(&page(label)).len(), 1, "{label}");
    }
    assert!(cases(&page("a、版本：")).is_empty());
}

#[test]
fn what_is_sent_may_be_above_the_response_and_both_above_the_route() {
    let page = |sent: &str, between: &str| {
        format!(
            "## Make an owl\n\n> {sent}\n\n```json\n{{\"name\": \"Bo\"}}\n```\n\n{between}> HTTP 201 response body\n\n```json\n{{\"id\": 4}}\n```\n\n\
             Makes one.\n\n### HTTP request\n\n`POST /owls`\n"
        )
    };
    assert_eq!(cases(&page("Request body", "")), ["19 POST /owls ({\"name\": \"Bo\"}) -> 201 at 11"]);
    assert_eq!(cases(&page("Settings", "")), ["19 POST /owls -> 201 at 11"]);
    // It is sent in another section.
    assert_eq!(cases(&page("Request body", "## Make a nest\n\n")), ["21 POST /owls -> 201 at 13"]);
}

#[test]
fn a_version_before_a_route_is_no_part_of_it() {
    let page = |route: &str| {
        format!("# Wake an owl\n\n{route}\n\nIt wakes.\n\nExample response:\n\n```json\n{{\"id\": 4}}\n```\n")
    };
    for version in ["<mark>v2</mark>", "v2:", "**v1.1**"] {
        let route = format!("{version} <mark>`PATCH`</mark>  `owls.test/v2/owls/4`");
        assert_eq!(cases(&page(&route)), ["3 PATCH owls.test/v2/owls/4 -> 2xx at 9"], "{version}");
    }
    assert_eq!(cases(&page("Since v2 <mark>`PATCH`</mark> is faster than `owls.test/v2/owls/4`")), [""; 0]);
}

#[test]
fn documents_in_sections_beside_each_other_are_forms_of_what_is_sent() {
    let page = |one: &str, other: &str| {
        format!(
            "# New owl\n\n`POST /owls`\n\n## Kinds\n\n### {one}\n\n```json\n{{\"kind\": \"barn\"}}\n```\n\n### {other}\n\n```json\n{{\"kind\": \"snow\"}}\n```\n"
        )
    };
    assert_eq!(cases(&page("A barn owl", "A snowy owl")), [""; 0]);
    assert_eq!(cases(&page("Request", "Response")), ["3 POST /owls ({\"kind\": \"barn\"}) -> 2xx at 15"]);
}

#[test]
fn a_sentence_that_leads_elsewhere_is_no_response_however_it_is_indented() {
    let page = |text: &str| format!("# Owl\n\n`GET /owls/4`\n\n## Response\n\n      {text}\n");
    assert_eq!(cases(&page("It has a copy of the [owl](owl.md).")), [""; 0]);
    assert_eq!(cases(&page("Bo, 4 years.")), ["3 GET /owls/4 -> 2xx at 7"]);
}

#[test]
fn dashes_right_below_a_sentence_begin_no_section_where_headings_begin_with_a_number_sign() {
    let page = |top: &str, above: &str, heading: &str| {
        format!(
            "{top}```\nGET https://lamps.test/lamps\n```\n\n---\n\n{heading}\n\n**room**  `string`\n\n{above}\n---\n\n{heading}\n\n\
             ```\n200 OK\nContent-Type: application/json\n```\n\n```json\n[]\n```\n"
        )
    };
    let found = |top: &str, above: &str| cases(&page(top, above, "#### **Response**")).len();
    assert_eq!(found("## Lamps\n\n", "Those of this room."), 1);
    assert_eq!(found("## Lamps\n\n", "この部屋の電灯。"), 1);
    assert_eq!(found("## Lamps\n\n", "- by room\n\n  those of one\n  ---"), 1);
    // Titles above dashes are headings.
    assert_eq!(found("## Lamps\n\n", "Rooms"), 0);
    assert_eq!(found("Lamps\n-----\n\n", "All of it."), 0);
}
