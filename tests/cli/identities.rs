//! Credentials of some cases, and tokens that are got, shared, and renewed.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::project::{Done, Project};
use crate::responder::{Responder, example, json};

const OK: &str = "200 OK\nJSON\n\n{ \"on\": true }";

fn on() -> String {
    json(200, "{\"on\": true}")
}

fn reads(count: usize) -> String {
    (0..count).map(|n| example(&format!("Read {n}"), &format!("GET /lamps/{n}"), OK)).collect()
}

#[test]
fn cases_take_the_credentials_that_are_theirs() {
    let page = [
        example("Read", "GET /read", OK),
        example("Admin", "GET /admin", OK),
        "<!-- doctrial identity = \"partner\" -->\n".to_owned() + &example("Partner", "GET /partner?x=1", OK),
        example("Cookie", "GET /cookie\nCookie: theme=dark", OK),
        example("Open", "GET /open", OK),
    ]
    .concat();
    let page = page.replace(
        "<!-- doctrial identity = \"partner\" -->\n## Partner\n\n",
        "## Partner\n\n<!-- doctrial identity = \"partner\" -->\n",
    );
    let settings = "[auth]\nbearer = \"${READER}\"\n\n[identity.admin]\nbasic = { user = \"root\", password = \"${ADMIN}\" }\nfor = { url = \"/admin\" }\n\n\
        [identity.partner]\napi-key = { query = \"key\", value = \"${KEY}\" }\n\n\
        [identity.browser]\napi-key = { cookie = \"sid\", value = \"${SID}\" }\ntags = [\"browser\"]\n\n\
        [[expect]]\nwhere = { url = \"/cookie\" }\ntags = [\"browser\"]\n\n\
        [[expect]]\nwhere = { url = \"/open\" }\nidentity = \"none\"\n";
    let project = Project::with(&[("docs/a.md", &page), ("doctrial.toml", settings)]);
    let service = Responder::new(|_, _| json(500, "{}"));
    let variables =
        [("READER", "r3ader-s3cret"), ("ADMIN", "adm1n-s3cret"), ("KEY", "k3y&s3cret"), ("SID", "s1d-s3cret")];
    let done = project.run_with(&variables, &["run", "--base-url", &service.base, "--concurrency", "1", "--verbose"]);
    let heads = service.heads();
    assert_eq!(heads.len(), 5, "{done:?}");
    assert!(heads[0].contains("authorization: bearer r3ader-s3cret\r\n"), "{heads:?}");
    assert!(heads[1].contains("authorization: basic "), "{heads:?}");
    assert!(
        heads[2].starts_with("get /partner?x=1&key=k3y%26s3cret ") && !heads[2].contains("authorization"),
        "{heads:?}"
    );
    assert!(
        heads[3].contains("cookie: theme=dark; sid=s1d-s3cret\r\n") && !heads[3].contains("authorization"),
        "{heads:?}"
    );
    assert!(!heads[4].contains("authorization"), "{heads:?}");
    let written = project.read("reports/run.ndjson") + &project.read("reports/junit.xml") + &done.out + &done.err;
    for secret in ["s3cret", "cm9vdDphZG0xbi1z"] {
        assert!(!written.contains(secret), "{secret}: {written}");
    }
    let unknown = settings.replace("identity = \"none\"", "identity = \"nobody\"");
    project.write("doctrial.toml", unknown.as_bytes());
    let done = project.run_with(&variables, &["run", "--base-url", &service.base]);
    assert!(done.out.contains("the settings have no [identity.nobody]"), "{done:?}");
}

/// A service that takes the newest token alone, and the server that gives tokens; each lives for so many requests.
fn guarded(lives: usize) -> (Responder, Arc<AtomicUsize>) {
    let given = Arc::new(AtomicUsize::new(0));
    let (tokens, uses) = (Arc::clone(&given), AtomicUsize::new(0));
    let service = Responder::new(move |received, _| {
        if received.method_and_path() == ("POST", "/token") {
            let is_known = received.head.contains("Basic YXBwOnMzY3JldA==") || received.body.contains("refresh_token=");
            if !is_known {
                return json(401, "{\"error\": \"invalid_client\", \"error_description\": \"who?\"}");
            }
            let number = tokens.fetch_add(1, Ordering::SeqCst) + 1;
            uses.store(0, Ordering::SeqCst);
            return json(
                200,
                &format!(
                    "{{\"access_token\": \"t0ken-{number}\", \"token_type\": \"Bearer\", \"expires_in\": 3600, \"refresh_token\": \"refr3sh-{number}\"}}"
                ),
            );
        }
        let current = format!("authorization: bearer t0ken-{}\r\n", tokens.load(Ordering::SeqCst));
        let is_good = received.head.to_lowercase().contains(&current) && uses.fetch_add(1, Ordering::SeqCst) < lives;
        if is_good { on() } else { json(401, "{\"error\": \"expired\"}") }
    });
    (service, given)
}

fn oauth(base: &str, more: &str) -> String {
    format!("[auth]\noauth = {{ token-url = \"{base}/token\", client-id = \"app\", {more} }}\n")
}

const SECRET: &str = "client-secret = \"s3cret\"";

#[test]
fn a_token_is_got_once_and_renewed_when_the_service_refuses_it() {
    let (service, given) = guarded(1000);
    let project = Project::with(&[("docs/a.md", &reads(20)), ("doctrial.toml", &oauth(&service.base, SECRET))]);
    let done = project.run(&["run", "--base-url", &service.base, "--verbose"]);
    assert!(done.code == 0 && done.out.contains("20 passed"), "{done:?}");
    assert_eq!((given.load(Ordering::SeqCst), service.count("POST /token")), (1, 1));
    let written = project.read("reports/run.ndjson") + &done.out + &done.err;
    assert!(!written.contains("t0ken-1") && !written.contains("refr3sh"), "{written}");
    // It ends in the middle of the run: every case is fired all the same.
    let (service, given) = guarded(8);
    let project = Project::with(&[("docs/a.md", &reads(20)), ("doctrial.toml", &oauth(&service.base, SECRET))]);
    let done = project.run(&["run", "--base-url", &service.base, "--concurrency", "1"]);
    assert!(done.code == 0 && done.out.contains("20 passed"), "{done:?}");
    assert_eq!(given.load(Ordering::SeqCst), 3);
    assert!(service.seen().iter().any(|seen| seen == "POST /token grant_type=refresh_token&refresh_token=refr3sh-1"));
}

#[test]
fn a_token_that_no_server_gives_breaks_the_cases_and_nothing_of_them_is_sent() {
    let (service, _) = guarded(1000);
    let settings = oauth(&service.base, "client-secret = \"wr0ng\"");
    let project = Project::with(&[("docs/a.md", &reads(2)), ("doctrial.toml", &settings)]);
    let done = project.run(&["run", "--base-url", &service.base]);
    assert!(done.out.contains("2 broken"), "{done:?}");
    assert!(
        done.out.contains("no token for identity `auth`: HTTP 401 from") && done.out.contains("invalid_client: who?"),
        "{done:?}"
    );
    assert!(service.count("GET") == 0 && !done.out.contains("wr0ng"), "{done:?}");
    assert_eq!(service.count("POST /token"), 1, "asked once for the run, not for each case");
    // A token of another type is not sent as one that its bearer may use.
    let other = Responder::new(|_, _| json(200, "{\"access_token\": \"abc\", \"token_type\": \"mac\"}"));
    let project = Project::with(&[("docs/a.md", &reads(1)), ("doctrial.toml", &oauth(&other.base, SECRET))]);
    let done = project.run(&["run", "--base-url", &other.base]);
    assert!(done.out.contains("is of the type `mac`, and not `Bearer`") && other.count("GET") == 0, "{done:?}");
    // A service that refuses every token is asked twice for each case, and no more.
    let never = Responder::new(|received, _| match received.method_and_path() {
        ("POST", _) => json(200, "{\"access_token\": \"abc\"}"),
        _ => json(401, "{}"),
    });
    let project = Project::with(&[("docs/a.md", &reads(1)), ("doctrial.toml", &oauth(&never.base, SECRET))]);
    let done = project.run(&["run", "--base-url", &never.base]);
    assert!(done.out.contains("1 broken") && never.count("GET") == 2 && never.count("POST") == 2, "{done:?}");
}

#[test]
fn tokens_go_to_the_service_and_client_secrets_to_their_server_alone() {
    let server = Responder::new(|_, _| json(200, "{\"access_token\": \"t0ken\"}"));
    let service = Responder::new(|_, _| on());
    let settings = oauth(&server.base, &format!("{SECRET}, scope = \"read\", client-auth = \"body\""));
    let project = Project::with(&[("docs/a.md", &reads(3)), ("doctrial.toml", &settings)]);
    let done = project.run(&["run", "--base-url", &service.base]);
    assert_eq!(done.code, 0, "{done:?}");
    assert_eq!(
        server.seen(),
        ["POST /token grant_type=client_credentials&scope=read&client_id=app&client_secret=s3cret"]
    );
    assert!(service.heads().iter().all(|head| head.contains("bearer t0ken\r\n") && !head.contains("s3cret")));
    assert_eq!(service.seen().len(), 3);
    // What is only listed asks nobody.
    let listed = project.run(&["list", "--base-url", &service.base, "--request"]);
    assert!(listed.code == 0 && listed.out.contains("***") && server.seen().len() == 1, "{listed:?}");
}

#[cfg(unix)]
#[test]
fn a_command_prints_a_token() {
    let service = Responder::new(|_, _| on());
    let settings = "[auth]\ncommand = [\"sh\", \"-c\", \"echo x >> calls; echo pr1nted\"]\n";
    let project = Project::with(&[("docs/a.md", &reads(5)), ("doctrial.toml", settings)]);
    let done = project.run_with(&[("PATH", "/usr/local/bin:/usr/bin:/bin")], &["run", "--base-url", &service.base]);
    assert_eq!(done.code, 0, "{done:?}");
    assert!(service.heads().iter().all(|head| head.contains("authorization: bearer pr1nted\r\n")));
    assert_eq!(project.read("calls").lines().count(), 1);
}

/// As nextest does it: a process for each case.
fn each_alone(project: &Project, base: &str, count: usize) -> Vec<Done> {
    let target = project.path().join("target").display().to_string();
    let variables = [("NEXTEST", "1"), ("NEXTEST_RUN_ID", "r1"), ("CARGO_TARGET_DIR", target.as_str())];
    let fire = |n: usize| {
        let id = format!("a.md::read-{n}::get-lamps-{n}");
        let arguments = ["run", "--base-url", base, "--exact", &id, "--no-report", "junit", "--no-report", "ndjson"];
        project.run_with(&variables, &arguments)
    };
    std::thread::scope(|scope| {
        let fire = &fire;
        let workers: Vec<_> = (0..count).map(|n| scope.spawn(move || fire(n))).collect();
        workers.into_iter().map(|worker| worker.join().expect("no panic")).collect()
    })
}

#[test]
fn processes_of_one_run_share_a_token() {
    let (service, given) = guarded(5);
    let project = Project::with(&[("docs/a.md", &reads(8)), ("doctrial.toml", &oauth(&service.base, SECRET))]);
    for done in each_alone(&project, &service.base, 8) {
        assert!(done.code == 0 && !(done.out + &done.err).contains("t0ken"));
    }
    // One more when the first had been used up.
    assert_eq!(given.load(Ordering::SeqCst), 2, "{:?}", service.seen());
}

#[test]
fn nothing_of_a_token_endpoint_need_be_known_to_list_cases() {
    let settings =
        "[auth]\noauth = { token-url = \"${TOKEN_URL}\", client-id = \"${ID}\", client-secret = \"${SECRET}\" }\n";
    let project = Project::with(&[("docs/a.md", &reads(2)), ("doctrial.toml", settings)]);
    let listed = project.run(&["list"]);
    assert!(listed.code == 0 && listed.out.contains("2 would be fired"), "{listed:?}");
    let fired = project.run(&["run", "--base-url", "http://127.0.0.1:9"]);
    assert!(fired.code == 2 && fired.err.contains("is not set: set it, or write the value"), "{fired:?}");
}
