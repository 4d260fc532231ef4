//! `doctrial mutate`: the score, the gate, the report as JSON.

use serde_json::Value;

use crate::project::{Project, READ};

/// The lamp's page, its response marked as shortened in the prose.
fn shortened() -> String {
    READ.replace("## Response\n", "## Response\n\nNote: The response object shown here is shortened for readability.\n")
}

fn json(project: &Project, arguments: &[&str]) -> (i32, Value) {
    let done = project.run(&[&["mutate", "--format", "json"], arguments].concat());
    (done.code, serde_json::from_str(&done.out).unwrap_or_else(|error| panic!("{error}: {done:?}")))
}

#[test]
fn a_complete_example_catches_all_and_the_last_line_says_so() {
    let project = Project::with(&[("docs/a.md", READ)]);
    let done = project.run(&["mutate"]);
    let last = done.out.lines().last().expect("a line");
    assert_eq!(done.code, 0, "{done:?}");
    assert!(last.starts_with("100.0 % of violations caught") && last.contains("0 false positives"), "{done:?}");
}

#[test]
fn a_miss_names_its_reason_and_the_gate_is_shut() {
    let project = Project::with(&[("docs/a.md", &shortened())]);
    let open = project.run(&["mutate"]);
    assert_eq!(open.code, 0, "{open:?}");
    assert!(open.out.contains("member-undocumented-top: truncated"), "{open:?}");
    assert!(open.out.contains("member-null: null"), "{open:?}");
    let shut = project.run(&["mutate", "--min-score", "100"]);
    assert!(shut.code == 1 && shut.err.contains("less than --min-score 100"), "{shut:?}");
    let stricter = ["--min-score", "100", "--deny", "tolerance:truncated", "--deny", "tolerance:null"];
    assert_eq!(project.run(&[&["mutate"], &stricter[..]].concat()).code, 0);
}

#[test]
fn json_counts_by_run_page_case_and_mutation() {
    let project = Project::with(&[("docs/a.md", &shortened())]);
    let (code, report) =
        json(&project, &["--mutation", "member-null", "--mutation", "member-missing", "--places", "0"]);
    assert_eq!(code, 0);
    assert_eq!(report["score"]["violations"], 4);
    assert_eq!((&report["score"]["caught"], &report["score"]["unexplained"]), (&2.into(), &0.into()));
    assert_eq!((&report["pages"][0]["page"], &report["pages"][0]["missed"]), (&"a.md".into(), &2.into()));
    let miss = &report["cases"][0]["misses"][0];
    assert_eq!((&miss["mutation"], &miss["reason"]), (&"member-null".into(), &"tolerance:null".into()));
    assert_eq!(miss["at"]["body"], "/id");
    assert_eq!(report["mutations"][1]["name"], "member-null");
    assert_eq!((&report["mutations"][1]["tried"], &report["mutations"][1]["missed"]), (&2.into(), &2.into()));
}

#[test]
fn the_catalogue_can_be_listed_without_docs() {
    let project = Project::with(&[]);
    let done = project.run(&["mutate", "--list"]);
    assert!(done.code == 0 && done.out.lines().count() >= 60, "{done:?}");
    let one = project.run(&["mutate", "--list", "--mutation", "body-cut", "--format", "json"]);
    let listed: Value = serde_json::from_str(&one.out).expect("JSON");
    assert_eq!((&listed[0]["name"], &listed[0]["kind"]), (&"body-cut".into(), &"violation".into()));
}

#[test]
fn what_cannot_be_done_is_reported() {
    let project = Project::with(&[("docs/a.md", READ)]);
    let unknown = project.run(&["mutate", "--mutation", "body-cutt"]);
    assert!(unknown.code == 2 && unknown.err.contains("did you mean `body-cut`?"), "{unknown:?}");
    assert_eq!(project.run(&["mutate", "no-such-case"]).code, 4);
    let nothing = project.run(&["mutate", "--mutation", "location-empty"]);
    assert_eq!(nothing.code, 4, "{nothing:?}");
}
