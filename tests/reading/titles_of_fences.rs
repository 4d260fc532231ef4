//! The titles that info strings give to fences, and the components around them.

use super::shown::{cases, findings};

const NONE: [&str; 0] = [];

const COMMAND: &str = "```bash {{ title: 'cURL' }}\ncurl https://owls.test/nests/4\n```\n";

#[test]
fn titles_in_info_strings_say_of_which_status_a_response_is() {
    let page = |ok: &str, gone: &str| {
        format!(
            "# Nests\n\n{COMMAND}\nReply:\n\n```json {ok}\n{{ \"nest\": 4 }}\n```\n\n```json {gone}\n{{ \"what\": \"gone\" }}\n```\n"
        )
    };
    for (ok, gone) in [
        ("{{ title: '200 - Nest found' }}", "{{ title: '410: Nest gone' }}"),
        ("{{title: \"200\"}}", "{ \"title\": \"410\" }"),
        ("tab=\"200 OK\"", "tab=\"410 Gone\""),
        ("[200 OK]", "[410 Gone]"),
        ("filename=\"200\"", "filename='410'"),
        ("200: OK", "410: Gone"),
    ] {
        let found = cases(&page(ok, gone));
        let shown = ["GET https://owls.test/nests/4 -> 200 at 9", "GET https://owls.test/nests/4 -> 410 at 13"];
        assert_eq!(found, shown.map(|case| format!("3 {case}")), "{ok}");
    }
}

#[test]
fn fences_of_the_same_titles_belong_together() {
    let page = "# Nests\n\n<CodeGroup title=\"Request\">\n\n```sh {{ title: 'Oak' }}\ncurl https://owls.test/nests?in=oak\n```\n\n\
                ```sh {{ title: 'Elm' }}\ncurl https://owls.test/nests?in=elm\n```\n\n</CodeGroup>\n\n<CodeGroup title=\"Response\">\n\n\
                ```json {{ title: 'Oak' }}\n[1]\n```\n\n```json {{ title: 'Elm' }}\n[2]\n```\n\n</CodeGroup>\n";
    let shown =
        ["5 GET https://owls.test/nests?in=oak -> 2xx at 17", "9 GET https://owls.test/nests?in=elm -> 2xx at 21"];
    assert_eq!(cases(page), shown);
}

#[test]
fn a_component_of_the_response_is_no_request_and_the_end_of_the_layout_no_response() {
    let page = format!(
        "# Nests\n\n<Row>\n    <Col>\n        <CodeGroup title=\"Request\">\n{COMMAND}        </CodeGroup>\n    </Col>\n</Row>\n\n\
         <Row>\n    <Col>\n        Replies.\n\n        <Reader\n            path=\"/nests/{{id}}\"\n            method=\"get\"\n            \
         type=\"response\"\n        />\n    </Col>\n        <Col>\n        <CodeGroup title=\"Reply\">\n\
         ```json {{{{ title: '200' }}}}\n{{ \"nest\": 4 }}\n```\n        </CodeGroup>\n    </Col>\n</Row>\n"
    );
    assert_eq!(cases(&page), ["6 GET https://owls.test/nests/4 -> 200 at 25"]);
}

#[test]
fn among_components_a_closing_line_closes_however_far_it_is_indented() {
    let page = "# Nests\n\n<CodeGroup>\n   ```json {{ title: '404' }}\n    { \"what\": \"gone\" }\n    ```\n    ```json {{ title: '422' }}\n    \
                { \"what\": \"bad\" }\n    ```\n</CodeGroup>\n";
    assert_eq!(findings(page).iter().filter(|it| it.starts_with("D108")).count(), 0, "{:?}", findings(page));
    let plain = page.replace("<CodeGroup>\n", "").replace("</CodeGroup>\n", "");
    assert!(findings(&plain).iter().any(|it| it.starts_with("D108")));
    assert_eq!(cases(page), NONE);
}
