use serde_json::Value;

use crate::project::{Project, READ};

/// A response nobody asked for, beside a pair.
const ORPHAN: &str = "# Orphan\n\n```http\nHTTP/1.1 200 OK\n\n{}\n```\n";

#[test]
fn the_account_of_fences_adds_up_and_findings_have_their_place() {
    let project = Project::with(&[("docs/a.md", READ), ("docs/orphan.md", ORPHAN)]);
    let done = project.run(&["check"]);
    assert!(done.out.contains("3 fences look like HTTP: 2 in cases, 0 excused, 1 in findings"), "{done:?}");
    assert!(done.out.contains("orphan.md:3:"), "{done:?}");
    let lines = project.run(&["check", "--format", "json"]).out;
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let fences = &lines.last().expect("an end")["fences"];
    let sum = ["in_case", "excused", "in_finding"].iter().filter_map(|key| fences[key].as_u64()).sum::<u64>();
    assert_eq!(Some(sum), fences["total"].as_u64());
    assert_eq!(lines[0]["page"], "orphan.md");
}

#[test]
fn levels_decide_the_exit_code() {
    let project = Project::with(&[("docs/a.md", READ), ("docs/orphan.md", ORPHAN)]);
    let first = project.run(&["check", "--format", "json"]).out;
    let first: Value = serde_json::from_str(first.lines().next().expect("a finding")).expect("JSON");
    let rule = first["rule"].as_str().expect("a code").to_owned();
    assert_eq!(project.run(&["check", "--deny", &rule]).code, 1);
    assert_eq!(project.run(&["check", "--warn", &rule]).code, 0);
    let allowed = project.run(&["check", "--allow", &rule]);
    assert!(allowed.code == 0 && !allowed.out.contains("orphan.md"), "{allowed:?}");
}

#[test]
fn docs_without_examples_are_not_green() {
    let project = Project::with(&[("docs/a.md", "# Nothing to see\n")]);
    let done = project.run(&["check"]);
    assert!(done.code == 4 && done.out.contains("nothing to check"), "{done:?}");
    let done = project.run(&["run"]);
    assert!(done.code == 4 && done.err.contains("no cases"), "{done:?}");
}

#[test]
fn docs_can_be_checked_without_the_secrets_of_the_settings() {
    let settings = "[auth]\nbearer = \"${LAMP_TOKEN}\"\n";
    let project = Project::with(&[("docs/a.md", READ), ("doctrial.toml", settings)]);
    assert_eq!(project.run(&["check"]).code, 0);
    let done = project.run(&["run"]);
    assert!(done.code == 2 && done.err.contains("doctrial.toml:2:10: auth.bearer"), "{done:?}");
}
