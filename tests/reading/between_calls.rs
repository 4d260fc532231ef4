//! Which of two calls a document or a transcript belongs to, and what is sent where a page shows more than the response.

use crate::shown::{cases, findings};

const NONE: [&str; 0] = [];

#[test]
fn xml_right_below_a_route_is_sent() {
    let page = |info: &str, shown: &str| {
        format!("# Owls\n\n`POST /owls`\n\n```{info}\n{shown}\n```\n\nResponse:\n\n```json\n{{ \"ring\": 4 }}\n```\n")
    };
    let sent = "<owl><name>Ida</name></owl>";
    assert_eq!(cases(&page("", sent)), [format!("3 POST /owls ({sent}) -> 2xx at 11")]);
    for (info, markup) in [("", "<form><input name=\"n\"></form>"), ("", "<p>Fly <b>on</b></p>"), ("html", sent)] {
        assert_eq!(cases(&page(info, markup)), ["3 POST /owls -> 2xx at 11"], "{markup}");
    }
}

#[test]
fn what_is_written_about_a_file_is_sent() {
    let page = |words: &str| {
        format!(
            "# Owls\n\n```http\nPOST /owls\n```\n\n{words}\n\n```json\n{{ \"ring\": 4 }}\n```\n\nResponse:\n\n```json\n{{ \"done\": true }}\n```\n"
        )
    };
    for words in ["Write the file description:", "Write the description file:", "Prepare what goes into the file:"] {
        assert_eq!(cases(&page(words)), ["3 POST /owls ({ \"ring\": 4 }) -> 2xx at 15"], "{words}");
    }
}

#[test]
fn what_is_read_after_a_call_that_sends_nothing_back_answers_the_reading() {
    let page = |call: &str, words: &str, shown: &str| {
        format!("# Owls\n\n```http\n{call} HTTP/1.1\nHost: h\n```\n\n{words}\n\n```json\n{shown}\n```\n")
    };
    let (one, all) = ("{ \"ring\": 4 }", "[{ \"ring\": 4 }]");
    let deleted = page("DELETE /owls/4", "Returns `204 No Content`. To see who stays, call `GET /owls`.", all);
    assert_eq!(cases(&deleted), ["3 DELETE /owls/4 -> 204 at 8", "8 GET /owls -> 2xx at 10"]);
    for words in [
        "Nothing is returned. You may then fetch it by `GET /owls/4`.",
        "It replies with no content. Read `GET /owls/4`.",
    ] {
        assert_eq!(cases(&page("POST /owls/4/ring", words, one)), ["8 GET /owls/4 -> 2xx at 10"], "{words}");
    }
    let listed = page("POST /owls", "Returns the owl. All of them are at `GET /owls`.", all);
    assert_eq!(cases(&listed), ["8 GET /owls -> 2xx at 10"]);
    let shown = page("POST /owls", "Returns the owl. All of them are at `GET /owls`.", one);
    assert_eq!(cases(&shown), ["3 POST /owls -> 2xx at 10"]);
    let undone = page("POST /owls", "Nothing else is returned. To undo it, call `DELETE /owls/4`.", one);
    assert_eq!(cases(&undone), ["3 POST /owls -> 2xx at 10"]);
}

#[test]
fn a_transcript_of_another_request_than_that_of_the_command_above_is_an_exchange_of_its_own() {
    let page = |command: &str, request: &str| {
        format!(
            "# Owls\n\n```sh\n{command}\n```\n\n```\n> {request} HTTP/1.1\n> Host: owls.test\n>\n< HTTP/1.1 404 Not Found\n< X-Owl: none\n<\n```\n"
        )
    };
    let own = |command: &str, request: &str| {
        let cases = cases(&page(command, request));
        cases.iter().any(|case| case.contains(&format!(" {request} ")) && case.contains("-> 404"))
    };
    for (command, request) in [
        ("curl -v -X DELETE http://owls.test/owls/4", "GET /owls/4"),
        ("curl -v http://owls.test/owls?ring=5", "GET /owls?ring=4"),
        ("curl -s http://owls.test/owls | grep -v ring", "GET /owls"),
        ("$ curl -v http://owls.test/owls/4\n{ \"ring\": 4 }", "PUT /owls/4"),
    ] {
        assert!(own(command, request), "{command}");
    }
    let same = page("curl -v -X DELETE http://owls.test/owls/4?now", "DELETE /owls/4?now");
    assert_eq!(cases(&same), ["3 DELETE http://owls.test/owls/4?now -> 404 at 7"]);
    assert_eq!(findings(&same), NONE);
}

#[test]
fn what_comes_with_a_status_is_no_condition_of_it() {
    let page = |words: &str| {
        format!(
            "# API\n\n## Ring an owl\n\n{words}\n\n### Request\n\n```\nPOST /owls HTTP/1.1\n\n{{ \"ring\": 4 }}\n```\n\n### Example\n\n```sh\ncurl http://owls.test/owls -d 'ring=4'\n```\n\n```json\n{{ \"owl\": 3 }}\n```\n"
        )
    };
    let status = |words: &str| {
        let cases = cases(&page(words));
        cases.iter().find_map(|case| case.split_once("-> ").map(|(_, status)| status[..3].to_owned()))
    };
    assert_eq!(status("Returns `201 Created` with the new owl.").as_deref(), Some("201"));
    assert_eq!(status("It may take long. If it rains,\nreturns `202 Accepted`. All is well.").as_deref(), Some("2xx"));
    assert_eq!(status("If it rains, wait. Returns `202 Accepted`.").as_deref(), Some("202"));
}
