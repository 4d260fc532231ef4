//! Firing: processor time of a run, judged and recorded, against a loop that only sends the same requests.

use std::sync::Arc;

use doctrial::finding::Outcome;
use doctrial::internals::config::Settings;
use doctrial::internals::http::Request;
use doctrial::internals::session::{self, LoadOptions, RunPlan};

use crate::budget::{Budget, about, ms, ratio};
use crate::children::Server;
use crate::measure::{in_turn, processor};
use crate::project::Project;
use crate::{floor, pages};

pub(crate) fn measure(budget: &mut Budget) {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    for (cases, rounds) in [(1000, 7), (10_000, 3)] {
        let project = Project::of(&pages::of_groups(cases / 5));
        let server = Server::start(project.dir());
        about(&format!("firing {cases} cases"));
        for concurrency in [1, 16, 64] {
            let variables = [("DOCTRIAL_BASE_URL", &*server.base), ("DOCTRIAL_CONCURRENCY", &concurrency.to_string())];
            let settings = project.settings(&variables);
            let requests = requests(&settings);
            assert_eq!(requests.len(), cases);
            let floor = || {
                let client = floor::client(concurrency);
                processor(|| floor::send(&runtime, &client, &requests, concurrency))
            };
            let (least, measured) = in_turn(rounds, floor, || run(&settings));
            let detail = format!("{} against bare requests of {}", ms(measured), ms(least));
            budget.line(&format!("{concurrency} in flight"), ratio(measured, least), 2.0, "x", &detail);
        }
    }
}

/// The very requests a run sends.
pub(crate) fn requests(settings: &Settings) -> Vec<Request> {
    let plan = plan(settings);
    plan.cases.iter().map(|case| plan.prepare_request(case).expect("a request").request).collect()
}

fn plan(settings: &Settings) -> Arc<RunPlan> {
    let loaded = session::load_cases(settings, LoadOptions::default()).expect("docs");
    Arc::new(RunPlan::start(loaded, settings).expect("ready"))
}

/// One run of cases nothing is known of yet: schemas are compiled in it.
fn run(settings: &Settings) -> std::time::Duration {
    let plan = plan(settings);
    processor(|| {
        let ran = session::run_cases(&plan, |_| ());
        let red = ran.record.cases.iter().find(|case| case.verdict.outcome != Outcome::Passed);
        assert!(red.is_none(), "{red:?}");
    })
}
