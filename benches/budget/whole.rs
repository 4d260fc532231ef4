//! The whole command line: from pages to reports, against a loop that only sends the same requests.

use crate::budget::{Budget, about, ms, ratio};
use crate::children::{Cost, Server, cli};
use crate::measure::{median, processor};
use crate::project::Project;
use crate::{fire, floor, pages};

pub(crate) fn measure(budget: &mut Budget) {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    for (cases, rounds) in [(1000, 7), (10_000, 3)] {
        let project = Project::of(&pages::plain(cases / 5));
        let server = Server::start(project.dir());
        let requests = fire::requests(&project.settings(&[("DOCTRIAL_BASE_URL", &server.base)]));
        assert_eq!(requests.len(), cases);
        about(&format!(
            "`doctrial run`, {cases} cases of as many pages, processor time and peak memory of the process"
        ));
        let floor = || processor(|| floor::send(&runtime, &floor::client(16), &requests, 16));
        let run = || cli(project.dir(), &["run", "--quiet", "--base-url", &server.base]);
        let _ = (floor(), run());
        let (floors, costs): (Vec<_>, Vec<Cost>) = (0..rounds).map(|_| (floor(), run())).unzip();
        let (least, measured) = (median(floors), median(costs.iter().map(|cost| cost.processor).collect()));
        let detail = format!("{} against bare requests of {}", ms(measured), ms(least));
        budget.line("docs to reports", ratio(measured, least), 2.5, "x", &detail);
        let peak = costs.iter().map(|cost| cost.peak).fold(0.0, f64::max);
        budget.line("peak memory", peak, 90.0, "MiB", "the most of all rounds");
    }
}
