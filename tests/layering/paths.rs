//! Files that comments name exist.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::{files, src};

/// The names of Rust files in backticks in the comments of a text.
fn named_in_comments(text: &str) -> Vec<&str> {
    let comments = text.lines().map(str::trim_start).filter(|line| line.starts_with("//"));
    // What is between two backticks is every other part.
    let quoted = comments.flat_map(|line| line.split('`').skip(1).step_by(2));
    quoted.filter(|name| Path::new(name).extension().is_some_and(|ext| ext == "rs") && !name.contains(' ')).collect()
}

#[test]
fn comments_name_files_that_exist() {
    let all = files(&src());
    let names: BTreeSet<_> = all.iter().filter_map(|file| file.file_name()?.to_str()).collect();
    let mut checked = 0;
    for file in &all {
        for name in named_in_comments(&fs::read_to_string(file).expect("reads")) {
            let is_below = |folder: &Path| folder.join(name).is_file();
            let exists = if name.contains('/') { file.ancestors().any(is_below) } else { names.contains(name) };
            assert!(exists, "{} names `{name}`, which does not exist", file.display());
            checked += 1;
        }
    }
    assert!(checked > 100, "{checked} names");
}

#[test]
fn names_are_taken_from_comments_alone() {
    let text = "//! Start in `a/b.rs`; `c.rs` has the rest, `D` too.\nlet x = \"`e.rs`\"; \n    // See `f.rs`.\n";
    assert_eq!(named_in_comments(text), ["a/b.rs", "c.rs", "f.rs"]);
}
