//! What a run may call green, and what it says when it proves little.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::project::{Project, READ};
use crate::service::service;

const LAMP: &str = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 25\r\nConnection: close\r\n\r\n\
                    {\"id\": 8, \"name\": \"hall\"}";

/// A page of one case that is fired and so many that have no value for their `{id}`.
fn mostly_unfilled(count: usize) -> String {
    let unfilled = |at| {
        format!("\n## Room {at}\n\n```http\nGET /rooms/{{id}}/{at}\n```\n\n```http\nHTTP/1.1 204 No Content\n```\n")
    };
    READ.to_owned() + &(0..count).map(unfilled).collect::<String>()
}

fn last_line(text: &str) -> &str {
    text.lines().last().unwrap_or_default()
}

#[test]
fn a_base_url_that_is_set_to_nothing_is_an_error() {
    let project = Project::with(&[("docs/a.md", READ), ("doctrial.toml", "base-url = '${SERVICE}'\n")]);
    for (variables, named) in [
        ([("DOCTRIAL_BASE_URL", ""), ("SERVICE", "http://127.0.0.1:9")], "DOCTRIAL_BASE_URL: is set but empty"),
        ([("DOCTRIAL_PROFILE", ""), ("SERVICE", "http://127.0.0.1:9")], "DOCTRIAL_PROFILE: is set but empty"),
        (
            [("DOCTRIAL_REQUIRE_BASE_URL", ""), ("SERVICE", "http://127.0.0.1:9")],
            "DOCTRIAL_REQUIRE_BASE_URL: is set but empty",
        ),
        ([("DOCTRIAL_MIN_FIRED", ""), ("SERVICE", "http://127.0.0.1:9")], "DOCTRIAL_MIN_FIRED: is set but empty"),
        ([("SERVICE", ""), ("X", "")], "SERVICE is set but empty"),
    ] {
        let done = project.run_with(&variables, &["run"]);
        assert!(done.code == 2 && done.err.contains(named), "{done:?}");
    }
    let (base, _heads) = service(|_| LAMP.to_owned());
    let variables = [("DOCTRIAL_BASE_URL", ""), ("SERVICE", "http://127.0.0.1:9")];
    let overridden = project.run_with(&variables, &["run", "--base-url", &base]);
    assert_eq!(overridden.code, 0, "{overridden:?}");
    assert_eq!(project.run_with(&[("DOCTRIAL_BASE_URL", "")], &["check"]).code, 0, "nothing is fired");
}

#[test]
fn the_embedded_service_can_be_forbidden() {
    let settings = "[profile.ci]\nrequire-base-url = true\n";
    let project = Project::with(&[("docs/a.md", READ), ("doctrial.toml", settings), ("reports/junit.xml", "old")]);
    for (variables, arguments) in [
        (&[][..], &["run", "--profile", "ci"][..]),
        (&[], &["run", "--require-base-url"]),
        (&[("DOCTRIAL_REQUIRE_BASE_URL", "1")], &["run"]),
    ] {
        let done = project.run_with(variables, arguments);
        assert!(done.code == 2 && done.err.contains("no base URL is set"), "{done:?}");
        assert!(!project.path().join("reports/junit.xml").exists(), "an old report could be taken for this run's");
    }
    let (base, _heads) = service(|_| LAMP.to_owned());
    assert_eq!(project.run(&["run", "--profile", "ci", "--base-url", &base]).code, 0);
    assert_eq!(project.run(&["run"]).code, 0);
}

#[test]
fn a_run_at_the_embedded_service_says_so_to_the_end() {
    let project = Project::with(&[("docs/a.md", READ)]);
    let done = project.run(&["run", "--quiet"]);
    assert!(last_line(&done.out).starts_with("PASSED (embedded service): 1 passed, 0 failed"), "{done:?}");
    let junit = project.read("reports/junit.xml");
    assert!(junit.contains("<testsuites name=\"doctrial (embedded service)\""), "{junit}");
    let (base, _heads) = service(|_| LAMP.to_owned());
    let done = project.run(&["run", "--base-url", &base]);
    assert!(last_line(&done.out).starts_with("PASSED: 1 passed"), "{done:?}");
    assert!(project.read("reports/junit.xml").contains("<testsuites name=\"doctrial\""));
}

#[test]
fn a_run_that_skips_most_cases_is_not_called_passed() {
    let (base, _heads) = service(|_| LAMP.to_owned());
    let run = |count| Project::with(&[("docs/a.md", &mostly_unfilled(count))]).run(&["run", "--base-url", &base]);
    let done = run(4);
    assert_eq!(done.code, 0, "{done:?}");
    let share = "MOSTLY SKIPPED: 1 of 5 cases fired: 1 passed, 0 failed, 0 broken, 4 skipped";
    assert!(last_line(&done.out).starts_with(share), "{done:?}");
    let few = run(1);
    assert!(last_line(&few.out).starts_with("PASSED: 1 passed"), "{few:?}");
}

#[test]
fn a_gate_says_how_many_cases_must_be_fired() {
    let (base, _heads) = service(|_| LAMP.to_owned());
    let settings = format!("base-url = '{base}'\nmin-fired = '80%'\n\n[profile.some]\nmin-fired = 1\n");
    let project = Project::with(&[("docs/a.md", &mostly_unfilled(4)), ("doctrial.toml", &settings)]);
    let shut = project.run(&["run"]);
    assert_eq!(shut.code, 1, "{shut:?}");
    assert!(last_line(&shut.out).contains("TOO FEW FIRED") && shut.out.contains("at least 80% required"), "{shut:?}");
    let some = project.run(&["run", "--profile", "some"]);
    assert!(some.code == 0 && last_line(&some.out).starts_with("PASSED: 1 passed"), "{some:?}");
    assert_eq!(project.run(&["run", "--min-fired", "20%"]).code, 0);
    assert_eq!(project.run_with(&[("DOCTRIAL_MIN_FIRED", "2")], &["run"]).code, 1);
    let wrong = project.run(&["run", "--min-fired", "most"]);
    assert!(wrong.code == 2 && wrong.err.contains("a share (`80%`)"), "{wrong:?}");
}

#[test]
fn a_list_needs_no_secrets() {
    let settings = "base-url = '${SERVICE}'\n\n[auth]\nbearer = '${TOKEN}'\n\n[headers]\nX-Tenant = '${TENANT}'\n\n\
                    [parameters]\nid = '${ROOM}'\n";
    let project = Project::with(&[("docs/a.md", &mostly_unfilled(1)), ("doctrial.toml", settings)]);
    let listed = project.run(&["list"]);
    assert!(listed.code == 0 && listed.out.contains("2 cases: 2 would be fired"), "{listed:?}");
    assert!(listed.err.contains("`base-url` is not used: the environment variable SERVICE is not set"), "{listed:?}");
    let requests = project.run_with(&[("SERVICE", "http://127.0.0.1:9")], &["list", "--request"]);
    assert!(requests.code == 0 && requests.out.contains("Authorization: ***"), "{requests:?}");
    let run = project.run(&["run"]);
    assert!(run.code == 2 && run.err.contains("is not set"), "{run:?}");
}

#[test]
fn a_folder_that_does_not_exist_is_named() {
    let project = Project::with(&[("elsewhere/a.md", READ)]);
    std::fs::remove_dir(project.path().join("docs")).expect("docs go");
    for command in ["run", "list", "check"] {
        let done = project.run(&[command, "apidocs"]);
        assert!(done.code == 3 && done.err.contains("no file or folder `apidocs`"), "{done:?}");
    }
    let place = project.run(&["check", "elsewhere/a.md:3:1"]);
    assert!(place.code == 3 && place.err.contains("did you mean the page, `elsewhere/a.md`?"), "{place:?}");
}

#[test]
fn one_cause_is_one_piece_of_news() {
    let part = |at| format!("## Part {at}\n\n```http\nGET /parts/{at}\n```\n\n```http\nHTTP/1.1 200 OK\n```\n\n");
    let page = "# Parts\n\n".to_owned() + &(0..60).map(part).collect::<String>();
    let project = Project::with(&[("docs/a.md", &page)]);
    let done = project.run(&["run", "--base-url", "http://127.0.0.1:9"]);
    assert!(done.code == 5 && done.out.lines().count() < 40, "{done:?}");
    assert!(done.out.contains("60 cases: broken: connection refused") && done.out.contains("59 more"), "{done:?}");
    let quiet = project.run(&["run", "--quiet", "--base-url", "http://127.0.0.1:9"]);
    assert!(quiet.out.lines().count() < 8 && !quiet.out.contains("BROKEN docs"), "{quiet:?}");
    let verbose = project.run(&["run", "--verbose", "--base-url", "http://127.0.0.1:9"]);
    assert_eq!(verbose.out.matches("BROKEN docs").count(), 60, "{verbose:?}");
    assert_eq!(project.read("reports/junit.xml").matches("<error ").count(), 60);
}

#[test]
fn firing_again_what_failed_brings_the_reports_up_to_date() {
    let other = READ.replace("/lamps/7", "/lamps/8");
    let project = Project::with(&[("docs/a.md", READ), ("docs/b.md", &other)]);
    let (base, faulty) = lamps_of_which_one_fails();
    assert_eq!(project.run(&["run", "--base-url", &base]).code, 1);
    faulty.store(false, Ordering::Relaxed);
    let again = project.run(&["run", "--base-url", &base, "--failed"]);
    assert!(again.code == 0 && last_line(&again.out).starts_with("PASSED: 1 passed"), "{again:?}");
    assert!(again.err.contains("2 cases, with 1 fired again"), "{again:?}");
    let junit = project.read("reports/junit.xml");
    assert!(junit.contains("tests=\"2\"") && junit.contains("failures=\"0\" errors=\"0\""), "{junit}");
    assert_eq!(project.read("reports/run.ndjson").matches("\"kind\":\"case\"").count(), 2);
    assert_eq!(project.run(&["list", "--failed"]).code, 4, "nothing is left");
}

#[test]
fn an_exception_without_effect_fails_the_run_where_its_rule_is_denied() {
    let settings =
        "[[skip]]\npage = 'gone.md'\nreason = 'later'\n\n[[expect]]\nwhere = { page = 'old.md' }\nstatus = 204\n";
    let project = Project::with(&[("docs/a.md", READ), ("doctrial.toml", settings)]);
    let warned = project.run(&["run"]);
    assert!(
        warned.code == 0 && warned.err.contains("warning: doctrial.toml:1:1: this [[skip]] matches no case"),
        "{warned:?}"
    );
    assert!(warned.err.contains("warning: doctrial.toml:5:1: this [[expect]] matches no case"), "{warned:?}");
    let denied = ["--deny", "unused-override"];
    for more in [&[][..], &["--quiet"]] {
        let done = project.run(&[&["run"], &denied[..], more].concat());
        assert_eq!(done.code, 1, "{done:?}");
        assert!(done.err.contains("error: doctrial.toml:1:1: this [[skip]] matches no case"), "{done:?}");
        assert!(done.out.contains("error: doctrial.toml:5:1  X101 unused-override: this [[expect]]"), "{done:?}");
        assert!(
            last_line(&done.out).starts_with("FAILED (embedded service): 2 errors of the settings, 1 passed"),
            "{done:?}"
        );
    }
    assert_eq!(project.run(&[&["check"], &denied[..]].concat()).code, 1);
    assert_eq!(project.run(&["run", "--allow", "unused-override"]).err.matches("matches no case").count(), 0);
}

#[test]
fn an_exception_about_other_pages_does_not_fail_a_run_of_one() {
    let settings = "[rules]\nunused-override = 'deny'\nunused-capture = 'deny'\nwrong-type = 'warn'\n\n[[skip]]\npage = 'b.md'\nheading = 'nowhere'\n\
                    reason = 'later'\n\n[[expect]]\nwhere = { page = 'b.md', name = 'nobody' }\nstatus = 204\n\n\
                    [[capture]]\nof = { page = 'b.md', name = 'nobody' }\nid = '$.id'\n";
    let project = Project::with(&[("docs/a.md", READ), ("docs/b.md", READ), ("doctrial.toml", settings)]);
    for part in [&["run", "docs/a.md"][..], &["run", "--page", "a.md"], &["check", "docs/a.md"]] {
        let done = project.run(part);
        assert!(done.code == 0 && !done.out.contains("matches no case"), "{part:?}: {done:?}");
    }
    for covered in [&["run"][..], &["run", "--page", "b.md"], &["run", "docs/b.md"]] {
        let done = project.run(covered);
        assert!(
            done.code == 1 && done.out.contains("3 errors of the settings") || covered.len() == 1,
            "{covered:?}: {done:?}"
        );
        for dead in ["[[skip]]", "[[expect]]", "[[capture]]"] {
            assert!(done.err.contains(&format!("this {dead} matches no case")), "{covered:?}: {done:?}");
        }
    }
    let all = project.run(&["run"]);
    assert!(all.out.contains("4 errors of the settings"), "the level as well: {all:?}");
}

#[test]
fn a_run_of_what_failed_ends_as_its_record_says() {
    let skip = "\n[[skip]]\npage = 'gone.md'\nreason = 'later'\n";
    let levels = "[rules]\nunused-override = 'deny'\nwrong-type = 'warn'\n";
    let both = format!("{levels}{skip}");
    let other = READ.replace("/lamps/7", "/lamps/8");
    let (base, faulty) = lamps_of_which_one_fails();
    let removed = "[rules]\nunused-override = 'deny'\n";
    let cases = [(&*both, 2), (levels, 1), (removed, 0)];
    let cases = cases.into_iter().flat_map(|(then, errors)| [(then, errors, false), (then, errors, true)]);
    for (then, errors, of_earlier_version) in cases {
        let project = Project::with(&[("docs/a.md", READ), ("docs/b.md", &other), ("doctrial.toml", &both)]);
        faulty.store(true, Ordering::Relaxed);
        assert_eq!(project.run(&["run", "--base-url", &base]).code, 1);
        assert_eq!(project.read("reports/run.ndjson").matches("X101").count(), 2);
        faulty.store(false, Ordering::Relaxed);
        project.write("doctrial.toml", then.as_bytes());
        if of_earlier_version {
            let record = project.read("reports/run.ndjson");
            let record = record.replace(",\"matches_no_case\":true", "").replace(",\"level_of\":\"B201\"", "");
            project.write("reports/run.ndjson", record.as_bytes());
        }
        let again = project.run(&["run", "--base-url", &base, "--failed"]);
        let ending = match errors {
            0 => "PASSED: 1 passed",
            1 => "FAILED: 1 error of the settings, 1 passed",
            _ => "FAILED: 2 errors of the settings, 1 passed",
        };
        assert!(again.code == i32::from(errors > 0) && last_line(&again.out).starts_with(ending), "{again:?}");
        // Whether a level lets something pass is known of all cases only; what an entry matches, of the settings.
        assert_eq!(project.read("reports/run.ndjson").matches("X101").count(), errors);
        let junit = project.read("reports/junit.xml");
        let counts = format!("tests=\"{}\" skipped=\"0\" failures=\"{errors}\"", 2 + errors);
        assert!(junit.contains(&counts), "{junit}");
    }
}

#[test]
fn a_place_that_no_file_has_is_no_reason_to_end_a_run() {
    let settings =
        "[rules]\nunused-override = 'deny'\nwrong-type = 'warn'\n\n[[skip]]\npage = 'gone.md'\nreason = 'later'\n";
    let (base, _) = lamps_of_which_one_fails();
    let other = READ.replace("/lamps/7", "/lamps/8");
    let project = Project::with(&[("docs/a.md", READ), ("docs/b.md", &other), ("doctrial.toml", settings)]);
    assert_eq!(project.run(&["run", "--base-url", &base]).code, 1);
    let record = project.read("reports/run.ndjson").replace("\"line\":5,\"column\":1", "\"line\":0,\"column\":1");
    assert!(record.contains("\"line\":0"), "{record}");
    project.write("reports/run.ndjson", record.as_bytes());
    let again = project.run(&["run", "--base-url", &base, "--failed", "--page", "b.md"]);
    assert!(again.code == 5 && last_line(&again.out).starts_with("BROKEN"), "{again:?}");
}

/// A service whose lamp 8 fails as long as it is told to.
fn lamps_of_which_one_fails() -> (String, Arc<AtomicBool>) {
    let wrong = LAMP.replace("200 OK", "500 Oh").replace("8, ", "9, ");
    let faulty = Arc::new(AtomicBool::new(true));
    let now = Arc::clone(&faulty);
    let (base, heads) =
        service(
            move |head| {
                if head.contains("/lamps/8") && now.load(Ordering::Relaxed) { wrong.clone() } else { LAMP.to_owned() }
            },
        );
    // The service ends with the receiver.
    std::mem::forget(heads);
    (base, faulty)
}

#[test]
fn a_run_whose_settings_cannot_be_read_leaves_no_old_report() {
    let project = Project::with(&[("docs/a.md", READ)]);
    assert_eq!(project.run(&["run"]).code, 0);
    let exists = |name: &str| project.path().join("reports").join(name).exists();
    assert!(exists("junit.xml") && exists("run.ndjson"));
    project.write("doctrial.toml", b"nonsense = true\n");
    assert_eq!(project.run(&["run"]).code, 2);
    assert!(!exists("junit.xml") && !exists("run.ndjson"));
    project.write("reports/junit.xml", b"<testsuites name=\"of another tool\"/>");
    assert_eq!(project.run(&["run"]).code, 2);
    assert!(exists("junit.xml"), "it is not known that this is a report");
}

#[test]
fn dots_in_place_of_a_body_let_any_body_through_and_are_counted() {
    const HEAD: &str = "HTTP/1.1 200 OK\nContent-Type: application/json\n";
    let exchange = |at: usize, shown: &str| {
        format!("## {at}\n\n```http\nGET /lamps/{at} HTTP/1.1\n```\n\n```http\n{shown}\n```\n\n")
    };
    let open = [
        format!("{HEAD}\n..."),
        format!("{HEAD}\n\u{2026}"),
        format!("{HEAD}..."),
        "HTTP/1.1 200 OK\n...".to_owned(),
        "HTTP/1.1 200 OK\n\n...".to_owned(),
    ];
    let pages = |shown: &[String]| shown.iter().enumerate().map(|(at, it)| exchange(at, it)).collect::<String>();
    let (base, _heads) = service(|_| LAMP.to_owned());
    let project = Project::with(&[("docs/a.md", &pages(&open))]);
    let done = project.run(&["run", "--base-url", &base]);
    assert!(done.code == 0 && last_line(&done.out).starts_with("PASSED: 5 passed"), "{done:?}");
    let denied = project.run(&["run", "--base-url", &base, "--deny", "tolerance:elided"]);
    assert!(last_line(&denied.out).starts_with("FAILED: 0 passed, 5 failed"), "each is counted: {denied:?}");
    // A body that another fence shows, and lines of a head that are left out, are as before.
    let shown = [format!("{HEAD}\n...\n```\n\n```json\n{{\"id\": 1}}"), format!("{HEAD}...\n\n{{\"id\": 1}}")];
    let strict = Project::with(&[("docs/a.md", &pages(&shown))]).run(&["run", "--base-url", &base]);
    assert!(last_line(&strict.out).starts_with("FAILED: 0 passed, 2 failed"), "`name` is not shown: {strict:?}");
    let (base, _heads) = service(|_| "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_owned());
    let empty = project.run(&["run", "--base-url", &base]);
    assert!(last_line(&empty.out).starts_with("FAILED: 2 passed, 3 failed"), "a body of JSON is promised: {empty:?}");
}
