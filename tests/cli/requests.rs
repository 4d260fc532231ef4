//! What goes out for a documented request, and what is reported about the differences.

use serde_json::Value;

use super::project::{Done, Project};
use super::responder::{Responder, response};
use super::service::service;

/// A page of one request and a 204.
fn page(request: &str) -> String {
    format!("# Lamps\n\n```http\n{request}\n```\n\n```http\nHTTP/1.1 204 No Content\n```\n")
}

fn listed(project: &Project, arguments: &[&str]) -> Value {
    let fixed = ["list", "--format", "json", "--request", "--base-url", "http://127.0.0.1:9"];
    let done = project.run(&[&fixed, arguments].concat());
    assert_eq!(done.code, 0, "{done:?}");
    serde_json::from_str(&done.out).unwrap_or_else(|error| panic!("{error}: {done:?}"))
}

fn reason(project: &Project) -> String {
    listed(project, &[])["skip"].as_str().expect("a reason").to_owned()
}

fn headers(case: &Value) -> Vec<String> {
    let pairs = case["request"]["headers"].as_array().expect("headers").iter();
    let shown =
        pairs.map(|pair| format!("{}: {}", pair[0].as_str().expect("a name"), pair[1].as_str().expect("a value")));
    shown.filter(|field| !field.starts_with("User-Agent")).collect()
}

#[test]
fn what_is_shown_comes_byte_for_byte() {
    const SHOWN: [(&str, &str, &str); 7] = [
        ("POST", "/b", "{\"a\": 1,   \n  \"b\" : [ ] } \t"),
        (
            "POST",
            "/n",
            "{\"a\": 1.0, \"b\": 1e3, \"c\": 12345678901234567890123, \"d\": -0, \"e\": \"5\", \"f\": 1446389894}",
        ),
        ("PUT", "/w", "{\n\t\"z\": 1,\n\t\"a\" :[ 1,2 ],\n\t\"m\":{ }\n}"),
        ("POST", "/f", "a=1&b=x+y%20z&c="),
        ("GET", "/q?a=1&a=2&b=&c&d=%2F+x", ""),
        ("GET", "/since?from=1446389894", ""),
        ("PATCH", "/p", ""),
    ];
    let kind = |body: &str| match body.as_bytes().first() {
        Some(b'{') => "\nContent-Type: application/vnd.lamp+json\n\n",
        Some(_) => "\nContent-Type: application/x-www-form-urlencoded\n\n",
        None => "",
    };
    let table = "# Types\n\n| Name | Type |\n|---|---|\n| from | Timestamp |\n| e | integer |\n| f | Timestamp |\n\n";
    let pages = SHOWN.map(|(method, url, body)| page(&format!("{method} {url}{}{body}", kind(body))));
    let project = Project::with(&[("docs/a.md", &format!("{table}{}", pages.concat()))]);
    let service = Responder::new(|_, _| response(204, "", ""));
    let done = project.run(&["run", "--base-url", &service.base, "--concurrency", "1"]);
    assert_eq!(done.code, 0, "{done:?}");
    let (mut seen, mut shown) =
        (service.seen(), SHOWN.map(|(method, url, body)| format!("{method} {url} {body}").trim().to_owned()));
    seen.sort();
    shown.sort();
    assert_eq!(seen, shown);
    let heads = service.heads();
    let patch = heads.iter().find(|head| head.starts_with("patch")).expect("a PATCH");
    assert!(patch.contains("content-length: 0\r\n"), "{patch}");
}

const JSON: &str = "POST /lamps HTTP/1.1\nContent-Type: application/json\n\n";

#[test]
fn what_is_filled_is_listed_and_part_of_the_failure() {
    let shown = page(&format!("{JSON}{{ \"z\": 1.0,  \"member\": \"<member-id>\" }}"));
    let project = Project::with(&[("docs/a.md", &shown)]);
    assert!(reason(&project).starts_with("unfilled <member-id>: give it under [parameters]"));
    let case = listed(&project, &["--param", "member-id=k\"m"]);
    assert_eq!(case["request"]["body"], "{ \"z\": 1.0,  \"member\": \"k\\\"m\" }");
    assert_eq!(case["request"]["changes"], serde_json::json!(["/member filled from [parameters]: <member-id>"]));
    let (base, _heads) =
        service(|_| "HTTP/1.1 201 Created\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_owned());
    let Done { code, out, .. } = project.run(&["run", "--base-url", &base, "--param", "member-id=kim"]);
    assert_eq!(code, 1, "{out}");
    assert!(
        out.contains("{ \"z\": 1.0,  \"member\": \"kim\" }") && out.contains("/member filled from [parameters]"),
        "{out}"
    );
    assert!(project.read("reports/run.ndjson").contains("\"changes\":[\"/member filled from [parameters]"));
    let text = project.run(&["list", "--request", "--base-url", &base, "--param", "member-id=kim"]).out;
    assert!(text.contains("\n# /member filled from [parameters]: <member-id>\n"), "{text}");
}

#[test]
fn stand_ins_are_decided_by_dialect_run_page_and_case() {
    let table = "| Name | Type |\n|---|---|\n| watts | Double |\n\n";
    let shown = page(&format!("{JSON}{{ \"watts\":  \"Double\", \"bed\": \"double\" }}"))
        .replace("```http\nPOST", &format!("{table}```http\nPOST"));
    let body = |settings: &str, page: &str| {
        let project = Project::with(&[("docs/a.md", page), ("doctrial.toml", settings)]);
        let case = listed(&project, &[]);
        case["request"]["body"].as_str().map(str::to_owned).ok_or_else(|| case["skip"].to_string())
    };
    let (filled, kept) =
        ("{ \"watts\":  1.5, \"bed\": \"double\" }", "{ \"watts\":  \"Double\", \"bed\": \"double\" }");
    assert!(body("", &shown).is_err_and(|reason| reason.contains("stand-ins")), "a plain page");
    assert_eq!(body("stand-ins = \"fill\"", &shown).as_deref(), Ok(filled));
    let by_page = "stand-ins = \"fill\"\n[[page]]\npath = \"a.md\"\nstand-ins = \"keep\"\n";
    assert_eq!(body(by_page, &shown).as_deref(), Ok(kept));
    let by_case = format!("{by_page}[[expect]]\nwhere = {{ method = \"POST\" }}\nstand-ins = \"fill\"\n");
    assert_eq!(body(&by_case, &shown).as_deref(), Ok(filled));
    let in_page = shown.replace("```http\nPOST", "<!-- doctrial stand-ins = \"keep\" -->\n```http\nPOST");
    assert_eq!(body("stand-ins = \"fill\"", &in_page).as_deref(), Ok(kept));
}

#[test]
fn a_file_of_the_settings_is_sent_where_the_page_does_not_show_it() {
    let command = "# Points\n\n```sh\ncurl http://localhost/points --data-binary @data/points.txt -H 'Content-Type: text/plain'\n```\n\n\
                   ```json\n{ \"done\": true }\n```\n";
    let project = Project::with(&[("docs/a.md", command)]);
    assert!(reason(&project).contains("[files] \"points.txt\" = PATH"), "{}", reason(&project));
    project.write("doctrial.toml", b"[files]\n\"points.txt\" = \"fixtures/p.txt\"\n");
    assert!(reason(&project).contains("cannot read"), "{}", reason(&project));
    project.write("fixtures/p.txt", b"flow 1\nflow 2\n");
    let case = listed(&project, &[]);
    assert_eq!(case["request"]["body"], "flow 1\nflow 2\n");
    assert_eq!(case["request"]["changes"], serde_json::json!(["body filled from [files]: <points.txt>"]));
}

#[test]
fn what_of_a_head_is_not_sent_is_on_record() {
    let changes = |request: &str| {
        let project = Project::with(&[("docs/a.md", &page(request))]);
        let case = listed(&project, &[]);
        let of = |key: &str| case["request"][key].as_array().cloned().unwrap_or_default();
        let shown: Vec<String> = of("changes").iter().map(|it| it.as_str().unwrap_or_default().to_owned()).collect();
        (headers(&case), shown)
    };
    for (field, sent) in [
        ("Keep-Alive: timeout=5", "header Keep-Alive not sent: it is about the connection"),
        ("Proxy-Connection: keep-alive", "header Proxy-Connection not sent: it is about the connection"),
        ("X-Bad Name: 1\nAccept: text/plain", "head not sent: its line `X-Bad ...` is not a header field"),
    ] {
        let (_, shown) = changes(&format!("GET /lamps HTTP/1.1\nHost: lamps.example\n{field}"));
        assert!(matches!(shown.as_slice(), [only] if only.starts_with(sent)), "{field}: {shown:?}");
    }
    let (_, shown) = changes("GET https://lamps.example/a HTTP/1.1\nHost: tenant.example");
    assert!(matches!(shown.as_slice(), [only] if only.starts_with("header Host not sent")), "{shown:?}");
    for whole in ["GET /a HTTP/1.1\nHost: lamps.example\nX-Tag: 1", "GET https://lamps.example/a\nHost: lamps.example"]
    {
        assert_eq!(changes(whole).1, [""; 0], "{whole}");
    }
    let (sent, shown) = changes("DELETE /lamps/7 HTTP/1.1\nContent-Length: 0");
    assert_eq!((sent, shown.len()), (vec!["Content-Length: 0".to_owned()], 0));
}

#[test]
fn header_fields_go_out_as_shown_or_the_case_is_skipped() {
    let shown =
        page("POST /lamps HTTP/1.1\nHost: x.example\nConnection: close\nAccept-Encoding: gzip\nX-Tag: a\nX-Tag: b");
    let project = Project::with(&[("docs/a.md", &shown)]);
    assert_eq!(headers(&listed(&project, &[])), ["Accept-Encoding: gzip", "X-Tag: a", "X-Tag: b", "Content-Length: 0"]);
    project.write("docs/a.md", page("GET /ws HTTP/1.1\nConnection: Upgrade\nUpgrade: websocket").as_bytes());
    assert!(reason(&project).contains("`Connection: Upgrade` (line 5) cannot be sent"), "{}", reason(&project));
}

#[test]
fn a_documented_refusal_and_a_directive_decide_over_credentials() {
    let settings = "[auth]\nbearer = \"of-the-settings\"\n";
    let fields =
        |page: &str| headers(&listed(&Project::with(&[("docs/a.md", page), ("doctrial.toml", settings)]), &[]));
    let shown = page("GET /lamps HTTP/1.1\nAuthorization: Bearer shown-one");
    let change = |page: &str| {
        let project = Project::with(&[("docs/a.md", page), ("doctrial.toml", settings)]);
        listed(&project, &[])["request"]["changes"].to_string()
    };
    assert_eq!(fields(&shown), ["Authorization: ***"]);
    assert!(change(&shown).contains("header Authorization taken from the settings"));
    assert_eq!(change(&shown.replace("204 No Content", "401 Unauthorized")), "[]", "the shown one");
    let none = "<!-- doctrial credentials = \"none\" -->\n```http\nGET";
    assert_eq!(fields(&shown.replace("```http\nGET", none)), [""; 0]);
    let refused = page("GET /lamps HTTP/1.1").replace("204 No Content", "403 Forbidden");
    assert_eq!(fields(&refused), [""; 0]);
}

#[test]
fn a_url_that_is_one_placeholder_is_no_root() {
    let command = "# Call\n\n```sh\ncurl <your-request-url>\n```\n\n```json\n{ \"done\": true }\n```\n";
    let project = Project::with(&[("docs/a.md", command)]);
    assert!(reason(&project).starts_with("unfilled URL `<your-request-url>`"), "{}", reason(&project));
    let case = listed(&project, &["--param", "your-request-url=/lamps/7?x=1"]);
    assert_eq!(case["request"]["url"], "http://127.0.0.1:9/lamps/7?x=1");
}

#[test]
fn the_output_of_a_command_is_asked_for_by_the_command() {
    let curl = "# Lamps\n\n```sh\ncurl -d '{\"at\": '$(date +%s)'}' -H 'Content-Type: application/json' http://h/lamps\n```\n\n```json\n{}\n```\n";
    let in_header = curl.replace("'$(date +%s)'", "1").replace("-H 'C", "-H \"X-At: $(date +%s)\" -H 'C");
    let in_json = page(&format!("{JSON}{{\"at\": $(date +%s)}}"));
    for shown in
        [curl, &in_header, &in_json, &page("GET /lamps?at=$(date +%s)"), &page("GET /lamps\nX-At: $(date +%s)")]
    {
        let project = Project::with(&[("docs/a.md", shown)]);
        let expected = "unfilled $(date +%s): give it under [parameters] in doctrial.toml, or --param 'date +%s'=VALUE";
        assert_eq!(reason(&project), expected, "{shown}");
        let service = Responder::new(|_, _| response(200, "", "{}"));
        project.run(&["run", "--base-url", &service.base, "--param", "date +%s=17"]);
        let sent = format!("{:?}{:?}", service.seen(), service.heads());
        assert!(sent.contains("17") && !sent.contains("date"), "{sent}");
    }
    // What a body holds in quotes is data, for all that is known.
    let quoted = Project::with(&[("docs/a.md", &page(&format!("{JSON}{{\"run\": \"$(date)\"}}")))]);
    assert!(listed(&quoted, &[])["request"]["body"].to_string().contains("$(date)"));
}

#[test]
fn a_method_keeps_its_case_and_is_reported() {
    let project = Project::with(&[("docs/a.md", &page("Get /lamps"))]);
    assert_eq!(listed(&project, &[])["request"]["method"], "Get");
    let checked = project.run(&["check"]);
    assert!(checked.out.contains("D405") && checked.out.contains("method-case"), "{checked:?}");
    assert_eq!(project.run(&["run"]).code, 0, "the embedded service takes it");
}
