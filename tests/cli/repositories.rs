//! Docs that are somewhere in a repository, and commands that run somewhere else in it.

use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::project::{Done, Project, READ};
use crate::service::service;

/// A repository whose docs are in `svc/docs` and `guide`.
fn repository() -> Project {
    let project = Project::with(&[("svc/docs/lamp.md", READ), ("guide/lamp.md", READ), ("svc/reports/.keep", "")]);
    fs::create_dir(project.path().join(".git")).expect("a repository");
    project
}

/// A service that sends another type than the page shows.
fn base() -> String {
    let body = "{\"id\": \"seven\", \"name\": \"desk\"}";
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ";
    service(move |_| format!("{head}{}\r\n\r\n{body}", body.len())).0
}

/// The paths that the reports of a run in `svc` have for the page.
fn paths(project: &Project, variables: &[(&str, &str)], docs: &str) -> [String; 5] {
    let formats = ["code-quality", "sarif", "summary", "junit", "ctrf"];
    let base = base();
    let mut arguments = vec!["run", docs, "--base-url", &base, "--report", "github"];
    for format in formats {
        arguments.extend(["--report", format]);
    }
    let done = project.run_in("svc", variables, &arguments);
    assert_eq!(done.code, 1, "{done:?}");
    let json =
        |name: &str| -> Value { serde_json::from_str(&project.read(&format!("svc/reports/{name}"))).expect("JSON") };
    let text = |value: &Value| value.as_str().expect("a path").to_owned();
    let between = |text: &str, before: &str, after: &str| -> String {
        text.split_once(before).and_then(|(_, rest)| rest.split_once(after)).expect(text).0.to_owned()
    };
    let location = json("report.sarif")["runs"][0]["results"][0]["locations"][0]["physicalLocation"].clone();
    let sarif = text(&location["artifactLocation"]["uri"]);
    assert_eq!(
        location["artifactLocation"]["uriBaseId"],
        if sarif.starts_with("file:") { Value::Null } else { "%SRCROOT%".into() }
    );
    let junit = between(&project.read("svc/reports/junit.xml"), "file=\"", "\"");
    assert_eq!(junit, json("ctrf.json")["results"]["tests"][0]["filePath"]);
    let summary = project.read("svc/reports/summary.txt");
    [
        between(&done.out, "::error file=", ","),
        text(&json("code-quality.json")[0]["location"]["path"]),
        sarif,
        between(&summary, "received a string | ", "&"),
        junit,
    ]
}

#[test]
fn forges_get_paths_from_the_root_of_the_repository() {
    let project = repository();
    let absolute = project.path().join("svc/docs");
    for docs in ["docs", "../svc/docs", absolute.to_str().expect("UTF-8")] {
        assert_eq!(paths(&project, &[], docs), [const { "svc/docs/lamp.md" }; 5], "{docs}");
    }
    assert_eq!(paths(&project, &[], "../guide"), ["guide/lamp.md"; 5]);
    assert_eq!(paths(&project, &[], "docs/lamp.md"), ["svc/docs/lamp.md"; 5]);
    fs::remove_dir(project.path().join(".git")).expect("removes");
    assert_eq!(paths(&project, &[], "docs"), ["docs/lamp.md"; 5]);
    let checkout = project.path().to_str().expect("UTF-8");
    for variable in ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"] {
        assert_eq!(paths(&project, &[(variable, checkout)], "docs"), ["svc/docs/lamp.md"; 5], "{variable}");
    }
    assert!(paths(&project, &[], "../guide")[2].starts_with("file:///"));
}

#[test]
fn a_check_and_the_settings_have_such_paths_too() {
    let project = repository();
    project.write("svc/docs/lone.md", b"# Lone\n\n```http\nHTTP/1.1 200 OK\n\n{}\n```\n");
    project.write("svc/doctrial.toml", b"[[skip]]\npage = \"nowhere.md\"\nreason = \"r\"\n");
    let github = project.run_in("svc", &[], &["check", "--format", "github"]);
    assert!(github.out.contains("file=svc/docs/lone.md,"), "{github:?}");
    assert!(github.out.contains("file=svc/doctrial.toml,"), "{github:?}");
    let sarif = project.run_in("svc", &[], &["check", "--format", "sarif"]);
    assert!(sarif.out.contains("\"uri\": \"svc/docs/lone.md\""), "{sarif:?}");
    let people = project.run_in("svc", &[], &["check"]);
    assert!(people.out.contains("--> docs/lone.md:"), "{people:?}");
}

/// The line of the page that is wrong, as reports for people quote it.
const QUOTED: &str = "\"id\": 7";

fn converted(project: &Project, folder: &str, arguments: &[&str]) -> Done {
    let done = project.run_in(folder, &[], &[&["report", "convert", "--to", "markdown=-"], arguments].concat());
    assert_eq!(done.code, 0, "{done:?}");
    done
}

#[test]
fn a_record_finds_its_docs_wherever_the_command_runs() {
    let project = repository();
    for docs in ["docs", "../guide"] {
        project.run_in("svc", &[], &["run", docs, "--base-url", &base()]);
        for (folder, record) in
            [("svc", "reports/run.ndjson"), ("", "svc/reports/run.ndjson"), ("guide", "../svc/reports/run.ndjson")]
        {
            let done = converted(&project, folder, &[record]);
            assert!(done.out.contains(QUOTED) && !done.err.contains("quote no page"), "{docs} {folder}: {done:?}");
        }
        let merged =
            project.run_in("guide", &[], &["report", "merge", "../svc/reports/run.ndjson", "--report", "html"]);
        assert!(merged.out.contains(QUOTED), "{merged:?}");
    }
    fs::remove_dir(project.path().join(".git")).expect("removes");
    project.write("svc/doctrial.toml", b"");
    project.run_in("svc", &[], &["run", "docs", "--base-url", &base()]);
    assert!(converted(&project, "guide", &["../svc/reports/run.ndjson"]).out.contains(QUOTED));
}

#[test]
fn a_record_whose_docs_are_nowhere_near_says_so_once() {
    let (project, elsewhere) = (repository(), Project::with(&[]));
    project.run_in("svc", &[], &["run", "docs", "--base-url", &base()]);
    elsewhere.write("night.ndjson", project.read("svc/reports/run.ndjson").as_bytes());
    let done = converted(&elsewhere, "", &["night.ndjson"]);
    assert!(!done.out.contains(QUOTED), "{done:?}");
    assert_eq!(done.err.matches("name them with --docs DIR").count(), 1, "{done:?}");
    let docs = project.path().join("svc/docs");
    let named = converted(&elsewhere, "", &["night.ndjson", "--docs", docs.to_str().expect("UTF-8")]);
    assert!(named.out.contains(QUOTED) && named.err.is_empty(), "{named:?}");
    let wrong = converted(&elsewhere, "", &["night.ndjson", "--docs", "docs"]);
    assert!(wrong.err.contains("docs has none of the record's pages"), "{wrong:?}");
    // A record from elsewhere may name any folder.
    let absolute = project.run_in("svc", &[], &["run", docs.to_str().expect("UTF-8"), "--base-url", &base()]);
    assert_eq!(absolute.code, 1, "{absolute:?}");
    elsewhere.write("night.ndjson", project.read("svc/reports/run.ndjson").as_bytes());
    assert!(!converted(&elsewhere, "", &["night.ndjson"]).out.contains(QUOTED));
}

#[test]
fn git_applies_what_is_printed_of_docs_that_are_elsewhere() {
    for (is_repository, docs) in [(true, "../guide"), (false, "../guide"), (false, "../guide/lamp.md"), (true, "docs")]
    {
        let project = repository();
        fs::remove_dir(project.path().join(".git")).expect("removes");
        let git = |folder: &str, arguments: &[&str]| {
            Command::new("git").args(arguments).current_dir(project.path().join(folder)).output().expect("git")
        };
        if is_repository {
            assert!(git("", &["init", "-q"]).status.success());
        }
        let done = project.run_in("svc", &[], &["bless", docs, "--base-url", &base(), "--dry-run"]);
        assert_eq!(done.code, 1, "{done:?}");
        project.write("svc/x.patch", done.out.as_bytes());
        let patch = project.path().join("svc/x.patch");
        let folder = done.err.split_once("`git -C ").map(|(_, rest)| rest.split_once(" apply`").expect("a command").0);
        assert_eq!(folder.is_some(), docs != "docs", "{done:?}");
        let applied = git("svc", &["-C", folder.unwrap_or("."), "apply", patch.to_str().expect("UTF-8")]);
        assert!(applied.status.success(), "{applied:?} {done:?}");
        let page = if docs == "docs" { "svc/docs/lamp.md" } else { "guide/lamp.md" };
        assert!(project.read(page).contains("\"id\": \"seven\""), "{docs}: {}", done.out);
    }
}

#[test]
fn a_record_leads_to_no_file_but_pages_near_it() {
    let project = Project::with(&[
        ("svc/docs/lamp.md", READ),
        ("guide/lamp.md", READ),
        ("drop/guide/lamp", READ),
        ("drop/lamp.txt", READ),
        ("drop/own/lamp.md", READ),
        ("away/.keep", ""),
    ]);
    project.run_in("svc", &[], &["run", "docs", "--base-url", &base()]);
    let record = project.read("svc/reports/run.ndjson");
    assert!(record.contains("\"source\":\"docs\""), "{record}");
    let guide = project.path().join("guide").display().to_string();
    for (source, page, is_quoted) in [
        ("guide", "lamp.md", false),
        ("../guide", "lamp.md", false),
        (&guide, "lamp.md", false),
        ("own", "../../guide/lamp.md", false),
        ("guide", "lamp", false),
        ("lamp.txt", "lamp.txt", false),
        ("own", "lamp.md", true),
    ] {
        let planted = record.replace("\"source\":\"docs\"", &format!("\"source\":\"{source}\""));
        project.write("drop/x.ndjson", planted.replace("lamp.md", page).as_bytes());
        let done = converted(&project, "away", &["../drop/x.ndjson"]);
        assert_eq!(done.out.contains(QUOTED), is_quoted, "{source} {page}: {done:?}");
    }
    // The user names the one file.
    project.write("drop/x.ndjson", record.replace("lamp.md", "lamp.txt").as_bytes());
    let done = converted(&project, "away", &["../drop/x.ndjson", "--docs", "../drop/lamp.txt"]);
    assert!(done.out.contains(QUOTED), "{done:?}");
}

#[test]
fn the_folder_of_a_diff_is_one_word_for_a_shell() {
    let project = Project::with(&[("svc/.keep", ""), ("the guide/lamp.md", READ)]);
    let done = project.run_in("svc", &[], &["bless", "../the guide", "--base-url", &base(), "--dry-run"]);
    assert!(done.err.contains("the guide' apply`") && done.err.contains("`git -C '"), "{done:?}");
}
