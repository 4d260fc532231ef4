//! `use` points one way between the rooms: a room knows only those that stand before it in the flow.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms in the order of the flow. Rooms of the first group are leaves.
const ORDER: [&str; 18] = [
    "source",
    "json",
    "finding",
    "wire",
    "directive",
    "docs",
    "config",
    "schema",
    "contract",
    "execute",
    "judge",
    "record",
    "report",
    "service",
    "mutate",
    "session",
    "harness",
    "cli",
];

/// Pairs that would be in order, but that a room's promise forbids all the same.
const NEVER: [(&str, &str); 3] = [("judge", "execute"), ("report", "execute"), ("service", "judge")];

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Every room named by `crate::room` in a file, comments apart: in paths, and at the head of a `use crate::{...}` group.
fn rooms_named(text: &str) -> BTreeSet<&str> {
    let code: String = text
        .lines()
        .map(|line| if line.trim_start().starts_with("//") { "" } else { line })
        .collect::<Vec<_>>()
        .join("\n");
    let mut named = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let group = rest.strip_prefix('{').map_or(rest, |inner| inner);
        let words: Vec<&str> = if rest.starts_with('{') {
            let end = group.find("};").unwrap_or(group.len());
            group[..end].split(|c: char| !(c.is_alphanumeric() || c == '_')).collect()
        } else {
            vec![rest.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default()]
        };
        named.extend(words.iter().filter_map(|word| ORDER.iter().find(|room| *room == word)));
    }
    named
}

#[test]
fn use_points_one_way() {
    let position = |room: &str| ORDER.iter().position(|r| *r == room).expect("a room of the order");
    let mut wrong = Vec::new();
    for room in ORDER {
        for file in files(&src().join(room)) {
            let text = fs::read_to_string(&file).expect("reads");
            for used in rooms_named(&text).into_iter().filter(|used| *used != room) {
                if position(used) > position(room) || NEVER.contains(&(room, used)) {
                    wrong.push(format!("{} uses crate::{used}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_order_names_every_room() {
    let declared: BTreeSet<String> = fs::read_dir(src())
        .expect("src")
        .filter_map(|entry| {
            entry.ok().filter(|e| e.path().is_dir()).map(|e| e.file_name().to_string_lossy().into_owned())
        })
        .collect();
    assert_eq!(declared, ORDER.iter().map(|room| (*room).to_owned()).collect::<BTreeSet<_>>());
    let lib = fs::read_to_string(src().join("lib.rs")).expect("lib.rs");
    for room in ORDER {
        assert!(lib.contains(&format!("pub mod {room};")), "lib.rs does not declare {room}");
    }
}

#[test]
fn one_room_names_each_library_that_could_be_exchanged() {
    let homes: [(&str, &[&str]); 6] = [
        ("jsonschema", &["schema"]),
        ("reqwest", &["execute"]),
        ("pulldown_cmark", &["docs"]),
        ("libtest_mimic", &["harness"]),
        ("quick_junit", &["report"]),
        ("axum", &["service"]),
    ];
    for (library, rooms) in homes {
        for file in files(&src()) {
            let text = fs::read_to_string(&file).expect("reads");
            let room = file.strip_prefix(src()).expect("below src").iter().next().expect("a room");
            let names_it =
                text.lines().any(|line| !line.trim_start().starts_with("//") && line.contains(&format!("{library}::")));
            assert!(!names_it || rooms.iter().any(|r| room == *r), "{} names {library}", file.display());
        }
    }
}

#[test]
fn a_use_is_found_however_it_is_written() {
    assert_eq!(
        rooms_named("use crate::judge::judge;\nfn f() { crate::record::x() }"),
        BTreeSet::from(["judge", "record"])
    );
    assert_eq!(rooms_named("use crate::{docs, wire::{Answer}};"), BTreeSet::from(["docs", "wire"]));
    assert_eq!(rooms_named("// crate::judge\n/// [`crate::judge`]"), BTreeSet::new());
}
