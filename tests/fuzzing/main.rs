//! The invariants of the fuzz targets (`fuzz/invariants`), held for a short while by any `cargo test`: over the seeds of
//! `fuzz/seeds` and a few thousand texts made of them, the same ones each time.

mod cost;
#[path = "../../fuzz/invariants/mod.rs"]
mod invariants;
mod mutations;

use std::panic::catch_unwind;
use std::path::Path;

use mutations::mutations;

/// The seeds of a target, in the order of their names.
fn seeds(target: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(target);
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files.iter().map(|file| std::fs::read_to_string(file).expect("a seed is text")).collect()
}

/// Holds an invariant over all seeds of a target and `count` mutations of them.
fn hold(target: &str, count: usize, invariant: fn(&str)) {
    let seeds = seeds(target);
    for text in seeds.iter().cloned().chain(mutations(&seeds, count)) {
        let held = catch_unwind(|| invariant(&text));
        assert!(held.is_ok(), "see above; the input of target `{target}` was\n{text:?}");
    }
}

#[test]
fn pages() {
    hold("page", 3000, invariants::page);
}

#[test]
fn json() {
    hold("json", 20_000, invariants::json);
}

#[test]
fn commands() {
    hold("command", 5000, invariants::command);
}

#[test]
fn settings() {
    hold("settings", 4000, invariants::settings);
}
