//! No file imports from another one that imports from it: what both need is in a file below them. (Methods of one type that several
//! files implement call each other without an import.)

use std::collections::{BTreeMap, BTreeSet};

use super::uses::{Module, Sources};

/// The files that use each other, as text; empty where there are none.
fn cycles(uses: &BTreeMap<Module, BTreeSet<Module>>) -> Vec<String> {
    // What uses nothing that is left is taken away, until nothing is left or each file is on a cycle or leads to one.
    let mut open = uses.clone();
    loop {
        let left: BTreeSet<Module> = open.keys().cloned().collect();
        let used: BTreeSet<Module> = open.values().flatten().cloned().collect();
        open.retain(|module, below| {
            below.retain(|used| left.contains(used));
            !below.is_empty() && used.contains(module)
        });
        if open.len() == left.len() {
            return open.iter().map(line).collect();
        }
    }
}

fn line((module, used): (&Module, &BTreeSet<Module>)) -> String {
    let used: Vec<String> = used.iter().map(|used| used.join("::")).collect();
    format!("{} uses {}", module.join("::"), used.join(", "))
}

#[test]
fn no_file_uses_one_that_uses_it() {
    let uses = Sources::read().uses();
    assert!(uses.values().map(BTreeSet::len).sum::<usize>() > uses.len(), "the uses are found");
    let found = cycles(&uses);
    assert!(found.is_empty(), "what both need belongs into a file below them:\n{}", found.join("\n"));
}

#[test]
fn a_cycle_is_found_however_it_is_written() {
    let found = |texts: &[(&str, &str)]| cycles(&Sources::of(texts).uses());
    let (one, other) = ("use super::b::g;\nfn f() {}", "fn g() {}");
    assert!(found(&[("a", one), ("b", other)]).is_empty());
    for back in [
        "use super::a::f;\nfn g() {}",
        "use crate::{a::{f as h}, c};\nfn g() {}",
        "fn g() { super::a::f() }",
        "use crate::a::{self};\nfn g() {}",
        "use crate::x::f;\nfn g() {}",
    ] {
        let cycle = found(&[("a", one), ("b", back), ("c", "fn c() {}"), ("x", "pub use crate::a::f;")]);
        assert_eq!(cycle, ["a uses b", "b uses a"], "{back}");
    }
    let in_tests = "fn g() {}\n#[cfg(test)]\nmod tests {\n    use crate::a::f;\n}";
    assert!(found(&[("a", one), ("b", in_tests)]).is_empty());
    assert!(found(&[("a", one), ("b", "// use super::a::f;\nfn g() {}")]).is_empty());
    assert_eq!(found(&[("a", one), ("b", "use super::c::h;\nfn g() {}"), ("c", "use crate::a;\nfn h() {}")]).len(), 3);
}
