//! Documents in code spans: of several lines, of what is sent, of a success.

use super::shown::{bodies, cases};

#[test]
fn a_document_in_a_code_span_may_have_several_lines() {
    let page = |mark: &str| {
        format!(
            "# Rename a kite\n\n* **URL**\n\n  /kites/4\n\n* **Method:**\n\n  `PUT`\n\n* **Success Response:**\n\n  * **Code:** 200 <br />\n    \
             **Content:** `\n{mark}{{\n{mark}  \"kite\": 4,\n{mark}  \"tail\": \"long\"\n{mark}}}\n    `\n"
        )
    };
    assert_eq!(cases(&page("")), ["5 PUT /kites/4 -> 200 at 14"]);
    assert_eq!(bodies(&page("")), ["{\n  \"kite\": 4,\n  \"tail\": \"long\"\n}"]);
    // In a quote the lines are not those of the document.
    assert_eq!(bodies(&page("> ")), Vec::<String>::new());
}

#[test]
fn an_item_of_a_list_may_show_what_is_sent() {
    let page = |sent: &str| {
        format!(
            "# Fly\n\n1. **Buy a kite**\n   - `POST /kites`\n   - {sent}\n   - Response: `{{\"kite\": 7}}`\n\n2. **Cut it loose**\n   - \
             `DELETE /kites`\n   - Body: `{{\"kite\": 7}}`\n   - Response: `{{\"gone\": true}}`\n"
        )
    };
    let second = "9 DELETE /kites ({\"kite\": 7}) -> 2xx at 11";
    let read = |sent| cases(&page(sent));
    assert_eq!(read("Request: `{\"colour\": \"red\"}`"), ["4 POST /kites ({\"colour\": \"red\"}) -> 2xx at 6", second]);
    assert_eq!(read("Anfrage: `{\"farbe\": \"rot\"}`"), ["4 POST /kites ({\"farbe\": \"rot\"}) -> 2xx at 6", second]);
    // What the line says more of it is about a part, and headers are not a body.
    assert_eq!(read("Request: `{\"colour\": \"red\"}` is the least"), ["4 POST /kites -> 2xx at 6", second]);
    assert_eq!(read("Request headers: `{\"X-Kite\": \"red\"}`"), ["4 POST /kites -> 2xx at 6", second]);
}

#[test]
fn a_response_in_a_line_may_leave_its_values_out_below_a_body() {
    let page = |sent: &str| {
        format!("# Log in\n\n- `POST /sessions`\n- Request: {sent}\n- Response: `{{\"token\": \"...\", ...}}`\n")
    };
    assert_eq!(cases(&page("`{\"name\": \"Bo\"}`")), ["3 POST /sessions ({\"name\": \"Bo\"}) -> 2xx at 5"]);
    assert_eq!(cases(&page("`{\"name\": \"...\"}`")), Vec::<String>::new());
    assert_eq!(cases(&page("the name")), Vec::<String>::new());
}

#[test]
fn an_item_below_that_of_the_response_may_be_its_success() {
    let page = |response: &str, success: &str, failure: &str| {
        format!(
            "# Add a kite\n\n- **Endpoint**: `POST /kites`\n- **Request** (JSON)\n```json\n{{ \"colour\": \"red\" }}\n```\n- **{response}**\n  \
             - {success}: `{{ \"kite\": 7 }}`\n  - {failure}: `{{ \"detail\": \"no wind\" }}`\n"
        )
    };
    let kite = ["3 POST /kites ({ \"colour\": \"red\" }) -> 2xx at 9"];
    for (response, success, failure) in
        [("Response", "Success", "Failure"), ("Antwort", "Erfolg", "Fehler"), ("응답", "성공", "실패")]
    {
        assert_eq!(cases(&page(response, success, failure)), kite, "{success}");
    }
    assert_eq!(cases(&page("Colours", "Success", "Failure")), Vec::<String>::new());
}

#[test]
fn a_value_behind_the_label_of_a_response_is_its_body() {
    let page = |between: &str| format!("## Count\n\nHTTP POST request: `http://lamps.test/lamps/on`\n{between}\n");
    for (between, body) in [
        ("HTTP response: `9`", "9"),
        ("\n**Response:**\n\n`true`", "true"),
        ("\nAntwort: `-1.5`.", "-1.5"),
        ("\nレスポンス：`false`", "false"),
    ] {
        assert_eq!(bodies(&page(between)), [body], "{between}");
    }
    for between in [
        // A status, a value among others, words for a type, something else that is sent.
        "HTTP response: `204`",
        "HTTP response: `200 OK`",
        "Response: `true` where one is lit",
        "Response: `number`",
        "It returns, as of version 2: `7`",
        "content: `all of them`\n\nHTTP response: `9`",
    ] {
        assert!(bodies(&page(between)).is_empty(), "{between}");
    }
}

#[test]
fn a_list_below_a_whole_get_in_its_fence_comes_back() {
    let page = |method: &str, list: &str| {
        format!("## Example\n\n```\n{method} /lamps?most=2 HTTP/1.1\nAuthorization: Bearer k\n\n{list}\n```\n")
    };
    assert_eq!(bodies(&page("GET", "[\n  {\"id\": 7}\n]")), ["[\n  {\"id\": 7}\n]"]);
    for (method, list) in [("POST", "[\n  {\"id\": 7}\n]"), ("GET", "[7, 8]"), ("GET", "{\"most\": 2}")] {
        assert!(bodies(&page(method, list)).is_empty(), "{method} {list}");
    }
}
