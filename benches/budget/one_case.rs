//! One case by `--exact` out of 2,000 pages: the whole process, as cargo-nextest starts one for each case.

use std::process::{Command, Stdio};
use std::time::Duration;

use crate::budget::{Budget, about, ms, note, ratio};
use crate::children::{Role, Server};
use crate::measure::{median, wall};
use crate::pages;
use crate::project::Project;

const ROUNDS: usize = 21;

/// A case whose response has a documented type: the types' pages must be found as well.
const ID: &str = "api/vessel0123-list.md::example-1-";

pub(crate) fn measure(budget: &mut Budget) {
    let project = Project::of(&pages::of_groups(250));
    let server = Server::start(project.dir());
    let id = whole_id(&project);
    about("one case of 2000 pages by --exact, the whole process (wall)");
    let started = rounds(|| Role::Nothing.command(project.dir()));
    note("a process that does nothing", started.median.as_secs_f64() * 1e3, "ms", &started.detail());
    for (name, base) in [("against a service", Some(&server.base)), ("against the embedded service", None)] {
        let time = rounds(|| {
            let mut command = Role::Harness.command(project.dir());
            command.args([&id, "--exact"]).env("DOCTRIAL_FORBID_FULL_SCAN", "1");
            command.envs(base.map(|base| ("DOCTRIAL_BASE_URL", base)));
            command
        });
        budget.line(name, time.median.as_secs_f64() * 1e3, 15.0, "ms", &time.detail());
        if base.is_some() {
            let over = ratio(time.median, started.median);
            budget.line("as many empty processes", over, 2.0, "x", "a process for each of the cases");
        }
    }
}

/// `doctrial check` of one page in a folder of 3,300.
pub(crate) fn check(budget: &mut Budget) {
    let project = Project::of(&pages::of_groups(412));
    about("`doctrial check` of one page in a folder of 3,300, the whole process (wall)");
    let time = rounds(|| {
        let mut command = Role::Cli.command(project.dir());
        command.args(["check", "docs/api/vessel0123-list.md"]);
        command
    });
    budget.line("one page", time.median.as_secs_f64() * 1e3, 50.0, "ms", &time.detail());
}

struct Times {
    median: Duration,
    least: Duration,
}

impl Times {
    fn detail(&self) -> String {
        format!("median of {ROUNDS}, the least {}", ms(self.least))
    }
}

fn rounds(command: impl Fn() -> Command) -> Times {
    let one = || {
        let mut command = command();
        command.stdout(Stdio::null()).stderr(Stdio::null());
        wall(|| assert!(command.status().expect("starts").success()))
    };
    let all: Vec<Duration> = (0..ROUNDS).map(|_| one()).collect();
    Times { least: all.iter().copied().min().unwrap_or_default(), median: median(all) }
}

fn whole_id(project: &Project) -> String {
    let output = Role::Harness.command(project.dir()).args(["--list", "--format", "terse"]).output().expect("starts");
    let list = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = list.lines().find(|line| line.starts_with(ID)).expect("the case");
    line.trim_end_matches(": test").to_owned()
}
