//! The real docs of services that others wrote, fired at those services. What deviates is known and listed: each line is a
//! place where docs and service (at that version, freshly started, alone) really differ.
//!
//! They run where the environment names docs and service (`ETCD_DOCS`, `ETCD_BASE_URL`), and say so where it does not. The
//! docs name hosts of their own and stop at nothing: run them where only loopback can be reached.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use doctrial::finding::Outcome;
use doctrial::record::ndjson;

/// Runs the suite `name`, or says why not.
fn suite(name: &str) {
    let variable = |what: &str| format!("{}_{what}", name.to_uppercase());
    let (docs, base_url) = (variable("DOCS"), variable("BASE_URL"));
    #[allow(clippy::disallowed_methods, reason = "the environment says whether there is something to test")]
    let (Ok(docs), Ok(base_url)) = (std::env::var(&docs), std::env::var(&base_url)) else {
        // Not by `eprintln!`, which the test harness would swallow: a skip must be seen.
        let _ = writeln!(std::io::stderr(), "skipped: {docs} and {base_url} name no docs and service of {name}");
        return;
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suites");
    let reports = tempfile::tempdir().expect("a folder");
    let record = reports.path().join("run.ndjson");
    let report = |kind: &str, path: &Path| format!("{kind}={}", path.display());
    let status = Command::new(env!("CARGO_BIN_EXE_doctrial"))
        .args(["run", &docs, "--quiet", "--base-url", &base_url, "--config"])
        .arg(folder.join(format!("{name}.toml")))
        .args(["--report", &report("ndjson", &record), "--report", &report("junit", &reports.path().join("junit.xml"))])
        .status()
        .expect("the binary runs");
    assert_eq!(status.code(), Some(1), "a run with deviations");
    let known = std::fs::read_to_string(folder.join(format!("{name}.deviations"))).expect("the known deviations");
    let known: BTreeSet<String> = known.lines().map(str::to_owned).collect();
    assert_eq!(deviations(&record), known);
}

fn deviations(record: &Path) -> BTreeSet<String> {
    let file = std::fs::File::open(record).expect("a record");
    let run = ndjson::read(std::io::BufReader::new(file)).expect("a whole record");
    assert!(!run.cases.is_empty() && !run.interrupted);
    let deviating = run.cases.iter().filter_map(|case| match case.verdict.outcome {
        Outcome::Failed => Some(format!("{}:{} failed", case.page, case.line)),
        Outcome::Broken(_) => Some(format!("{}:{} broken", case.page, case.line)),
        Outcome::Passed | Outcome::Skipped(_) => None,
    });
    deviating.collect()
}

#[test]
fn prometheus_holds_but_for_what_is_known() {
    suite("prometheus");
}

#[test]
fn etcd_holds_but_for_what_is_known() {
    suite("etcd");
}

#[test]
fn tus_holds_but_for_what_is_known() {
    suite("tus");
}
