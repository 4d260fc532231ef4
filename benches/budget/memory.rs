//! Memory: responses of 1 MB, few and many of them. What was judged must be gone.

use std::fmt::Write as _;

use serde_json::Value;

use crate::budget::{Budget, about};
use crate::children::{Server, cli};
use crate::dice::Dice;
use crate::project::Project;
use crate::server::BIG;
use crate::workload::list;

const FEW: usize = 200;
const MANY: usize = 1000;

/// A collection of about 1 MB.
pub(crate) fn big_answer() -> Value {
    list(&mut Dice(7), 0, 1350)
}

pub(crate) fn measure(budget: &mut Budget) {
    let project = Project::of(&(0..MANY).map(page).collect::<Vec<_>>());
    let server = Server::start(project.dir());
    let size = big_answer().to_string().len() as f64 / 1e6;
    about(&format!("memory, answers of {size:.2} MB, 16 in flight"));
    let peak =
        |filter: &[&str]| cli(project.dir(), &[&["run", "--quiet", "--base-url", &server.base], filter].concat()).peak;
    let (few, many) = (peak(&["--page", "few/*"]), peak(&[]));
    let each = (many - few) * 1024.0 / (MANY - FEW) as f64;
    let detail = format!("{many:.0} MiB for {MANY} cases, {few:.0} MiB for {FEW}: {each:.0} KiB for each one more");
    budget.line("peak of many to that of few", many / few, 1.5, "x", &detail);
}

fn page(at: usize) -> (String, String) {
    let folder = if at < FEW { "few" } else { "more" };
    let mut text = String::from("# A manifest\n\n## Read it\n\n```http\n");
    let _ = write!(
        text,
        "GET https://api.harbour.example{BIG}{at:04}\n```\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{:#}\n```\n",
        list(&mut Dice(at as u64), 0, 1)
    );
    (format!("{folder}/{at:04}.md"), text)
}
