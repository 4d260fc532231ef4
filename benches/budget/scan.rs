//! Scanning: pages to examples, and on to the cases, against one bare pass over the same Markdown.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use doctrial::internals::docs::{self, ReadOptions};
use doctrial::internals::session::{self, LoadOptions};

use crate::budget::{Budget, about, ms, note, ratio};
use crate::measure::{in_turn, wall};
use crate::project::{Project, settings};
use crate::{floor, pages};

const ROUNDS: usize = 9;

/// `folder`: docs to be scanned in place of those made here.
pub(crate) fn measure(folder: Option<&str>, budget: &mut Budget) {
    let made = Project::of(&pages::of_groups(250));
    let root = folder.map_or_else(|| made.docs(), PathBuf::from);
    let settings = settings(made.dir(), &[]);
    let found = docs::find_pages(&root, &[], &[]).expect("pages");
    let bytes: u64 = found.paths.iter().filter_map(|path| root.join(path).metadata().ok()).map(|file| file.len()).sum();
    let cases = session::load_cases(&settings, LoadOptions { source: Some(&root), ..LoadOptions::default() })
        .expect("docs")
        .cases
        .len();
    about(&format!("scanning {} pages ({:.1} MB, {cases} cases)", found.paths.len(), bytes as f64 / 1e6));

    let floor = || wall(|| _ = floor::pass(&found));
    // As a run reads them.
    let options = ReadOptions { dialects: &settings.dialects, expects: &[], lint: false, routes: false };
    let scan = || until_made(|| docs::scan(&found, options));
    let (least, measured) = in_turn(ROUNDS, floor, scan);
    let detail = format!("{} against a bare pass of {}", ms(measured), ms(least));
    budget.line("pages to examples", ratio(measured, least), 2.0, "x", &detail);

    let options = LoadOptions { source: Some(&root), ..LoadOptions::default() };
    let read = || until_made(|| session::load_cases(&settings, options).expect("docs"));
    let (least, measured) = in_turn(ROUNDS, floor, read);
    let detail = format!("{} against a bare pass of {}", ms(measured), ms(least));
    note("folder to fitted cases", ratio(measured, least), "x", &detail);
}

/// The time until the result is there; what it takes to drop it is not of interest.
fn until_made<T>(make: impl FnOnce() -> T) -> Duration {
    let began = Instant::now();
    let result = std::hint::black_box(make());
    let taken = began.elapsed();
    drop(result);
    taken
}
