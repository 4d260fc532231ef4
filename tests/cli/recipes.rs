//! The recipes of `docs/ci.md`: the shell in them is run as it is.

use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use crate::project::{Project, READ};
use crate::responder::json;
use crate::service::service;

/// The scripts of the recipe below a heading: the lines below `|` or between three quotes, as far as they are indented more.
fn scripts(heading: &str) -> Vec<String> {
    let page = include_str!("../../docs/ci.md");
    let (_, rest) = page.split_once(&format!("## {heading}\n")).expect("the heading");
    let recipe = rest.split("\n## ").next().unwrap_or_default();
    let mut scripts = Vec::new();
    let mut lines = recipe.lines().peekable();
    while let Some(line) = lines.next() {
        if !line.ends_with("- |") && !line.ends_with("run: |") && !line.ends_with("sh '''") {
            continue;
        }
        let indent = |line: &str| line.len() - line.trim_start().len();
        let mut script = String::new();
        while let Some(next) = lines.next_if(|next| indent(next) > indent(line)) {
            script.push_str(next.trim_start());
            script.push('\n');
        }
        scripts.push(script);
    }
    scripts
}

fn project() -> Project {
    let project =
        Project::with(&[("docs/people/a.md", READ), ("docs/parcels/b.md", &READ.replace("/lamps/7", "/parcels/7"))]);
    std::fs::create_dir(project.path().join("bin")).expect("a folder");
    symlink(env!("CARGO_BIN_EXE_doctrial"), project.path().join("bin/doctrial")).expect("a link");
    project
}

/// Runs a script in the folder of a project; its exit code and what it printed.
fn run(project: &Project, script: &str, base: &str, variables: &[(&str, &str)]) -> (Option<i32>, String) {
    let path = format!("{}:/usr/bin:/bin", Path::new(project.path()).join("bin").display());
    let mut command = Command::new("sh");
    command.args(["-ceu", script]).current_dir(project.path()).env_clear().env("PATH", path).env("BASE_URL", base);
    let done = command.envs(variables.iter().copied()).output().expect("a shell");
    let text = String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr);
    (done.status.code(), text)
}

/// Right for the parcels, wrong for the people.
fn respond(head: &str) -> String {
    let body = if head.contains("parcels") { r#"{"id":1,"name":"x"}"# } else { r#"{"id":"1","name":"x"}"# };
    json(200, body)
}

#[test]
fn shards_are_fired_and_merged() {
    let (base, _heads) = service(respond);
    for (heading, variable, first, passes) in [
        ("GitHub Actions", "SHARD", 1, false),
        ("GitLab CI", "CI_NODE_INDEX", 1, false),
        ("Jenkins", "SHARD", 1, true),
        ("Kubernetes", "JOB_COMPLETION_INDEX", 0, true),
    ] {
        let project = project();
        let scripts = scripts(heading);
        let [shard, merge] = scripts.as_slice() else { panic!("{scripts:?}") };
        let mut failed = 0;
        for number in first..first + 4 {
            let number = number.to_string();
            let (exit, text) = run(&project, shard, &base, &[(variable, &number), ("CI_NODE_TOTAL", "4")]);
            assert!(exit == Some(0) || (exit == Some(1) && !passes), "{heading} {number}: {exit:?} {text}");
            failed += i32::from(exit == Some(1));
        }
        assert_eq!(failed, i32::from(!passes), "one shard has the case that fails: {heading}");
        let (exit, text) = run(&project, merge, &base, &[]);
        assert!(exit == Some(1) && text.contains("1 passed, 1 failed"), "{heading}: {text}");
        assert!(project.read("reports/report.html").contains("1 passed, 1 failed"));
        assert!(project.read("reports/junit.xml").contains("failures=\"1\""), "{heading}");
        std::fs::remove_file(project.path().join("shards/3.ndjson")).expect("it is there");
        let (exit, text) = run(&project, merge, &base, &[]);
        assert!(exit == Some(1) && text.contains("missing: shard 3/4"), "{heading}: {text}");
    }
}

#[test]
fn a_shard_that_could_not_be_fired_is_no_success() {
    for heading in ["Jenkins", "Kubernetes"] {
        let (project, scripts) = (project(), scripts(heading));
        let variables = [("SHARD", "x"), ("JOB_COMPLETION_INDEX", "7"), ("CI_NODE_TOTAL", "4")];
        let (exit, text) = run(&project, &scripts[0], "http://127.0.0.1:9/", &variables);
        assert_ne!(exit, Some(0), "{heading}: {text}");
    }
}
