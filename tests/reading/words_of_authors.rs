//! Examples as their authors word and place them: URLs to open, tabs of shortcodes, words for outcomes in any language, several
//! bodies.

use super::shown::{bodies, cases, findings};

const NONE: [&str; 0] = [];

#[test]
fn a_url_to_open_right_above_a_document_under_examples_is_read() {
    let page =
        |heading: &str, url: &str, shown: &str| format!("# Nests\n\n## {heading}\n\n##### One\n\n{url}\n\n{shown}\n");
    let json = "```json\n{ \"nests\": 2 }\n```";
    for url in [
        "[https://owls.test/nests?in=oak](https://owls.test/nests?in=oak)",
        "* [https://owls.test/nests?in=oak](https://owls.test/nests?in=oak)",
        "<https://owls.test/nests?in=oak>",
        "`https://owls.test/nests?in=oak`",
        ":::tip\n`https://owls.test/nests?in=oak`\n:::",
        "{{< alert >}} `https://owls.test/nests?in=oak` {{< /alert >}}",
    ] {
        let found = cases(&page("Examples", url, json));
        assert!(
            matches!(&found[..], [one] if one.contains(" GET https://owls.test/nests?in=oak -> 2xx")),
            "{url} {found:?}"
        );
    }
    let path = cases(&page("Examples", "[/nests?in=oak](https://owls.test/nests?in=oak)", json));
    assert_eq!(path, ["7 GET https://owls.test/nests?in=oak -> 2xx at 9"]);
    let link = "[https://owls.test/nests](https://owls.test/nests)";
    let xml = "```xml\n<nests><nest id=\"4\"/></nests>\n```";
    assert_eq!(cases(&page("Examples", link, xml)), ["7 GET https://owls.test/nests -> 2xx at 9"]);
    assert_eq!(cases(&page("Where it runs", link, json)), NONE);
    assert_eq!(cases(&page("Examples", "[https://docs.owls.test/nests](https://docs.owls.test/nests)", json)), NONE);
    assert_eq!(
        cases("# Nests\n\n## Example payload\n\nhttps://owls.test/in?key=4\n\n```json\n{ \"lit\": 1 }\n```\n"),
        NONE
    );
    let hook = page("Examples", "`https://owls.test/hook?key=4`", json);
    assert_eq!(cases(&hook), NONE);
}

#[test]
fn a_second_url_of_the_same_path_is_an_example_as_well() {
    let page = "# Nests\n\n## Examples\n\n[https://owls.test/nests?in=oak](https://owls.test/nests?in=oak)\n\n```json\n[1]\n```\n\n\
                [https://owls.test/nests?in=elm](https://owls.test/nests?in=elm)\n\n```json\n[2]\n```\n";
    assert_eq!(
        cases(page),
        ["5 GET https://owls.test/nests?in=oak -> 2xx at 7", "11 GET https://owls.test/nests?in=elm -> 2xx at 13"]
    );
}

#[test]
fn tabs_of_shortcodes_with_a_language_are_fences() {
    let page = "# Nests\n\n### Example\n\n{{< alert color=\"info\" >}} `http://owls.test/nests?f=json` {{< /alert >}}\n\n### Result\n\n\
                {{< tabpane persist=false >}}\n{{< tab header=\"**Result**:\" disabled=true />}}\n\
                {{< tab header=\"As JSON\" lang=\"json\">}}\n{ \"nests\": 2 }\n{{< /tab >}}\n\
                {{< tab header=\"As XML\" lang=\"xml\">}}\n<nests/>\n{{< /tab >}}\n{{< /tabpane >}}\n";
    assert_eq!(cases(page), ["5 GET http://owls.test/nests?f=json -> 2xx at 11"]);
    let of_pane = "# Nests\n\n{{< tabpane lang=\"sh\" >}}\n{{< tab header=\"curl\" >}}\ncurl http://owls.test/nests\n{{< /tab >}}\n\
                   {{< /tabpane >}}\n\nResponse:\n\n{{< tabpane text=true >}}\n{{< tab header=\"JSON\" lang=\"json\" text=true >}}\n\
                   ```json\n[4]\n```\n{{< /tab >}}\n{{< /tabpane >}}\n";
    assert_eq!(cases(of_pane), ["4 GET http://owls.test/nests -> 2xx at 13"]);
}

#[test]
fn a_page_about_one_call_says_how_its_url_is_called() {
    let page = |words: &str| {
        format!(
            "# Choose a nest\n\n{words}\n\n### Example\n\n`http://owls.test/nests/choose?fast=1`\n\n### Result\n\n\
             ```json\n{{ \"nest\": 4 }}\n```\n"
        )
    };
    let called = |method: &str| [format!("7 {method} http://owls.test/nests/choose?fast=1 -> 2xx at 11")];
    assert_eq!(cases(&page("It is called with a PUT request.")), called("PUT"));
    assert_eq!(cases(&page("A POST request is slower than a PUT request.")), called("GET"));
    let other = cases(&page("It is called with a PUT request.\n\n## The nest"));
    assert_eq!(other, ["9 GET http://owls.test/nests/choose?fast=1 -> 2xx at 13"]);
    let sent = "# Choose a nest\n\nOnly by a PUT request.\n\n### Request body\n\n```json title=\"Owl\"\n{ \"wings\": 2 }\n```\n\n### Example\n\n\
                `http://owls.test/nests/choose?fast=1`\n\n### Result\n\n```json\n{ \"nest\": 4 }\n```\n";
    assert_eq!(cases(sent), ["13 PUT http://owls.test/nests/choose?fast=1 ({ \"wings\": 2 }) -> 2xx at 17"]);
}

#[test]
fn outcomes_are_named_in_any_language() {
    let page = |[url, method, success, code, content, failure]: [&str; 6]| {
        format!(
            "# Owls\n\n**{url}** : `/owls/{{id}}`\n\n**{method}** : `DELETE`\n\n## {success}\n\n**{code}** : `200 OK`\n\n\
             **{content}**\n\n```\nOK\n```\n\n## {failure}\n\n**{code}** : `409 Conflict`\n\n**{content}** :\n\n\
             ```json\n{{ \"why\": \"it sleeps\" }}\n```\n"
        )
    };
    for words in [
        ["URL", "Method", "Operation succeeded", "Code", "Content", "Operation failed"],
        ["URL", "Méthode", "Opération réussie", "Code", "Contenu", "Opération échouée"],
        ["URL", "Methode", "Operation erfolgreich", "Statuscode", "Inhalt", "Operation fehlgeschlagen"],
        ["URL", "Método", "Operación exitosa", "Código", "Contenido", "Operación fallida"],
        ["URL", "Método", "Operação bem-sucedida", "Código", "Conteúdo", "Operação malsucedida"],
        ["URL", "Metodo", "Operazione riuscita", "Codice", "Contenuto", "Operazione non riuscita"],
        ["URL", "Methode", "Bewerking geslaagd", "Statuscode", "Inhoud", "Bewerking mislukt"],
        ["URL", "Metoda", "Operacja udana", "Kod", "Zawartość", "Operacja nieudana"],
        ["URL", "Метод", "Операция выполнена успешно", "Код", "Содержимое", "Операция не удалась"],
        ["URL", "メソッド", "操作成功", "ステータスコード", "内容", "操作失敗"],
        ["URL", "请求方法", "操作成功", "状态码", "内容", "操作失败"],
        ["URL", "메서드", "작업 성공", "상태 코드", "내용", "작업 실패"],
        ["URL", "Yöntem", "İşlem başarılı", "Durum kodu", "İçerik", "İşlem başarısız"],
        ["URL", "Metoda", "Úspěšná operace", "Kód", "Obsah", "Neúspěšná operace"],
    ] {
        assert_eq!(
            cases(&page(words)),
            ["3 DELETE /owls/{id} -> 200 at 13", "3 DELETE /owls/{id} -> 409 at 23"],
            "{words:?}"
        );
    }
    let sent = "# Owls\n\n## POST /owls\n\n## Request\n\n**Content**\n\n```json\n{ \"name\": \"Bo\" }\n```\n\n## Success\n\n\
                ```json\n{ \"id\": 4 }\n```\n";
    assert_eq!(cases(sent), ["3 POST /owls ({ \"name\": \"Bo\" }) -> 2xx at 15"]);
}

#[test]
fn an_example_of_what_is_sent_is_sent_and_not_what_it_has_to_be() {
    let page = "# Owls\n\n**URL** : `/owls`\n\n**Method** : `PUT`\n\n## Request\n\n**Data constraints**\n\n```json\n\
                { \"name\": \"[1 to 9 letters]\" }\n```\n\n**Data example**\n\n```json\n{ \"name\": \"Bo\" }\n```\n\n\
                ## Success\n\n**Content**\n\n```json\n{ \"id\": 4 }\n```\n";
    assert_eq!(cases(page), ["3 PUT /owls ({ \"name\": \"Bo\" }) -> 2xx at 25"]);
}

#[test]
fn documents_that_the_words_above_them_offer_are_bodies() {
    let page = |words: &str, below: &str| {
        format!(
            "# Owls\n\n```http\nPUT /owls/4 HTTP/1.1\nContent-Type: application/json\n```\n\n{words}\n\n\
             ```json\n{{ \"awake\": 1 }}\n```\n\n```json\n{{ \"asleep\": 1 }}\n```\n{below}"
        )
    };
    for words in ["Send exactly one of these:", "Envie exatamente um dos modos:", "Senden Sie genau eine der Formen:"] {
        assert_eq!(cases(&page(words, "")), NONE, "{words}");
        assert_eq!(
            cases(&page(words, "\nResponse:\n\n```json\n{ \"id\": 4 }\n```\n")),
            ["3 PUT /owls/4 ({ \"awake\": 1 }) -> 2xx at 20"],
            "{words}"
        );
    }
    assert_eq!(cases(&page("For instance:", "")), ["3 PUT /owls/4 ({ \"awake\": 1 }) -> 2xx at 14"]);
    let or = page("For instance:", "").replace("1 }\n```\n\n```json", "1 }\n```\n\nor\n\n```json");
    assert_eq!(cases(&or), NONE);
    let items = "# Owls\n\n```http\nPUT /owls/4 HTTP/1.1\nContent-Type: application/json\n```\n\nThe body is one of the following:\n\n\
                 * by state\n\n  ```json\n  { \"awake\": 1 }\n  ```\n\n* by time\n\n  ```json\n  { \"until\": 4 }\n  ```\n";
    assert_eq!(cases(items), NONE);
}

#[test]
fn a_route_in_a_heading_is_that_of_the_methods_labelled_below_it() {
    let page = "# /owls\n\n### ``GET /owls``\n\n- **Method:** GET\n- **URL:** `/owls`\n\n#### Response\n\n```json\n[4]\n```\n\n\
                ### ``GET /owls/:id``\n\n- **Method:** GET\n- **URL:** `/owls/:id`\n\n#### Response\n\n```json\n{ \"id\": 4 }\n```\n\n\
                ### Ringing one\n\n- **Method:** POST\n- **URL:** `/owls/:id/rings`\n\n#### Response\n\n```json\n{ \"id\": 5 }\n```\n\n\
                ### All of them, once more\n\n- **Method:** GET\n\n#### Response\n\n```json\n[4]\n```\n";
    assert_eq!(
        cases(page),
        [
            "3 GET /owls -> 2xx at 10",
            "14 GET /owls/:id -> 2xx at 21",
            "28 POST /owls/:id/rings -> 2xx at 32",
            "38 GET /owls -> 2xx at 42"
        ]
    );
}

#[test]
fn a_placeholder_may_be_the_base_of_a_route() {
    let page = "# Owls\n\n_Example request_\n\nGET {prefix}/owls/4?ring=1\n\n_Example response_\n\n~~~json\n{ \"id\": 4 }\n~~~\n\n\
                ## Wake one\n\nMethod: POST\nURL: ```{server}/owls/{all|one}```\n\n### Example\n\n#### Request URL\n\n\
                ```\n{server}/owls/one\n```\n\n#### Response\n\n```\nHTTP/1.1 200 OK\n\n{ \"id\": 4 }\n```\n";
    assert_eq!(cases(page), ["5 GET {prefix}/owls/4?ring=1 -> 2xx at 9", "23 POST {server}/owls/one -> 200 at 28"]);
}

#[test]
fn a_path_in_bold_right_below_a_heading_is_read() {
    let page = |path: &str| {
        format!("# Owls\n\n## One owl\n**{path}**\n\nAn example of the response:\n\n```json\n{{ \"id\": 4 }}\n```\n")
    };
    assert_eq!(cases(&page("/api/owls/<id>")), ["4 GET /api/owls/<id> -> 2xx at 8"]);
    assert_eq!(cases(&page("/etc/owls/rings")), NONE);
    assert_eq!(cases(&page("/api/owls/<id>").replace("An example", "Of a PUT an example")), NONE);
}

#[test]
fn a_failure_of_the_only_call_of_a_page_is_its_response() {
    let page = "# Owls\n\n## GET /owls/4\n\nOne owl.\n\n## Not found\n\n```http\nHTTP/1.1 404 Not Found\n\n{ \"why\": \"flown\" }\n```\n";
    assert_eq!(cases(page), ["3 GET /owls/4 -> 404 at 9"]);
    let two = page.replace("## GET /owls/4", "## GET /nests\n\nAll nests.\n\n## GET /owls/4");
    assert_eq!(cases(&two), NONE);
}

#[test]
fn what_is_below_the_arguments_is_sent() {
    let page = "# POST /owls\n\n## Arguments\n\n### v1\n\n```json\n[{ \"name\": \"Bo\" }]\n```\n\n### v2 - an object as in the response\n\n\
                ```json\n{ \"owls\": [] }\n```\n\n## Response\n\n```json\n{ \"id\": 4 }\n```\n";
    let found = cases(page);
    assert!(matches!(&found[..], [one] if one.ends_with("-> 2xx at 19")), "{found:?}");
    let words = page.replace(
        "### v2 - an object as in the response\n\n",
        "### v2 - an object\n\nThe `owls` are those that `GET /owls` returned.\n\n",
    );
    let found = cases(&words);
    assert!(matches!(&found[..], [one] if one.ends_with("-> 2xx at 21")), "{found:?}");
}

#[test]
fn a_call_that_a_remark_mentions_parts_no_response_from_its_request() {
    let page = "# Owls\n\n## Request\n\n```http\nPATCH /owls/4\n```\n\n## Members\n\n:::note\nRather use `PUT /owls` here.\n:::\n\n\
                ## Response (example)\n\n```json\n{ \"done\": true }\n```\n";
    assert_eq!(cases(page), ["5 PATCH /owls/4 -> 2xx at 17"]);
}

#[test]
fn settings_are_the_response_of_a_file_of_theirs() {
    let page = |name: &str, info: &str, text: &str| {
        format!(
            "# Owls\n\n```http\nGET /{name} HTTP/1.1\nHost: owls.test\n```\n\nResponse:\n\n```{info}\n{text}\n```\n"
        )
    };
    for (name, info, text) in [
        ("owls.toml", "toml", "awake = true"),
        ("owls.ini", "ini", "[owl]\nawake = yes"),
        ("owls.yaml", "yml", "awake: true"),
    ] {
        assert_eq!(cases(&page(name, info, text)), [format!("3 GET /{name} -> 2xx at 10")], "{name}");
    }
    assert_eq!(cases(&page("owls", "yaml", "awake: true")), NONE);
    let below = "# Owls\n\n`GET http://owls.test/owls.csv`\n\n```csv\nname\nBo\n```\n";
    assert_eq!(cases(below), ["3 GET http://owls.test/owls.csv -> 2xx at 5"]);
}

#[test]
fn a_label_of_a_code_may_be_within_another() {
    let page = "# Owls\n\nExample request:\n\n```http\nPUT /owls/4/rings/7 HTTP/1.1\nX-Nest: 4\n```\n\nExample response:\n\
                Status: `HTTP-Code: 204 no content`\n";
    assert_eq!(cases(page), ["5 PUT /owls/4/rings/7 -> 204 at 11"]);
}

#[test]
fn the_meter_of_curl_is_no_command() {
    let meter = "  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n                                 \
                 Dload  Upload   Total   Spent    Left  Speed\n\n100    30  100    15  100    15    120    120 --:--:-- --:--:-- --:--:--   240\n";
    let page = format!("# Owls\n\n```sh\n$ curl http://owls.test/owls\n{meter}[4]\n```\n");
    assert_eq!(cases(&page), ["3 GET http://owls.test/owls -> 2xx at 3"]);
    assert_eq!(findings(&page), NONE);
}

#[test]
fn each_of_several_commands_sends_its_own_file() {
    let file = |name: &str| format!("`{name}.json`:\n\n```json\n{{ \"name\": \"{name}\" }}\n```\n\n");
    let command = |path: &str, name: &str| {
        format!("curl -H 'Content-Type: application/json' -d @{name}.json http://owls.test/{path}\n")
    };
    let answer = "```json\n{ \"id\": 4 }\n```\n\n";
    let apart = format!(
        "# Owls\n\n{}{}```sh\n{}```\n\n{answer}```sh\n{}```\n\n{answer}",
        file("bo"),
        file("al"),
        command("owls", "bo"),
        command("nests", "al")
    );
    assert_eq!(
        cases(&apart),
        [
            "15 POST http://owls.test/owls ({ \"name\": \"bo\" }) -> 2xx at 19",
            "23 POST http://owls.test/nests ({ \"name\": \"al\" }) -> 2xx at 27"
        ]
    );
    let together = format!(
        "# Owls\n\n{}{}```sh\n{}{}```\n\nBoth return:\n\n{answer}",
        file("bo"),
        file("al"),
        command("owls", "bo"),
        command("nests", "al")
    );
    assert_eq!(
        cases(&together),
        [
            "15 POST http://owls.test/owls ({ \"name\": \"bo\" }) -> 2xx at 22",
            "15 POST http://owls.test/nests ({ \"name\": \"al\" }) -> 2xx at 22"
        ]
    );
}

#[test]
fn a_route_without_its_first_slash_is_read_below_a_label_of_a_request() {
    let page = |label: &str, line: &str| {
        format!(
            "# Owls\n\n    GET owls/find\n\n## Example\n\n{label}\n\n  {line}\n\n**Return**\n\n```json\n{{ \"id\": 3 }}\n```\n"
        )
    };
    let route = "GET v1/owls/find?ring=red";
    let read = cases(&page("**Request**", route));
    assert_eq!(read.len(), 1);
    assert!(read[0].starts_with("9 GET ") && read[0].contains("v1/owls/find?ring=red"), "{}", read[0]);
    for other in [page("**Rings**", route), page("**Request**", "GET the owls/find page.")] {
        assert!(!cases(&other).iter().any(|case| case.starts_with("9 ")), "{other}");
    }
}

#[test]
fn a_status_at_the_end_of_the_label_above_the_fields_is_that_of_the_example_below() {
    let page = |label: &str| {
        format!(
            "# 貓頭鷹\n\n```bash\ncurl -X PUT http://owls.test/owls/3\n```\n\n#### Response\n\n**{label}**\n\n| 參數 | 類型 |\n| --- | --- |\n| `id` | number |\n\n#### 範例回應\n\n```json\n{{ \"id\": 3 }}\n```\n"
        )
    };
    let case = |status: &str, at: &str| [format!("3 PUT http://owls.test/owls/3 -> {status} at {at}")];
    assert_eq!(cases(&page("成功回應（201 Created）")), case("201", "17"));
    assert_eq!(cases(&page("成功回應（200 隻）")), case("2xx", "17"));
    assert_eq!(cases(&page("錯誤回應（404 Not Found）")), case("2xx", "17"));
}

#[test]
fn examples_of_returns_are_responses_in_french() {
    let page =
        |label: &str| format!("# Hiboux\n\n```bash\nGET /hiboux/{{id}}\n```\n\n{label} :\n\n```json\n\"Bo\"\n```\n");
    assert_eq!(cases(&page("Exemple de retours")).len(), 1);
    assert_eq!(cases(&page("Exemple de nids")).len(), 0);
}

#[test]
fn a_text_that_is_no_code_of_its_language_is_one_where_the_page_calls_it_a_response() {
    let page = |request: &str, label: &str, info: &str, text: &str| {
        format!("## Name\n\n```{info}\n{request}\n```\n\n{label}\n\n```{info}\n{text}\n```\n")
    };
    let command = "curl -X GET \"https://owls.test/owls/7/name\"";
    for (label, info) in [
        ("Este método devuelve el nombre:", "javascript"),
        ("**Response:**", "php"),
        ("This method returns the name:", "python"),
    ] {
        let text = page(command, label, info, "Strix Aluco");
        assert_eq!(cases(&text), ["3 GET https://owls.test/owls/7/name -> 2xx at 9"], "{label}");
        assert_eq!(bodies(&text), ["Strix Aluco"], "{label}");
    }
    for text in ["return owl.name;", "const name = 'Strix'", "// Strix Aluco"] {
        assert!(cases(&page(command, "**Response:**", "javascript", text)).is_empty(), "{text}");
    }
    assert!(cases(&page(command, "The owl's names:", "javascript", "Strix Aluco")).is_empty());
}
