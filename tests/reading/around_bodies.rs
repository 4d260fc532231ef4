//! What is between the fences of an exchange, or above the document in one of them.

use doctrial::internals::contract::{Dialect, DocumentedBody};
use doctrial::internals::docs::read_page;
use doctrial::internals::text::Page;

/// Status, and the bodies of request and response.
type Exchange = (String, Option<String>, Option<String>);

fn exchanges(text: &str) -> Vec<Exchange> {
    let page = Page { path: "p.md".to_owned(), text: text.to_owned() };
    let body = |body: &Option<DocumentedBody>| body.as_ref().map(|body| body.text().trim().to_owned());
    let shown = |example: &doctrial::internals::docs::Example| {
        (example.response.status.to_string(), body(&example.request.body), body(&example.response.body))
    };
    read_page(&page, &Dialect::ALL).examples.iter().map(shown).collect()
}

fn exchange(status: &str, sent: Option<&str>, received: Option<&str>) -> Vec<Exchange> {
    vec![(status.to_owned(), sent.map(str::to_owned), received.map(str::to_owned))]
}

#[test]
fn attributes_of_a_block_are_nothing_between_two_fences() {
    let page = |between: &str| {
        format!(
            "# Lamps\n\n**Request**\n{between}\n```http\nPUT /lamps/7 HTTP/1.1\nContent-Type: text/plain\n```\n{between}\n\
             ```xml\n<lamp>1</lamp>\n```\n{between}\n**Response**\n{between}\n```http\nHTTP/1.1 201 Created\n\
             Content-Type: application/xml\n```\n{between}\n```xml\n<lamp>7</lamp>\n```\n{between}\n"
        )
    };
    let shown = exchange("201", Some("<lamp>1</lamp>"), Some("<lamp>7</lamp>"));
    for between in ["", "{: codeblock}\n", "{: .http}\n{:#lamp}\n"] {
        assert_eq!(exchanges(&page(between)), shown, "{between:?}");
    }
}

#[test]
fn a_line_above_a_document_that_calls_it_content_is_no_part_of_it() {
    let page = |info: &str, label: &str| {
        format!(
            "## Lamps\n\nHTTP POST request: `http://lamps.test/lamps`\n\n```{info}\n  {label}\n  {{\"on\": 1}}\n```\n\n\
             HTTP response:\n\n```json\n{label}\n{{\"id\": 7}}\n```\n"
        )
    };
    for label in ["content:", "Body:", "Inhalt:", "Contenido:", "数据："] {
        assert_eq!(
            exchanges(&page("json", label)),
            exchange("2xx", Some("{\"on\": 1}"), Some("{\"id\": 7}")),
            "{label}"
        );
        assert_eq!(exchanges(&page("", label)), exchange("2xx", Some("{\"on\": 1}"), Some("{\"id\": 7}")), "{label}");
    }
    for (info, label) in [("yaml", "content:"), ("json", "lamp:")] {
        assert_ne!(exchanges(&page(info, label)), exchange("2xx", Some("{\"on\": 1}"), Some("{\"id\": 7}")), "{label}");
    }
}

#[test]
fn an_object_of_texts_below_a_heading_of_header_fields_is_not_sent() {
    let page = |heading: &str, or: &str, object: &str| {
        format!(
            "## Remove\n\n#### URL\n\n```\nDELETE https://lamps.test/lamps/7\n```\n\n{heading}\n\n```json\n{object}\n```\n\n{or}\n\n\
             ```json\n{object}\n```\n\n#### Response\n\n```json\n{{\"id\": 7}}\n```\n"
        )
    };
    for (heading, or) in
        [("#### Headers", "or"), ("#### Encabezados", "O"), ("**En-têtes**", "ou"), ("#### ヘッダー", "または")]
    {
        let text = page(heading, or, "{\"lampkey\": \"k\"}");
        assert_eq!(exchanges(&text), exchange("2xx", None, Some("{\"id\": 7}")), "{heading}");
    }
    // What has numbers is no fields.
    let text = page("#### Headers", "#### Body", "{\"on\": 1}");
    assert_eq!(exchanges(&text), exchange("2xx", Some("{\"on\": 1}"), Some("{\"id\": 7}")));
}

#[test]
fn a_document_below_a_command_is_sent_where_the_next_fence_has_the_response() {
    let page = |command: &str, between: &str| {
        format!(
            "## New\n\n```\n{command} https://lamps.test/lamps \\\n-H 'Content-Type: application/json'\n\n{{\"on\": 1}}\n```\n\n{between}\n\n\
             ```\n{{\"id\": 7}}\n```\n"
        )
    };
    for command in ["-X POST", "curl -X POST"] {
        let text = page(command, "The response to the request:");
        assert_eq!(exchanges(&text), exchange("2xx", Some("{\"on\": 1}"), Some("{\"id\": 7}")), "{command}");
    }
    assert_eq!(exchanges(&page("curl -X POST", "A lamp file:"))[0].1, None);
    assert_eq!(exchanges(&page("curl -X GET", "The response:"))[0].1, None);
}

#[test]
fn markup_in_the_fence_below_a_head_is_sent_where_words_promise_the_status() {
    let text = "## Life\n\n```http\nPUT /lamps?life HTTP/1.1\nContent-Type: text/plain\n```\n\n```xml\n<life>1</life>\n```\n\n\
                Le serveur émet la réponse `202 Accepted`.\n";
    assert_eq!(exchanges(text), exchange("202", Some("<life>1</life>"), None));
}

#[test]
fn markup_whose_root_is_an_error_is_no_success() {
    let page = |root: &str| {
        format!(
            "## Lamps\n\n```http\nGET /lamps/7 HTTP/1.1\nHost: lamps.test\n```\n\nResponse:\n\n\
             ```xml\n<?xml version=\"1.0\"?>\n<{root}><Code>Dark</Code></{root}>\n```\n"
        )
    };
    for root in ["Error", "s:Fault", "ErrorResponse", "ExceptionReport"] {
        assert_eq!(exchanges(&page(root))[0].0, "4xx", "{root}");
    }
    assert_eq!(exchanges(&page("ErrorLog"))[0].0, "2xx");
}

#[test]
fn a_body_in_a_section_of_its_own_is_not_that_of_an_example_elsewhere() {
    let text = "## Wires\n\n#### Several wires\n\nRequest body:\n\n```json\n{\"wire\": {\"type\": \"COPPER\"}}\n```\n\n#### Example\n\n\
                One:\nHTTP POST request: `http://lamps.test/wires/one`\nHTTP response: `1`\n";
    assert_eq!(exchanges(text), exchange("2xx", None, Some("1")));
    let text = text.replace("#### Several wires", "#### Request body");
    assert_eq!(exchanges(&text)[0].1.as_deref(), Some("{\"wire\": {\"type\": \"COPPER\"}}"));
}

#[test]
fn a_sentence_above_another_body_of_the_request_does_not_make_a_response_of_it() {
    let page = |words: &str, document: &str| {
        format!(
            "# Find\n\nEndpoint: `POST /lamps/_find`\n\n## Request\n\n```json\n{{\"query\": {{\"room\": \"a\", \"size\": 0}}, \"late\": true}}\n```\n\n\
             ## Response\n\n```json\n{{\"took\": 5, \"lamps\": []}}\n```\n\n### Ten lamps\n\n{words}\n\n```json\n{document}\n```\n"
        )
    };
    let words = "Ask for ten lamps of one room, returning their names alone:";
    assert_eq!(exchanges(&page(words, "{\"query\": {\"room\": \"b\", \"size\": 10}, \"names\": 1}")).len(), 1);
    assert_eq!(exchanges(&page(words, "{\"took\": 7, \"query\": {\"room\": \"b\", \"size\": 10}}")).len(), 2);
    assert_eq!(exchanges(&page("Response:", "{\"query\": {\"room\": \"b\", \"size\": 10}}")).len(), 2);
}

#[test]
fn a_form_right_below_the_head_of_a_request_is_sent_and_what_is_below_it_comes() {
    let page = |url: &str, between: &str, form: &str| {
        format!(
            "## New lamp\n\n```http\nPOST {url}\n```\n\n{between}```text\n{form}\n```\n\n```json\n{{\"id\": 7}}\n```\n"
        )
    };
    let fields = "```text\nContent-Type: application/x-www-form-urlencoded\n```\n\n";
    for (url, form) in [("/lamps", "name=Desk&room=7"), ("/lamps/{id}.json", "room={\"id\": 7}&name=My lamp")] {
        for between in ["", fields] {
            let read = exchanges(&page(url, between, form));
            assert_eq!(read, exchange("2xx", Some(form), Some("{\"id\": 7}")), "{url} {between}");
        }
    }
    for (between, form) in [("", "LAMP_KEY=7"), ("Set this:\n\n", "name=Desk"), ("", "name = Desk")] {
        assert_eq!(exchanges(&page("/lamps", between, form)), [], "{between} {form}");
    }
}
