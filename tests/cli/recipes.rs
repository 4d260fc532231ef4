//! The recipes of `docs/ci.md`: the shell in them is run as it is.

use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use crate::project::{Project, READ};
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
    let length = body.len();
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )
}

#[test]
fn shards_are_fired_and_merged() {
    let (base, _heads) = service(respond);
    for heading in ["GitHub Actions", "GitLab CI"] {
        let project = project();
        let scripts = scripts(heading);
        let [shard, merge] = scripts.as_slice() else { panic!("{scripts:?}") };
        for (part, code) in [("people", 1), ("parcels", 0)] {
            let (exit, text) = run(&project, shard, &base, &[("PART", part)]);
            assert_eq!(exit, Some(code), "{heading} {part}: {text}");
        }
        let (exit, text) = run(&project, merge, &base, &[]);
        assert!(exit == Some(1) && text.contains("1 passed, 1 failed"), "{heading}: {text}");
        assert!(project.read("reports/report.html").contains("1 passed, 1 failed"));
    }
}

#[test]
fn each_pod_of_a_job_takes_the_folder_of_its_index() {
    let (base, _heads) = service(respond);
    let (project, scripts) = (project(), scripts("Kubernetes"));
    for (index, code) in [("0", 0), ("1", 1)] {
        let (exit, text) = run(&project, &scripts[0], &base, &[("JOB_COMPLETION_INDEX", index)]);
        assert_eq!(exit, Some(code), "{index}: {text}");
    }
    let merged = project.run(&["report", "merge", "shards"]);
    assert!(merged.code == 1 && merged.out.contains("1 passed, 1 failed"), "{merged:?}");
}

#[test]
fn a_pipeline_leaves_the_reports_that_it_archives() {
    let (base, _heads) = service(respond);
    let (project, scripts) = (project(), scripts("Jenkins"));
    let (exit, text) = run(&project, &scripts[0], &base, &[]);
    assert_eq!(exit, Some(1), "{text}");
    assert!(
        project.read("reports/junit.xml").contains("failures=\"1\"") && !project.read("reports/report.html").is_empty()
    );
}
