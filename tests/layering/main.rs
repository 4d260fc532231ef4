//! Which module may use which: every edge between the folders of `src` is listed here, and a new one is a decision.

mod cycles;
mod paths;
mod uses;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Each module with those it may use, in the order of the flow from docs to report.
const EDGES: [(&str, &[&str]); 24] = [
    ("text", &[]),
    ("json", &[]),
    ("http", &["text"]),
    ("notation", &["json"]),
    ("finding", &["text", "json"]),
    ("directive", &["text", "json", "http", "finding"]),
    ("contract", &["text", "json", "http", "notation", "finding", "directive"]),
    ("docs", &["text", "json", "http", "notation", "finding", "directive", "contract"]),
    ("config", &["text", "json", "http", "finding", "directive", "contract"]),
    ("schema", &["text", "json", "notation", "finding", "contract"]),
    ("compile", &["text", "json", "http", "notation", "finding", "directive", "contract", "docs", "config", "schema"]),
    ("request", &["text", "json", "http", "notation", "finding", "directive", "contract", "config", "schema"]),
    ("state", &["text", "json", "http", "finding", "directive", "contract", "config", "request"]),
    ("client", &["http", "config"]),
    ("judge", &["text", "json", "http", "notation", "finding", "directive", "contract", "schema"]),
    ("mock", &["json", "http", "finding", "contract", "schema"]),
    ("mutation", &["text", "json", "notation", "http", "finding", "contract", "schema", "judge", "mock"]),
    ("record", &["text", "json", "http", "notation", "finding", "contract", "judge"]),
    ("coverage", &["json", "http", "contract", "schema", "record"]),
    ("bless", &["text", "json", "http", "finding", "contract", "record"]),
    ("report", &["text", "json", "http", "finding", "record"]),
    (
        "session",
        &[
            "text",
            "json",
            "http",
            "finding",
            "directive",
            "contract",
            "docs",
            "config",
            "schema",
            "compile",
            "request",
            "state",
            "client",
            "judge",
            "mock",
            "record",
            "coverage",
            "bless",
            "report",
        ],
    ),
    ("harness", &["text", "finding", "contract", "config", "record", "report", "session"]),
    (
        "cli",
        &[
            "text",
            "http",
            "finding",
            "directive",
            "contract",
            "config",
            "schema",
            "compile",
            "request",
            "state",
            "judge",
            "mock",
            "mutation",
            "record",
            "report",
            "session",
        ],
    ),
];

/// A module's folders, each with those it may use.
type Folders = &'static [(&'static str, &'static [&'static str])];

/// The folders of modules that have several, in the same way.
const FOLDERS: [(&str, Folders); 8] = [
    (
        "docs",
        &[
            ("files", &[]),
            ("wording", &[]),
            ("messages", &["wording"]),
            ("annotation", &[]),
            ("markdown", &["wording", "messages"]),
            ("outline", &["wording", "messages", "annotation", "markdown"]),
            ("pairing", &["wording", "messages", "annotation", "markdown", "outline"]),
            ("types", &["files", "wording", "messages", "annotation", "markdown", "outline"]),
            ("dialect", &["wording", "messages", "annotation", "outline", "pairing", "types"]),
            ("lint", &["wording", "messages", "outline"]),
        ],
    ),
    (
        "schema",
        &[
            ("resolve", &[]),
            ("validate", &["resolve"]),
            ("sample", &["resolve", "validate"]),
            ("build", &["resolve", "sample"]),
        ],
    ),
    ("compile", &[("scenario", &[]), ("lint", &[]), ("selected", &["lint"])]),
    ("judge", &[("tolerances", &[]), ("headers", &["tolerances"]), ("body", &["tolerances"])]),
    ("record", &[("redact", &[]), ("recording", &["redact"])]),
    ("report", &[("terminal", &[]), ("check", &[]), ("html", &[]), ("junit", &["terminal"])]),
    (
        "session",
        &[
            ("baseline", &[]),
            ("order", &[]),
            ("load", &["order"]),
            ("run", &["baseline", "order", "load"]),
            ("output", &["load", "run"]),
        ],
    ),
    ("cli", &[("args", &[]), ("output", &["args"]), ("commands", &["args", "output"])]),
];

/// Modules that only the tests of a module use, besides those it may use.
const IN_TESTS: [(&str, &[&str]); 4] = [
    ("client", &["request"]),
    ("mutation", &["docs", "compile"]),
    ("record", &["text", "request"]),
    ("schema", &["docs"]),
];

/// The modules with documentation for users of the library.
const PUBLIC: &[&str] = &["cli", "finding", "harness", "record"];

/// Libraries that could be exchanged, each with the modules that name it.
const LIBRARIES: [(&str, &[&str]); 11] = [
    ("jsonschema", &["schema", "notation"]),
    ("serde_json_path", &["directive"]),
    ("reqwest", &["client"]),
    ("rustls", &["client"]),
    ("pulldown_cmark", &["docs"]),
    ("libtest_mimic", &["harness"]),
    ("hyper", &["client", "mock"]),
    ("quick_xml", &["report"]),
    ("roxmltree", &["bless", "judge"]),
    ("strsim", &["finding"]),
    ("globset", &["text"]),
];

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

fn is_module(word: &str) -> bool {
    EDGES.iter().any(|(module, _)| *module == word)
}

/// Every module named by `crate::module` in a file, comments apart: in paths, and at the head of a `use crate::{...}`
/// group. The flag: only in its tests.
fn modules_named(text: &str) -> BTreeMap<&str, bool> {
    named_below(text, "crate::")
}

/// The same below another path than `crate::`.
fn named_below<'t>(text: &'t str, path: &str) -> BTreeMap<&'t str, bool> {
    let tests = text.find("#[cfg(test)]\nmod tests").unwrap_or(text.len());
    let mut named = BTreeMap::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let code = !line.trim_start().starts_with("//");
        for (found, _) in line.match_indices(path).filter(|_| code) {
            for word in words_after(&text[at + found + path.len()..]) {
                let in_tests = at + found > tests;
                named.entry(word).and_modify(|known| *known &= in_tests).or_insert(in_tests);
            }
        }
        at += line.len();
    }
    named
}

fn words_after(rest: &str) -> Vec<&str> {
    let not_a_name = |c: char| !(c.is_alphanumeric() || c == '_');
    match rest.strip_prefix('{') {
        Some(group) => group[..group.find("};").unwrap_or(group.len())].split(not_a_name).collect(),
        None => rest.split(not_a_name).take(1).collect(),
    }
}

/// Files that hold tests or what tests are made of.
fn is_test_file(file: &Path) -> bool {
    let named = |name: &str| ["tests", "fixture", "testing", "properties"].contains(&name);
    file.iter().any(|part| named(part.to_string_lossy().trim_end_matches(".rs")))
}

#[test]
fn every_use_is_an_allowed_edge() {
    let in_tests = BTreeMap::from(IN_TESTS);
    let mut wrong = Vec::new();
    for (module, allowed) in EDGES {
        for file in files(&src().join(module)) {
            let text = fs::read_to_string(&file).expect("reads");
            for (used, only_tests) in modules_named(&text).into_iter().filter(|(used, _)| is_module(used)) {
                let tested = only_tests || is_test_file(&file);
                let more = in_tests.get(module).filter(|_| tested).copied().unwrap_or_default();
                if used != module && !allowed.contains(&used) && !more.contains(&used) {
                    wrong.push(format!("{} uses crate::{used}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_edge_is_used_and_points_backwards() {
    let mut earlier = Vec::new();
    for (module, allowed) in EDGES {
        let mut used = BTreeSet::new();
        for file in files(&src().join(module)) {
            let text = fs::read_to_string(&file).expect("reads");
            used.extend(modules_named(&text).keys().map(|name| (*name).to_owned()));
        }
        for edge in allowed {
            assert!(earlier.contains(edge), "{module} may use {edge}, which comes later in the flow");
            assert!(used.contains(*edge), "{module} may use {edge}, but does not: remove the edge");
        }
        earlier.push(module);
    }
}

#[test]
fn the_tables_name_every_folder() {
    let is_dir = |entry: &fs::DirEntry| entry.path().is_dir();
    let of_modules = FOLDERS.map(|(module, folders)| (src().join(module), folders));
    for (dir, edges) in of_modules.into_iter().chain([(src(), &EDGES[..])]) {
        let entries = fs::read_dir(dir).expect("a folder").filter_map(Result::ok).filter(is_dir);
        let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
        let folders: BTreeSet<String> = names.filter(|name| name != "tests").collect();
        assert_eq!(folders, edges.iter().map(|(module, _)| (*module).to_owned()).collect::<BTreeSet<_>>());
    }
}

/// The folders whose names a file uses: by path, by what `mod.rs` re-exports from them, or through a file that is in none.
fn folders_used(module: &str, text: &str) -> BTreeSet<String> {
    let dir = src().join(module);
    let exported = exports(&fs::read_to_string(dir.join("mod.rs")).expect("a mod.rs"));
    let (mut used, mut seen) = (BTreeSet::new(), BTreeSet::new());
    let mut open: Vec<String> = names_used(text, &format!("crate::{module}::"));
    while let Some(name) = open.pop() {
        let home = exported.get(&name).unwrap_or(&name).clone();
        // The error of a module holds those of its folders, and each of them may end with it.
        if home == "error" || !seen.insert(home.clone()) {
            continue;
        }
        if let Ok(text) = fs::read_to_string(dir.join(&home).with_extension("rs")) {
            open.extend(names_used(&text, &format!("crate::{module}::")));
            open.extend(names_used(&text, "super::"));
        } else {
            used.insert(home);
        }
    }
    used
}

fn names_used(text: &str, path: &str) -> Vec<String> {
    let named = named_below(text, path).into_iter().filter(|(_, only_tests)| !only_tests);
    named.map(|(name, _)| name.to_owned()).collect()
}

/// What a `mod.rs` re-exports: each name with the folder or file that it is from.
fn exports(text: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for line in text.split(';').filter_map(|part| part.trim_start_matches(|c: char| c != 'p').split_once(" use ")) {
        let path = line.1.trim();
        let Some((home, rest)) = path.split_once("::") else { continue };
        let names = rest.rsplit("::").next().unwrap_or(rest);
        let names = names.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|name| !name.is_empty());
        found.extend(names.map(|name| (name.to_owned(), home.to_owned())));
    }
    found
}

#[test]
fn folders_use_those_in_the_table_and_none_that_comes_later() {
    for (module, table) in FOLDERS {
        let mut earlier = Vec::new();
        for (folder, allowed) in table {
            let mut used = BTreeSet::new();
            for file in files(&src().join(module).join(folder)).into_iter().filter(|file| !is_test_file(file)) {
                used.extend(folders_used(module, &fs::read_to_string(&file).expect("reads")));
            }
            let folders = table.iter().map(|(name, _)| *name).filter(|name| name != folder);
            let used: BTreeSet<&str> = folders.filter(|name| used.contains(*name)).collect();
            assert_eq!(used, allowed.iter().copied().collect(), "{module}::{folder}");
            let is_earlier = |name: &&str| earlier.contains(name);
            assert!(allowed.iter().all(is_earlier), "{module}::{folder} uses a folder that comes later");
            earlier.push(*folder);
        }
    }
}

#[test]
fn one_module_names_each_library_that_could_be_exchanged() {
    for (library, modules) in LIBRARIES {
        for file in files(&src()) {
            let text = fs::read_to_string(&file).expect("reads");
            let module = file.strip_prefix(src()).expect("below src").iter().next().expect("a module");
            let names_it =
                text.lines().any(|line| !line.trim_start().starts_with("//") && line.contains(&format!("{library}::")));
            assert!(!names_it || modules.iter().any(|m| module == *m), "{} names {library}", file.display());
        }
    }
}

#[test]
fn each_module_opens_with_what_comes_in_and_what_goes_out() {
    let heads: Vec<PathBuf> = files(&src()).into_iter().filter(|file| file.ends_with("mod.rs")).collect();
    assert!(heads.len() > EDGES.len(), "a mod.rs for each folder");
    for head in heads {
        let text = fs::read_to_string(&head).expect("a mod.rs");
        let module = head.strip_prefix(src()).ok().and_then(Path::parent).expect("below src").display().to_string();
        let mut lines = text.lines();
        if PUBLIC.contains(&module.as_str()) {
            // A reader of the documentation of the library gets a sentence.
            let line = lines.next().unwrap_or_default();
            assert!(line.starts_with("//! ") && !line.starts_with("//! In: "), "src/{module}/mod.rs: `{line}`");
            continue;
        }
        for opening in ["//! In: ", "//! Out: "] {
            let line = lines.next().unwrap_or_default();
            assert!(line.starts_with(opening), "src/{module}/mod.rs: a line `{opening}...` is expected, not `{line}`");
        }
    }
}

#[test]
fn a_use_is_found_however_it_is_written() {
    let named = |text: &'static str| modules_named(text).into_keys().collect::<Vec<_>>();
    assert_eq!(named("use crate::judge::judge;\nfn f() { crate::record::x() }"), ["judge", "record"]);
    assert!(named("use crate::{docs, http::{Response}};").starts_with(&["", "Response", "docs", "http"]));
    assert!(named("// crate::judge\n/// [`crate::judge`]").is_empty());
    let tests = modules_named("use crate::text;\n#[cfg(test)]\nmod tests {\n    use crate::docs;\n}");
    assert_eq!(tests, BTreeMap::from([("docs", true), ("text", false)]));
}

#[test]
fn a_name_that_is_re_exported_is_that_of_its_folder() {
    let text = "mod b;\npub use a::x::{Y, Z};\npub(crate) use b::w;\n#[cfg(feature = \"cli\")]\npub use c::v;\n";
    let found = exports(text);
    let homes = ["Y", "Z", "w", "v"].map(|name| found.get(name).map_or("", String::as_str));
    assert_eq!(homes, ["a", "a", "b", "c"]);
}
