//! Which response belongs to a command, where the page shows more than the two.

use doctrial::internals::contract::Dialect;
use doctrial::internals::docs::read_page;
use doctrial::internals::text::Page;

/// `line METHOD url -> status at line` of each example, with the bytes of the response's body.
fn cases(text: &str) -> Vec<String> {
    let page = Page { path: "p.md".to_owned(), text: text.to_owned() };
    let shown = |it: &doctrial::internals::docs::Example| {
        let (request, response) = (&it.request, &it.response);
        let length = response.body.as_ref().map_or(0, |body| body.text().len());
        format!(
            "{} {} {} -> {} at {}, {length}",
            request.line, request.method, request.url, response.status, response.line
        )
    };
    read_page(&page, &Dialect::ALL).examples.iter().map(shown).collect()
}

#[test]
fn a_route_above_the_command_of_the_same_call_is_no_second_request() {
    let page = |route: &str| {
        format!(
            "# Kites\n\n```\n{route}\n```\n\n```sh\ncurl -X POST https://kites.test/kites -d '{{\"name\":\"Red\"}}'\n```\n\n```json\n{{\"id\":1}}\n```\n"
        )
    };
    for route in ["POST /kites", "POST https://kites.test/kites"] {
        assert_eq!(cases(&page(route)), ["7 POST https://kites.test/kites -> 2xx at 11, 8"], "{route}");
    }
}

#[test]
fn a_command_beside_the_example_of_its_route_has_the_response_right_below_it() {
    let form = "# Kites\n\n```http\nGET /kites\n```\n\nResponse:\n\n```json\n{\"kites\": [1]}\n```\n\nWith names:\n\n```sh\ncurl 'https://kites.test/kites?names=1'\n```\n\nResponse:\n\n```json\n{\"kites\": []}\n```\n";
    let mut lines: Vec<String> =
        cases(form).iter().map(|case| case.split(' ').next().unwrap_or_default().to_owned()).collect();
    lines.sort();
    assert_eq!(lines, ["15", "3"]);
    let page = "# Kites\n\n```json\n// GET /kites\n{\n  \"kites\": [ { \"id\": 1 } ]\n}\n```\n\n<RequestExample>\n```sh\n# Try it\ncurl \"https://kites.test/kites?key=7\"\n```\n</RequestExample>\n\n<ResponseExample>\n\n```json\n{\"kites\": []}\n```\n\n</ResponseExample>\n";
    assert_eq!(cases(page).iter().filter(|case| case.ends_with("at 19, 13")).count(), 1, "{:?}", cases(page));
}

#[test]
fn a_result_above_the_example_of_it_is_the_shape() {
    let page = "# Kites\n\n```sh\ncurl https://kites.test/kites/7\n```\n\n## Result\n\n```json\n{\"id\": \"kite id\"}\n```\n\n## Result example\n\n```json\n{\"id\": \"k7\"}\n```\n";
    assert_eq!(cases(page), ["3 GET https://kites.test/kites/7 -> 2xx at 15, 12"]);
    let failure = page.replace("## Result example", "## Error example");
    assert_eq!(cases(&failure)[0], "3 GET https://kites.test/kites/7 -> 2xx at 9, 17");
}

#[test]
fn examples_under_headings_of_forms_share_the_response() {
    let page = |one: &str, two: &str| {
        format!(
            "# Kites\n\n## {one}\n\n```sh\ncurl https://kites.test/kites -d name=Red\n```\n\n## {two}\n\n```sh\ncurl https://kites.test/kites -d '{{\"name\": \"Red\"}}'\n```\n\n## Result\n\n```json\n{{\"id\": 7}}\n```\n"
        )
    };
    assert_eq!(cases(&page("Example call - as a form", "Example call - as JSON")).len(), 2);
    assert_eq!(cases(&page("Old kites", "Example call - as JSON")).len(), 1);
}

#[test]
fn the_body_below_is_that_of_the_head_that_a_command_prints() {
    let page = "# Kites\n\n### Sample request\n\n```sh\n$ curl -i https://kites.test/kites/7\n\nHTTP/1.1 200 OK\nContent-Type: application/json\n```\n\n### Sample response\n\n```json\n{\"id\": 7}\n```\n";
    assert_eq!(cases(page), ["5 GET https://kites.test/kites/7 -> 200 at 5, 9"]);
    let head = page.replace("curl -i", "curl -I");
    assert_eq!(cases(&head), ["5 HEAD https://kites.test/kites/7 -> 200 at 5, 0"]);
}

#[test]
fn a_row_with_a_failure_is_no_row_of_responses() {
    let page = "# Kites\n\n```sh\ncurl https://kites.test/a\ncurl https://kites.test/b\n```\n\n```json\n{\"id\": 8}\n```\n\n```json\n{\"error\": {\"code\": 7}}\n```\n";
    assert_eq!(cases(page), ["3 GET https://kites.test/b -> 2xx at 8, 9"]);
}

#[test]
fn an_apostrophe_in_a_quoted_document_is_a_part_of_it() {
    let page = "# Kites\n\n```sh\ncurl https://kites.test/notes -d '{\n  \"text\": \"It's up in l'aria, e.g. 'high'\"\n}'\n```\n\n```json\n{\"id\": 8}\n```\n";
    let read = read_page(&Page { path: "p.md".to_owned(), text: page.to_owned() }, &Dialect::ALL);
    let sent = read.examples[0].request.body.as_ref().map(|body| body.text().to_owned());
    assert_eq!(sent.as_deref(), Some("{\n  \"text\": \"It's up in l'aria, e.g. 'high'\"\n}"));
    assert_eq!(read.findings.iter().map(|finding| finding.rule.code).collect::<Vec<_>>(), ["D403"]);
}

#[test]
fn a_page_to_read_is_not_requested() {
    let page = "# Kites\n\n## Sample requests\n\nMore to read: https://docs.kites.test/guide/strings\n\n```json\n{\"id\": 8}\n```\n\nhttps://docs.kites.test/guide.html\n\nResponse:\n\n```json\n{\"id\": 8}\n```\n";
    assert_eq!(cases(page), [""; 0]);
}

#[test]
fn a_status_that_is_returned_is_promised() {
    let page = "# Kites\n\nIf successful, a `204` is returned.\n\n```\nPOST /kites/clean\nPUT /kites/clean\n```\n\n```sh\ncurl -XPOST http://kites.test/kites/clean\n```\n";
    assert_eq!(cases(page), ["10 POST http://kites.test/kites/clean -> 204 at 10, 0"]);
}
