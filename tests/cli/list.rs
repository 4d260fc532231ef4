//! `doctrial list` and other commands that fire nothing.

use serde_json::Value;

use crate::project::{Project, READ, UNFILLED};

#[test]
fn json_lines_carry_what_the_page_says() {
    let project = Project::with(&[("docs/a.md", READ), ("docs/b.md", UNFILLED)]);
    let done = project.run(&["list", "--format", "json"]);
    let lines: Vec<Value> = done.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.len(), 2, "{done:?}");
    let lamp = &lines[0];
    assert_eq!(
        (lamp["page"].as_str(), lamp["line"].as_u64(), lamp["response_line"].as_u64()),
        (Some("a.md"), Some(5), Some(12))
    );
    assert_eq!(lamp["request_headers"][0], serde_json::json!(["Accept", "application/json"]));
    assert_eq!(lamp["response_body"], "{\n  \"id\": 7,\n  \"name\": \"desk\"\n}");
    assert_eq!(lamp["request_body"], Value::Null);
    assert_eq!((lamp["status"].as_u64(), lamp["skip"].as_str()), (Some(200), None));
    for key in [
        "id",
        "heading",
        "name",
        "dialect",
        "method",
        "url",
        "truncated",
        "shortened",
        "type",
        "collection",
        "expect_error",
        "scopes",
        "tags",
    ] {
        assert!(lamp.get(key).is_some(), "{key} is missing");
    }
}

#[test]
fn the_skip_shown_is_that_of_the_run() {
    let project = Project::with(&[("docs/b.md", UNFILLED)]);
    let arguments = ["list", "--format", "json", "--base-url", "http://127.0.0.1:9"];
    let skipped = project.run(&arguments);
    assert!(skipped.out.contains("{id}") && !skipped.out.contains("\"skip\":null"), "{skipped:?}");
    let filled = project.run(&[&arguments[..], &["--param", "id=3"]].concat());
    assert!(filled.out.contains("\"skip\":null"), "{filled:?}");
}

#[test]
fn the_request_shown_hides_secrets() {
    let project = Project::with(&[("docs/a.md", READ)]);
    let variables = [("DOCTRIAL_TOKEN", "hush-hush-hush")];
    for format in ["text", "json"] {
        let done = project
            .run_with(&variables, &["list", "--request", "--format", format, "--base-url", "http://127.0.0.1:9/v2"]);
        assert!(done.out.contains("http://127.0.0.1:9/v2/lamps/7"), "{done:?}");
        assert!(done.out.contains("Authorization") && !done.out.contains("hush"), "{done:?}");
    }
}

#[test]
fn a_filter_that_fits_nothing_is_loud_and_names_what_is_near() {
    let project = Project::with(&[("docs/lamps.md", READ)]);
    let done = project.run(&["list", "lamp.md::request"]);
    assert_eq!((done.code, done.out.as_str()), (4, ""), "{done:?}");
    assert!(done.err.contains("nothing selected") && done.err.contains("lamps.md::request::"), "{done:?}");
}

#[test]
fn one_exact_case_reads_one_page_only() {
    let project = Project::with(&[("docs/a.md", READ), ("docs/b.md", UNFILLED)]);
    let all = project.run(&["list", "--format", "json"]).out;
    let first: Value = serde_json::from_str(all.lines().next().expect("a case")).expect("JSON");
    let id = first["id"].as_str().expect("an id");
    let forbidden = [("DOCTRIAL_FORBID_FULL_SCAN", "1")];
    let one = project.run_with(&forbidden, &["list", "--exact", id, "--format", "json"]);
    assert_eq!(one.out.lines().collect::<Vec<_>>(), [all.lines().next().expect("a case")], "{one:?}");
    let whole = project.run_with(&forbidden, &["list"]);
    assert!(whole.code == 2 && whole.err.contains("DOCTRIAL_FORBID_FULL_SCAN"), "{whole:?}");
}

#[test]
fn a_search_for_the_types_of_one_case_reads_no_more_than_the_limit() {
    let typed = "# Lamps\n\n<!-- { \"blockType\": \"request\", \"name\": \"read\" } -->\n\n```http\nGET /lamps/7\n```\n\n\
                 <!-- { \"blockType\": \"response\", \"@odata.type\": \"home.lamp\" } -->\n\n```http\nHTTP/1.1 200 OK\n\
                 Content-Type: application/json\n\n{ \"id\": 7 }\n```\n";
    let long = format!("# Notes\n\n{}", "Nothing about lamps.\n".repeat(1000));
    let project = Project::with(&[("docs/a.md", typed), ("docs/b.md", READ), ("docs/notes.md", &long)]);
    let listed = project.run(&["list"]).out;
    let exact = |case: usize, limit| {
        let id = listed.split_whitespace().filter(|word| word.contains("::")).nth(case).expect("an id");
        project.run_with(&[("DOCTRIAL_FORBID_FULL_SCAN", limit)], &["list", "--exact", id])
    };
    let over = exact(0, "10000");
    assert!(over.code != 0 && over.err.contains("10000 bytes"), "{over:?}");
    for (case, limit) in [(0, "100000"), (0, "1"), (1, "2")] {
        let within = exact(case, limit);
        assert_eq!(within.code, 0, "{case} {limit} {within:?}");
    }
}

#[test]
fn schemas_rules_and_completions_can_be_asked_for() {
    let project = Project::with(&[("docs/a.md", READ)]);
    assert!(project.run(&["explain", "wrong-status"]).out.contains("S001"));
    for (word, explained) in [
        ("not-exercised", "(tolerance)"),
        ("tolerance:null", "may be null"),
        ("broken", "(outcome of a case)"),
        ("unprovoked", "(kind of skip)"),
        ("mostly-skipped", "(outcome of a run)"),
        ("excused", "(outcome of a fence)"),
        ("D110", "`expect-error`"),
    ] {
        let done = project.run(&["explain", word]);
        assert!(done.code == 0 && done.out.contains(explained) && done.out.contains("What to do"), "{done:?}");
    }
    let group = project.run(&["explain", "d30"]).out;
    assert!(group.lines().count() > 4 && group.lines().all(|line| line.starts_with("D30")), "{group}");
    let bare = project.run(&["explain"]);
    assert!(bare.code == 2 && bare.err.contains("`doctrial explain --all` lists"), "{bare:?}");
    let misspelt = project.run(&["explain", "not-exercized"]);
    assert!(misspelt.code == 2 && misspelt.err.contains("did you mean `not-exercised`?"), "{misspelt:?}");
    let every = project.run(&["explain", "--all"]).out;
    assert!(every.lines().count() > 10 && every.contains("wrong-status"));
    assert!(project.run(&["completions", "bash"]).out.contains("_doctrial"));
    let unknown = project.run(&["schema", "lamp"]);
    assert!(unknown.code == 2 && unknown.err.contains("unknown type `lamp`"), "{unknown:?}");
}

#[test]
fn the_schema_of_the_settings_takes_what_the_settings_page_shows() {
    let project = Project::with(&[]);
    let done = project.run(&["schema", "--config"]);
    let schema: Value = serde_json::from_str(&done.out).unwrap_or_else(|e| panic!("{e}: {done:?}"));
    let validator = jsonschema::validator_for(&schema).expect("a stock validator takes it");
    let page = include_str!("../../docs/settings.md");
    let shown =
        page.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("the page shows a file");
    let settings: Value = toml::from_str(shown).expect("TOML");
    let errors: Vec<String> = validator.iter_errors(&settings).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert_eq!(errors, [""; 0]);
    for wrong in
        ["tiemout = 3", "[rules]\nwrong-statsu = \"warn\"", "[schema]\nignore-prose = [\"requird\"]", "dialects = [1]"]
    {
        let settings: Value = toml::from_str(wrong).expect("TOML");
        assert!(!validator.is_valid(&settings), "{wrong}");
    }
    let misused = project.run(&["check", "--config"]);
    assert!(misused.code == 2 && misused.err.contains("a value is required for '--config <FILE>'"), "{misused:?}");
}

#[test]
fn an_error_beside_a_success_of_the_same_request_is_not_fired() {
    let error = "\n```http\nHTTP/1.1 404 Not Found\n```\n";
    let alone = READ.replace("HTTP/1.1 200 OK", "HTTP/1.1 404 Not Found");
    let project = Project::with(&[("docs/beside.md", &format!("{READ}{error}")), ("docs/alone.md", &alone)]);
    let listed = project.run(&["list", "--format", "json"]).out;
    let cases: Vec<Value> = listed.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let skips: Vec<_> = cases.iter().map(|c| (c["page"].as_str(), c["status"].as_u64(), c["skip"].as_str())).collect();
    let reason = "the docs show this error next to the response at line 12, for the same request: \
                  show the request that provokes it";
    assert_eq!(
        skips,
        [
            (Some("alone.md"), Some(404), None),
            (Some("beside.md"), Some(200), None),
            (Some("beside.md"), Some(404), Some(reason))
        ]
    );
}

#[test]
fn an_error_beside_a_success_is_not_fired_in_any_notation() {
    let command = "# A\n\n```sh\ncurl http://h/kites/1\n```\n\nResponse 200:\n\n```json\n{\"id\": 1}\n```\n\nResponse 404:\n\n```json\n{\"error\": \"gone\"}\n```\n";
    let blueprint = "FORMAT: 1A\n\n# Kites\n\n## Kite [/kites/2]\n\n### Get [GET]\n\n+ Response 200 (application/json)\n\n        {\"id\": 2}\n\n+ Response 404 (application/json)\n\n        {\"error\": \"gone\"}\n";
    let gitbook = "{% swagger method=\"get\" path=\"/kites/3\" baseUrl=\"http://h\" summary=\"Get\" %}\n{% swagger-response status=\"200\" description=\"ok\" %}\n```json\n{\"id\": 3}\n```\n{% endswagger-response %}\n{% swagger-response status=\"404\" description=\"gone\" %}\n```json\n{\"error\": \"gone\"}\n```\n{% endswagger-response %}\n{% endswagger %}\n";
    let project = Project::with(&[("docs/a.md", command), ("docs/b.apib", blueprint), ("docs/c.md", gitbook)]);
    let listed = project.run(&["list", "--format", "json"]).out;
    let cases: Vec<Value> = listed.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let fired: Vec<_> = cases.iter().map(|case| (case["status"].as_u64(), case["skip"].is_null())).collect();
    assert_eq!(fired, [(Some(200), true), (Some(404), false)].repeat(3), "{listed}");
}

#[test]
fn an_error_beside_a_success_that_a_command_below_takes_is_not_fired() {
    let page = "# List kites\n\n## Endpoint\n\n```\nGET /kites/\n```\n\n## Response\n\n### Success Response (200 OK)\n\n```json\n{\"kites\": [1]}\n```\n\n### Error Response (401 Unauthorized)\n\n```json\n{\"error\": \"no token\"}\n```\n\n## cURL Example\n\n```sh\ncurl -H 'Token: T' http://h/kites/\n```\n";
    let other = page.replace("http://h/kites/", "http://h/rings/");
    let project = Project::with(&[("docs/a.md", page), ("docs/b.md", &other)]);
    let listed = project.run(&["list", "--format", "json"]).out;
    let cases: Vec<Value> = listed.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let read = |case: &Value| (case["line"].as_u64(), case["status"].as_u64(), case["skip"].is_null());
    let of = |page: &str| cases.iter().filter(|case| case["page"] == page).map(read).collect::<Vec<_>>();
    assert_eq!(of("a.md"), [(Some(5), Some(401), false), (Some(25), Some(200), true)], "{listed}");
    assert_eq!(of("b.md"), [(Some(5), Some(200), true), (Some(5), Some(401), false)], "{listed}");
}

#[test]
fn an_error_that_is_shown_for_a_route_alone_is_not_fired() {
    let page = |route: &str, sent: &str| {
        format!("# Rings\n\n{route}\n\n{sent}**Error response** (500):\n\n```json\n{{\"error\": \"none\"}}\n```\n")
    };
    let body = "Request body:\n\n```json\n{\"ring\": \"\"}\n```\n\n";
    let project = Project::with(&[
        ("docs/a.md", &page("## `GET /rings`", "")),
        ("docs/b.md", &page("## `GET /rings/{id}`", "")),
        ("docs/c.md", &page("## `GET /rings/987`", "")),
        ("docs/d.md", &page("## `POST /rings`", body)),
    ]);
    let listed = project.run(&["list", "--format", "json"]).out;
    let cases: Vec<Value> = listed.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let skips: Vec<_> = cases.iter().map(|c| (c["page"].as_str(), c["status"].as_u64(), c["skip"].as_str())).collect();
    let shown = "the docs show this error for a route alone: show the request that provokes it, or give";
    let reason = format!("{shown} what does by `credentials` or `request` in a directive above the response");
    let open = format!(
        "{shown} the values that do, under [parameters] in doctrial.toml or by `parameters` in a directive above the response"
    );
    assert_eq!(
        skips,
        [
            (Some("a.md"), Some(500), Some(&*reason)),
            (Some("b.md"), Some(500), Some(&*open)),
            (Some("c.md"), Some(500), None),
            (Some("d.md"), Some(500), None)
        ]
    );
}

#[test]
fn an_error_of_a_route_alone_is_fired_with_the_values_that_the_user_gives() {
    let page = |route: &str| format!("# Rings\n\n```http\n{route}\n```\n\n```http\nHTTP/1.1 404 Not Found\n```\n");
    let also = "\n```http\nHTTP/1.1 409 Conflict\n```\n";
    let project = Project::with(&[
        ("docs/a.md", &page("DELETE /rings/{id}")),
        ("docs/b.md", &page("DELETE /rings/{id}/{gem}")),
        ("docs/c.md", &format!("<!-- doctrial page.parameters.gem = \"7\" -->\n\n{}", page("GET /gems/{gem}"))),
        ("docs/d.md", &format!("{}{also}", page("DELETE /rings/{id}"))),
        ("doctrial.toml", "[parameters]\nid = \"999\"\n"),
    ]);
    let listed = project.run(&["list", "--format", "json"]).out;
    let cases: Vec<Value> = listed.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let fired = cases.iter().map(|case| (case["page"].as_str(), case["status"].as_u64(), case["skip"].is_null()));
    assert_eq!(
        fired.collect::<Vec<_>>(),
        [
            (Some("a.md"), Some(404), true),
            (Some("b.md"), Some(404), false),
            (Some("c.md"), Some(404), true),
            (Some("d.md"), Some(404), true),
            (Some("d.md"), Some(409), false),
        ]
    );
}

#[test]
fn options_of_tls_in_a_command_are_noted_where_they_are_not_followed() {
    let page = "# Read a lamp\n\n```bash\ncurl -sk --cacert lamps.pem -E me.pem:q8vw2k https://lamps.test/lamps/7\n```\n\n\
                ```json\n{ \"id\": 7 }\n```\n";
    let project = Project::with(&[("docs/a.md", page)]);
    let noted = |settings: &str| {
        project.write("doctrial.toml", settings.as_bytes());
        let done = project.run(&["list", "--request"]);
        assert!(!(done.out.clone() + &done.err).contains("q8vw2k"), "{done:?}");
        let lines = done.out.lines().filter(|line| line.contains("connection made without"));
        lines.map(|line| line.split('`').nth(1).unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let all = ["-k", "--cacert lamps.pem", "-E me.pem"];
    assert_eq!(noted("base-url = 'http://127.0.0.1:1'\n"), all);
    assert_eq!(noted("base-url = 'https://127.0.0.1:1'\n"), all);
    assert_eq!(noted("base-url = 'https://127.0.0.1:1'\n[tls.'127.0.0.1']\ninsecure = true\n"), all[1..]);
    assert_eq!(noted("base-url = 'https://127.0.0.1:1'\n[tls.'127.0.0.1']\nca-file = 'x.pem'\n"), ["-k", "-E me.pem"]);
    assert_eq!(noted(""), all);
    project.write("docs/a.md", page.replace("https:", "http:").as_bytes());
    assert!(noted("base-url = 'http://127.0.0.1:1'\n").is_empty());
}
