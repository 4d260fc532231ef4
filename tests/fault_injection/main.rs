//! A stateful service written by hand, apart from the docs it is tested by: its records, rules and responses are its own.
//! As it is, it does what `contracts/docs` promise and every case passes. With one [`Fault`] injected, exactly the case that
//! documents it fails, by the right rule, at the right line.
#![allow(unreachable_pub, clippy::unwrap_used, reason = "a test fails by panicking")]

mod fault;
mod faults;
mod languages;
mod parcels;
mod reply;
mod service;

use std::path::Path;
use std::sync::Arc;

use doctrial::finding::{Level, Outcome};
use doctrial::internals::config::{Environment, Layer, Load, Purpose};
use doctrial::internals::session::{self, LoadOptions, RunPlan};
use doctrial::record::{CaseRecord, RunRecord};

use fault::{CASES, Case, Expected, Fault};
use service::Service;

/// Fires every case of `contracts/` at `base_url`, or at the embedded service.
fn run_against(base_url: Option<&str>) -> RunRecord {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR"));
    let base_url = base_url.map(|url| ("DOCTRIAL_BASE_URL", url));
    let environment = Environment::of(dir, base_url.into_iter().chain([("DOCTRIAL_TIMEOUT", "2s")]));
    let from = dir.to_owned();
    let flags = Layer::default();
    let load = Load { environment: &environment, from, file: None, profile: None, flags, purpose: Purpose::Fire };
    let settings = load.settings().unwrap();
    let loaded = session::load_cases(&settings, LoadOptions::default()).unwrap();
    session::run_cases(&Arc::new(RunPlan::start(loaded, &settings).unwrap()), |_| {}).record
}

fn is_of(record: &CaseRecord, case: &Case) -> bool {
    // The request line stands below the fence's opening.
    record.page == case.page && record.line + 1 == case.request_line()
}

/// What is wrong with a run under a fault; nothing, if it says exactly what it must.
fn complaints(fault: &'static Fault) -> Vec<String> {
    let service = Service::start(Some(fault));
    let record = run_against(Some(&service.base_url()));
    assert_eq!(record.cases.len(), CASES.len());
    let (hit, spared): (Vec<_>, Vec<_>) = record.cases.iter().partition(|record| is_of(record, fault.case));
    let [hit] = hit.as_slice() else { panic!("{}: {} cases stand for {:?}", fault.name, hit.len(), fault.case) };
    let mut wrong: Vec<String> = spared
        .into_iter()
        .filter(|record| record.verdict.outcome != Outcome::Passed)
        .map(|record| format!("{}: {} was hit too: {:?}", fault.name, record.id, record.verdict))
        .collect();
    if !is_caught(fault, hit) {
        wrong.push(format!("{}: wanted {:?} of {}, got {:#?}", fault.name, fault.expected, hit.id, hit.verdict));
    }
    wrong
}

fn is_caught(fault: &Fault, hit: &CaseRecord) -> bool {
    let Expected::Finding(rule, snippet) = fault.expected else {
        return matches!(hit.verdict.outcome, Outcome::Broken(_));
    };
    let line = fault.case.response_line(snippet);
    let mut denied = hit.verdict.findings.iter().filter(|finding| finding.level == Level::Deny);
    hit.verdict.outcome == Outcome::Failed
        && denied.any(|finding| finding.rule.name == rule && finding.location.place.line == line)
}

#[test]
fn a_conforming_service_passes_every_case() {
    let service = Service::start(None);
    let record = run_against(Some(&service.base_url()));
    assert_eq!(record.cases.len(), CASES.len());
    for case in &record.cases {
        assert_eq!(case.verdict.outcome, Outcome::Passed, "{}: {:#?}", case.id, case.verdict);
        assert_eq!(case.verdict.findings, [], "{}", case.id);
    }
}

#[test]
fn the_embedded_service_passes_every_case() {
    let record = run_against(None);
    assert_eq!(record.cases.len(), CASES.len());
    for case in &record.cases {
        assert_eq!(case.verdict.outcome, Outcome::Passed, "{}: {:#?}", case.id, case.verdict);
    }
}

#[test]
fn each_fault_is_caught_at_its_line_and_nothing_else_is() {
    let wrong: Vec<String> = faults::all().flat_map(complaints).collect();
    assert!(wrong.is_empty(), "{} complaints:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_fault_is_about_lines_that_are_documented() {
    for fault in faults::all() {
        let line = fault.case.request_line();
        if let Expected::Finding(_, snippet) = fault.expected {
            assert!(fault.case.response_line(snippet) > line, "{}", fault.name);
        }
    }
    let names: std::collections::BTreeSet<_> = faults::all().map(|fault| fault.name).collect();
    assert_eq!(names.len(), faults::all().count(), "two faults of one name");
}

#[test]
fn every_documented_case_is_hit_by_some_fault() {
    let spared = |case: &&&Case| !faults::all().any(|fault| fault.case == **case);
    assert_eq!(CASES.iter().filter(spared).collect::<Vec<_>>(), Vec::<&&Case>::new());
}
