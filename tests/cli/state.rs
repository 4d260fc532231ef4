//! Cases that need one another, against a service that gives ids, refuses those it does not know, and wants a token.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use crate::project::Project;
use crate::responder::{Responder, example, json, response};

/// What the service remembers.
#[derive(Default)]
struct Depot {
    parcels: BTreeMap<u64, String>,
    last: u64,
    logins: usize,
    /// Each request: method, path and body.
    seen: Vec<String>,
}

/// A depot of parcels, at the base URL returned. Ids are numbers that no page shows.
fn depot() -> (String, Arc<Mutex<Depot>>) {
    let depot = Arc::new(Mutex::new(Depot { last: 7000, ..Depot::default() }));
    let shared = Arc::clone(&depot);
    let service = Responder::new(move |received, _| {
        let (method, path) = received.method_and_path();
        let mut depot = shared.lock().expect("no test panics with it");
        depot.seen.push(format!("{method} {path} {}", received.body).trim().to_owned());
        let (status, text) = depot.response(method, path, &received.body, &received.head);
        let location = if status == 201 { format!("Location: /parcels/{}\r\n", depot.last) } else { String::new() };
        response(status, &location, &text)
    });
    (service.base, depot)
}

impl Depot {
    fn response(&mut self, method: &str, path: &str, body: &str, head: &str) -> (u16, String) {
        if (method, path) == ("POST", "/login") {
            self.logins += 1;
            return (200, format!("{{\"token\": \"s3cret-token-{}\"}}", self.logins));
        }
        if path.starts_with("/private") {
            let token = format!("authorization: bearer s3cret-token-{}\r\n", self.logins);
            let is_known = self.logins > 0 && head.to_lowercase().contains(&token);
            return if is_known {
                (200, "{\"open\": true}".to_owned())
            } else {
                (401, "{\"error\": \"who\"}".to_owned())
            };
        }
        let id = path.strip_prefix("/parcels/").and_then(|rest| rest.split('/').next()?.parse::<u64>().ok());
        match (method, id) {
            ("POST", None) if path == "/parcels" => {
                self.last += 1;
                self.parcels.insert(self.last, body.to_owned());
                (201, format!("{{\"number\": {}, \"to\": \"Ada\"}}", self.last))
            }
            ("POST", None) if path == "/labels" => {
                let known = self.parcels.keys().any(|id| body.contains(&format!("\"parcel\": {id} }}")));
                if known {
                    (200, "{\"printed\": true}".to_owned())
                } else {
                    (422, "{\"error\": \"parcel\"}".to_owned())
                }
            }
            (_, Some(id)) if !self.parcels.contains_key(&id) => (404, "{\"error\": \"unknown\"}".to_owned()),
            ("DELETE", Some(id)) => {
                self.parcels.remove(&id);
                (204, String::new())
            }
            ("GET" | "PATCH", Some(id)) => (200, format!("{{\"number\": {id}, \"to\": \"Ada\"}}")),
            _ => (400, "{\"error\": \"what\"}".to_owned()),
        }
    }
}

/// Create, read, print a label, change, delete: on any service all but the first need an id that exists.
fn parcels() -> String {
    let body = "JSON\n\n{ \"number\": 1001, \"to\": \"Ada\" }";
    let page = [
        ("Delete", "DELETE /parcels/{parcel-id}", "204 No Content".to_owned()),
        ("Read", "GET /parcels/{parcel-id}", format!("200 OK\n{body}")),
        ("Send", "POST /parcels\nJSON\n\n{ \"to\": \"Ada\" }", format!("201 Created\nLocation: /parcels/1001\n{body}")),
        (
            "Print",
            "POST /labels\nJSON\n\n{ \"parcel\": \"{parcel-id}\" }",
            "200 OK\nJSON\n\n{ \"printed\": true }".to_owned(),
        ),
        ("Change", "PATCH /parcels/{parcel-id}\nJSON\n\n{ \"to\": \"Bob\" }", format!("200 OK\n{body}")),
    ];
    let examples = page.iter().map(|(heading, request, response)| example(heading, request, response));
    format!("# Parcels\n\n{}", examples.collect::<String>())
}

const CAPTURE: &str = "[[capture]]\nof = { heading = \"Send\" }\nparcel-id = \"$.number\"\n";

fn seen(depot: &Mutex<Depot>, what: &str) -> usize {
    depot.lock().expect("no panic").seen.iter().filter(|seen| seen.starts_with(what)).count()
}

#[test]
fn cases_take_the_values_that_others_give() {
    let project = Project::with(&[("docs/parcels.md", &parcels()), ("doctrial.toml", CAPTURE)]);
    for _ in 0..3 {
        let (base, depot) = depot();
        let done = project.run(&["run", "--base-url", &base]);
        assert_eq!(done.code, 0, "{done:?}");
        assert!(done.out.contains("5 passed, 0 failed, 0 broken, 0 skipped"), "{done:?}");
        // One parcel for all, and one that is there to be deleted.
        assert_eq!(seen(&depot, "POST /parcels"), 2, "{:?}", depot.lock().expect("no panic").seen);
        assert_eq!(seen(&depot, "DELETE"), 1);
        // The number stays one, though the page shows its placeholder in quotes.
        assert_eq!(seen(&depot, "POST /labels { \"parcel\": 70"), 1);
    }
}

/// Ids differ from instance to instance, and secrets are not in the recording: each case must get its own again.
#[test]
fn what_cases_gave_one_another_is_recorded_and_judged_again() {
    let undo = format!("{CAPTURE}undo = \"delete-parcels-parcel-id\"\n");
    let login = "[auth]\nbearer = \"{token}\"\n\n[[setup]]\nname = \"login\"\n\
                 request = \"POST /login\\n\\n{\\\"password\\\": \\\"${PASSWORD}\\\"}\"\ncapture.token = \"$.token\"\n";
    let private = example("Open", "GET /private/1", "200 OK\nJSON\n\n{ \"open\": 1 }");
    let settings = format!("{login}\n{undo}");
    let project = Project::with(&[("docs/parcels.md", &(parcels() + &private)), ("doctrial.toml", &settings)]);
    let arguments = ["run", "--base-url", &depot().0, "--record", "kept"];
    let fired = project.run_with(&[("PASSWORD", "hunter22")], &arguments);
    let counts = "5 passed, 1 failed, 0 broken, 0 skipped";
    assert!(fired.code == 1 && fired.out.contains(counts), "{fired:?}");
    let kept = project.read("kept/exchanges.ndjson");
    assert!(!kept.contains("s3cret-token") && !kept.contains("hunter22"), "{kept}");
    let judged = project.run(&["run", "--replay", "kept"]);
    assert!(judged.code == 1 && judged.out.contains(counts), "{judged:?} {kept}");
    assert!(!judged.out.contains("not taken back"), "{judged:?}");
}

#[test]
fn a_case_that_is_selected_alone_brings_what_it_needs() {
    let project = Project::with(&[("docs/parcels.md", &parcels()), ("doctrial.toml", CAPTURE)]);
    let (base, depot) = depot();
    let done = project.run(&["run", "--base-url", &base, "::read::"]);
    assert!(done.code == 0 && done.out.contains("1 passed, 0 failed, 0 broken, 0 skipped"), "{done:?}");
    assert_eq!(depot.lock().expect("no panic").seen, ["POST /parcels { \"to\": \"Ada\" }", "GET /parcels/7001"]);
    let listed = project.run(&["list", "--base-url", &base, "--request"]);
    assert!(listed.code == 0 && listed.out.contains("filled with what `post-parcels` gave"), "{listed:?}");
}

#[test]
fn what_was_made_is_taken_back_whatever_became_of_the_cases() {
    let undo = format!("{CAPTURE}undo = \"delete-parcels-parcel-id\"\n");
    let wrong = parcels().replace(
        "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{ \"number\"",
        "HTTP/1.1 202 Accepted\n\n{ \"number\"",
    );
    for (page, code) in [(parcels(), 0), (wrong, 1)] {
        let project = Project::with(&[("docs/parcels.md", &page), ("doctrial.toml", &undo)]);
        let (base, depot) = depot();
        let done = project.run(&["run", "--base-url", &base]);
        assert_eq!(done.code, code, "{done:?}");
        let depot = depot.lock().expect("no panic");
        assert!(depot.parcels.is_empty() && depot.last == 7002, "{:?}", depot.seen);
    }
}

#[test]
fn a_failed_step_breaks_what_needs_it_and_nothing_of_that_is_sent() {
    let page = parcels().replace("POST /parcels\n", "POST /parcel\n");
    let project = Project::with(&[("docs/parcels.md", &page), ("doctrial.toml", CAPTURE)]);
    let (base, depot) = depot();
    let done = project.run(&["run", "--base-url", &base]);
    assert!(done.out.contains("0 passed, 1 failed, 4 broken, 0 skipped"), "{done:?}");
    assert!(
        done.out.contains("needs `post-parcel`, which failed: 201 is expected, and the response is HTTP 400"),
        "{done:?}"
    );
    assert_eq!(depot.lock().expect("no panic").seen.len(), 2, "for all, and for the one that deletes");
}

#[test]
fn a_value_that_is_not_there_is_named() {
    let settings = CAPTURE.replace("$.number", "$.id");
    let project = Project::with(&[("docs/parcels.md", &parcels()), ("doctrial.toml", &settings)]);
    let done = project.run(&["run", "--base-url", &depot().0]);
    assert!(done.out.contains("1 passed, 0 failed, 4 broken, 0 skipped"), "{done:?}");
    assert!(done.out.contains("nothing is at `$.id` of the body; the response is HTTP 201"), "{done:?}");
}

#[test]
fn literals_of_the_docs_stand_for_values() {
    let page = parcels().replace("{parcel-id}", "1001").replace("\"1001\"", "1001");
    let settings = format!("{CAPTURE}\n[literals]\n1001 = \"parcel-id\"\n");
    let project = Project::with(&[("docs/parcels.md", &page), ("doctrial.toml", &settings)]);
    let (base, depot) = depot();
    let done = project.run(&["run", "--base-url", &base]);
    assert!(done.code == 0 && done.out.contains("5 passed"), "{done:?}");
    assert_eq!(seen(&depot, "POST /parcels"), 2);
    // Against the docs themselves nothing is needed.
    let embedded = project.run(&["run"]);
    assert!(embedded.code == 0 && embedded.out.contains("5 passed"), "{embedded:?}");
}

#[test]
fn a_case_has_a_value_of_its_own_in_the_place_of_a_literal() {
    let page = example("Send", "GET /parcels/PK-1", "200 OK\nJSON\n\n{ \"id\": 1 }")
        + &example("Lost", "GET /parcels/PK-1", "404 Not Found");
    let of_case = "[[expect]]\nwhere = { status = 404 }\nparameters.parcel = \"PK-0\"\n";
    for (settings, sent) in [
        (format!("[literals]\nPK-1 = \"parcel\"\n\n{of_case}"), ["GET /parcels/PK-1", "GET /parcels/PK-0"]),
        (
            format!("[literals]\nPK-1 = \"parcel\"\n\n[parameters]\nparcel = \"PK-9\"\n\n{of_case}"),
            ["GET /parcels/PK-9", "GET /parcels/PK-0"],
        ),
    ] {
        let project = Project::with(&[("docs/a.md", &format!("# A\n\n{page}")), ("doctrial.toml", &settings)]);
        let (base, depot) = depot();
        let done = project.run(&["run", "--base-url", &base]);
        for line in sent {
            assert_eq!(seen(&depot, line), 1, "{settings}: {done:?}");
        }
        assert!(!done.err.contains("which no capture and no parameter gives"), "{done:?}");
    }
}

#[test]
fn a_page_says_itself_what_it_gives() {
    let directive = "<!-- doctrial capture.parcel-id = { header = \"Location\", regex = \"([0-9]+)$\" } -->\n";
    let page = parcels().replace("## Send\n\n", &format!("## Send\n\n{directive}"));
    let project = Project::with(&[("docs/parcels.md", &page)]);
    let done = project.run(&["run", "--base-url", &depot().0]);
    // Out of a header field it is a text: the label is for a number.
    assert!(done.out.contains("4 passed, 1 failed"), "{done:?}");
}

#[test]
fn a_login_of_the_settings_is_sent_once_and_its_token_is_shown_nowhere() {
    let open = |n: u32| example(&format!("Open {n}"), &format!("GET /private/{n}"), "200 OK\nJSON\n\n{ \"open\": 1 }");
    let page: String = (0..20).map(open).collect();
    let settings = "[auth]\nbearer = \"{token}\"\n\n[[setup]]\nname = \"login\"\n\
                    request = \"POST /login\\nContent-Type: application/json\\n\\n{\\\"password\\\": \\\"${PASSWORD}\\\"}\"\n\
                    capture.token = \"$.token\"\n";
    let project = Project::with(&[("docs/a.md", &format!("# A\n\n{page}")), ("doctrial.toml", settings)]);
    let (base, depot) = depot();
    let done = project.run_with(&[("PASSWORD", "hunter22")], &["run", "--base-url", &base, "--verbose"]);
    assert!(done.out.contains("0 passed, 20 failed"), "the page documents a number: {done:?}");
    assert_eq!(seen(&depot, "POST /login {\"password\": \"hunter22\"}"), 1);
    assert_eq!(seen(&depot, "GET /private"), 20);
    let written = project.read("reports/run.ndjson") + &project.read("reports/junit.xml") + &done.out + &done.err;
    assert!(!written.contains("s3cret-token") && !written.contains("hunter22"), "{written}");
    let refused = project.run_with(&[("PASSWORD", "hunter22")], &["run", "--base-url", "http://127.0.0.1:9"]);
    assert!(refused.out.contains("needs `login`, which failed: connection refused"), "{refused:?}");
}

#[test]
fn mistakes_are_found_before_anything_is_sent() {
    let capture = |more: &str| format!("{CAPTURE}{more}");
    for (settings, found) in [
        (capture("undo = \"delete-parcels\"\n"), "no case and no [[setup]] is named `delete-parcels`; did you mean"),
        (capture("parcel-di = \"$.number\"\n"), "no request takes the captured value `parcel-di`"),
        (
            capture("\n[literals]\n1001 = \"parcel\"\n"),
            "is the variable `parcel`, which no capture and no parameter gives",
        ),
        (CAPTURE.replace("Send", "Sned"), "this [[capture]] matches no case"),
        (
            capture("\n[[expect]]\nwhere = { heading = \"Send\" }\nneeds = [\"get-parcels-parcel-id\"]\n"),
            "which needs it in turn",
        ),
    ] {
        let project = Project::with(&[("docs/parcels.md", &parcels()), ("doctrial.toml", &settings)]);
        let checked = project.run(&["check"]);
        assert!(checked.out.contains(found), "{settings}: {checked:?}");
        let (base, depot) = depot();
        let done = project.run(&["run", "--base-url", &base]);
        assert!(done.err.contains(found), "{settings}: {done:?}");
        let is_error = ["no case and no", "in turn"].iter().any(|words| found.contains(words));
        assert!(!is_error || done.code == 2 && depot.lock().expect("no panic").seen.is_empty(), "{done:?}");
    }
}

#[test]
fn numbers_are_sent_on_as_they_came() {
    let page = [
        example("Lay", "POST /eggs", "201 Created\nJSON\n\n{ \"id\": 1, \"weight\": 2.5 }"),
        example(
            "Weigh",
            "PUT /eggs/{egg}\nJSON\n\n{ \"weight\": \"{weight}\" }",
            "200 OK\nJSON\n\n{ \"id\": 1, \"weight\": 2.5 }",
        ),
    ]
    .concat();
    let settings = "[[capture]]\nof = { method = \"POST\" }\negg = \"$.id\"\nweight = \"$.weight\"\n";
    let project = Project::with(&[("docs/a.md", &page), ("doctrial.toml", settings)]);
    let service = Responder::new(|received, _| {
        let status = if received.head.starts_with("POST") { 201 } else { 200 };
        json(status, "{\"id\": 77000000000000000000001, \"weight\": 61.20}")
    });
    let done = project.run(&["run", "--base-url", &service.base]);
    assert!(done.code == 0, "{done:?}");
    let put = "PUT /eggs/77000000000000000000001 { \"weight\": 61.20 }";
    assert!(service.seen().iter().any(|seen| seen == put), "{:?}", service.seen());
}

/// As nextest does it: a process for each case, several at a time.
fn fire_each_alone(project: &Project, base: &str, ids: &[String], run: &str) -> Vec<crate::project::Done> {
    let target = project.path().join("target").display().to_string();
    let variables =
        [("NEXTEST", "1"), ("NEXTEST_RUN_ID", run), ("CARGO_TARGET_DIR", target.as_str()), ("PASSWORD", "hunter22")];
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        let worker = || {
            let mut done = Vec::new();
            while let Some(id) = ids.get(next.fetch_add(1, Ordering::Relaxed)) {
                let nothing = ["--no-report", "junit", "--no-report", "ndjson"];
                let arguments = [&["run", "--base-url", base, "--exact", id.as_str()][..], &nothing[..]].concat();
                done.push(project.run_with(&variables, &arguments));
            }
            done
        };
        let workers: Vec<_> = (0..4).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("no panic")).collect()
    })
}

#[test]
fn processes_of_one_run_share_a_login() {
    let open =
        |n: u32| example(&format!("Open {n}"), &format!("GET /private/{n}"), "200 OK\nJSON\n\n{ \"open\": true }");
    let page: String = (0..12).map(open).collect();
    let login =
        example("Log in", "POST /login\nJSON\n\n{ \"password\": \"x\" }", "200 OK\nJSON\n\n{ \"token\": \"abc\" }");
    let settings = "[auth]\nbearer = \"{token}\"\n\n[[capture]]\nof = { url = \"/login\" }\ntoken = \"$.token\"\n";
    let project = Project::with(&[
        ("docs/a.md", &format!("# A\n\n{page}")),
        ("docs/login.md", &format!("# Login\n\n{login}")),
        ("doctrial.toml", settings),
    ]);
    let mut ids: Vec<String> = (0..12).map(|n| format!("a.md::open-{n}::get-private-{n}")).collect();
    ids.push("login.md::log-in::post-login".to_owned());
    let (base, depot) = depot();
    for (run, logins) in [("r1", 1), ("r1", 1), ("r2", 2)] {
        for done in fire_each_alone(&project, &base, &ids, run) {
            assert!(done.code == 0 && !(done.out + &done.err).contains("s3cret-token"));
        }
        assert_eq!(seen(&depot, "POST /login"), logins);
    }
    let alone = format!("share-state = false\n\n{settings}");
    project.write("doctrial.toml", alone.as_bytes());
    // The service takes the newest token alone: one after the other.
    for id in ids[..2].chunks(1) {
        assert!(fire_each_alone(&project, &base, id, "r3").iter().all(|done| done.code == 0));
    }
    assert_eq!(seen(&depot, "POST /login"), 4);
}

#[test]
fn the_cases_of_a_story_share_the_login_of_the_run() {
    let open =
        |n: u32| example(&format!("Open {n}"), &format!("GET /private/{n}"), "200 OK\nJSON\n\n{ \"open\": true }");
    let settings = "[auth]\nbearer = \"{token}\"\n\n[[setup]]\nname = \"login\"\nrequest = \"POST /login\"\n\
                    capture.token = { body = \"$.token\", secret = true }\n\n[[page]]\npath = \"story.md\"\norder = \"document\"\n";
    let project = Project::with(&[
        ("docs/a.md", &format!("# A\n\n{}", (0..6).map(open).collect::<String>())),
        ("docs/story.md", &format!("# Story\n\n{}", (6..12).map(open).collect::<String>())),
        ("doctrial.toml", settings),
    ]);
    let page = |n: u32| if n < 6 { "a" } else { "story" };
    let ids: Vec<String> = (0..12).map(|n| format!("{}.md::open-{n}::get-private-{n}", page(n))).collect();
    let (base, depot) = depot();
    for done in fire_each_alone(&project, &base, &ids, "r1") {
        assert_eq!(done.code, 0, "{done:?}");
    }
    assert_eq!((seen(&depot, "POST /login"), seen(&depot, "GET /private")), (1, 12));
}

#[test]
fn a_process_for_each_case_makes_and_takes_back_its_own() {
    let directive = "<!-- doctrial capture.parcel-id = \"$.number\"\nundo = \"delete-parcels-parcel-id\" -->\n";
    let page = parcels().replace("## Send\n\n", &format!("## Send\n\n{directive}"));
    let (create, rest) = (page.find("## Send").expect("it is there"), page.find("## Print").expect("it is there"));
    let (made, others) = (page[create..rest].to_owned(), format!("{}{}", &page[..create], &page[rest..]));
    // The step is on another page than most that need it; its undo is there with them.
    let project = Project::with(&[("docs/use.md", &others), ("docs/send.md", &format!("# Send\n\n{made}"))]);
    let ids = ["use.md::read::get-parcels-parcel-id", "use.md::print::post-labels", "send.md::send::post-parcels"];
    let ids = ids.map(str::to_owned);
    let (base, depot) = depot();
    for done in fire_each_alone(&project, &base, &ids, "r1") {
        assert_eq!(done.code, 0, "{done:?}");
    }
    let depot = depot.lock().expect("no panic");
    assert!(depot.parcels.is_empty() && depot.last == 7003, "{:?}", depot.seen);
}

#[test]
fn a_process_for_each_case_finds_the_steps_that_the_settings_name() {
    let page = parcels();
    let (create, rest) = (page.find("## Send").expect("it is there"), page.find("## Print").expect("it is there"));
    let (made, others) = (page[create..rest].to_owned(), format!("{}{}", &page[..create], &page[rest..]));
    let expect = "[[expect]]\nwhere = { name = \"post-parcels\" }\nundo = \"delete-parcels-parcel-id\"\n";
    let by_expect = format!("{expect}capture.parcel-id = \"$.number\"\n");
    let by_both = format!("{expect}[[capture]]\nof = {{ name = \"post-parcels\" }}\nparcel-id = \"$.number\"\n");
    for settings in [by_expect, by_both] {
        let files =
            [("docs/use.md", &others), ("docs/send.md", &format!("# Send\n\n{made}")), ("doctrial.toml", &settings)];
        let project = Project::with(&files.map(|(path, text)| (path, text.as_str())));
        let ids = ["use.md::read::get-parcels-parcel-id", "send.md::send::post-parcels"].map(str::to_owned);
        let (base, depot) = depot();
        for done in fire_each_alone(&project, &base, &ids, "r1") {
            assert!(done.code == 0 && !done.err.contains("warning"), "{done:?}");
        }
        assert!(depot.lock().expect("no panic").parcels.is_empty());
    }
}

#[test]
fn settings_are_proposed_that_make_the_cases_run() {
    let shown = parcels().replace("{parcel-id}", "1001").replace("\"1001\"", "1001");
    for page in [parcels(), shown] {
        let project = Project::with(&[("docs/parcels.md", &page)]);
        let proposed = project.run(&["plan"]);
        let id = "parcels.md::send::post-parcels";
        assert!(
            proposed.out.contains(&format!("[[capture]]\nof = {{ id = \"{id}\" }}\nparcel-id = \"$.number\"\n")),
            "{proposed:?}"
        );
        assert!(proposed.out.contains("undo = \"parcels.md::delete::delete-parcels-"), "{proposed:?}");
        let written = project.run(&["plan", "--write"]);
        assert!(written.out.contains("1 capture added to doctrial.toml"), "{written:?}");
        let (base, depot) = depot();
        let done = project.run(&["run", "--base-url", &base]);
        assert!(done.code == 0 && done.out.contains("5 passed"), "{done:?}");
        assert!(depot.lock().expect("no panic").parcels.is_empty());
    }
    let nothing = Project::with(&[("docs/a.md", crate::project::READ)]).run(&["plan"]);
    assert!(nothing.out.is_empty() && nothing.err.contains("nothing to propose"), "{nothing:?}");
}

#[test]
fn a_creation_may_be_above_the_case_that_takes_it_back() {
    let page = example("Add", "POST /lamps", "201 Created\nJSON\n\n{ \"id\": 7 }")
        + &example("Read", "GET /lamps/7?page=7", "200 OK\nJSON\n\n{ \"id\": 7 }")
        + &example("Remove", "DELETE /lamps/7", "204 No Content");
    let project = Project::with(&[("docs/lamps.md", &page)]);
    let written = project.run(&["plan", "--write"]);
    assert!(project.read("doctrial.toml").contains("\"lamps/7\" = \"lamps/{lamp-id}\""), "{written:?}");
    let made = AtomicUsize::new(40);
    let service = Responder::new(move |received, _| match received.method_and_path() {
        ("POST", "/lamps") => json(201, &format!("{{\"id\": {}}}", made.fetch_add(1, Ordering::SeqCst))),
        ("GET", _) => json(200, "{\"id\": 7}"),
        _ => json(204, ""),
    });
    let done = project.run(&["run", "--base-url", &service.base, "--concurrency", "1"]);
    assert!(done.code == 0 && done.out.contains("3 passed") && !done.err.contains("warning"), "{done:?}");
    let seen = service.seen();
    let expected = ["POST /lamps", "GET /lamps/40?page=7", "POST /lamps", "DELETE /lamps/41", "DELETE /lamps/40"];
    assert_eq!(seen, expected);
    let one = project.run(&["run", "--base-url", &service.base, "--name", "post-lamps"]);
    assert!(one.code == 0 && !one.err.contains("warning"), "{one:?}");
}

#[test]
fn the_id_of_what_is_not_there_is_no_literal_to_replace() {
    let page = "# Parcels\n\n## Send\n\n```http\nPOST /parcels\n```\n\n```http\nHTTP/1.1 201 Created\nContent-Type: application/json\n\n\
        {\"number\": \"PK-1\"}\n```\n\n## Read\n\n```http\nGET /parcels/PK-1\n```\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n\
        {\"number\": \"PK-1\"}\n```\n\n## Lost\n\n```http\nGET /parcels/PK-99\n```\n\n```http\nHTTP/1.1 404 Not Found\n```\n";
    let proposed = Project::with(&[("docs/parcels.md", page)]).run(&["plan"]);
    assert!(proposed.out.contains("\"PK-1\" = \"parcel-id\""), "{proposed:?}");
    assert!(!proposed.out.contains("PK-99"), "{proposed:?}");
}

#[test]
fn a_login_that_expires_is_sent_again_and_no_case_is_lost() {
    let (logins, uses) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let service = Responder::new(move |received, _| {
        if received.method_and_path() == ("POST", "/login") {
            uses.store(0, Ordering::SeqCst);
            return json(200, &format!("{{\"token\": \"t0ken-{}\"}}", logins.fetch_add(1, Ordering::SeqCst) + 1));
        }
        let token = format!("authorization: bearer t0ken-{}\r\n", logins.load(Ordering::SeqCst));
        let is_good = received.head.to_lowercase().contains(&token) && uses.fetch_add(1, Ordering::SeqCst) < 7;
        if is_good { json(200, "{\"open\": true}") } else { json(401, "{\"error\": \"expired\"}") }
    });
    let open =
        |n: u32| example(&format!("Open {n}"), &format!("GET /private/{n}"), "200 OK\nJSON\n\n{ \"open\": true }");
    let page: String = (0..20).map(open).collect();
    let settings = "concurrency = 1\n\n[auth]\nbearer = \"{token}\"\n\n[[setup]]\nname = \"login\"\n\
                    request = \"POST /login\"\ncapture.token = \"$.token\"\n";
    let project = Project::with(&[("docs/a.md", &format!("# A\n\n{page}")), ("doctrial.toml", settings)]);
    let done = project.run(&["run", "--base-url", &service.base]);
    assert!(done.code == 0 && done.out.contains("20 passed"), "{done:?}");
    assert_eq!(service.count("POST /login"), 3, "{:?}", service.seen());
    // Where no login helps, each case is tried twice and no more.
    let never = Responder::new(|received, _| match received.method_and_path() {
        ("POST", _) => json(200, "{\"token\": \"t0ken\"}"),
        _ => json(401, "{}"),
    });
    let done = project.run(&["run", "--base-url", &never.base]);
    assert!(done.out.contains("20 broken") && never.count("GET") == 40, "{done:?}");
}

#[test]
fn a_dry_run_shows_each_request_in_order_and_sends_none() {
    let undo = format!("{CAPTURE}undo = \"delete-parcels-parcel-id\"\n");
    let project = Project::with(&[("docs/parcels.md", &parcels()), ("doctrial.toml", &undo)]);
    let (base, depot) = depot();
    let done = project.run(&["run", "--base-url", &base, "--dry-run"]);
    let shown: Vec<&str> = done.out.lines().filter(|line| line.contains(&base)).collect();
    let sent = |line: &str| line.replace(&base, "").replace("%7B", "{").replace("%7D", "}");
    let shown: Vec<String> = shown.into_iter().map(sent).collect();
    // One parcel to be deleted, then the one that all others share, which is taken back at the end.
    assert_eq!(
        shown,
        [
            "POST /parcels",
            "DELETE /parcels/{parcelid}",
            "POST /parcels",
            "GET /parcels/{parcelid}",
            "POST /labels",
            "PATCH /parcels/{parcelid}",
            "DELETE /parcels/{parcelid}",
        ],
        "{done:?}"
    );
    assert!(done.code == 0 && done.out.contains("(takes back)") && depot.lock().expect("no panic").seen.is_empty());
}

#[test]
fn what_a_response_gives_empty_breaks_only_what_cannot_be_sent_without_it() {
    let service = Responder::new(|_, _| json(200, "{\"next\": \"\", \"number\": 7}"));
    let list = example("List", "GET /parcels", "200 OK\nJSON\n\n{\"next\": \"\", \"number\": 7}").replace(
        "\n```http\nHTTP",
        "\n<!-- doctrial\ncapture.next = '$.next'\ncapture.number = '$.number'\n-->\n\n```http\nHTTP",
    );
    let others: String = [
        ("One", "GET /parcels/{number}"),
        ("Page", "GET /parcels?after={next}"),
        ("Tail", "GET /tails/{next}"),
        ("Field", "GET /fields\nX-After: {next}"),
        ("Clear", "DELETE /parcels?after={next}"),
    ]
    .map(|(heading, request)| example(heading, request, "200 OK"))
    .concat();
    let project = Project::with(&[("docs/a.md", &format!("# Parcels\n\n{list}{others}"))]);
    let done = project.run(&["run", "--base-url", &service.base, "--allow-writes", "--verbose", "--concurrency", "1"]);
    let mut seen = service.seen();
    seen.sort();
    seen.dedup();
    assert_eq!(seen, ["GET /parcels", "GET /parcels/7", "GET /parcels?after="], "{done:?}");
    for part in ["a path", "a header field", "a DELETE request"] {
        let reason = format!("the value given for {{next}} is empty, and {part} needs one");
        assert!(done.out.contains(&reason), "{part}: {done:?}");
    }
    assert!(done.out.contains("3 broken, 0 skipped"), "{done:?}");
}

#[test]
fn what_belongs_behind_a_url_of_a_response_is_sent_there() {
    let service = Responder::new(|received, _| {
        let (method, _) = received.method_and_path();
        let mut fields = received.head.lines().filter_map(|line| line.split_once(": "));
        let host = fields.find(|(name, _)| name.eq_ignore_ascii_case("host")).map_or("", |(_, host)| host);
        let text = format!("{{\"parcel_upload_url\": \"http://{host}/up/7?sig=q\"}}");
        json(200, if method == "POST" { &text } else { "{}" })
    });
    let start = example("Start", "POST /uploads", "200 OK\nJSON\n\n{\"parcel_upload_url\": \"x\"}").replace(
        "\n```http\nHTTP",
        "\n<!-- doctrial\ncapture.parcel_upload_url = '$.parcel_upload_url'\n-->\n\n```http\nHTTP",
    );
    let part = example("Part", "PUT {parcel_upload_url}/parts?n=1\nJSON\n\n{}", "200 OK");
    let project = Project::with(&[("docs/a.md", &format!("# Uploads\n\n{start}{part}"))]);
    let done = project.run(&["run", "--base-url", &service.base, "--allow-writes", "--concurrency", "1"]);
    let seen: Vec<String> = service.seen().iter().map(|seen| seen.trim().trim_end_matches(" {}").to_owned()).collect();
    assert_eq!(seen, ["POST /uploads", "PUT /up/7/parts?sig=q&n=1"], "{done:?}");
}
