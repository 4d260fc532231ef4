//! A crate of a user's, built for real: a path dependency, three lines of `main`, `cargo test` and cargo-nextest. Nothing
//! is fetched: it is built offline, with the lock file and the target folder of this very build.

#[path = "../optional/mod.rs"]
mod optional;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::OnceLock;

use optional::{Availability, Tests, assert_ignored, variable};

fn main() -> ExitCode {
    let offline = offline();
    let nextest = offline.clone().and_then(|()| nextest());
    Tests::new()
        .when(&offline, "every_case_is_a_test_and_a_skip_says_why", every_case_is_a_test_and_a_skip_says_why)
        .when(&offline, "a_list_holds_names_and_nothing_else", a_list_holds_names_and_nothing_else)
        .when(&offline, "one_exact_case_is_found_without_a_full_scan", one_exact_case_is_found_without_a_full_scan)
        .when(&offline, "skip_and_filter_select_cases", skip_and_filter_select_cases)
        .when(&offline, "a_run_that_proves_nothing_is_red", a_run_that_proves_nothing_is_red)
        .when(&offline, "what_is_exercised_is_counted_and_a_gate", what_is_exercised_is_counted_and_a_gate)
        .when(&offline, "processes_of_one_run_count_as_one", processes_of_one_run_count_as_one)
        .when(
            &offline,
            "a_filter_for_other_targets_and_ignored_tests_run_nothing",
            a_filter_for_other_targets_and_ignored_tests_run_nothing,
        )
        .when(&offline, "a_failure_shows_the_line_of_the_page", a_failure_shows_the_line_of_the_page)
        .when(&offline, "wrong_settings_are_a_message_and_not_a_panic", wrong_settings_are_a_message_and_not_a_panic)
        .when(&offline, "a_reader_that_has_gone_loses_nothing", a_reader_that_has_gone_loses_nothing)
        .when(&nextest, "under_nextest_every_case_is_a_process", under_nextest_every_case_is_a_process)
        .always("without_cargo_the_reason_is_reported", without_cargo_the_reason_is_reported)
        .when(&offline, "without_dependencies_the_reason_is_reported", without_dependencies_the_reason_is_reported)
        .run()
}

const PAGE: &str = "# Lamps\n\n## Read a lamp\n\n```http\nGET /lamps/7\n```\n\n```http\nHTTP/1.1 200 OK\n\
                    Content-Type: application/json\n\n{ \"id\": 7, \"name\": \"desk\" }\n```\n\n\
                    ## Switch a lamp off\n\n```http\nDELETE /lamps/7/light\n```\n\n```http\nHTTP/1.1 204 No Content\n```\n";

const MANIFEST: &str = r#"[package]
name = "lamps"
version = "0.0.0"
edition = "2024"

[workspace]

[dev-dependencies]
doctrial = { path = "REPOSITORY" }

[[test]]
name = "contracts"
harness = false

# As in doctrial's own manifest, so that what is built already can be used.
[profile.dev]
debug = "line-tables-only"

[profile.dev.package."*"]
debug = false

[profile.dev.package.doctrial]
debug = "line-tables-only"
"#;

const MAIN: &str = "fn main() -> std::process::ExitCode {\n    doctrial::harness::main()\n}\n";

const SETTINGS: &str = "docs = '../docs'\n\n[[skip]]\nmethod = 'DELETE'\nreason = 'the light stays on'\n";

const READ: &str = "lamps.md::read-a-lamp::";
const SWITCH: &str = "lamps.md::switch-a-lamp-off::";

#[derive(Debug)]
struct Done {
    code: i32,
    out: String,
    err: String,
}

/// The crate all tests share: they only read it. It is always in the same folder, so that a later run replaces what an
/// earlier one built.
fn folder() -> &'static Path {
    static WRITTEN: OnceLock<PathBuf> = OnceLock::new();
    WRITTEN.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("user_crate");
        let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
        let manifest = MANIFEST.replace("REPOSITORY", &repository.display().to_string().replace('\\', "/"));
        let lock = fs::read_to_string(repository.join("Cargo.lock")).expect("a lock file");
        let all_left_out = SETTINGS.replace("../docs", "docs").replace("method = 'DELETE'", "page = '*'");
        for (path, text) in [
            ("Cargo.toml", manifest.as_str()),
            ("Cargo.lock", &lock),
            ("src/lib.rs", ""),
            ("tests/contracts.rs", MAIN),
            ("docs/lamps.md", PAGE),
            ("contracts/doctrial.toml", SETTINGS),
            ("all-left-out.toml", &all_left_out),
            ("nothing-left-out.toml", "docs = 'docs'\n"),
        ] {
            write(&folder.join(path), text);
        }
        folder
    })
}

/// Writes the file whole, and only where it is another: under cargo-nextest each test is a process, and all write the same.
fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|written| written == text) {
        return;
    }
    let parent = path.parent().expect("a parent");
    fs::create_dir_all(parent).expect("folders");
    let mut file = tempfile::NamedTempFile::new_in(parent).expect("a file");
    file.write_all(text.as_bytes()).expect("writes");
    file.persist(path).expect("renames");
}

fn cargo(variables: &[(&str, &str)], arguments: &[&str]) -> Done {
    try_cargo(variables, arguments).expect("cargo runs")
}

fn try_cargo(variables: &[(&str, &str)], arguments: &[&str]) -> std::io::Result<Done> {
    let output = command(variables, arguments).output()?;
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Ok(Done { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) })
}

fn command(variables: &[(&str, &str)], arguments: &[&str]) -> Command {
    let mut command = Command::new(variable("CARGO").unwrap_or_else(|| env!("CARGO").to_owned()));
    command.args(arguments).current_dir(folder()).env("CARGO_TARGET_DIR", target_dir());
    // What an outer run under nextest or with settings set would hand down.
    for name in ["NEXTEST", "NEXTEST_RUN_ID", "DOCTRIAL_BASE_URL", "DOCTRIAL_DOCS", "DOCTRIAL_PROFILE"] {
        command.env_remove(name);
    }
    command.envs(variables.iter().copied()).env("CARGO_NET_OFFLINE", "true");
    command
}

/// Whether there is a cargo, and every dependency at hand without the network.
fn offline() -> Availability {
    let version = try_cargo(&[], &["-vV"]).map_err(|error| format!("cargo does not run: {error}"))?;
    let host = version.out.lines().find_map(|line| line.strip_prefix("host: ")).ok_or("cargo names no host")?;
    let fetched = cargo(&[], &["fetch", "--offline", "--target", host]);
    if fetched.code == 0 {
        Ok(())
    } else {
        Err(format!("a dependency is not at hand offline: {}", first_line(&fetched.err)))
    }
}

fn nextest() -> Availability {
    let version = cargo(&[], &["nextest", "--version"]);
    if version.code == 0 { Ok(()) } else { Err("cargo-nextest is not installed".to_owned()) }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// `cargo test --test contracts -- ARGUMENTS`, reports in this folder.
fn test_into(reports: &Path, variables: &[(&str, &str)], arguments: &[&str]) -> Done {
    let variables = [variables, &[("DOCTRIAL_REPORTS", reports.to_str().expect("UTF-8"))]].concat();
    cargo(&variables, &[&["test", "--offline", "--quiet", "--test", "contracts", "--"], arguments].concat())
}

/// The same where the reports do not matter.
fn test(variables: &[(&str, &str)], arguments: &[&str]) -> Done {
    test_into(reports().path(), variables, arguments)
}

fn reports() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn read(reports: &tempfile::TempDir, path: &str) -> String {
    fs::read_to_string(reports.path().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// The ids that a list shows, having checked that it shows nothing else.
fn list(arguments: &[&str]) -> Vec<String> {
    let done = test(&[], &[&["--list", "--format", "terse"], arguments].concat());
    assert_eq!(done.code, 0, "{done:?}");
    let name = |line: &str| line.strip_suffix(": test").unwrap_or_else(|| panic!("{line} is no test")).to_owned();
    done.out.lines().map(name).collect()
}

/// The target folder of this very build, so that dependencies are not built twice.
fn target_dir() -> PathBuf {
    let binary = Path::new(env!("CARGO_BIN_EXE_doctrial"));
    binary.ancestors().nth(2).expect("target/debug/doctrial").to_owned()
}

fn every_case_is_a_test_and_a_skip_says_why() {
    let reports = reports();
    let done = test_into(reports.path(), &[], &["--format", "pretty"]);
    assert_eq!(done.code, 0, "{done:?}");
    assert!(done.out.contains(&format!("test {READ}")) && done.out.contains("the light stays on"), "{done:?}");
    assert!(done.out.contains("1 passed; 0 failed; 1 ignored"), "{done:?}");
    assert!(done.err.contains("against the embedded service"), "{done:?}");
    assert!(done.err.contains("PASSED (embedded service): 1 passed"), "{done:?}");
    assert!(read(&reports, "junit.xml").contains("lamps.md"));
    assert_eq!(read(&reports, "run.ndjson").matches("\"kind\":\"case\"").count(), 2);
}

fn a_list_holds_names_and_nothing_else() {
    let all = list(&[]);
    assert!(all.len() == 2 && all[0].starts_with(READ) && all[1].starts_with(SWITCH), "{all:?}");
    let ignored = list(&["--ignored"]);
    assert!(ignored.len() == 1 && ignored[0].starts_with(SWITCH), "known skips are ignored at list time: {ignored:?}");
    assert_eq!(list(&["nothing-like-this"]), [""; 0], "an empty list is no failure");
}

fn one_exact_case_is_found_without_a_full_scan() {
    let id = &list(&[])[0];
    let forbidden = [("DOCTRIAL_FORBID_FULL_SCAN", "1")];
    let one = test(&forbidden, &[id, "--exact", "--nocapture"]);
    assert!(one.code == 0 && one.out.contains("1 passed"), "{one:?}");
    let all = test(&forbidden, &[]);
    assert!(all.code == 101 && all.err.contains("DOCTRIAL_FORBID_FULL_SCAN"), "{all:?}");
}

fn skip_and_filter_select_cases() {
    let done = test(&[], &["--skip", "switch"]);
    assert!(done.code == 0 && done.out.contains("1 passed; 0 failed; 0 ignored"), "{done:?}");
    let done = test(&[], &["read-a-lamp"]);
    assert!(done.code == 0 && done.out.contains("1 passed"), "{done:?}");
}

fn a_run_that_proves_nothing_is_red() {
    let skipped = test(&[("DOCTRIAL_CONFIG", "all-left-out.toml")], &[]);
    assert!(skipped.code == 101 && skipped.err.contains("nothing was fired"), "{skipped:?}");
    let gated = test(&[("DOCTRIAL_MIN_FIRED", "80%")], &[]);
    assert!(gated.code == 101 && gated.err.contains("TOO FEW FIRED"), "{gated:?}");
    let one = [&list(&[])[1], "--exact", "--include-ignored"];
    assert_eq!(test(&[], &one).code, 101, "nextest would count it as passed");
    let forbidden = test(&[("DOCTRIAL_REQUIRE_BASE_URL", "1")], &[]);
    assert!(forbidden.code == 101 && forbidden.err.contains("require-base-url"), "{forbidden:?}");
}

fn what_is_exercised_is_counted_and_a_gate() {
    let counted = test(&[("DOCTRIAL_COVERAGE", "1")], &[]);
    assert!(counted.code == 0 && counted.err.contains("exercised: 1 of 2 operations (50%)"), "{counted:?}");
    assert!(counted.err.contains("not reached: DELETE /lamps/7/light"), "{counted:?}");
    let gate = [("DOCTRIAL_MIN_COVERAGE", "80%")];
    let gated = test(&gate, &[]);
    assert!(gated.code == 101 && gated.err.contains("1 of 2 operations exercised, at least 80% required"), "{gated:?}");
    assert_eq!(test(&gate, &["read-a-lamp"]).code, 0, "a gate is about all cases");
}

fn processes_of_one_run_count_as_one() {
    let coverage = |reports: &tempfile::TempDir| {
        let record = read(reports, "run.ndjson");
        let (_, coverage) = record.split_once("\"coverage\":").unwrap_or_else(|| panic!("no coverage: {record}"));
        coverage.to_owned()
    };
    let (whole, parts) = (reports(), reports());
    test_into(whole.path(), &[("DOCTRIAL_COVERAGE", "1")], &[]);
    let process = [("DOCTRIAL_COVERAGE", "1"), ("NEXTEST", "1"), ("NEXTEST_RUN_ID", "r1")];
    // The first one is tried again.
    for id in [&list(&[])[..], &list(&[])[..1]].concat() {
        let done = test_into(parts.path(), &process, &[&id, "--exact", "--nocapture"]);
        assert!(!done.err.contains("exercised: "), "no process knows all: {done:?}");
    }
    assert_eq!(coverage(&parts), coverage(&whole));
    assert!(coverage(&parts).contains("\"seen\":1"), "{}", coverage(&parts));
}

fn a_filter_for_other_targets_and_ignored_tests_run_nothing() {
    let reports = reports();
    fs::write(reports.path().join("junit.xml"), "of a full run").expect("writes");
    let other = test_into(reports.path(), &[], &["a_unit_test_elsewhere"]);
    assert!(other.code == 0 && other.out.contains("running 0 tests"), "{other:?}");
    assert!(other.err.contains("nothing selected") && read(&reports, "junit.xml") == "of a full run", "{other:?}");
    let ignored = test(&[], &["--ignored"]);
    assert!(ignored.code == 0 && ignored.out.contains("1 ignored"), "{ignored:?}");
    let ignored = test_into(reports.path(), &[], &["--ignored"]);
    assert!(ignored.code == 0 && read(&reports, "junit.xml") == "of a full run", "{ignored:?}");
    for arguments in [&["a_unit_test_elsewhere"][..], &["--ignored"]] {
        let unset = test_into(reports.path(), &[("DOCTRIAL_BASE_URL", "")], arguments);
        assert!(unset.code == 0 && read(&reports, "junit.xml") == "of a full run", "{unset:?}");
    }
    assert_eq!(test(&[("DOCTRIAL_BASE_URL", "")], &["read-a-lamp"]).code, 101, "a case of this target is to be fired");
    assert_eq!(test(&[], &["switch-a-lamp-off"]).code, 0);
    assert_eq!(test(&[("DOCTRIAL_MIN_FIRED", "80%")], &["read-a-lamp"]).code, 0, "a gate is about all cases");
}

fn a_failure_shows_the_line_of_the_page() {
    let reports = reports();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            use std::io::{Read, Write};
            let mut head = [0; 2048];
            let _ = stream.read(&mut head);
            let _ = stream.write_all(b"HTTP/1.1 404 Oh\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        }
    });
    let done = test_into(reports.path(), &[("DOCTRIAL_BASE_URL", &base)], &["--format", "pretty"]);
    assert_eq!(done.code, 101, "{done:?}");
    assert!(done.out.contains("--> docs/lamps.md:10:10") && done.out.contains("S001"), "{done:?}");
    assert!(done.err.contains(&base), "{done:?}");
    assert!(read(&reports, "junit.xml").contains("<failure"));
    assert!(!done.err.contains("causes"), "one failure is its own summary: {done:?}");
    let both = test(&[("DOCTRIAL_BASE_URL", &base), ("DOCTRIAL_CONFIG", "nothing-left-out.toml")], &[]);
    assert!(both.code == 101 && both.err.contains("2 cases did not pass, for 2 causes"), "{both:?}");
}

fn wrong_settings_are_a_message_and_not_a_panic() {
    let done = test(&[("DOCTRIAL_DOCS", "nowhere")], &[]);
    assert!(done.code == 101 && done.err.contains("cannot open the docs at"), "{done:?}");
    assert!(!done.err.contains("panicked"), "{done:?}");
    let usage = test(&[], &["--no-such-flag"]);
    assert!(usage.code != 0 && usage.err.contains("--no-such-flag"), "{usage:?}");
}

fn a_reader_that_has_gone_loses_nothing() {
    for (base, code) in [(None, 0), (Some(("DOCTRIAL_BASE_URL", "http://127.0.0.1:9")), 101)] {
        for threads in ["1", "4"] {
            let reports = reports();
            let folder = ("DOCTRIAL_REPORTS", reports.path().to_str().expect("UTF-8"));
            let variables: Vec<_> = base.into_iter().chain([folder]).collect();
            let arguments = ["test", "--offline", "--quiet", "--test", "contracts", "--", "--test-threads", threads];
            let (reader, writer) = std::io::pipe().expect("a pipe");
            drop(reader);
            let output = command(&variables, &arguments).stdout(writer).output().expect("cargo runs");
            let err = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(code), "{err}");
            assert!(!err.contains("panicked"), "{err}");
            assert_eq!(read(&reports, "run.ndjson").matches("\"kind\":\"case\"").count(), 2);
        }
    }
}

fn under_nextest_every_case_is_a_process() {
    let reports = reports();
    let variables = [("DOCTRIAL_REPORTS", reports.path().to_str().expect("UTF-8"))];
    let done = cargo(&variables, &["nextest", "run", "--offline", "--no-fail-fast"]);
    assert_eq!(done.code, 0, "{done:?}");
    assert!(done.err.contains("1 passed") && done.err.contains("1 skipped"), "{done:?}");
    let (junit, record) = (read(&reports, "junit.xml"), read(&reports, "run.ndjson"));
    assert!(junit.contains("tests=\"1\"") && junit.contains(READ) && record.contains(READ), "{junit}\n{record}");
    let runs: Vec<PathBuf> = fs::read_dir(reports.path().join("fragments"))
        .expect("fragments")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    assert_eq!(runs.len(), 1, "one run, one folder");
    let folded = fs::read_to_string(runs[0].join("folded.ndjson")).expect("a record");
    assert_eq!(folded.matches("\"kind\":\"case\"").count(), 1, "one case was fired");
    let broken = [&variables[..], &[("DOCTRIAL_BASE_URL", "http://127.0.0.1:9")]].concat();
    assert_ne!(cargo(&broken, &["nextest", "run", "--offline", "--no-fail-fast"]).code, 0);
    assert!(read(&reports, "junit.xml").contains("errors=\"1\""), "the report is that of the last run");
}

fn without_cargo_the_reason_is_reported() {
    assert_ignored("skip_and_filter_select_cases", "cargo does not run", |command| {
        command.env("CARGO", "no-such-cargo")
    });
}

fn without_dependencies_the_reason_is_reported() {
    let empty = Path::new(env!("CARGO_TARGET_TMPDIR")).join("empty_cargo_home");
    fs::create_dir_all(&empty).expect("a folder");
    assert_ignored("skip_and_filter_select_cases", "not at hand offline", |command| {
        command.env("CARGO_HOME", Path::new(env!("CARGO_TARGET_TMPDIR")).join("empty_cargo_home"))
    });
}
