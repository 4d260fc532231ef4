//! A crate of a user's, built for real: a path dependency, three lines of `main`, `cargo test` and cargo-nextest.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

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
"#;

const MAIN: &str = "fn main() -> std::process::ExitCode {\n    doctrial::harness::main()\n}\n";

const SETTINGS: &str = "docs = '../docs'\n\n[[leave-out]]\nmethod = 'DELETE'\nreason = 'the light stays on'\n";

const READ: &str = "lamps.md::read-a-lamp::";
const SWITCH: &str = "lamps.md::switch-a-lamp-off::";

struct UserCrate(tempfile::TempDir);

#[derive(Debug)]
struct Done {
    code: i32,
    out: String,
    err: String,
}

/// The crate all tests share: they only read it, and each writes its reports to a folder of its own.
fn user_crate() -> &'static UserCrate {
    static MADE: OnceLock<UserCrate> = OnceLock::new();
    MADE.get_or_init(|| {
        let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
        let dir = tempfile::tempdir().expect("a folder");
        let write = |path: &str, text: &str| {
            let path = dir.path().join(path);
            fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
            fs::write(path, text).expect("writes");
        };
        write("Cargo.toml", &MANIFEST.replace("REPOSITORY", &repository.display().to_string().replace('\\', "/")));
        write("src/lib.rs", "");
        write("tests/contracts.rs", MAIN);
        write("docs/lamps.md", PAGE);
        write("contracts/doctrial.toml", SETTINGS);
        write("all-left-out.toml", &SETTINGS.replace("../docs", "docs").replace("method = 'DELETE'", "page = '*'"));
        // The versions that are at hand: nothing is fetched.
        fs::copy(repository.join("Cargo.lock"), dir.path().join("Cargo.lock")).expect("a lock file");
        let made = UserCrate(dir);
        let built = made.cargo(&[], &["test", "--offline", "--no-run"]);
        assert_eq!(built.code, 0, "{}", built.err);
        made
    })
}

impl UserCrate {
    fn cargo(&self, variables: &[(&str, &str)], arguments: &[&str]) -> Done {
        let mut command = Command::new(env!("CARGO"));
        command.args(arguments).current_dir(self.0.path()).env("CARGO_TARGET_DIR", target_dir());
        // What an outer run under nextest or with settings set would hand down.
        for name in ["NEXTEST", "NEXTEST_RUN_ID", "DOCTRIAL_BASE_URL", "DOCTRIAL_DOCS", "DOCTRIAL_PROFILE"] {
            command.env_remove(name);
        }
        let output = command.envs(variables.iter().copied()).output().expect("cargo runs");
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Done { code: output.status.code().expect("no signal"), out: text(output.stdout), err: text(output.stderr) }
    }

    /// `cargo test --test contracts -- ARGUMENTS`, reports in a folder of the test's own.
    fn test(&self, reports: &str, variables: &[(&str, &str)], arguments: &[&str]) -> Done {
        let variables = [variables, &[("DOCTRIAL_REPORTS", reports)]].concat();
        self.cargo(&variables, &[&["test", "--offline", "--quiet", "--test", "contracts", "--"], arguments].concat())
    }

    fn report(&self, path: &str) -> String {
        fs::read_to_string(self.0.path().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
    }

    /// The ids that a list shows, having checked that it shows nothing else.
    fn list(&self, arguments: &[&str]) -> Vec<String> {
        let done = self.test("r-list", &[], &[&["--list", "--format", "terse"], arguments].concat());
        assert_eq!(done.code, 0, "{done:?}");
        let name = |line: &str| line.strip_suffix(": test").unwrap_or_else(|| panic!("{line} is no test")).to_owned();
        done.out.lines().map(name).collect()
    }
}

/// The target folder of this very build, so that dependencies are not built twice.
fn target_dir() -> PathBuf {
    let binary = Path::new(env!("CARGO_BIN_EXE_doctrial"));
    binary.ancestors().nth(2).expect("target/debug/doctrial").to_owned()
}

#[test]
fn every_case_is_a_test_and_a_skip_says_why() {
    let made = user_crate();
    let done = made.test("r-all", &[], &["--format", "pretty"]);
    assert_eq!(done.code, 0, "{done:?}");
    assert!(done.out.contains(&format!("test {READ}")) && done.out.contains("the light stays on"), "{done:?}");
    assert!(done.out.contains("1 passed; 0 failed; 1 ignored"), "{done:?}");
    assert!(done.err.contains("against the embedded service"), "{done:?}");
    assert!(made.report("r-all/junit.xml").contains("lamps.md"));
    assert_eq!(made.report("r-all/run.ndjson").matches("\"kind\":\"case\"").count(), 2);
}

#[test]
fn a_list_holds_names_and_nothing_else() {
    let made = user_crate();
    let all = made.list(&[]);
    assert!(all.len() == 2 && all[0].starts_with(READ) && all[1].starts_with(SWITCH), "{all:?}");
    let ignored = made.list(&["--ignored"]);
    assert!(ignored.len() == 1 && ignored[0].starts_with(SWITCH), "known skips are ignored at list time: {ignored:?}");
    assert_eq!(made.list(&["nothing-like-this"]), [""; 0], "an empty list is no failure");
}

#[test]
fn one_exact_case_is_found_without_a_full_scan() {
    let made = user_crate();
    let id = &made.list(&[])[0];
    let forbidden = [("DOCTRIAL_FORBID_FULL_SCAN", "1")];
    let one = made.test("r-one", &forbidden, &[id, "--exact", "--nocapture"]);
    assert!(one.code == 0 && one.out.contains("1 passed"), "{one:?}");
    let all = made.test("r-one", &forbidden, &[]);
    assert!(all.code == 101 && all.err.contains("DOCTRIAL_FORBID_FULL_SCAN"), "{all:?}");
}

#[test]
fn skip_and_filter_choose() {
    let made = user_crate();
    let done = made.test("r-skip", &[], &["--skip", "switch"]);
    assert!(done.code == 0 && done.out.contains("1 passed; 0 failed; 0 ignored"), "{done:?}");
    let done = made.test("r-skip", &[], &["read-a-lamp"]);
    assert!(done.code == 0 && done.out.contains("1 passed"), "{done:?}");
}

#[test]
fn a_run_that_proves_nothing_is_red() {
    let made = user_crate();
    let empty = made.test("r-none", &[], &["raed-a-lamp"]);
    assert!(empty.code == 101 && empty.err.contains("nothing selected"), "{empty:?}");
    let skipped = made.test("r-none", &[("DOCTRIAL_CONFIG", "all-left-out.toml")], &[]);
    assert!(skipped.code == 101 && skipped.err.contains("nothing was fired"), "{skipped:?}");
    let ignored = made.test("r-none", &[], &["--ignored"]);
    assert!(ignored.code == 101 && ignored.err.contains("the light stays on"), "{ignored:?}");
}

#[test]
fn a_failure_shows_the_line_of_the_page_and_is_in_the_report() {
    let made = user_crate();
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
    let done = made.test("r-red", &[("DOCTRIAL_BASE_URL", &base)], &["--format", "pretty"]);
    assert_eq!(done.code, 101, "{done:?}");
    assert!(done.out.contains("--> docs/lamps.md:10:10") && done.out.contains("S001"), "{done:?}");
    assert!(done.err.contains(&base), "{done:?}");
    assert!(made.report("r-red/junit.xml").contains("<failure"));
}

#[test]
fn wrong_settings_are_a_message_and_not_a_panic() {
    let made = user_crate();
    let done = made.test("r-wrong", &[("DOCTRIAL_DOCS", "nowhere")], &[]);
    assert!(done.code == 101 && done.err.contains("cannot open the docs at"), "{done:?}");
    assert!(!done.err.contains("panicked"), "{done:?}");
    let usage = made.test("r-wrong", &[], &["--no-such-flag"]);
    assert!(usage.code != 0 && usage.err.contains("--no-such-flag"), "{usage:?}");
}

#[test]
fn under_nextest_every_case_is_a_process_with_a_fragment_of_its_own() {
    let made = user_crate();
    if made.cargo(&[], &["nextest", "--version"]).code != 0 {
        #[allow(clippy::print_stderr, reason = "a test that did not run must say so")]
        {
            eprintln!("not run: cargo-nextest is not installed");
        }
        return;
    }
    let done = made.cargo(&[("DOCTRIAL_REPORTS", "r-nextest")], &["nextest", "run", "--offline", "--no-fail-fast"]);
    assert_eq!(done.code, 0, "{done:?}");
    assert!(done.err.contains("1 passed") && done.err.contains("1 skipped"), "{done:?}");
    let runs: Vec<PathBuf> = fs::read_dir(made.0.path().join("r-nextest/fragments"))
        .expect("fragments")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    assert_eq!(runs.len(), 1, "one run, one folder");
    assert_eq!(fs::read_dir(&runs[0]).expect("the run's folder").count(), 1, "one case was fired");
}
