//! What a page shows as a request: its method, its URL and its body.

use doctrial::internals::contract::{Dialect, DocumentedBody};
use doctrial::internals::docs::read_page;
use doctrial::internals::text::Page;

/// `METHOD url body -> status response` of each example.
fn cases(text: &str) -> Vec<String> {
    let page = Page { path: "p.md".to_owned(), text: text.to_owned() };
    let read = read_page(&page, &Dialect::ALL);
    let shown = |example: &doctrial::internals::docs::Example| {
        let (request, response) = (&example.request, &example.response);
        let body = |body: Option<&DocumentedBody>| body.map_or(String::new(), |body| format!(" {}", body.text()));
        let (sent, returned) = (body(request.body.as_ref()), body(response.body.as_ref()));
        format!("{} {}{sent} -> {}{returned}", request.method, request.url, response.status)
    };
    read.examples.iter().map(shown).collect()
}

const NONE: [&str; 0] = [];

#[test]
fn urls_below_a_label_that_announces_a_request_are_requested() {
    let page = |label: &str, urls: &str| {
        format!("## Lamps\n\nAll of them.\n\n{label}\n\n{urls}\n\n**Response:**\n\n```json\n{{\"on\": true}}\n```\n")
    };
    let lone = "GET http://lamps.test/api/on?id=7 -> 2xx {\"on\": true}";
    for label in ["**Example request:**", "Request:", "**Example requests**"] {
        assert_eq!(cases(&page(label, "http&#58;//lamps.test/api/on?id=7")), [lone], "{label}");
        let list = "- http://lamps.test/api/on?id=7\n- http://lamps.test/api/on?id=8";
        assert_eq!(cases(&page(label, list)), [lone, &lone.replace("=7", "=8")], "{label}");
        let others = "- http://lamps.test/api/on?id=7\n- http://lamps.test/guide/start";
        assert_eq!(cases(&page(label, others)), [lone], "{label}");
    }
    for label in ["**See also:**", "Manual:"] {
        assert_eq!(cases(&page(label, "- http://lamps.test/api/on?id=7")), NONE, "{label}");
    }
}

#[test]
fn a_method_and_a_path_in_one_sentence_are_a_route_where_the_words_between_lead_from_one_to_the_other() {
    let page = |words: &str| format!("## Lamps\n\n{words} gives:\n\n```json\n{{\"on\": true}}\n```\n");
    for words in ["A `GET` to the server at `/lamps`", "A GET request on `/lamps`", "GET the list of all from `/lamps`"]
    {
        assert_eq!(cases(&page(words)), ["GET /lamps -> 2xx {\"on\": true}"], "{words}");
    }
    for words in ["We removed GET, use the guide at `/lamps`", "A `GET` is slower than a look at `/lamps`"] {
        assert_eq!(cases(&page(words)), NONE, "{words}");
    }
}

#[test]
fn rules_and_remarks_below_a_document_are_no_part_of_it() {
    let page = |below: &str| {
        format!("```http\nPUT /lamps/7 HTTP/1.1\n\n{{\"on\": true}}\n{below}\nHTTP/1.1 204 No Content\n```\n")
    };
    for below in ["", "------", "======\n"] {
        assert_eq!(cases(&page(below)), ["PUT /lamps/7 {\"on\": true} -> 204"], "{below:?}");
    }
    let remarks = "{\n  \"on\": true\n}\n\n# on (required)\n    whether it shines\n";
    let page =
        format!("`PUT /lamps/7`\n\nRequest body:\n\n```json\n{remarks}```\n\nResponse:\n\n```json\n{remarks}```\n");
    assert_eq!(cases(&page), ["PUT /lamps/7 {\n  \"on\": true\n} -> 2xx {\n  \"on\": true\n}"]);
}

#[test]
fn a_message_may_be_indented_in_its_fence_as_a_whole() {
    let message = "PUT /lamps/7\n{\n  \"on\": true\n}\n\nHTTP/1.1 200 OK\n\"ok\"\n";
    let indented = format!("    {}\n", message.trim_end().replace('\n', "\n    "));
    let read = ["PUT /lamps/7 {\n  \"on\": true\n} -> 200 \"ok\""];
    for text in [message, &indented, &indented.replace("    \n", "\n")] {
        assert_eq!(cases(&format!("~~~ json\n{text}~~~\n")), read, "{text}");
    }
    let page = cases("~~~\n    PUT the lamp on\n    the table\n~~~\n\n~~~ json\n{\"on\": true}\n~~~\n");
    assert_eq!(page, NONE);
}

#[test]
fn a_component_with_attributes_in_lines_of_their_own_names_a_route() {
    let page = |attributes: &str| {
        format!(
            "<Endpoint\n{attributes}  note={{\n    <>\n      <Note title=\"x\" />\n    </>\n  }}\n/>\n\nAll lamps.\n\n**Response**\n\n```json\n[]\n```\n"
        )
    };
    assert_eq!(cases(&page("  url=\"/lamps\"\n  method=\"GET\"\n")), ["GET /lamps -> 2xx []"]);
    assert_eq!(cases(&page("  url=\"/lamps\"\n")), NONE);
}

#[test]
fn a_line_of_a_label_and_a_route_is_about_all_below_it() {
    let page = |line: &str| {
        format!(
            "## Lamps\n\n{line}\n\nLights the lamps of a house, one after the other.\n\nResponse:\n\n```json\n{{\"on\": true}}\n```\n"
        )
    };
    for line in ["Endpoint: GET /lamps", "Endpoint - GET /lamps", "- URI: `GET /lamps`", "Request: GET /lamps"] {
        assert_eq!(cases(&page(line)), ["GET /lamps -> 2xx {\"on\": true}"], "{line}");
    }
    for line in ["Since 2.0: GET /lamps", "Removed - GET /lamps"] {
        assert_eq!(cases(&page(line)), NONE, "{line}");
    }
}

#[test]
fn a_route_that_a_sentence_mentions_is_not_the_request_of_what_another_part_shows() {
    let json = "```json\n{\"on\": true}\n```\n";
    let own = format!("## House\n\nYou light it with `POST /house/light`.\n\nThe response:\n\n{json}");
    assert_eq!(cases(&own), ["POST /house/light -> 2xx {\"on\": true}"]);
    for page in [
        format!("## `DELETE /house`\n\nIt is no longer seen by `GET /house`.\n\n### Response\n\n{json}"),
        format!("## House\n\nOf old are `PUT /a`, `PUT /b` and `PUT /c` alone.\n\n## Response\n\n{json}"),
        format!(
            "## House\n\nWhat `GET /lamp` gives is sent on by `GET /room`.\n\n### When it fails, for example\n\nThe response:\n\n{json}"
        ),
        format!(
            "## House\n\n1. We call `GET /lamp` for you.\n2. You sign what is found there, with the key of the house that you have been given.\n\n## Response\n\n{json}"
        ),
    ] {
        let read = cases(&page);
        assert!(read.iter().all(|case| case.starts_with("DELETE /house ")), "{read:?} {page}");
    }
}

#[test]
fn the_address_of_all_calls_is_no_request() {
    let page = |url: &str| {
        format!("### Address\n\n```\n{url}\n```\n\n### Responses\n\nSuccess:\n\n```json\n{{\"on\": true}}\n```\n")
    };
    for url in ["https://lamps.test/v1", "https://lamps.test/api/v2/"] {
        assert_eq!(cases(&page(url)), NONE, "{url}");
    }
    assert_eq!(cases(&page("https://lamps.test/v1/lamps")).len(), 1);
}

#[test]
fn the_document_below_a_route_that_reads_is_what_comes_whatever_the_words_between() {
    let page =
        |method: &str, words: &str| format!("### `{method} /lamps`\n\n{words}\n\n```json\n{{\"on\": true}}\n```\n");
    assert_eq!(cases(&page("GET", "Says whether they shine.")), ["GET /lamps -> 2xx {\"on\": true}"]);
    for (method, words) in [("POST", "Lights them."), ("GET", "The schema of a lamp:")] {
        assert_eq!(cases(&page(method, words)), NONE, "{method} {words}");
    }
    let twice =
        "Endpoint - GET /lamps\n\n## Request\n\ne.g.\nGET http://lamps.test/lamps\n\n## Response\n\n```json\n[]\n```\n";
    assert_eq!(cases(twice), ["GET http://lamps.test/lamps -> 2xx []"]);
}

#[test]
fn the_shape_of_a_call_is_no_example_beside_one_with_values() {
    let shape = "### Syntax\n\n```\nGET /lamps/<id> HTTP/1.1\nHost: lamps.test\n```\n\nReturns:\n\n```json\n{\"on\": <whether it shines>}\n```\n\n";
    let example = "### Example\n\n```\nGET /lamps/7 HTTP/1.1\nHost: lamps.test\n```\n\n```\nHTTP/1.1 200 OK\n\n{\"on\": true}\n```\n";
    assert_eq!(cases(&format!("## Lamp\n\n{shape}{example}")), ["GET /lamps/7 -> 200 {\"on\": true}"]);
    // Of another call: then the shape is all that there is.
    let other = cases(&format!("## Lamp\n\n{shape}{}", example.replace("/lamps/7", "/rooms/7")));
    assert_eq!(other.len(), 2, "{other:?}");
}

#[test]
fn the_title_of_a_fence_may_be_the_route_that_its_document_is_sent_to() {
    let page = |title: &str| {
        format!(
            "## Lamps\n\n```json title=\"{title}\"\n{{\"on\": true}}\n```\n\nText.\n\n```json title=\"Response\"\n{{\"id\": 7}}\n```\n"
        )
    };
    assert_eq!(cases(&page("POST /lamps")), ["POST /lamps {\"on\": true} -> 2xx {\"id\": 7}"]);
    for title in ["lamps/settings.json", "See POST /lamps for more"] {
        assert_eq!(cases(&page(title)), NONE, "{title}");
    }
}

#[test]
fn a_url_alone_is_asked_for_as_the_page_says_and_not_where_it_only_repeats_a_command() {
    let page = |words: &str, url: &str| {
        format!(
            "## Token\n\n{words}\n\n**Example request:**\n\n```\n{url}\n```\n\n**Example response:**\n\n```json\n{{\"id\": 7}}\n```\n"
        )
    };
    let folded = "https://lamps.test/token?grant=code\n&code=7";
    assert_eq!(cases(&page("Text.", folded)), ["GET https://lamps.test/token?grant=code&code=7 -> 2xx {\"id\": 7}"]);
    let post = page("Make a `POST` call to `https://lamps.test/token`.", folded);
    assert_eq!(cases(&post), ["POST https://lamps.test/token?grant=code&code=7 -> 2xx {\"id\": 7}"]);
    assert_eq!(cases(&page("Text.", "https://lamps.test/token?grant=code\nand more")), NONE);
    let query = "Ask:\n\n```\nhttps://lamps.test/graphql\n```\n\n```graphql\n{ lamps }\n```\n\nResponse:\n\n```json\n{\"data\": []}\n```\n";
    assert_eq!(cases(query), NONE);
    let command = "```sh\ncurl -X PUT 'https://lamps.test/lamps/7'\n```\n\nRequest URL:\n\n```url\nhttps://lamps.test/lamps/7\n```\n\nResponse body:\n\n```json\n{\"on\": true}\n```\n";
    assert_eq!(cases(command), ["PUT https://lamps.test/lamps/7 -> 2xx {\"on\": true}"]);
}

#[test]
fn of_several_bodies_called_alike_the_one_above_the_response_is_sent() {
    let page = |label: &str| {
        format!(
            "## Lamps\n\n`POST /lamps`\n\n**Request**\n\n```json\n{{\"a\": 1}}\n```\n\nIf it is there:\n\n**{label}**\n\n```json\n{{\"a\": 2}}\n```\n\n**Response**\n\n```json\n{{\"id\": 7}}\n```\n"
        )
    };
    assert_eq!(cases(&page("Request")), ["POST /lamps {\"a\": 2} -> 2xx {\"id\": 7}"]);
}

#[test]
fn a_heading_return_is_above_a_response_and_one_about_returning_is_not() {
    let page = |heading: &str| {
        format!(
            "## Example\n### Request\n\n    POST /lamps\n#### Request Body\n```json\n{{\"a\": 1}}\n```\n### {heading}\n```json\n{{\"id\": 7}}\n```\n"
        )
    };
    assert_eq!(cases(&page("Return")), ["POST /lamps {\"a\": 1} -> 2xx {\"id\": 7}"]);
    assert_eq!(cases(&page("Your own lamps")), NONE);
}

#[test]
fn a_command_sends_what_is_typed_in_below_it() {
    let page = |info: &str, command: &str| {
        format!("```{info}\n> {command}\n{{\"on\": true}}\n\nHTTP/1.1 200 OK\n\n{{\"id\": 7}}\n```\n")
    };
    for command in ["curl --data @- --dump - http://lamps.test/lamps", "curl -d @- -i http://lamps.test/lamps"] {
        for info in ["", "js", "console"] {
            let read = cases(&page(info, command));
            assert_eq!(read, ["POST http://lamps.test/lamps {\"on\": true} -> 200 {\"id\": 7}"], "{info} {command}");
        }
    }
    // It reads nothing, so that this is what comes.
    let read = cases(&page("", "curl http://lamps.test/lamps"));
    assert!(read.iter().all(|case| case.starts_with("GET http://lamps.test/lamps -> ")), "{read:?}");
}

#[test]
fn neither_the_words_of_a_path_nor_a_remark_say_that_a_document_is_not_sent() {
    let page = |above: &str| {
        format!("## Lamps\n\n{above}\n\n```json\n{{\"a\": 1}}\n```\n\n## Response\n\n```json\n{{\"id\": 7}}\n```\n")
    };
    for above in [
        "POST /lamps/_template",
        "POST /lamps\n\n**Body** :\n\nSee the [guide](guide.md) on searching and paging results.",
        "POST /lamps\n\n### Request Body\n\n> Set `lamp.json` as in the settings of the house.",
    ] {
        let read = cases(&page(above));
        assert!(matches!(&read[..], [only] if only.ends_with(" {\"a\": 1} -> 2xx {\"id\": 7}")), "{read:?} {above}");
    }
    let settings = cases(&page("POST /lamps\n\nSet this in `lamp.json`, the settings of the house:"));
    assert_eq!(settings, ["POST /lamps -> 2xx {\"id\": 7}"]);
}

#[test]
fn what_the_words_above_name_another_call_for_is_not_the_response_to_a_request_above() {
    let page = |words: &str| {
        format!(
            "## Lamps\n\n```http\nPUT /lamps/7\nContent-Type: application/json\n\n{{\"a\": 1}}\n```\n\n{words}\n\n```json\n{{\"id\": 7}}\n```\n"
        )
    };
    let other = cases(&page("Look at it with `GET /rooms/7`, which returns the room:"));
    assert_eq!(other, ["GET /rooms/7 -> 2xx {\"id\": 7}"]);
    let own = cases(&page("It returns the lamp:"));
    assert_eq!(own, ["PUT /lamps/7 {\"a\": 1} -> 2xx {\"id\": 7}"]);
}
