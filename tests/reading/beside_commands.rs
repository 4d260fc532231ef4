//! What is read as the response to a command or a route, and with which status, where the page shows it in an unusual form.

use crate::shown::{bodies, cases, fields};

const NONE: [&str; 0] = [];

#[test]
fn forms_of_one_command_in_tabs_share_the_response_below() {
    let page = |first: &str, second: &str| {
        format!(
            "# Owls\n\n{{% list tabs %}}\n\n- {first}\n\n    ```sh\n    curl -X POST http://owls.test/rest/17/KEY/owl.ring\n    ```\n\n- {second}\n\n    ```sh\n    curl -X POST http://owls.test/rest/owl.ring\n    ```\n\n{{% endlist %}}\n\n## Response\n\nStatus: **201**\n\n```json\n{{ \"ring\": 4 }}\n```\n"
        )
    };
    let second = "13 POST http://owls.test/rest/owl.ring -> 201 at 23";
    let both = ["7 POST http://owls.test/rest/17/KEY/owl.ring -> 201 at 23", second];
    assert_eq!(cases(&page("cURL (key)", "cURL (token)")), both);
    assert_eq!(cases(&page("cURL (key)", "cURL (key)")), [second]);
    assert_eq!(cases(&page("Ring an owl", "Move it")), [second]);
}

#[test]
fn markup_below_a_heading_of_an_error_is_one() {
    let page = |heading: &str| {
        format!("# Owls\n\n```\n$ curl http://owls.test/owls\n\n<html><h1>{heading}</h1><p>Fly on.</p></html>\n```\n")
    };
    assert_eq!(cases(&page("Unauthorized")), ["3 GET http://owls.test/owls -> 4xx at 3"]);
    assert_eq!(cases(&page("503 Service Unavailable")), ["3 GET http://owls.test/owls -> 5xx at 3"]);
    assert_eq!(cases(&page("Owls of the north")), ["3 GET http://owls.test/owls -> 2xx at 3"]);
}

#[test]
fn a_head_may_lack_its_status_line() {
    let page = "# Owls\n\n<pre class=\"bash\">\ncurl -i http://owls.test/owls\n</pre>\n\n<small>Response:</small>\n\n<pre class=\"http\">\nServer: nest\nX-Total: 1\nContent-Type: application/json\n...\n\n[\n  { \"owl\": 3 }\n]\n</pre>\n";
    assert_eq!(cases(page), ["3 GET http://owls.test/owls -> 2xx at 9"]);
    assert_eq!(fields(page), ["Server", "X-Total", "Content-Type"]);
    let text = "# Owls\n\n```sh\ncurl http://owls.test/owls\n```\n\nResponse:\n\n```\nOwls: three\n\n{ barn }\n```\n";
    assert_eq!(bodies(text), ["Owls: three\n\n{ barn }"]);
}

#[test]
fn a_status_of_another_section_promises_nothing() {
    let page = |above: &str, list: &str| {
        format!(
            "# Owls\n\n## Feathers\n\n{above}Returns:\n- {list}\n\n### A longer example\n\n```sh\ncurl -X POST http://owls.test/owls -d 'name=Ida'\n```\n"
        )
    };
    assert_eq!(cases(&page("", "`302 Found`")), NONE);
    assert_eq!(cases(&page("", "`201 Created`")), ["10 POST http://owls.test/owls (name=Ida) -> 201 at 10"]);
    assert_eq!(cases(&page("```\nGET /owls/3/feathers\n```\n\n", "`201 Created`")), NONE);
}

#[test]
fn json_below_a_response_of_text_is_of_another_call() {
    let page = |first: &str| {
        format!(
            "# Owls\n\n```sh\ncurl -F data=@owls.csv http://owls.test/imports\n```\n\nThe status will be `200`, and the response shows `0` errors:\n\n```sh\n{first}\n```\n\n#### As JSON\n\nHere is an example of a successful response:\n\n```json\n{{ \"rows\": 3 }}\n```\n"
        )
    };
    assert_eq!(cases(&page("+------+---+\n| rows | 3 |\n+------+---+")).len(), 1);
    assert_eq!(cases(&page("{ \"rows\": 2 }")).len(), 2);
}

#[test]
fn json_that_breaks_below_the_heading_of_a_response_is_that_response() {
    let page = |words: &str, json: &str| {
        format!(
            "# Owls\n\n## Request\n\n```sh\ncurl http://owls.test/owls\n```\n\n## Response\n\n{words}\n\n**Example:**\n\n```json\n{json}\n```\n"
        )
    };
    let broken = page("It returns JSON of the `owls`.", "{\n  \"owls\": [\n    \"name\": \"Ida\"\n  ]\n}");
    assert_eq!(cases(&broken), ["5 GET http://owls.test/owls -> 2xx at 15"]);
    let shape = "# Owls\n\n```sh\ncurl http://owls.test/owls\n```\n\nResponses have the following format:\n\n```json\n{ \"code\": number, \"owls\": list }\n```\n";
    assert_eq!(cases(shape), NONE);
}

#[test]
fn a_number_alone_below_a_command_is_its_status_where_the_label_says_so() {
    let page = |label: &str| {
        format!(
            "# Owls\n\n```sh\ncurl -X DELETE http://owls.test/owls/3\n```\n\n## Response\n\n> {label}\n\n```\n204\n```\n"
        )
    };
    assert_eq!(cases(&page("ステータス")), ["3 DELETE http://owls.test/owls/3 -> 204 at 11"]);
    assert_eq!(cases(&page("Status code")), ["3 DELETE http://owls.test/owls/3 -> 204 at 11"]);
}

#[test]
fn markup_has_a_sentence_above_it_and_the_body_of_its_route() {
    let page = |sentence: &str| {
        format!(
            "# Ugler\n\n**URL**\n\n`POST http://owls.test/ugle.xml`\n\n    <?xml version=\"1.0\"?>\n    <ugle>\n        <navn>[navn]</navn>\n    </ugle>\n\n**Parametre**\n\n| navn | tekst |\n| --- | --- |\n\n**Svar**\n\n{sentence}\n\n    <?xml version=\"1.0\"?>\n    <svar>\n        <kode>1</kode>\n    </svar>\n"
        )
    };
    let sentence =
        "Hvis en ny ugle er blevet oprettet uden fejl af nogen art, vil tjenesten her give dig følgende svar:";
    assert_eq!(cases(&page(sentence)), ["5 POST http://owls.test/ugle.xml (<?xml version=\"1.0\"?>) -> 2xx at 21"]);
}

#[test]
fn an_example_below_a_typed_head_is_its_body() {
    let page = |label: &str| {
        format!(
            "# Owls\n\n```\nGET /owls/3\nX-Auth: {{token}}\n```\n\n#### Response\n\n```\nHTTP/1.1 200 OK\nContent-Type: application/json\n```\n\n<details>\n  <summary>{label}</summary>\n\n```json\n{{ \"owl\": 3 }}\n```\n\n</details>\n"
        )
    };
    assert_eq!(bodies(&page("Response example")), ["{ \"owl\": 3 }"]);
    assert_eq!(bodies(&page("Owls in the settings")), NONE);
}

#[test]
fn words_between_two_commands_promise_to_one_of_them() {
    let page = |between: &str| {
        format!(
            "# Owls\n\n```sh\ncurl -X PUT http://owls.test/owls/3 -d 'n=1'\n```\n\n{between}\n\n```sh\ncurl -X DELETE http://owls.test/owls/3\n```\n"
        )
    };
    let (first, second) =
        ("3 PUT http://owls.test/owls/3 (n=1) -> 204 at 7", "DELETE http://owls.test/owls/3 -> 202 at");
    assert_eq!(cases(&page("It responds with `204 No Content`.\n\nAn owl can be removed as well.")), [first]);
    assert_eq!(cases(&page("It can be removed. The next call returns `202 Accepted`:")), [format!("9 {second} 9")]);
    assert_eq!(
        cases(&page("It returns `204`. The next call returns `202`:")),
        [first.to_owned(), format!("9 {second} 9")]
    );
    assert_eq!(cases(&page("**Remove one**\n\nReturns `202 Accepted`.")), [format!("11 {second} 11")]);
}

#[test]
fn a_route_that_something_else_came_from_has_no_response() {
    let page = |words: &str| format!("# Owls\n\n## Format\n\n{words}\n\n```json\n{{ \"owls\": [3] }}\n```\n");
    assert_eq!(cases(&page("The number is that which was returned by `GET /owls`.")), NONE);
    assert_eq!(cases(&page("The owls returned by `GET /owls`:")), ["5 GET /owls -> 2xx at 7"]);
}

#[test]
fn labels_of_codes_in_other_languages_name_the_status() {
    for label in [
        "Код состояния: 203",
        "**Código de estado: 203**",
        "Rückgabecode: 203",
        "**Kod statusu: 203**",
        "**HTTPステータス: 203**",
        "**HTTP状态码：203**",
        "Le serveur répond avec le code 203 :",
        "Bei Erfolg wird `203` zurückgegeben:",
    ] {
        let page =
            format!("# Owls\n\n```sh\ncurl http://owls.test/owls\n```\n\n{label}\n\n```json\n{{ \"owls\": 3 }}\n```\n");
        assert_eq!(cases(&page), ["3 GET http://owls.test/owls -> 203 at 9"], "{label}");
        assert_eq!(bodies(&page).len(), 1, "{label}");
    }
}

#[test]
fn a_command_in_code_may_have_a_symbol_before_it() {
    let page = |marked: &str| {
        format!("# Owls\n\nAll owls:\n\n{marked}`curl -s http://owls.test/owls`\n\n```json\n[{{ \"owl\": 3 }}]\n```\n")
    };
    for symbol in ["", "\u{27a4} ", "\u{1f989}\u{fe0f} "] {
        assert_eq!(cases(&page(symbol)), ["5 GET http://owls.test/owls -> 2xx at 7"], "{symbol}");
    }
    assert_eq!(cases(&page("Never call ")), NONE);
}

#[test]
fn a_call_in_a_language_that_an_element_names_is_no_response() {
    let page = |element: &str| {
        format!(
            "# Owls\n\n<pre><code class=\"bash\">\ncurl -X PUT http://owls.test/owls/3\n</code></pre>\n\n{element}\nvar nest = require('nest');\nreturn nest({{\n  method: 'PUT',\n  url: 'http://owls.test/owls/3'\n}})\n</code></pre>\n\nThe response is an object:\n\n```json\n{{ \"rung\": true }}\n```\n"
        )
    };
    for element in ["<pre><code class=\"javascript\">", "<pre lang=\"js\"><code>", "<pre class=\"language-js\"><code>"]
    {
        assert_eq!(cases(&page(element)), ["3 PUT http://owls.test/owls/3 -> 2xx at 17"], "{element}");
        assert_eq!(bodies(&page(element)), ["{ \"rung\": true }"], "{element}");
    }
}

#[test]
fn a_value_that_comes_back_in_japanese_is_the_response() {
    let page = |words: &str| format!("# Owls\n\n{words}\n\n```sh\ncurl -X DELETE http://owls.test/owls/3\n```\n");
    for words in ["成功した場合の返り値は`204 No Content`になります。", "戻り値は `204 No Content` です。"]
    {
        assert_eq!(cases(&page(words)), ["5 DELETE http://owls.test/owls/3 -> 204 at 5"], "{words}");
    }
    assert_eq!(cases(&page("返り値は 204 文字以内です。")), NONE);
}

#[test]
fn a_route_within_a_sentence_is_no_request() {
    let page = |words: &str| {
        format!(
            "# Owls\n\n```http\nPOST /owls/4/ring HTTP/1.1\nHost: h\n```\n\n{words}\n\n```json\n{{ \"ring\": 4 }}\n```\n"
        )
    };
    for words in [
        "Returns the owl. To take the ring off, call `DELETE /owls/4/ring`.",
        "See `GET /owls/4` for more.",
        "Siehe auch `GET /owls/4`.",
        "Returns the owl. Use `PUT /owls/4/ring` instead for a blue one; `GET /owls/4` shows the same.",
    ] {
        assert_eq!(cases(&page(words)), ["3 POST /owls/4/ring -> 2xx at 10"], "{words}");
    }
    assert_eq!(cases(&page("Now fly: `DELETE /owls/4/ring` does.")), NONE);
    assert_eq!(cases(&page("Then `GET /owls/4` returns it:")), ["8 GET /owls/4 -> 2xx at 10"]);
}

#[test]
fn a_transcript_below_its_command_is_the_response_to_it() {
    let page = |option: &str, path: &str| {
        format!(
            "# Owls\n\n```sh\ncurl {option} -X POST http://owls.test/owls -d '{{\"ring\": 4}}'\n```\n\nThis prints:\n\n```\n> POST {path} HTTP/1.1\n> Host: owls.test\n>\n< HTTP/1.1 201 Created\n<\n{{\"owl\":7}}\n* Closing connection 0\n```\n"
        )
    };
    let of_command = ["3 POST http://owls.test/owls ({\"ring\": 4}) -> 201 at 9"];
    assert_eq!(cases(&page("-v", "/owls")), of_command);
    assert_eq!(cases(&page("--verbose", "/owls")), of_command);
    assert_eq!(bodies(&page("-sv", "/owls")), ["{\"owl\":7}"]);
    assert_ne!(cases(&page("-v", "/barns")), of_command);
}

#[test]
fn remarks_of_curl_are_no_body() {
    let closed = "# Owls\n\n```console\n$ curl -v http://owls.test/owls/1\n> GET /owls/1 HTTP/1.1\n>\n< HTTP/1.1 200 OK\n<\n{ \"id\": 1 }\n* Closing connection 0\n# now another owl\n$ curl -v http://owls.test/owls/2\n> GET /owls/2 HTTP/1.1\n>\n< HTTP/1.1 404 Not Found\n<\n{ \"e\": 2 }\n```\n";
    assert_eq!(bodies(closed), ["{ \"id\": 1 }", "{ \"e\": 2 }"]);
    let metered = "# Owls\n\n```sh\ncurl http://owls.test/owls/1 | jq .\n```\n\nResponse:\n\n```\n  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n                                 Dload  Upload   Total   Spent    Left  Speed\n100    10  100    10    0     0    100      0 --:--:-- --:--:-- --:--:--   100\n{ \"id\": 1 }\n```\n";
    assert_eq!(bodies(metered), ["{ \"id\": 1 }"]);
}

#[test]
fn a_tab_beside_that_of_a_command_shows_no_response() {
    let page = |title: &str| {
        format!(
            "# Owls\n\n{{% tabs %}}\n{{% tab title=\"cURL\" %}}\n```bash\ncurl -X POST http://owls.test/owls/1/ring\n```\n{{% endtab %}}\n\n{{% tab title=\"{title}\" %}}\n```json\n{{ \"ring\": 1 }}\n```\n{{% endtab %}}\n{{% endtabs %}}\n"
        )
    };
    for title in ["MQTT", "WebSocket", "owl-settings.json", "request.json", "package.json", "owls.yaml", "JavaScript"] {
        assert_eq!(cases(&page(title)), NONE, "{title}");
    }
    let shown = ["5 POST http://owls.test/owls/1/ring -> 2xx at 11"];
    for title in ["Response", "owls.json", "example.json"] {
        assert_eq!(cases(&page(title)), shown, "{title}");
    }
    let followed = page("owls.json") + "\nResponse:\n\n```json\n{ \"rung\": true }\n```\n";
    assert_eq!(cases(&followed), ["5 POST http://owls.test/owls/1/ring -> 2xx at 19"]);
}

#[test]
fn a_file_below_a_command_is_no_response() {
    for (words, shown) in [
        ("Now write an owl file:", false),
        ("Voici un exemple de fichier :", false),
        ("假设文档如下：", false),
        ("Eine Beispieldatei:", false),
        ("The response is a file like this:", true),
    ] {
        let page = format!(
            "# Owls\n\n```sh\ncurl -X POST http://owls.test/ring\n```\n\n{words}\n\n```json\n{{ \"ring\": 4 }}\n```\n"
        );
        assert_eq!(cases(&page).len(), usize::from(shown), "{words}");
    }
}

#[test]
fn the_values_of_parameters_are_no_statuses() {
    let page = |row: &str| {
        format!(
            "# Owls\n\n```http\nGET /owls.json?most=7\n```\n\n| Name | Type | Default | About |\n|---|---|---|---|\n{row}\n\n**Response**\n\n```json\n{{ \"owl\": 5 }}\n```\n"
        )
    };
    assert_eq!(
        cases(&page("| most | integer | 202 | Owls returned at most |")),
        ["3 GET /owls.json?most=7 -> 2xx at 13"]
    );
    assert_eq!(cases(&page("| 202 | string | | The owl is returned |")), ["3 GET /owls.json?most=7 -> 202 at 13"]);
}
