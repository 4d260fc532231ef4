//! Exchanges whose request and response share a fence or an indented block.

use super::shown::cases;

const NONE: [&str; 0] = [];

#[test]
fn in_an_indented_block_request_and_response_are_two_blocks_to_the_eye() {
    let page = "# Owls\n\n    PUT owls/4\n\n    {\"awake\": true}\n\n\n    202 Accepted\n    {\"id\": 4}\n\nGone:\n\n    DELETE /owls/4\n\n    204 No Content\n";
    assert_eq!(cases(page), ["3 PUT owls/4 ({\"awake\": true}) -> 202 at 8", "13 DELETE /owls/4 -> 204 at 15"]);
    let fence = "# Owls\n\n```\nPUT /owls/4\n\n{\"awake\": true}\n\n202 Accepted\n{\"id\": 4}\n```\n";
    assert_eq!(cases(fence), ["3 PUT /owls/4 ({\"awake\": true}) -> 202 at 3"]);
}

#[test]
fn a_document_as_scripts_write_it_below_what_reads_in_one_block_is_the_response() {
    let page = |words: &str| {
        format!(
            "# Owls\n\n{words}\n\n    GET http://owls.test/owls/{{id}}\n\n    {{\n      id: 4,\n      name: \"Bo\"\n    }}\n"
        )
    };
    assert_eq!(
        cases(&page("Anyone may ask for all owls of a nest.")),
        ["5 GET http://owls.test/owls/{id} -> 2xx at 7"]
    );
    assert_eq!(cases(&page("The request body:")), NONE);
}

#[test]
fn a_request_may_be_a_list_of_its_parts_with_the_response_below_a_label() {
    let page = |[request, url, method, body, response]: [&str; 5]| {
        format!(
            "# Owls\n\n```\n{request}:\n{url}: http://owls.test/owls\n{method}: POST\nAccept: application/json\n{body}: {{\"name\": \"Bo\"}}\nsigned: af07\n\n{response}:\n{{\"id\": 4}}\n```\n"
        )
    };
    for words in [
        ["Request", "Url", "Method", "Body", "Response"],
        ["Anfrage", "Pfad", "Methode", "Rumpf", "Antwort"],
        ["Requête", "Chemin", "Méthode", "Corps", "Réponse"],
        ["请求", "请求地址", "请求方式", "请求体", "响应"],
    ] {
        assert_eq!(
            cases(&page(words)),
            ["3 POST http://owls.test/owls ({\"name\": \"Bo\"}) -> 2xx at 12"],
            "{words:?}"
        );
    }
    let settings = "# Owls\n\n```yaml\nrequest:\n  url: /owls\n  method: GET\nresponse:\n  status: 200\n```\n";
    assert_eq!(cases(settings), NONE);
}

#[test]
fn a_version_below_a_request_line_is_a_part_of_it() {
    let page = "# Owls\n\n```\nPOST /owls\nHTTP/1.1\nContent-Type: application/json\nBody: {\n    \"name\": \"Bo\"\n}\nResponse: {\n    \"id\": 4\n}\n```\n";
    assert_eq!(cases(page), ["3 POST /owls ({) -> 2xx at 10"]);
}

#[test]
fn a_block_may_begin_with_the_label_of_its_document() {
    for label in ["Example response", "Antwort", "Respuesta", "响应"] {
        let page = format!(
            "# Owls\n\n    POST /owls HTTP/1.1\n    Body : {{\n      \"name\": \"Bo\"\n    }}\n\nBo is *an owl*.\n\n    {label} : {{\n      \"id\": 4\n    }}\n"
        );
        assert_eq!(cases(&page), ["3 POST /owls ({) -> 2xx at 10"], "{label}");
    }
    assert_eq!(cases("# Owls\n\n`GET /owls`\n\n    Settings : {\n      \"id\": 4\n    }\n"), NONE);
}

#[test]
fn a_paragraph_about_what_comes_back_does_not_make_a_response_of_what_is_sent() {
    let page =
        |words: &str| format!("# Owls\n\n{words}\n\n```shell\nGET /owls/match\n\n{{\n  \"nests\": [\"a\"]\n}}\n```\n");
    let long =
        "This is how one looks for the owls of given nests and how one returns a list of all that meet the conditions";
    assert_eq!(cases(&page(long)), NONE);
    assert_eq!(cases(&page("It returns the owls that match:")), ["5 GET /owls/match -> 2xx at 8"]);
}

#[test]
fn a_document_that_no_fence_holds_is_the_response_below_a_label() {
    let command = "# Owls\n\n```bash\ncurl http://owls.test/owls/4\n```\n\n";
    let document = "{\n    \"id\": 4,\n    \"nest\": {\n        \"high\": true\n    }\n}";
    for label in ["Output:\n\n", "Output:\n", "**Response:**\n\n", "Antwort:\n\n", "## Response\n\n"] {
        let found = cases(&format!("{command}{label}{document}\n\n## Next\n"));
        assert!(
            matches!(&found[..], [one] if one.starts_with("3 GET http://owls.test/owls/4 -> 2xx at ")),
            "{label:?} {found:?}"
        );
    }
    for other in [document.replace("\"id\": 4,", "{: .note }"), document.replace("true", "tr")] {
        assert_eq!(cases(&format!("{command}Output:\n\n{other}\n")), NONE, "{other}");
    }
    assert_eq!(cases(&format!("{command}Settings:\n\n{document}\n")), NONE);
}

#[test]
fn the_first_line_of_a_fence_may_be_the_label_of_the_document_below_it() {
    let page = |label: &str| {
        format!(
            "# Owls\n\n`POST /owls`\n\n```js\n{label}\n\n{{\n  \"name\": \"Bo\"\n}}\n```\n\nIt comes back:\n\n```json\n{{\"id\": 4}}\n```\n"
        )
    };
    for label in ["Request", "Request body:", "ANFRAGE", "Requête :", "请求：", "Payload"] {
        assert_eq!(cases(&page(label)), ["3 POST /owls ({) -> 2xx at 15"], "{label}");
    }
    assert_eq!(cases(&page("Settings")), ["3 POST /owls -> 2xx at 15"]);
    let answered = |above: &str, label: &str| {
        format!("# Owls\n\n`GET /owls/4`\n\n{above}\n\n```\n{label}\n\n{{\"id\": 4}}\n```\n")
    };
    for label in ["Response", "Antwort:", "Réponse"] {
        assert_eq!(cases(&answered("An owl:", label)), ["3 GET /owls/4 -> 2xx at 7"], "{label}");
    }
    // What is above it says more.
    assert_eq!(cases(&answered("Response (202 Accepted):", "Response")), ["3 GET /owls/4 -> 202 at 7"]);
    assert_eq!(cases(&answered("Response:", "Body")), ["3 GET /owls/4 -> 2xx at 7"]);
}
