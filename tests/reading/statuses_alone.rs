//! Statuses in fences: with a label before them, or alone in a fence above that of the body.

use doctrial::internals::contract::{Dialect, DocumentedBody};
use doctrial::internals::docs::read_page;
use doctrial::internals::text::Page;

/// Status, line and body of each response.
fn responses(text: &str) -> Vec<(String, usize, Option<String>)> {
    let page = Page { path: "p.md".to_owned(), text: text.to_owned() };
    let shown = |example: &doctrial::internals::docs::Example| {
        let response = &example.response;
        let body = response.body.as_ref().map(DocumentedBody::text).map(str::to_owned);
        (response.status.to_string(), response.line as usize, body)
    };
    read_page(&page, &Dialect::ALL).examples.iter().map(shown).collect()
}

fn response(status: &str, line: usize, body: Option<&str>) -> Vec<(String, usize, Option<String>)> {
    vec![(status.to_owned(), line, body.map(str::to_owned))]
}

#[test]
fn a_status_with_a_label_before_it_begins_a_response() {
    let page = |line: &str| {
        format!("## Lamps\n\n```\nGET /lamps/7\n```\n\n**Response**\n\n```json\n{line}\n\n{{\"id\": 7}}\n```\n")
    };
    for line in
        ["HTTP status: 200", "HTTP Status Code: 200", "Statuscode: 200", "Código de respuesta: 200", "状态码：200"]
    {
        assert_eq!(responses(&page(line)), response("200", 9, Some("{\"id\": 7}")), "{line}");
    }
}

#[test]
fn a_status_alone_in_its_fence_is_no_body() {
    let page = |heading: &str, status: &str, below: &str| {
        format!("## Lamps\n\n```\nPUT /lamps/7\n```\n\n{heading}\n\n```json\n{status}\n```\n\n{below}")
    };
    let json = "```json\n{\"id\": 7}\n```\n";
    for heading in ["### Response", "### Respuesta", "**Antwort**", "Example response:", "Response\n--------"] {
        let line = if heading.contains('\n') { 10 } else { 9 };
        assert_eq!(responses(&page(heading, "202", json)), response("202", line, Some("{\"id\": 7}")), "{heading}");
        // It may be a count of lamps.
        assert_eq!(responses(&page(heading, "202", "")), response("2xx", line, Some("202")), "{heading}");
    }
    let text = page("### Response", "202", "```\nSwitched off\n```\n");
    assert_eq!(responses(&text), response("202", 9, Some("Switched off\n")));
    for (heading, number) in [("It returns the number of lamps:", "202"), ("### Response", "742")] {
        assert!(responses(&page(heading, number, json)).iter().all(|(status, ..)| status != number), "{heading}");
    }
}

#[test]
fn a_status_that_comes_if_all_goes_well_is_promised() {
    let promise = |words: &str| {
        format!(
            "## Nova\n\n```sh\ncurl -X POST http://lamps.test/lamps -d '{{\"on\": 1}}'\n```\n\n- {words}\n- Um objeto:\n```json\n{{\"id\": 7}}\n```\n"
        )
    };
    for words in [
        "Se tudo ocorrer bem, o código de retorno será 201.",
        "Si todo va bien, el código de respuesta será 201.",
        "Se tutto va bene, il codice di risposta sarà 201.",
        "Si tout se passe bien, le code de réponse sera 201.",
    ] {
        let status = responses(&promise(words)).into_iter().map(|(status, ..)| status);
        assert_eq!(status.collect::<Vec<_>>(), ["201"], "{words}");
    }
    let above = |words: &str| format!("## Menos\n\n{words}\n\n```sh\ncurl -X DELETE http://lamps.test/lamps/7\n```\n");
    for words in
        ["O retorno será um código 204, se tudo ocorrer bem.", "La respuesta será un código 204 si todo va bien."]
    {
        assert_eq!(responses(&above(words)).len(), 1, "{words}");
    }
    assert_eq!(responses(&above("O retorno será uma lista de 204 itens.")).len(), 0);
}
