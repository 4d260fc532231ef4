//! How considerate a run is, and how far it goes: against services that throttle, restart, and come late.

use std::time::{Duration, Instant};

use crate::project::Project;
use crate::responder::{Responder, example, json, response};

const OK: &str = "200 OK\nJSON\n\n{ \"on\": true }";

fn project(count: usize, settings: &str) -> Project {
    let page: String = (0..count).map(|n| example(&format!("Read {n}"), &format!("GET /lamps/{n}"), OK)).collect();
    Project::with(&[("docs/a.md", &page), ("doctrial.toml", settings)])
}

fn on() -> String {
    json(200, "{\"on\": true}")
}

#[test]
fn a_request_that_the_service_could_not_take_is_repeated() {
    for status in [429, 502, 503, 504] {
        let service = Responder::new(move |_, before| if before < 2 { json(status, "{}") } else { on() });
        let done = project(1, "retries = 3\n").run(&["run", "--base-url", &service.base]);
        assert!(done.code == 0 && done.out.contains("1 retried"), "{status}: {done:?}");
        assert_eq!(service.seen().len(), 3);
    }
    let service = Responder::new(|_, _| json(503, "{}"));
    let project = project(1, "");
    let done = project.run(&["run", "--base-url", &service.base, "--retries", "1"]);
    assert!(done.out.contains("1 broken") && service.seen().len() == 2, "{done:?}");
    let record = project.read("reports/run.ndjson");
    assert!(record.contains("\"attempts\":[{\"status\":503,\"elapsed_ms\":"), "{record}");
}

#[test]
fn what_counts_as_a_response_or_may_do_harm_is_not_repeated() {
    let page = [
        example("Busy", "GET /busy", "503 Service Unavailable"),
        example("Make", "POST /lamps", "201 Created"),
        example("Lost", "GET /lost", OK),
    ]
    .concat();
    let project = Project::with(&[("docs/a.md", &page), ("doctrial.toml", "retries = 3\n")]);
    let service = Responder::new(|received, _| match received.method_and_path() {
        (_, "/lost") => json(404, "{}"),
        _ => json(503, ""),
    });
    let done = project.run(&["run", "--base-url", &service.base]);
    assert!(done.out.contains("1 passed, 1 failed, 1 broken"), "{done:?}");
    assert_eq!(service.seen().len(), 3, "{:?}", service.seen());
}

#[test]
fn all_requests_wait_where_the_service_asks_for_it() {
    let service = Responder::new(|_, before| match before {
        0 => response(429, "Retry-After: 1\r\n", "{}"),
        _ => on(),
    });
    let began = Instant::now();
    let done = project(6, "retries = 1\nconcurrency = 1\n").run(&["run", "--base-url", &service.base]);
    assert!(done.code == 0 && service.seen().len() == 7, "{done:?}");
    assert!(began.elapsed() >= Duration::from_secs(1), "{:?}", began.elapsed());
    // A quota that is used up is respected as well, before the service has to refuse.
    let service = Responder::new(|_, _| response(200, "RateLimit: \"default\";r=0;t=1\r\n", "{\"on\": true}"));
    let began = Instant::now();
    let done = project(2, "retries = 1\nconcurrency = 1\n").run(&["run", "--base-url", &service.base]);
    assert!(done.code == 0 && began.elapsed() >= Duration::from_secs(1), "{done:?}");
    // Nobody waits for an hour.
    let service = Responder::new(|_, _| response(429, "Retry-After: 3600\r\n", "{}"));
    let done = project(1, "retries = 5\n").run(&["run", "--base-url", &service.base]);
    assert!(done.out.contains("(Retry-After: 3600)") && service.seen().len() == 1, "{done:?}");
}

#[test]
fn requests_are_kept_apart_by_path() {
    let page: String = (0..4)
        .flat_map(|n| [("search", n), ("lamps", n)])
        .map(|(path, n)| example(&format!("{path} {n}"), &format!("GET /{path}/{n}"), OK))
        .collect();
    let settings = "[[limit]]\npath = \"/search\"\nrequests-per-second = 5\n";
    let project = Project::with(&[("docs/a.md", &page), ("doctrial.toml", settings)]);
    let service = Responder::new(|_, _| on());
    let began = Instant::now();
    let done = project.run(&["run", "--base-url", &service.base]);
    assert!(done.code == 0 && began.elapsed() >= Duration::from_millis(600), "{done:?} {:?}", began.elapsed());
    let seen = service.seen();
    let last_lamp = seen.iter().rposition(|seen| seen.contains("/lamps/")).expect("it is read");
    assert!(seen[last_lamp + 1..].iter().filter(|seen| seen.contains("/search/")).count() >= 2, "{seen:?}");
    let began = Instant::now();
    let done = project.run(&["run", "--base-url", &service.base, "--rate", "10"]);
    assert!(done.code == 0 && began.elapsed() >= Duration::from_millis(300), "{done:?}");
}

#[test]
fn at_most_so_many_requests_are_in_flight_below_a_path() {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static NOW: AtomicUsize = AtomicUsize::new(0);
    static MOST: AtomicUsize = AtomicUsize::new(0);
    let service = Responder::new(|_, _| {
        MOST.fetch_max(NOW.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        std::thread::sleep(Duration::from_millis(60));
        NOW.fetch_sub(1, Ordering::SeqCst);
        on()
    });
    let settings = "[[limit]]\npath = \"lamps\"\nconcurrency = 2\n";
    let done = project(8, settings).run(&["run", "--base-url", &service.base]);
    assert!(done.code == 0 && MOST.load(Ordering::SeqCst) == 2, "{done:?} {MOST:?}");
}

#[test]
fn a_run_ends_where_its_budget_does() {
    let broken = || Responder::new(|_, _| json(404, "{}"));
    for (flags, failed, why) in [
        (&["--fail-fast"][..], 1, "stopped after 1 case that did not pass (`max-failures`)"),
        (&["--max-failures", "3"], 3, "stopped after 3 cases that did not pass"),
        (&["--max-requests", "2"], 2, "the run had sent 2 requests (`max-requests`)"),
    ] {
        let service = broken();
        let arguments = [&["run", "--base-url", service.base.as_str(), "--concurrency", "1"][..], flags].concat();
        let project = project(6, "");
        let done = project.run(&arguments);
        assert!(done.out.contains(&format!("{failed} failed, 0 broken, {} skipped", 6 - failed)), "{done:?}");
        assert!(done.out.contains(why) && service.seen().len() == failed, "{done:?}");
        assert!(project.read("reports/junit.xml").contains("tests=\"6\""));
    }
    // What is left of a run that passes so far proves little, unless it is said to be enough.
    for (flags, code, word) in [
        (&["--max-requests", "4"][..], 1, "TOO FEW FIRED: 4 of 6 cases fired before the budget was used: 4 passed"),
        (&["--max-requests", "4", "--min-fired", "4"], 0, "PASSED: 4 passed"),
        (&["--max-requests", "6"], 0, "PASSED: 6 passed"),
    ] {
        let service = Responder::new(|_, _| on());
        let done = project(6, "").run(&[&["run", "--base-url", service.base.as_str()][..], flags].concat());
        assert!(done.code == code && done.out.contains(word), "{done:?}");
    }
    let slow = Responder::new(|_, _| {
        std::thread::sleep(Duration::from_millis(300));
        on()
    });
    let done = project(6, "max-time = \"100ms\"\nconcurrency = 1\n").run(&["run", "--base-url", &slow.base]);
    assert!(done.out.contains("longer than 0.1 s (`max-time`)") && slow.seen().len() < 3, "{done:?}");
}

#[test]
fn a_status_that_the_page_shows_beside_the_response_is_not_tried_again() {
    let page = example("Read", "GET /owls/1", OK) + "```http\nHTTP/1.1 503 Service Unavailable\n```\n";
    let project = Project::with(&[("docs/a.md", &page), ("doctrial.toml", "retries = 2\n")]);
    let resting = Responder::new(|_, _| json(503, "{}"));
    let done = project.run(&["run", "--base-url", &resting.base]);
    assert!(done.code != 0 && resting.seen().len() == 1, "{done:?}");
    let failing = Responder::new(|_, before| if before == 0 { json(502, "{}") } else { on() });
    let done = project.run(&["run", "--base-url", &failing.base]);
    assert!(done.out.contains("1 passed") && failing.seen().len() == 2, "{done:?}");
}

#[test]
fn a_run_waits_for_a_service_that_starts() {
    let service = Responder::new(|_, before| if before < 2 { json(503, "{}") } else { on() });
    let done = project(1, "").run(&["run", "--base-url", &service.base, "--wait", "20s"]);
    assert!(done.code == 0 && service.count("GET / ") + service.count("GET /") >= 4, "{done:?} {:?}", service.seen());
    let done = project(1, "").run(&["run", "--base-url", "http://127.0.0.1:9", "--wait", "300ms"]);
    assert!(
        done.code == 5 && done.err.contains("the service was not ready within 0.3 s: connection refused"),
        "{done:?}"
    );
}

#[test]
fn a_service_on_which_people_depend_is_only_read() {
    let page = [example("Read", "GET /a", OK), example("Make", "POST /a", OK)].concat();
    let settings = "[profile.live]\nproduction = true\nallow-writes = true\n";
    let project = Project::with(&[("docs/a.md", &page), ("doctrial.toml", settings)]);
    let service = Responder::new(|_, _| on());
    let done = project.run(&["run", "--profile", "live", "--base-url", &service.base]);
    assert!(done.out.contains("1 passed, 0 failed, 0 broken, 1 skipped"), "{done:?}");
    assert!(done.out.contains("allow-production-writes") && service.seen() == ["GET /a"], "{done:?}");
    project.write("doctrial.toml", format!("{settings}allow-production-writes = true\n").as_bytes());
    let done = project.run(&["run", "--profile", "live", "--base-url", &service.base]);
    assert!(done.out.contains("2 passed"), "{done:?}");
}
