//! The real docs of services that others wrote, fired at those services. What deviates is known and listed: each line is a
//! place where docs and service (at that version, freshly started, alone) really differ.
//!
//! A test runs where the environment names docs and service (`ETCD_DOCS`, `ETCD_BASE_URL`), and is ignored elsewhere. The
//! docs name hosts of their own and their commands change what they find: run them where only loopback can be reached.

#[path = "../optional/mod.rs"]
mod optional;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, ExitCode};

use doctrial::finding::Outcome;
use doctrial::record::ndjson;

use optional::{Availability, Tests, assert_ignored, variable};

/// As the variables begin, and in lower case the files with their settings and deviations.
const SERVICES: [&str; 3] = ["PROMETHEUS", "ETCD", "TUS"];

fn main() -> ExitCode {
    let mut tests = Tests::new();
    for service in SERVICES {
        let name = format!("{}_deviates_only_where_known", service.to_lowercase());
        tests = tests.when(&available(service), &name, move || deviates_only_where_known(service));
    }
    tests.always("without_a_service_the_reason_is_reported", without_a_service_the_reason_is_reported).run()
}

/// The variables that name docs and base URL of a service.
fn variables(service: &str) -> [String; 2] {
    ["DOCS", "BASE_URL"].map(|what| format!("{service}_{what}"))
}

fn available(service: &str) -> Availability {
    let missing: Vec<String> = variables(service).into_iter().filter(|name| variable(name).is_none()).collect();
    if missing.is_empty() { Ok(()) } else { Err(format!("{} not set", missing.join(" and "))) }
}

fn deviates_only_where_known(service: &str) {
    let [docs, base_url] = variables(service).map(|name| variable(&name).expect("was set"));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/real_services");
    let name = service.to_lowercase();
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

fn without_a_service_the_reason_is_reported() {
    assert_ignored("etcd_deviates_only_where_known", "ETCD_BASE_URL not set", |command| {
        command.env("ETCD_DOCS", "docs").env_remove("ETCD_BASE_URL")
    });
}
