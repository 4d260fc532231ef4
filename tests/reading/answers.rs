//! What a page shows as an answer, and whose it is.

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
fn what_the_reader_s_own_server_must_answer_is_no_promise() {
    let page = |words: &str| {
        format!(
            "## Hooks\n\n```sh\ncurl -X POST https://lamps.test/hooks -d '{{\"url\": \"https://me.test\"}}'\n```\n\n{words}\n"
        )
    };
    assert_eq!(cases(&page("It returns `201 Created`.")), ["POST https://lamps.test/hooks -> 201 at 7"]);
    assert_eq!(cases(&page("Each event is sent to the URL. It must return a `200 OK` HTTP code.")), NONE);
}
