//! Findings that are known, and parts of a run.

use std::collections::BTreeSet;

use crate::project::Project;
use crate::responder::{Responder, example, json};

fn project() -> Project {
    let body = |members: &str| format!("200 OK\nJSON\n\n{{ {members} }}");
    let page = [
        example("Right", "GET /right", &body("\"on\": true")),
        example("Wrong", "GET /wrong", &body("\"on\": true, \"level\": 3, \"name\": \"x\"")),
        example("Down", "GET /down", &body("\"on\": true")),
    ];
    Project::with(&[("docs/a.md", &page.concat())])
}

/// `/wrong` lacks members, `/down` fails.
fn service() -> Responder {
    Responder::new(|received, _| match received.method_and_path() {
        (_, "/down") => json(500, "{}"),
        _ => json(200, "{\"on\": true}"),
    })
}

#[test]
fn what_is_known_does_not_fail_a_run_and_what_is_new_does() {
    let (project, service) = (project(), service());
    let run = || project.run(&["run", "--base-url", &service.base]);
    assert_eq!(run().code, 1);
    let made = project.run(&["baseline", "update"]);
    assert!(made.code == 0 && made.out.contains("3 added, 0 kept, 0 removed, 0 not in this run"), "{made:?}");
    let file = project.read("contracts/baseline.toml");
    assert!(
        file.contains("rule = \"missing-member\"\nat = \"body /level\"") && file.contains("rule = \"broken\""),
        "{file}"
    );
    let done = run();
    assert!(done.code == 0 && done.out.contains("2 passed, 0 failed, 0 broken, 1 skipped"), "{done:?}");
    assert!(done.out.contains("2 known") && done.out.contains("known to be broken"), "{done:?}");
    // One of them is not known: it fails the case.
    let entries: Vec<&str> = file.split("\n[[known]]").collect();
    let without = entries.iter().filter(|entry| !entry.contains("body /name")).copied().collect::<Vec<_>>();
    project.write("contracts/baseline.toml", without.join("\n[[known]]").as_bytes());
    let done = run();
    assert!(done.code == 1 && done.out.contains("1 failed") && done.out.contains("body /name"), "{done:?}");
}

#[test]
fn what_is_known_fails_a_run_that_denies_it() {
    let (project, service) = (project(), service());
    let run = |more: &[&str]| project.run(&[&["run", "--base-url", &service.base], more].concat());
    run(&[]);
    assert_eq!(project.run(&["baseline", "update"]).code, 0);
    let file = project.read("contracts/baseline.toml");
    let strict = ["--deny", "tolerance:known"];
    for _ in 0..2 {
        let done = run(&strict);
        assert!(done.code == 1 && done.out.contains("1 passed, 1 failed, 1 broken, 0 skipped"), "{done:?}");
        assert!(
            done.out.contains("contracts/baseline.toml:") && done.out.contains("the tolerance `known`"),
            "{done:?}"
        );
        assert!(done.out.contains("the baseline has `missing-member` and 1 more finding"), "{done:?}");
        // That is not known then, nor is anything forgotten.
        let made = project.run(&["baseline", "update"]);
        assert!(made.out.contains("0 added, 3 kept, 0 removed"), "{made:?}");
        assert_eq!(project.read("contracts/baseline.toml"), file);
    }
    // Only what it denies: another tolerance, and a rule that is turned down.
    assert_eq!(run(&["--deny", "tolerance:null"]).code, 0);
    let warned = run(&["--deny", "tolerance:known", "--warn", "B301"]);
    assert!(warned.out.contains("2 passed, 0 failed") && warned.out.contains("the tolerance `known`"), "{warned:?}");
}

#[test]
fn what_does_not_occur_any_more_is_reported_and_what_has_expired_fails() {
    let (project, service) = (project(), service());
    let known =
        |case: &str, rule: &str, more: &str| format!("[[known]]\ncase = \"a.md::{case}\"\nrule = \"{rule}\"\n{more}\n");
    let baseline = [
        known("right::get-right", "wrong-status", "reason = \"ticket 1\""),
        known("wrong::get-wrong", "missing-member", "reason = \"ticket 2\"\nexpires = \"2020-01-31\""),
        known("down::get-down", "broken", "reason = \"ticket 3\"\nowner = \"ada\""),
        known("else::get-else", "wrong-type", "reason = \"ticket 4\""),
    ];
    project.write("contracts/baseline.toml", baseline.concat().as_bytes());
    let done = project.run(&["run", "--base-url", &service.base]);
    assert!(done.out.contains("1 failed") && done.out.contains("known to be broken (ticket 3)"), "{done:?}");
    assert!(done.out.contains("this known finding did not occur"), "{done:?}");
    assert!(done.out.contains("this known finding expired on 2020-01-31"), "{done:?}");
    // Only what the run judged is changed; what people wrote stays.
    let made = project.run(&["baseline", "update"]);
    assert!(made.out.contains("0 added, 2 kept, 1 removed, 1 not in this run"), "{made:?}");
    let file = project.read("contracts/baseline.toml");
    assert!(file.contains("ticket 4") && file.contains("owner = \"ada\"") && !file.contains("ticket 1"), "{file}");
    // So do comments, and a link leads to the file it led to.
    #[cfg(unix)]
    {
        let link = project.path().join("contracts/baseline.toml");
        project.write("real.toml", format!("# Ours.\n\n{file}").as_bytes());
        std::fs::remove_file(&link).expect("it is there");
        std::os::unix::fs::symlink("../real.toml", &link).expect("a link");
        assert_eq!(project.run(&["baseline", "update"]).code, 0);
        assert!(link.is_symlink() && project.read("real.toml") == format!("# Ours.\n\n{file}"));
        std::fs::remove_file(&link).expect("it is there");
    }
    project.write("contracts/baseline.toml", b"[[known]]\ncase = \"a\"\nrule = \"no-such-rule\"\n");
    let done = project.run(&["run", "--base-url", &service.base]);
    assert!(done.code == 2 && done.err.contains("unknown rule `no-such-rule`"), "{done:?}");
}

#[test]
fn shards_are_parts_of_a_run_and_what_is_missing_is_named() {
    let ok = "200 OK\nJSON\n\n{ \"on\": true }";
    let page: String = (0..40).map(|n| example(&format!("Read {n}"), &format!("GET /lamps/{n}"), ok)).collect();
    let story: String = (0..6).map(|n| example(&format!("Step {n}"), &format!("GET /story/{n}"), ok)).collect();
    let settings = "[[page]]\npath = \"story.md\"\norder = \"document\"\n";
    let project = Project::with(&[("docs/a.md", &page), ("docs/story.md", &story), ("doctrial.toml", settings)]);
    let service = Responder::new(|_, _| json(200, "{\"on\": true}"));
    let mut all: BTreeSet<String> = BTreeSet::new();
    for shard in 1..=4 {
        let before = service.seen().len();
        let (part, record) = (format!("{shard}/4"), format!("ndjson=shards/{shard}.ndjson"));
        let done = project.run(&["run", "--base-url", &service.base, "--shard", &part, "--report", &record]);
        assert_eq!(done.code, 0, "{done:?}");
        let seen = service.seen().split_off(before);
        let in_story = seen.iter().filter(|seen| seen.contains("/story/")).count();
        assert!((2..=30).contains(&seen.len()) && (in_story == 0 || in_story == 6), "{seen:?}");
        assert!(seen.into_iter().all(|seen| all.insert(seen)), "each case is in one shard");
    }
    assert_eq!(all.len(), 46);
    let merged = project.run(&["report", "merge", "shards"]);
    assert!(merged.code == 0 && merged.out.contains("46 passed"), "{merged:?}");
    std::fs::remove_file(project.path().join("shards/3.ndjson")).expect("it is there");
    let merged = project.run(&["report", "merge", "shards"]);
    assert!(merged.code == 1 && merged.err.contains("missing: shard 3/4"), "{merged:?}");
}

#[test]
fn an_entry_of_a_case_that_the_docs_do_not_have_is_named() {
    let (project, service) = (project(), service());
    let entry = |case: &str| format!("[[known]]\ncase = \"{case}\"\nrule = \"wrong-type\"\nreason = \"\"\n");
    project.write("contracts/baseline.toml", entry("old.md::read::get-lamp").as_bytes());
    let base = ["--base-url", &service.base];
    let all = project.run(&[&["run"][..], &base].concat());
    let message = "this known finding is of `old.md::read::get-lamp`, and the docs have no such case";
    assert!(all.out.contains("contracts/baseline.toml:1:1") && all.out.contains(message), "{all:?}");
    // Other docs, or a part of these, say nothing of it.
    std::fs::create_dir(project.path().join("other")).expect("a folder");
    project.write("other/b.md", example("Other", "GET /lamps/1", "200 OK\nJSON\n\n{ \"on\": true }").as_bytes());
    for of in ["other", "docs/a.md"] {
        let part = project.run(&[&["run", of][..], &base].concat());
        assert!(!part.out.contains("no such case"), "{part:?}");
    }
    let none = Project::with(&[]).run(&["baseline", "update"]);
    assert!(none.code == 2 && none.err.contains("there is no record of a run at reports/run.ndjson"), "{none:?}");
    assert!(none.err.starts_with("doctrial: there is"), "{none:?}");
}
