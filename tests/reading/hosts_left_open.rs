//! Hosts that a page leaves open, without a scheme before them.

use doctrial::internals::contract::Dialect;
use doctrial::internals::docs::read_page;
use doctrial::internals::text::Page;

/// Line, method and URL of each request, with the status and line of its response.
fn cases(text: &str) -> Vec<String> {
    let page = Page { path: "p.md".to_owned(), text: text.to_owned() };
    let shown = |example: &doctrial::internals::docs::Example| {
        let (request, response) = (&example.request, &example.response);
        format!("{} {} {} -> {} at {}", request.line, request.method, request.url, response.status, response.line)
    };
    read_page(&page, &Dialect::ALL).examples.iter().map(shown).collect()
}

#[test]
fn the_command_below_a_response_is_the_example_of_the_syntax_above_it() {
    let page = |route: &str, label: &str, url: &str| {
        format!(
            "## Lamps\n\n```\nPATCH {route}\n```\n\n**Response**\n\n```json\nHTTP status: 202\n\n{{\"id\": 7}}\n```\n\n\
             **{label}**\n\n```\ncurl -X PATCH -H \"X-Key: k\" \"https://{url}\"\n```\n"
        )
    };
    for label in ["Example", "Request", "Beispiel"] {
        let text = page("{owner}.lamps.test/v1/lamps/:lamp_id", label, "{owner}.lamps.test/v1/lamps/7");
        assert_eq!(cases(&text), ["17 PATCH https://{owner}.lamps.test/v1/lamps/7 -> 202 at 9"], "{label}");
    }
    // The call of another path.
    let text = page("{owner}.lamps.test/v1/lamps/:lamp_id", "Example", "{owner}.lamps.test/v1/shelves/7");
    assert_eq!(cases(&text), ["3 PATCH {owner}.lamps.test/v1/lamps/:lamp_id -> 202 at 9"]);
    // What the route shows is enough.
    let text = page("/v1/lamps/7", "Example", "{owner}.lamps.test/v1/lamps/7");
    assert_eq!(cases(&text), ["3 PATCH /v1/lamps/7 -> 202 at 9"]);
}
