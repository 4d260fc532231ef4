//! What a page shows as a response, and to which request it belongs.

use doctrial::internals::contract::Dialect;
use doctrial::internals::docs::read_page;
use doctrial::internals::text::Page;

/// `METHOD url -> status` of each example, with the line of the response.
fn cases(text: &str) -> Vec<String> {
    let page = Page { path: "p.md".to_owned(), text: text.to_owned() };
    let read = read_page(&page, &Dialect::ALL);
    let shown = |example: &doctrial::internals::docs::Example| {
        let (request, response) = (&example.request, &example.response);
        format!("{} {} -> {} at {}", request.method, request.url, response.status, response.line)
    };
    read.examples.iter().map(shown).collect()
}

const NONE: [&str; 0] = [];

#[test]
fn line_ends_and_blanks_that_nobody_sees_change_nothing() {
    let page = "# Lamps\n\n**URL**\n\n```\nhttps://lamps.test/v1/lamps/7\n```\n\n**Method**\n\n```\nGET\n```\n\n\
                Response:\n\n- as JSON\n\n  ```json\n  {\"id\": 7}\n  ```\n\n## New\n\n`POST /lamps`\n\nIt returns:\n\n\
                ```json\n{\"id\": 8}\n```\n";
    let plain = cases(page);
    assert_eq!(plain.len(), 2, "{plain:?}");
    for other in [
        page.replace('\n', "\r\n"),
        format!("\u{feff}{page}"),
        page.replace("\n\n", "\n  \n"),
        page.replace("\n\n", " \n\t\n"),
    ] {
        assert_eq!(cases(&other), plain, "{other:?}");
    }
}

#[test]
fn a_query_does_not_change_what_the_document_above_a_labelled_response_is() {
    for route in ["`POST /crates`", "`POST /crates?wait=10s`", "### PUT /crates/7?wait=10s"] {
        let text = format!(
            "## Crates\n\n{route}\n\n```json\n{{\"lid\": \"oak\"}}\n```\n\nResponse:\n\n```json\n{{\"id\": 7}}\n```\n"
        );
        let page = Page { path: "p.md".to_owned(), text };
        let read = read_page(&page, &Dialect::ALL);
        let [example] = read.examples.as_slice() else { panic!("{route}: {:?}", read.examples) };
        let body = example.request.body.as_ref().map(doctrial::internals::contract::DocumentedBody::text);
        assert_eq!((body, example.response.line), (Some("{\"lid\": \"oak\"}"), 11), "{route}");
    }
}

#[test]
fn a_number_below_the_label_of_an_error_is_its_status_and_no_body() {
    let page = |label: &str, number: &str| {
        format!(
            "## Off\n\nRequest:\n\n    POST /lamps/off\n    \n    {{\"id\": 3}}\n\nResponse:\n\n    200 OK\n\n{label}\n\n    {number}\n"
        )
    };
    let text = page("Error response:", "500");
    let read = read_page(&Page { path: "p.md".to_owned(), text }, &Dialect::ALL);
    let shown: Vec<_> = read.examples.iter().map(|it| (it.response.line, it.response.body.is_some())).collect();
    assert_eq!(shown, [(11, false)]);
    // A count of lamps.
    assert!(!cases(&page("Response:", "345")).iter().any(|case| case.contains("-> 345")));
}

#[test]
fn a_response_may_be_sketched_by_names_and_not_by_types() {
    let page = |body: &str| {
        format!("## Lamps\n\n<p><code>GET</code> <code>/lamps</code></p>\n\n### Response\n\n```json\n{body}\n```\n")
    };
    assert_eq!(cases(&page("{\"lamps\": [<lamp>, <lamp>, ...]}")), ["GET /lamps -> 2xx at 7"]);
    for body in ["{\"lamps\": <array>}", "{\"lamps\": <lamp>|<list of lamps>}"] {
        assert_eq!(cases(&page(body)), NONE, "{body}");
    }
}

#[test]
fn a_list_of_sentences_promises_a_status_and_a_list_of_parameters_leaves_room_for_a_body() {
    let page = |list: &str| format!("## Refresh\n\nRequest:\n\n    PUT /lamps/7/refresh\n\n{list}\n");
    for list in [
        "<ul>\n    <li>Returns <code>204</code> status code for success.</li>\n    <li>This takes a second.</li>\n</ul>",
        "- Returns `204` status code for success.\n- This takes a second.",
    ] {
        assert_eq!(
            cases(&page(list)),
            ["PUT /lamps/7/refresh -> 204 at 7"].map(|case| case.replace("at 7", &at(list))),
            "{list}"
        );
    }
    let parameters =
        "Returns `204` status code for success.\n\n- `on`: whether it is on\n- Colour - a name of a colour";
    assert_eq!(cases(&page(parameters)), NONE);
}

/// Where the status is promised: in the first line of a list, or in its second.
fn at(list: &str) -> String {
    if list.starts_with('<') { "at 8" } else { "at 7" }.to_owned()
}

#[test]
fn what_the_reader_s_own_server_must_respond_is_not_a_promise() {
    let page = |words: &str| {
        format!(
            "## Hooks\n\n```sh\ncurl -X POST https://lamps.test/hooks -d '{{\"url\": \"https://me.test\"}}'\n```\n\n{words}\n"
        )
    };
    assert_eq!(cases(&page("It returns `201 Created`.")), ["POST https://lamps.test/hooks -> 201 at 7"]);
    assert_eq!(cases(&page("Each event is sent to the URL. It must return a `200 OK` HTTP code.")), NONE);
}

#[test]
fn the_title_of_a_part_says_what_is_shown_in_it() {
    let page = |title: &str| {
        format!(
            "## Switch\n\n`POST /lamps/7/switch`\n\n> ### Responses\n\n<details>\n\n<summary><mark>{title}</mark></summary>\n\n\
             **Header**\n\n```http\nContent-Type: application/json\n```\n\n**Body**\n\n```json\n{{\"lit\": true}}\n\n# lit\n    \
             Whether it is.\n```\n\n</details>\n"
        )
    };
    assert_eq!(cases(&page("201 Created")), ["POST /lamps/7/switch -> 201 at 19"]);
    assert_eq!(cases(&page("Result")), ["POST /lamps/7/switch -> 2xx at 19"]);
    let text = page("201 Created");
    let read = read_page(&Page { path: "p.md".to_owned(), text }, &Dialect::ALL);
    assert_eq!(
        read.examples[0].response.body.as_ref().map(doctrial::internals::contract::DocumentedBody::text),
        Some("{\"lit\": true}")
    );
}

#[test]
fn codes_listed_below_a_response_are_its_own_whatever_comes_next() {
    let page = |list: &str| {
        format!(
            "## Lamps\n\n```bash\ncurl -X POST http://h/lamps -d '{{\"a\": 1}}'\n```\n\n**Response**\n\n```json\n[1]\n```\n\n{list}\n\n\
             Another call does the same:\n\n`POST /lamps/all`\n"
        )
    };
    assert_eq!(
        cases(&page("**Status Codes**\n\n- `201 Created` is returned if all is well")),
        ["POST http://h/lamps -> 201 at 9"]
    );
    // What introduces the next call is about that.
    assert_eq!(cases(&page("Lamps are switched, which returns `202 Accepted`.")), ["POST http://h/lamps -> 2xx at 9"]);
}

#[test]
fn a_code_is_no_promise_where_it_is_explained_or_comes_on_a_condition() {
    let page = |words: &str| {
        format!(
            "## Lamp\n\n```http\nGET /lamps/525 HTTP/1.1\nHost: h\n```\n\n{words}\n\n```json\n{{\"id\": 525}}\n```\n"
        )
    };
    for (words, status) in [
        ("A status code of `203` will be returned, with the lamp.", "203"),
        ("`GET /lamps/525` returns the lamp with the id `525`.", "2xx"),
        ("Not paged. **404** if there is no such lamp.", "2xx"),
        ("返回的状态码为203，而不是200。", "203"),
    ] {
        assert_eq!(cases(&page(words)), [format!("GET /lamps/525 -> {status} at 10")], "{words}");
    }
    let explained = "```http\nGET /lamps HTTP/1.1\nHost: h\n```\n\n**Success**\nHTTP status 200 indicates success.\n";
    assert_eq!(cases(explained), NONE);
}

#[test]
fn one_document_below_a_route_that_reads_is_its_response() {
    let page = |route: &str, below: &str| {
        format!(
            "## Lamps\n\n### `{route}`\n\nChecks the connection of a hub.\n\n```json\n{{\"ok\": true}}\n```\n{below}\n## More\n"
        )
    };
    assert_eq!(cases(&page("GET /ping", "")), ["GET /ping -> 2xx at 7"]);
    // It may be what is sent.
    assert_eq!(cases(&page("POST /ping", "")), NONE);
}

#[test]
fn several_documents_in_a_row_are_responses_to_as_many_commands() {
    let page = |documents: &str| {
        format!("```bash\n# alive\ncurl http://h/live\n\n# ready\ncurl http://h/ready\n```\n\nBodies:\n\n{documents}")
    };
    let document = |text: &str| format!("```json\n{{\"{text}\": true}}\n```\n\n");
    let two = document("live") + &document("ready");
    assert_eq!(cases(&page(&two)), ["GET http://h/live -> 2xx at 11", "GET http://h/ready -> 2xx at 15"]);
    assert_eq!(cases(&page(&(two + &document("warm")))), ["GET http://h/ready -> 2xx at 11"]);
}

#[test]
fn a_document_belongs_to_the_call_that_its_own_words_name() {
    let page = |words: &str| {
        format!(
            "## Settings\n\n```http\nPOST /settings HTTP/1.1\nHost: h\n\n{{\"a\": 1}}\n```\n\n{words} A `200 OK` response returns:\n\n\
             ```json\n{{\"on\": true}}\n```\n"
        )
    };
    assert_eq!(cases(&page("To see it, call `GET /settings/state`.")), ["GET /settings/state -> 200 at 12"]);
    assert_eq!(cases(&page("The settings are kept.")), ["POST /settings -> 200 at 12"]);
}

#[test]
fn what_all_responses_have_in_common_is_a_response_to_no_call() {
    let base = "## Base\n\n```\nhttps://api.lamps.test/v1\n```\n\n### Response format\n\n#### Success response\n\n```json\n{\"ok\": true}\n```\n";
    assert_eq!(cases(base), NONE);
    let above = "# Batch\n\n## Response Format\n\nAll calls return:\n\n```json\n{\"done\": [7]}\n```\n\n## Example\n\n\
                 ```bash\ncurl -X POST http://h/move -d a=1\n\ncurl -X POST http://h/delete -d a=1\n```\n";
    assert_eq!(cases(above), NONE);
    let answered = "# API\n\n### `GET /me` Response\n\n```json\n{\"id\": 7}\n```\n\n## Parameters\n\n## Response\n\nAll lists are wrapped:\n\n\
                    ```json\n{\"items\": [7]}\n```\n";
    assert_eq!(cases(answered), ["GET /me -> 2xx at 5"]);
}

#[test]
fn another_form_of_a_command_is_one_that_the_words_between_call_so() {
    let page = |words: &str| {
        format!(
            "## List\n\n```bash\ncurl 'http://h/lamps?size=7'\n```\n\n{words}\n\n```bash\ncurl 'http://h/lamps?sort=id'\n```\n\n\
                 It gives this and that:\n\n```bash\ncurl 'http://h/lamps?count=1'\n```\n\n```json\n{{\"count\": 7}}\n```\n"
        )
    };
    assert_eq!(
        cases(&page("### Sorting\n\nName a field and lamps come in its order:")),
        ["GET http://h/lamps?count=1 -> 2xx at 21"]
    );
    assert_eq!(cases(&page("Lamps and their rooms are sorted, too:")), ["GET http://h/lamps?count=1 -> 2xx at 19"]);
}

#[test]
fn a_heading_that_is_nothing_but_return_is_that_of_the_response() {
    let page = |heading: &str| {
        format!(
            "# New lamp\n\n### Request\n\n    POST https://api.lamps.test/v1/lamps\n\n#### Request Body\n\n```json\n{{\"name\": \"a\"}}\n```\n\n\
                 ### {heading}\n\n```json\n{{\"id\": 7}}\n```\n"
        )
    };
    assert_eq!(cases(&page("Return")), ["POST https://api.lamps.test/v1/lamps -> 2xx at 15"]);
}

#[test]
fn a_response_above_its_command_is_of_that_section_and_not_of_the_next() {
    let section = |title: &str, error: &str, path: &str| {
        format!(
            "### {title}\n\n```json\n{{\"error\": \"{error}\"}}\n```\n\n**Curl Example:**\n```bash\ncurl http://h{path}\n```\n\n"
        )
    };
    let page = "# Errors\n\n".to_owned()
        + &section("404 Not Found", "none", "/lamps/9")
        + &section("409 Conflict", "twice", "/lamps/8");
    assert_eq!(cases(&page), ["GET http://h/lamps/9 -> 404 at 5", "GET http://h/lamps/8 -> 409 at 16"]);
}

#[test]
fn the_only_call_of_a_page_gets_no_response_in_a_part_about_something_else() {
    let page = |heading: &str, url: &str| {
        format!(
            "# Set up\n\n## Install\n\n### Tools\n\n```bash\ncurl -sS https://get.lamps.test/installer\n```\n\n## {heading}\n\nTry it:\n\n{url}It returns:\n\n\
             ```json\n{{\"hello\": 7}}\n```\n"
        )
    };
    assert_eq!(cases(&page("Hello", "")), NONE);
    assert_eq!(cases(&page("Response", "")), ["GET https://get.lamps.test/installer -> 2xx at 17"]);
}

#[test]
fn failures_that_all_calls_share_are_of_none() {
    let page = |between: &str| {
        format!(
            "# Locks\n\n## Delete\n\n```text\nDELETE /locks/7?all=1\n```\n\n{between}## Error Responses\n\n### 400 Bad Request\n\n\
                 ```json\n{{\"detail\": \"both\"}}\n```\n"
        )
    };
    assert_eq!(cases(&page("## Business Rules\n\n- One at a time.\n\n")), NONE);
    assert_eq!(cases(&page("")), ["DELETE /locks/7?all=1 -> 400 at 13"]);
}

#[test]
fn a_document_that_is_called_arguments_or_a_url_is_not_a_response() {
    let curl = |heading: &str| {
        format!(
            "# Change\n\n```bash\ncurl -X PUT http://h/lamps/7 -d '{{\"a\": 1}}'\n```\n\n## {heading}\n\n```json\n{{\"a\": 1, \"b\": 2}}\n```\n"
        )
    };
    assert_eq!(cases(&curl("Arguments")), NONE);
    assert_eq!(cases(&curl("Response")), ["PUT http://h/lamps/7 -> 2xx at 9"]);
    let url = "# Search\n\n```\nhttp://h/api?q=a&size=7\n```\n\n#### Filter results by area\n\n```\nhttp://h/api?q=a&box=9\n```\n";
    assert_eq!(cases(url), NONE);
}

#[test]
fn a_response_is_of_the_command_whose_comment_begins_as_its_label_does() {
    let page = |label: &str| {
        format!(
            "```bash\n# Liveness of the pump\ncurl http://h/live\n\n# Readiness\ncurl http://h/ready\n```\n\n{label}:\n\n```json\n{{\"a\": 1}}\n```\n"
        )
    };
    assert_eq!(cases(&page("Liveness (`200`)")), ["GET http://h/live -> 200 at 11"]);
    assert_eq!(cases(&page("Response")), ["GET http://h/ready -> 2xx at 11"]);
}

#[test]
fn what_has_the_members_of_a_response_and_no_parameter_is_one() {
    let page = |body: &str| {
        format!(
            "## Log in\n\n```\nPOST /api/login\n```\n\n**Parameters:**\n\n| Name | Type |\n|---|---|\n| tel | string |\n| data | string |\n\n\
             ```javascript\n{body}\n```\n"
        )
    };
    assert_eq!(
        cases(&page("{\"code\": 0, \"msg\": \"done\", \"user\": {\"id\": 7}}")),
        ["POST /api/login -> 2xx at 14"]
    );
    for body in ["{\"tel\": \"1\", \"data\": \"x\"}", "{\"name\": \"a\", \"size\": 7}"] {
        assert_eq!(cases(&page(body)), NONE, "{body}");
    }
}

#[test]
fn markup_below_the_heading_of_a_response_is_one_and_a_format_of_requests_is_not() {
    let page = |heading: &str| {
        format!(
            "## Price\n\n```http\nGET /price HTTP/1.1\nHost: h\n```\n\n### {heading}\n\nAbout all of them see there.\n\n``` pre\n<?xml version=\"1.0\"?>\n<price/>\n```\n"
        )
    };
    assert_eq!(cases(&page("Example response")), ["GET /price -> 2xx at 12"]);
    assert_eq!(cases(&page("Schema")), NONE);
    let format = "<details>\n<summary>POST /lamps/{id}/switch</summary>\n\n> Response code: <b>204</b>\n>\n> Request format:\n> ```js\n\
                  > [{ type: \"ON\" }, ...]\n> ```\n\n</details>\n";
    assert!(cases(format).iter().all(|case| case.ends_with("204 at 4")), "{:?}", cases(format));
}

#[test]
fn tabs_of_outcomes_show_responses() {
    let page = |tab: &str| {
        format!(
            "## New\n\n`POST /lamps`\n\nFields are told of there.\n\n=== \"{tab}\"\n\n    ```json\n    {{\"id\": 7}}\n    ```\n"
        )
    };
    assert_eq!(cases(&page("Success")), ["POST /lamps -> 2xx at 9"]);
    assert_eq!(cases(&page("Colours")), NONE);
}

#[test]
fn a_body_below_the_heading_of_a_response_is_the_response() {
    let page = |above: &str| {
        format!(
            "## All lamps\n\n### Request\n\n#### Example HTTP request\n\n```sh\nGET /lamps\n```\n\n### {above}\n\nA list of lamps.\n\n\
             #### Example JSON body\n\n```json\n[{{\"id\": 7}}]\n```\n"
        )
    };
    assert_eq!(cases(&page("Response")), ["GET /lamps -> 2xx at 17"]);
    assert_eq!(cases(&page("Request body")), NONE);
    let codes = "\n### Status codes\n\n| Code | Description |\n|---|---|\n| [200 OK](http://h/2616#10.2.1) | All |\n| [404 Not Found](http://h/x) | None |\n";
    for anchor in ["", " {#lamp-codes}", " {: #codes .small }"] {
        let codes = codes.replace("Status codes", &format!("Status codes{anchor}"));
        assert_eq!(cases(&(page("Response {#shown}") + &codes)), ["GET /lamps -> 200 at 17"], "{anchor}");
    }
}

#[test]
fn an_arrow_before_each_line_of_output_is_no_part_of_it() {
    let page = "# Lamps\n\n```sh\ncurl http://lamps.test/lamps/7\n# => {\n# =>   \"id\": 7\n# => }\n```\n";
    let read = read_page(&Page { path: "p.md".to_owned(), text: page.to_owned() }, &Dialect::ALL);
    let body = read.examples[0].response.body.as_ref().map(|body| body.text().trim().to_owned());
    assert_eq!(body.as_deref(), Some("{\n  \"id\": 7\n}"));
}

#[test]
fn the_name_of_a_tab_is_no_part_of_a_language() {
    let page = "# Lamps\n\n```shell--curl\ncurl http://lamps.test/lamps/7\n```\n```javascript--node\nlamps.find(7)\n```\n\n\
                > Response\n\n```json\n{\"id\": 7}\n```\n";
    assert_eq!(cases(page), ["GET http://lamps.test/lamps/7 -> 2xx at 12"]);
}

#[test]
fn what_a_tab_of_errors_shows_is_no_success() {
    let page = "# Lamps\n\n```http\nGET /lamps/7 HTTP/1.1\nHost: lamps.test\n```\n\n=== \"Success\"\n\n    ```json\n    {\"id\": 7}\n    ```\n\n\
                === \"Error\"\n\n    ```json\n    {\"message\": \"no lamp\"}\n    ```\n";
    assert!(!cases(page).iter().any(|case| case.contains("2xx at 16")), "{:?}", cases(page));
}

#[test]
fn a_mark_without_a_tag_and_a_status_that_is_in_the_path_are_read() {
    assert_eq!(cases("# L\n\n{%}\n\n```http\nGET /lamps HTTP/1.1\n\nHTTP/1.1 204 No Content\n```\n").len(), 1);
    let page = "# Orders\n\n```http\nGET /orders/404\n```\n\nResponse for /orders/404 (404 Not Found):\n\n```json\n{\"message\": \"none\"}\n```\n";
    assert_eq!(cases(page), ["GET /orders/404 -> 404 at 9"]);
}

#[test]
fn a_text_is_sent_with_the_line_below_its_title() {
    let page = "# Render\n\n```http\nPOST /render HTTP/1.1\nHost: h\nContent-Type: text/markdown\n\nHello\n=====\n```\n\n```http\nHTTP/1.1 204 No Content\n```\n";
    let read = read_page(&Page { path: "p.md".to_owned(), text: page.to_owned() }, &Dialect::ALL);
    let body = read.examples[0].request.body.as_ref().map(|body| body.text().to_owned());
    assert_eq!(body.as_deref(), Some("Hello\n====="));
}
