//! What a service echoes of the credentials it was sent is shown nowhere.

use crate::project::{Done, Project, READ};
use crate::responder::{Responder, json};
use crate::service::service;

/// A failure whose body and header repeat the request's head.
fn echo(head: &str) -> String {
    let line = head.replace("\r\n", " ");
    let (name, length) = ("X-Echo", head.len());
    format!(
        "HTTP/1.1 409 Conflict\r\n{name}: {line}\r\nContent-Type: text/plain\r\nContent-Length: {length}\r\n\r\n{head}"
    )
}

/// All that a failing run shows and writes, with the request heads the service saw.
fn run(settings: &str, variables: &[(&str, &str)]) -> (String, String) {
    let project = Project::with(&[("docs/a.md", READ), ("doctrial.toml", settings)]);
    let (base, heads) = service(echo);
    let done = project.run_with(variables, &["run", "--verbose", "--base-url", &base]);
    assert_eq!(done.code, 1, "{done:?}");
    let (junit, record) = (project.read("reports/junit.xml"), project.read("reports/run.ndjson"));
    (heads.recv().expect("a request"), [done.out, done.err, junit, record].join("\n"))
}

/// The service was sent each of these, and no output shows it.
fn assert_hidden(settings: &str, variables: &[(&str, &str)], secrets: &[&str]) {
    let (head, shown) = run(settings, variables);
    assert!(shown.contains("x-echo") && shown.contains("GET /lamps/7"), "the echo itself is shown: {shown}");
    for secret in secrets {
        assert!(head.contains(secret), "{secret} was not sent: {head}");
        assert!(!shown.contains(secret), "{secret} is shown: {shown}");
    }
}

#[test]
fn basic_credentials_are_hidden_as_they_are_sent() {
    // `ann:hunter22` in Base64.
    assert_hidden("[auth]\nbasic = { user = 'ann', password = 'hunter22' }\n", &[], &["YW5uOmh1bnRlcjIy"]);
}

#[test]
fn a_bearer_token_from_the_environment_is_hidden() {
    assert_hidden("[auth]\nbearer = '${MINE}'\n", &[("MINE", "t0ken-of-mine")], &["t0ken-of-mine"]);
}

#[test]
fn header_fields_are_hidden_by_their_names_or_by_their_variables() {
    let settings = "[headers]\nX-Api-Key = 'Key abcd1234'\nX-Tenant = '${TENANT}'\n";
    assert_hidden(settings, &[("TENANT", "tenant-0815")], &["abcd1234", "tenant-0815"]);
}

#[test]
fn what_is_no_secret_stays_readable() {
    let (_, shown) = run("[headers]\nX-Version = 'preview-7'\n", &[]);
    assert!(shown.contains("preview-7") && shown.contains("application/json"), "{shown}");
}

/// Secrets of the settings and the environment, of the page, and of the service.
const GIVEN: [&str; 6] = [
    "pw-given-0001",
    "tenant-given-0002",
    "key/given+0003",
    "cookie-given-0004",
    "param-given-0005",
    "flag-given-0006",
];
const DOCUMENTED: [&str; 7] = [
    "doc-bearer-0001",
    "doc-api-key-0002",
    "doc-pass-0003",
    "doc-member-0004",
    "doc-deep-0005",
    "doc-sig-0006",
    "doc-cookie-0007",
];
const SERVED: [&str; 8] = [
    "srv-token-0001",
    "srv-secret-0002",
    "srv-deep-0003",
    "srv-cookie-0004",
    "srv-header-0005",
    "srv-location-0006",
    "sk_live_srv0007abcdef",
    "srv-list-0008",
];

const PLANTED: &str = "# Planted\n\n## Sign in\n\n```http\nPOST /login/{id}?sig=doc-sig-0006 HTTP/1.1\n\
    Authorization: Bearer doc-bearer-0001\nX-Api-Key: doc-api-key-0002\nCookie: sid=doc-cookie-0007\nContent-Type: application/json\n\n\
    { \"user\": \"kim\", \"password\": \"doc-member-0004\" }\n```\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n\
    { \"expires_in\": 3600, \"a\": [{ \"clientSecret\": \"doc-deep-0005\" }], }\n```\n\n## Ask\n\n\
    ```sh\ncurl -u kim:doc-pass-0003 http://localhost:8080/ask\n```\n\n```json\n{ \"id\": 1, \"apiKey\": \"doc-api-key-0002\" }\n```\n";

const SETTINGS: &str = "docs = 'docs'\n\n[auth]\nbasic = { user = 'kim', password = 'pw-given-0001' }\n\n[headers]\nX-Tenant = 'tenant-given-0002'\n\
    X-Other = '${KEY}'\nCookie = 'a=1; b=cookie-given-0004'\n\n[parameters]\nid = '${PARAM}'\n";

/// A response that repeats the request's head and shows secrets of its own, each of them twice: next to its name, and alone.
fn planted(head: &str) -> String {
    let served = SERVED.join(" and ");
    let body = serde_json::json!({
        "token": SERVED[0], "n": {"client_secret": SERVED[1], "m": [{"session_id": SERVED[2]}], "tokens": [SERVED[7]]},
        "expires_in": served, "a": served, "id": format!("{}{}{served}", head, encoded(&GIVEN.join(" "))),
    });
    let body = body.to_string();
    format!(
        "HTTP/1.1 200 OK\r\nSet-Cookie: sid={}; Path=/\r\nX-Auth-Token: {}\r\nLocation: /x?access_token={}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        SERVED[3],
        SERVED[4],
        SERVED[5],
        body.len()
    )
}

/// A text with every byte percent-encoded.
fn percent_encoded(text: &str) -> String {
    let bytes: Vec<String> = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
    bytes.concat()
}

/// A text in Base64 and percent-encoded.
fn encoded(text: &str) -> String {
    use base64::Engine as _;
    let percent = percent_encoded(text);
    format!(" {} {percent} ", base64::engine::general_purpose::STANDARD.encode(text))
}

fn assert_none(shown: &str, of: &str, secrets: &[&str]) {
    use base64::Engine as _;
    for secret in secrets {
        let percent = secret.replace('/', "%2F").replace('+', "%2B");
        let base64 = base64::engine::general_purpose::STANDARD_NO_PAD.encode(secret);
        let escaped = percent_encoded(secret);
        for form in [(*secret).to_owned(), percent, base64, escaped] {
            let line = shown.lines().find(|line| line.contains(&form));
            assert!(line.is_none(), "{of} shows {form}: {}", line.unwrap_or_default());
        }
    }
}

#[test]
fn no_output_shows_a_secret_wherever_it_is_planted() {
    let project = Project::with(&[("docs/a.md", PLANTED), ("doctrial.toml", SETTINGS)]);
    let variables = [("KEY", "key/given+0003"), ("PARAM", "param-given-0005")];
    let all = [&GIVEN[..], &DOCUMENTED, &SERVED].concat();
    let (base, _heads) = service(planted);
    let header = "X-Flag: flag-given-0006";
    let run = project.run_with(&variables, &["run", "--verbose", "--base-url", &base, "--header", header]);
    assert_eq!(run.code, 1, "{run:?}");
    let (junit, record) = (project.read("reports/junit.xml"), project.read("reports/run.ndjson"));
    for (of, text) in [("run", &run.out), ("its messages", &run.err), ("JUnit", &junit), ("the record", &record)] {
        assert_none(text, of, &all);
    }
    assert!(run.out.contains("${PARAM}") && run.out.contains("***"), "{run:?}");
    for command in [
        &["list"][..],
        &["list", "--request"],
        &["list", "--format", "json", "--request"],
        &["check"],
        &["check", "--format", "json"],
        &["check", "--format", "github"],
        &["check", "--format", "sarif"],
        &["mutate", "--verbose"],
        &["mutate", "--format", "json"],
        &["scrape"],
        &["report", "merge", "reports/run.ndjson"],
        &["list", "no-such-case-0815"],
    ] {
        let done = project.run_with(&variables, command);
        assert_none(&done.out, &command.join(" "), &all);
        assert_none(&done.err, &command.join(" "), &all);
    }
}

#[test]
fn an_error_about_a_secret_names_its_place_only() {
    for (settings, arguments) in [
        ("[auth]\nbasic = 'alice:pw-given-0001'\n", &["list"][..]),
        ("auth = 'pw-given-0001'\n", &["list"]),
        ("", &["run", "--base-url", "ftp://kim:pw-given-0001@h/"]),
        ("base-url = 'ftp://kim:pw-given-0001@h/'\n", &["run"]),
        ("", &["run", "--header", "pw-given-0001"]),
        ("[auth]\nbearer = \"pw-given-0001\\nx\"\n", &["run"]),
    ] {
        let project = Project::with(&[("docs/a.md", READ), ("doctrial.toml", settings)]);
        let done = project.run(arguments);
        assert!(done.code == 2 && !done.err.is_empty(), "{done:?}");
        assert!(!done.err.contains("pw-given"), "{done:?}");
    }
}

#[test]
fn a_line_end_after_a_token_is_not_a_part_of_it() {
    let settings = "[auth]\nbearer = '${MINE}'\n";
    let (head, shown) = run(settings, &[("MINE", "t0ken-of-mine\n")]);
    assert!(head.contains("Bearer t0ken-of-mine\r\n") && !shown.contains("t0ken-of-mine"), "{shown}");
    assert!(shown.contains("Bearer ${MINE}"), "{shown}");
}

#[test]
fn a_parameter_is_hidden_by_its_mark_or_its_name() {
    let page = "# A\n\n## Join\n\n```http\nGET /teams/{invitation}/{user}/{access-token}?state={state}\n```\n\n\
                ```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{ \"id\": 1 }\n```\n";
    let settings = "[parameters]\ninvitation = { value = 'mark-given-0001', secret = true }\nuser = 'kim-0815'\n\
                    access-token = 'name-given-0002'\n";
    let project = Project::with(&[("docs/a.md", page), ("doctrial.toml", settings)]);
    let (base, heads) = service(|head| {
        let target = head.split(' ').nth(1).unwrap_or_default();
        let body = format!("{{\"id\": \"{target} and {}\"}}", encoded("flag-given-0003"));
        let length = body.len();
        format!(
            "HTTP/1.1 200 OK\r\nX-Echo: {target}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
        )
    });
    let flags = ["--secret-param", "state=flag-given-0003"];
    let run = project.run(&[&["run", "--verbose", "--base-url", &base], &flags[..]].concat());
    let head = heads.recv().expect("a request");
    let secrets = ["mark-given-0001", "name-given-0002", "flag-given-0003"];
    assert!(secrets.iter().all(|secret| head.contains(secret)) && run.code == 1, "{head} {run:?}");
    let shown = [run.out, run.err, project.read("reports/junit.xml"), project.read("reports/run.ndjson")].concat();
    assert!(shown.contains("kim-0815"), "{shown}");
    assert_none(&shown, "run", &secrets);
    for command in [&["list", "--request"][..], &["check"], &["scrape"], &["run", "--secret-param", "flag-given-0003"]]
    {
        let done = project.run(command);
        assert_none(&[done.out, done.err].concat(), &command.join(" "), &secrets);
    }
}

/// Every byte that a run wrote, on the terminal and in files, with where.
fn written(project: &Project, done: &Done, but: &[&str]) -> Vec<(String, String)> {
    let mut written = vec![("stdout".to_owned(), done.out.clone()), ("stderr".to_owned(), done.err.clone())];
    let mut folders = vec![project.path().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            let name = entry.strip_prefix(project.path()).expect("below").display().to_string();
            if entry.is_dir() {
                folders.push(entry);
            } else if !but.contains(&name.as_str()) {
                written.push((name, String::from_utf8_lossy(&std::fs::read(&entry).expect("a file")).into_owned()));
            }
        }
    }
    written
}

const EVERY_REPORT: &str = "[reports]\nhtml = true\nctrf = true\ntap = true\nsarif = true\ncode-quality = true\njunit-strict = 'strict.xml'\n\
                            github = 'github.txt'\nsummary = 'summary.md'\nmarkdown = 'comment.md'\n";

#[test]
fn no_file_of_a_run_shows_how_it_got_in() {
    let secrets = [
        "setup-given-0001",
        "srv-ticket-0002",
        "srv-sid-0003",
        "oauth-given-0004",
        "srv-access-0005",
        "proxy-given-0006",
    ];
    let respond = |head: &str| {
        let of = |path: &str| head.contains(&format!(" {path} ")) || head.contains(&format!("{path} HTTP"));
        let echoed = head.replace("\r\n", " | ");
        let (status, body) = if of("/login") {
            ("200 OK", format!("{{\"ticket\": \"srv-ticket-0002\", \"saw\": {echoed:?}}}"))
        } else if of("/token") {
            ("200 OK", "{\"access_token\": \"srv-access-0005\", \"expires_in\": 3600}".to_owned())
        } else if of("/refused") {
            ("400 Bad Request", format!("{{\"error\": \"invalid_client\", \"error_description\": {echoed:?}}}"))
        } else {
            ("409 Conflict", format!("{{\"saw\": {echoed:?}, \"and\": \"{}\"}}", encoded(&echoed)))
        };
        let length = body.len();
        format!(
            "HTTP/1.1 {status}\r\nSet-Cookie: sid=srv-sid-0003\r\nX-Echo: {echoed}\r\nContent-Type: application/json\r\n\
             Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        )
    };
    let page = "# A\n\n## Take\n\n```http\nPOST /take/{ticket}?sid={sid}\nContent-Type: application/json\n\n{ \"t\": \"{ticket}\" }\n```\n\n\
                ```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{ \"id\": 1 }\n```\n";
    let settings = |service: &str, token: &str, proxy: &str| {
        format!(
            "docs = 'docs'\nbase-url = '{service}'\nallow-writes = true\n{proxy}\n[[setup]]\nname = 'login'\n\
             request = \"POST /login\\nContent-Type: application/json\\n\\n{{\\\"password\\\": \\\"${{SETUP}}\\\"}}\"\n\
             capture.ticket = {{ body = '$.ticket', secret = true }}\ncapture.sid = {{ cookie = 'sid' }}\ncredentials = 'none'\n\n\
             [auth]\noauth = {{ token-url = '{token}', client-id = 'me', client-secret = '${{OAUTH}}' }}\n\n{EVERY_REPORT}"
        )
    };
    let (base, _heads) = service(respond);
    let variables = [("SETUP", "setup-given-0001"), ("OAUTH", "oauth-given-0004"), ("PROXY", "proxy-given-0006")];
    let behind = format!("proxy = '{}'", base.replace("http://", "http://kim:${PROXY}@"));
    for (token, proxy) in [("token", ""), ("refused", ""), ("token", behind.as_str())] {
        let text = settings(&base, &format!("{base}/{token}"), proxy);
        let project = Project::with(&[("docs/a.md", page), ("doctrial.toml", &text)]);
        for command in [
            &["run", "--verbose", "--record", "exchanges"][..],
            &["run", "--replay", "exchanges", "--verbose"],
            &["run", "--dry-run"],
            &["report", "har", "exchanges"],
            &["list", "--request"],
            &["plan"],
            &["baseline", "update"],
            &["bless", "--replay", "exchanges"],
        ] {
            let done = project.run_with(&variables, command);
            assert!(done.code < 6, "{done:?}");
            let is_fired = command[0] == "run" && command.contains(&"--verbose");
            assert!(!is_fired || token == "refused" || done.out.contains("HTTP 409"), "{command:?} {done:?}");
            for (of, text) in written(&project, &done, &["doctrial.toml"]) {
                assert_none(&text, &format!("{command:?} {token} {proxy}: {of}"), &secrets);
            }
        }
    }
}

#[test]
fn a_token_that_one_case_is_handed_is_not_shown_by_another() {
    let echo = READ.replace("/lamps/7", "/echo");
    let session = "# Sessions\n\n```http\nPOST /sessions\n```\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"token\": \"abc\"}\n```\n";
    let (base, _heads) = service(|head| {
        let body = match head.split(' ').nth(1) {
            Some("/sessions") => "{\"token\": \"handed-out-0042\"}",
            _ => "{\"seen\": \"xx handed-out-0042\"}",
        };
        let length = body.len();
        format!("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}")
    });
    // Whichever of them comes first.
    for (first, second) in [(&*echo, session), (session, &*echo)] {
        let project = Project::with(&[("docs/a.md", first), ("docs/b.md", second)]);
        let done = project.run(&["run", "--verbose", "--base-url", &base, "--concurrency", "1", "--record", "kept"]);
        assert!(done.code == 1 && done.out.contains("/echo"), "{done:?}");
        let replayed = project.run(&["run", "--replay", "kept"]);
        assert_eq!((replayed.code, replayed.out.matches("FAILED").count()), (1, done.out.matches("FAILED").count()));
        for (of, text) in [
            ("output", [done.out, done.err].concat()),
            ("JUnit", project.read("reports/junit.xml")),
            ("record", project.read("reports/run.ndjson")),
            ("recording", project.read("kept/exchanges.ndjson")),
        ] {
            assert!(text.contains("echo"), "{text}");
            assert_none(&text, of, &["handed-out-0042"]);
        }
    }
}

#[test]
fn a_file_that_is_named_as_a_secret_is_one() {
    let page = "# Hand in\n\n```bash\ncurl https://lamps.test/in -H 'Content-Type: text/plain' --data-binary @FILE\n```\n\n\
                ```json\n{ \"id\": 7 }\n```\n";
    for (file, is_hidden) in [("api-token.txt", true), ("client_secret", true), ("greeting.txt", false)] {
        let settings = format!("[files]\n'{file}' = 'given/{file}'\n");
        let files = [
            ("docs/a.md", page.replace("FILE", file)),
            ("doctrial.toml", settings),
            (&*format!("given/{file}"), "wk72 qd81-lamps\n".to_owned()),
        ]
        .map(|(path, text)| (path.to_owned(), text));
        let project = Project::with(&files.each_ref().map(|(path, text)| (path.as_str(), text.as_str())));
        let service = Responder::new(|received, _| json(200, &format!("{{\"id\": {:?}}}", received.body)));
        let done = project.run(&["run", "--verbose", "--base-url", &service.base]);
        assert!(done.code == 1 && service.seen()[0].contains("wk72 qd81-lamps"), "{done:?}");
        let shown =
            [done.out, done.err, project.read("reports/junit.xml"), project.read("reports/run.ndjson")].join("\n");
        assert_eq!(shown.contains("wk72"), !is_hidden, "{file}: {shown}");
    }
}

#[cfg(unix)]
#[test]
fn what_a_token_command_says_of_its_failure_shows_no_secret() {
    let said = "curl: bad password hunter2secret; sent $OTHER, `cat token.txt` and tenant-0815";
    let long = "x".repeat(260);
    let settings = format!(
        "[auth]\ncommand = ['sh', '-c', 'echo \"{said} {long} cut-key-0001-of-mine\" >&2; exit 1']\n\n\
         [headers]\nX-Other = '${{OTHER}}'\nX-Api-Key = 'tenant-0815'\nX-Cut = '${{CUT}}'\n\n[files]\n\"token.txt\" = 'token.txt'\n"
    );
    let files = [("docs/a.md", READ), ("doctrial.toml", &settings), ("token.txt", "of-a-file-0001\n")];
    let project = Project::with(&files);
    let variables =
        [("PATH", "/usr/local/bin:/usr/bin:/bin"), ("OTHER", "of-the-environment"), ("CUT", "cut-key-0001-of-mine")];
    let done = project.run_with(&variables, &["run", "--verbose", "--base-url", "http://127.0.0.1:9"]);
    let shown = [&done.out, &done.err, &project.read("reports/junit.xml"), &project.read("reports/run.ndjson")]
        .map(String::as_str)
        .join("\n");
    assert!(shown.contains("curl: bad password ***"), "{shown}");
    for secret in ["hunter2", "of-the-environment", "of-a-file", "tenant-0815", "cut-key"] {
        assert!(!done.err.contains(secret) && !shown.contains(secret), "{secret} is shown: {shown}");
    }
}
