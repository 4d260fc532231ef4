//! The `http` dialect where a page leaves room for two readings: what it takes, what it leaves, and what it says of it.

use doctrial::internals::contract::Dialect;
use doctrial::internals::docs::{FenceOutcome, PageDocs, read_page};
use doctrial::internals::text::Page;

fn read(text: &str) -> PageDocs {
    read_page(&Page { path: "p.md".to_owned(), text: text.to_owned() }, &[Dialect::Http])
}

/// `METHOD url -> status`, the body's first line after each.
fn pairs(text: &str) -> Vec<String> {
    let line = |body: Option<&doctrial::internals::contract::DocumentedBody>| {
        body.and_then(|body| body.text().lines().next()).map_or(String::new(), |line| format!(" {line}"))
    };
    let shown = |example: &doctrial::internals::docs::Example| {
        let (request, response) = (&example.request, &example.response);
        let (asked, answered) = (line(request.body.as_ref()), line(response.body.as_ref()));
        format!("{} {}{asked} -> {}{answered}", request.method, request.url, response.status)
    };
    read(text).examples.iter().map(shown).collect()
}

fn findings(text: &str) -> Vec<String> {
    read(text).findings.iter().map(|f| format!("{} {}", f.rule.name, f.location.place)).collect()
}

fn fence(info: &str, text: &str) -> String {
    format!("```{info}\n{text}\n```\n\n")
}

const GET: &str = "```http\nGET /a/1 HTTP/1.1\n```\n\n";
const POST: &str = "```http\nPOST /a HTTP/1.1\n```\n\n";

#[test]
fn a_command_claims_what_follows_it() {
    let page = |between: &str| {
        format!("## T\n\n`GET /a/{{id}}` reads one.\n\n{between}Response:\n\n{}", fence("json", "{\"a\": 1}"))
    };
    assert_eq!(pairs(&page("")), ["GET /a/{id} -> 2xx {\"a\": 1}"]);
    assert_eq!(pairs(&page(&fence("sh", "$ curl localhost/a/1"))), [] as [String; 0]);
    assert_eq!(pairs(&page(GET)), ["GET /a/1 -> 2xx {\"a\": 1}"], "a request proper goes before a route");
}

#[test]
fn a_document_is_what_its_label_says() {
    for (label, pair) in [
        ("Response:", "POST /a -> 2xx {\"a\": 1}"),
        ("It returns:", "POST /a -> 2xx {\"a\": 1}"),
        ("**Example response** (`202`):", "POST /a -> 202 {\"a\": 1}"),
        ("The server says 409 Conflict:", "POST /a -> 409 {\"a\": 1}"),
    ] {
        assert_eq!(pairs(&format!("{POST}{label}\n\n{}", fence("", "{\"a\": 1}"))), [pair], "{label}");
    }
    let bodies =
        format!("{POST}with a body of:\n\n{}Response:\n\n{}", fence("json", "{\"a\": 1}"), fence("json", "{\"b\": 1}"));
    assert_eq!(pairs(&bodies), ["POST /a {\"a\": 1} -> 2xx {\"b\": 1}"]);
}

#[test]
fn without_a_label_the_rest_of_the_page_decides() {
    let json = fence("json", "{\"a\": 1}");
    assert_eq!(pairs(&format!("{GET}{json}")), ["GET /a/1 -> 2xx {\"a\": 1}"]);
    assert_eq!(pairs(&format!("{POST}{json}{}", fence("json", "[1]"))), ["POST /a {\"a\": 1} -> 2xx [1]"]);
    assert_eq!(pairs(&format!("{POST}{json}{}", fence("", "HTTP/1.1 201 Created"))), ["POST /a {\"a\": 1} -> 201"]);
    let route = format!("### POST /a\n\n{json}");
    assert_eq!((pairs(&route).len(), findings(&route)), (0, vec!["ambiguous-fence 3:1".to_owned()]));
    assert_eq!(read(&route).fences.iter().map(|f| f.outcome).collect::<Vec<_>>(), [FenceOutcome::InFinding]);
}

#[test]
fn a_skeleton_is_no_answer_to_a_route() {
    let page = |json: &str| format!("## T\n\n{}Response:\n\n{}", fence("", "GET /a/:id"), fence("json", json));
    assert_eq!(pairs(&page("{\"a\": 1}")), ["GET /a/:id -> 2xx {\"a\": 1}"]);
    assert_eq!(pairs(&page("{\"a\": \"<name>\"}")), ["GET /a/:id -> 2xx {\"a\": \"<name>\"}"]);
    assert_eq!(pairs(&page("{\"a\": \"string\"}")), ["GET /a/:id -> 2xx {\"a\": \"string\"}"]);
    for skeleton in ["{\"a\": <value>}", "{\"a\": \"integer\"}", "{\"a\": \"x\" | \"y\"}"] {
        assert_eq!(pairs(&page(skeleton)), [] as [String; 0], "{skeleton}");
    }
    let syntax =
        |below: &str| format!("## HTTP request\n\n{}{below}{}", fence("", "GET /a/:id"), fence("json", "{\"a\": 1}"));
    assert_eq!(pairs(&syntax("Response:\n\n")), ["GET /a/:id -> 2xx {\"a\": 1}"]);
    assert_eq!(pairs(&syntax("A lamp is stored as\n\n")), [] as [String; 0]);
}

#[test]
fn other_documents_on_the_page_answer_nothing() {
    for between in
        ["## Another section\n\n", "The object has this schema:\n\n", "<!-- {\"blockType\": \"ignored\"} -->\n"]
    {
        let page = format!("# T\n\n## A\n\n{}{between}{}", fence("", "GET /a"), fence("json", "{\"a\": 1}"));
        assert_eq!(pairs(&page), [] as [String; 0], "{between}");
    }
    assert_eq!(pairs(&format!("{GET}Response:\n\n{}", fence("cpp", "{\"a\": 1}"))), ["GET /a/1 -> 2xx {\"a\": 1}"]);
    for info in ["yaml", "graphql"] {
        assert_eq!(pairs(&format!("{GET}Response:\n\n{}", fence(info, "{\"a\": 1}"))), [] as [String; 0], "{info}");
    }
}

#[test]
fn the_status_is_the_one_the_section_names() {
    let page = |body: &str| {
        format!(
            "## T\n\n{POST}Response:\n\n{}#### Status codes\n\n- **201** - made\n- **404** - no\n\n## U\n\n`202 Accepted`",
            fence("json", body)
        )
    };
    assert_eq!(pairs(&page("{\"a\": 1}")), ["POST /a -> 201 {\"a\": 1}"]);
    assert_eq!(pairs(&page("{\"error\": \"x\"}")), ["POST /a -> 404 {\"error\": \"x\"}"]);
    let two = page("{\"a\": 1}").replace("- **404** - no", "- **202** - later");
    assert_eq!(pairs(&two), ["POST /a -> 2xx {\"a\": 1}"]);
    let number = format!("{GET}Up to `200` items. Response:\n\n{}", fence("json", "[1]"));
    assert_eq!(pairs(&number), ["GET /a/1 -> 2xx [1]"]);
}

#[test]
fn several_documents_are_one_answer_and_a_note() {
    let page = format!("{GET}Response:\n\n{}", fence("json", "{\"a\": 1}\n\n{\n\"a\": 2\n}"));
    assert_eq!(
        (pairs(&page), findings(&page)),
        (vec!["GET /a/1 -> 2xx {\"a\": 1}".to_owned()], vec!["several-documents 8:1".to_owned()])
    );
}

#[test]
fn html_that_hides_is_reported_and_html_that_shows_is_read() {
    let hidden = format!("<details>\n{}</details>\n", fence("http", "GET /a HTTP/1.1"));
    assert_eq!(findings(&hidden), ["hidden-fence 2:1"]);
    let shown = format!(
        "<Details>\n{}{}</Details>\n",
        fence("http", "GET /a HTTP/1.1").trim_end().to_owned() + "\n",
        fence("", "HTTP/1.1 204")
    );
    assert_eq!(pairs(&shown), ["GET /a -> 204"]);
    assert_eq!(findings("<div><pre>\n\nGET /a HTTP/1.1\n</pre></div>"), [] as [String; 0]);
    assert_eq!(findings("<div><pre>\nGET /a HTTP/1.1\n\nmore\n</pre></div>"), ["hidden-fence 1:6"]);
}

#[test]
fn a_response_that_never_has_a_body_takes_none_from_the_fence_below() {
    let page = |request: &str, head: &str| {
        format!("# T\n\n```http\n{request}\n```\n\n```http\n{head}\n```\n\n```json\n{{\"id\": 2}}\n```\n")
    };
    let not_modified = page("GET /a/2 HTTP/1.1\nIf-None-Match: \"x\"", "HTTP/1.1 304 Not Modified\nETag: \"x\"");
    assert_eq!(pairs(&not_modified), ["GET /a/2 -> 304"]);
    let head = page("HEAD /a/2 HTTP/1.1", "HTTP/1.1 200 OK\nContent-Type: application/json");
    assert_eq!(pairs(&head), ["HEAD /a/2 -> 200"]);
    let get = page("GET /a/2 HTTP/1.1", "HTTP/1.1 200 OK\nContent-Type: application/json");
    assert_eq!(pairs(&get), ["GET /a/2 -> 200 {\"id\": 2}"]);
}
