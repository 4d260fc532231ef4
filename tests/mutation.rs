//! The docs of `contracts/`, broken on purpose at every place: nothing is missed but what they leave open, nothing benign
//! is found fault with, and each finding is about the place that was changed.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::Path;

use doctrial::internals::config::{Environment, Layer, Load, Purpose};
use doctrial::internals::judge::Policy;
use doctrial::internals::mutation::{self, Kind, Mutation, Plan, Reason, Report};
use doctrial::internals::schema::Schemas;
use doctrial::internals::session::{self, LoadOptions};

fn report(mutations: Vec<&'static Mutation>, places: Option<usize>) -> Report {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR"));
    let environment = Environment::of(dir, [("DOCTRIAL_TIMEOUT", "2s")]);
    let (from, flags) = (dir.to_owned(), Layer::default());
    let load = Load { environment: &environment, from, file: None, profile: None, flags, purpose: Purpose::Read };
    let settings = load.settings().unwrap();
    let loaded = session::load_cases(&settings, LoadOptions::default()).unwrap();
    let schemas = Schemas::new(loaded.schemas);
    mutation::run(&loaded.cases, &schemas, &Policy::default(), &Plan { mutations, places, budget: usize::MAX })
}

#[test]
fn nothing_is_missed_but_what_the_docs_leave_open() {
    let report = report(mutation::all().collect(), None);
    let score = report.score(|_| true);
    assert!(score.violations() > 3000 && score.benign_passed > 1000, "{score:?}");
    assert_eq!(
        (score.false_positives, score.unexplained, score.unsound),
        (0, 0, 0),
        "{}",
        mutation::report_text(&report, true)
    );
    let complete = report.cases.iter().filter(|case| case.complete).flat_map(|case| &case.survivors);
    let missed: Vec<_> = complete.filter(|miss| !matches!(miss.reason, Reason::Tolerance(_))).collect();
    assert!(missed.is_empty(), "{missed:?}");
    let share = report.score(|case| case.complete).percent().unwrap();
    assert!(share > 99.5, "{share}");
}

#[test]
fn every_reason_is_one_the_docs_give() {
    let report = report(mutation::all().collect(), None);
    let reasons: BTreeSet<String> =
        report.cases.iter().flat_map(|case| &case.survivors).map(|miss| miss.reason.to_string()).collect();
    let known = ["null", "placeholder", "truncated", "unread"];
    assert!(reasons.iter().all(|reason| known.contains(&reason.as_str())), "{reasons:?}");
}

#[test]
fn a_report_is_the_same_every_time() {
    let some: Vec<_> = mutation::all().filter(|mutation| mutation.kind == Kind::Violation).collect();
    let texts = [report(some.clone(), Some(1)), report(some, Some(1))].map(|r| mutation::report_json(&r).to_string());
    assert_eq!(texts[0], texts[1]);
}
