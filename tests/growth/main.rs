//! What a page costs is in proportion to its size, whatever its shape. Counted are the bytes that are allocated, which are the
//! same on every machine; seconds never are.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::cast_precision_loss, reason = "bytes become numbers to be compared")]

mod shapes;

use std::path::Path;

use doctrial::internals::config::{Environment, Layer, Load, Purpose, Settings};
use doctrial::internals::judge::Policy;
use doctrial::internals::mutation::{self, Plan};
use doctrial::internals::report::{Palette, render_finding};
use doctrial::internals::schema::Schemas;
use doctrial::internals::session::{self, DocsRoot, LoadOptions, LoadedCases};

use shapes::SHAPES;

/// The size of the smallest page, in bytes.
const BASE: usize = 4_000;

/// How many times as much a page twice as large may cost: twice, and what growing lists take in addition.
const MOST: f64 = 2.5;

fn settings(folder: &Path) -> Settings {
    let environment = Environment::of(folder, [("DOCTRIAL_TIMEOUT", "2s")]);
    let (from, flags) = (folder.to_owned(), Layer::default());
    let load = Load { environment: &environment, from, file: None, profile: None, flags, purpose: Purpose::Read };
    load.settings().unwrap()
}

fn load(folder: &Path, settings: &Settings) -> LoadedCases {
    let docs = folder.join("docs");
    session::load_cases(settings, LoadOptions { source: Some(&docs), lint: true, ..LoadOptions::default() }).unwrap()
}

/// Reads, pairs, checks and reports.
fn check(folder: &Path) {
    let settings = settings(folder);
    let loaded = load(folder, &settings);
    let redactor = session::redactor(&settings, &loaded.cases);
    let docs = DocsRoot::of(&loaded, &settings).hiding(&redactor);
    for finding in redactor.findings(&loaded.findings) {
        docs.with(|docs| render_finding(&finding, docs, &Palette::PLAIN));
    }
}

/// Finds what can be corrected, and corrects it in memory.
fn fix(folder: &Path) {
    let settings = settings(folder);
    let loaded = load(folder, &settings);
    session::find_fixes(&loaded.findings, &DocsRoot::of(&loaded, &settings), &settings).unwrap();
}

/// Judges the documented responses of all cases as a run does.
fn run(folder: &Path) {
    mutate_with(folder, Vec::new());
}

/// The same with every third kind of change, each at one place.
fn mutate(folder: &Path) {
    mutate_with(folder, mutation::all().step_by(3).collect());
}

fn mutate_with(folder: &Path, mutations: Vec<&'static mutation::Mutation>) {
    let loaded = load(folder, &settings(folder));
    let plan = Plan { mutations, places: Some(1), budget: Plan::BUDGET };
    let schemas = Schemas::new(loaded.schemas);
    // One by one, so that all is counted on this thread.
    for case in &loaded.cases {
        mutation::run(std::slice::from_ref(case), &schemas, &Policy::default(), &plan);
    }
}

/// The bytes that a step allocates, in all, for pages of one shape of three sizes, each twice that before.
fn costs(step: fn(&Path), shape: fn(usize) -> String, base: usize) -> [f64; 3] {
    [1, 2, 4].map(|times| {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("docs")).unwrap();
        std::fs::write(folder.path().join("docs/page.md"), shape(base * times)).unwrap();
        allocation_counter::measure(|| step(folder.path())).bytes_total as f64
    })
}

/// Holds a step to costs in proportion, for every shape or those of one group.
fn hold(step: fn(&Path), base: usize, group: Option<&str>) {
    let mut wrong = Vec::new();
    // What is made once is not counted.
    costs(step, |_| "# T\n\n```http\nGET /a\n```\n\n```json\n{\"a\": 1,}\n```\n".to_owned(), base);
    for (name, shape) in SHAPES.iter().filter(|(name, _)| group.is_none_or(|group| name.starts_with(group))) {
        let [one, two, four] = costs(step, *shape, base);
        // Small pages cost what every page does, and bounds are met on the way: it is the last step that shows the growth.
        if four > two * MOST {
            wrong.push(format!("{name}: {one:.0}, {two:.0}, {four:.0} bytes"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn checking_costs_in_proportion() {
    hold(check, BASE, None);
}

#[test]
fn fixing_costs_in_proportion() {
    hold(fix, BASE, Some("json with"));
}

#[test]
fn judging_costs_in_proportion() {
    hold(run, BASE, None);
}

#[test]
fn mutating_costs_in_proportion() {
    hold(mutate, BASE / 2, Some("json of"));
}
