//! Flags and settings that select cases.

use std::process::Command;

use crate::project::{Project, READ, UNFILLED};

/// A page that shows a room; its response is of a type that `room.md` documents.
const TYPED: &str = "# Read a room\n\n<!-- { \"blockType\": \"request\", \"name\": \"get_room\" } -->\n```http\nGET https://h/rooms/1\n```\n\n\
    <!-- { \"blockType\": \"response\", \"@odata.type\": \"ns.room\" } -->\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n\
    { \"id\": \"1\" }\n```\n";
const ROOM: &str = "# Room\n\n<!-- { \"blockType\": \"resource\", \"@odata.type\": \"ns.room\" } -->\n```json\n{ \"id\": \"String\" }\n```\n";

fn git(project: &Project, arguments: &[&str]) -> bool {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=main"]);
    let output = command.args(arguments).current_dir(project.path()).output().expect("git runs");
    output.status.success()
}

fn ids(project: &Project, arguments: &[&str]) -> Vec<String> {
    let done = project.run(&[&["list", "--format", "json"], arguments].concat());
    let id = |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("JSON")["page"].to_string();
    done.out.lines().map(|line| id(line).trim_matches('"').to_owned()).collect()
}

/// The variables under which git is found and reads nobody's settings.
fn path() -> [(&'static str, &'static str); 2] {
    [("PATH", env!("PATH")), ("GIT_CONFIG_NOSYSTEM", "1")]
}

#[test]
fn pages_changed_since_a_revision_and_cases_whose_types_changed() {
    let project = Project::with(&[
        ("docs/lamp.md", READ),
        ("docs/api/room.md", TYPED),
        ("docs/types/room.md", ROOM),
        (".gitignore", "reports\n"),
    ]);
    assert!(
        git(&project, &["init", "--quiet"]) && git(&project, &["add", "."]) && git(&project, &["commit", "-qm", "a"])
    );
    let list = |arguments: &[&str]| {
        let done = project.run_with(&path(), &[&["list", "--changed-since"], arguments].concat());
        (done.code, done.out + &done.err)
    };
    let (code, said) = list(&["HEAD"]);
    assert!(code == 4 && said.contains("none of 0 changed files is the page of a selected case"), "{said}");
    project.write("docs/types/room.md", ROOM.replace("# Room", "# A room").as_bytes());
    let (code, said) = list(&["HEAD"]);
    assert!(code == 0 && said.contains("api/room.md") && !said.contains("lamp.md"), "{said}");
    project.write("docs/new.md", READ.as_bytes());
    let (_, said) = list(&["main"]);
    assert!(said.contains("new.md") && said.contains("api/room.md") && !said.contains("docs/lamp.md"), "{said}");
    let (code, said) = list(&["no-such-branch"]);
    assert!(code == 2 && said.contains("--changed-since no-such-branch: git knows no such revision here"), "{said}");
    let done = project.run_with(&path(), &["list", "--changed-since=--output=x"]);
    assert!(
        done.code == 2 && done.err.contains("not a revision") && !project.path().join("docs/x").exists(),
        "{done:?}"
    );
    // A page without a case is checked, too.
    let done = project.run_with(&path(), &["check", "--changed-since", "HEAD", "--format", "json"]);
    assert!(done.code == 0 && done.out.contains("\"total\":4"), "{done:?}");
}

#[test]
fn what_failed_last_time_can_be_run_again() {
    let wrong = TYPED.replace("{ \"id\": \"1\" }", "not json").replace("application/json", "text/plain");
    let project = Project::with(&[("docs/lamp.md", READ), ("docs/room.md", &wrong)]);
    let without = project.run(&["run", "--failed"]);
    assert!(without.code == 2 && without.err.contains("there is no record of a run at"), "{without:?}");
    assert_eq!(project.run(&["run"]).code, 0);
    let green = project.run(&["list", "--failed"]);
    assert!(green.code == 4 && green.err.contains("nothing failed or broke"), "{green:?}");
    assert_eq!(project.run(&["run", "--base-url", "http://127.0.0.1:9", "docs/room.md"]).code, 5);
    assert_eq!(ids(&project, &["--failed"]), ["room.md"]);
    let gone = project.run(&["list", "--failed", "--page", "lamp.md"]);
    assert!(
        gone.code == 4 && gone.err.contains("are not in the docs any more, or another filter excludes them"),
        "{gone:?}"
    );
}

#[test]
fn a_run_says_of_how_many_cases_filters_chose_these() {
    let project = Project::with(&[("docs/lamp.md", READ), ("docs/room.md", READ)]);
    let some = project.run(&["run", "--page", "lamp.md", "--report", "html=run.html"]);
    assert!(some.code == 0 && some.err.starts_with("doctrial: 1 of 2 cases of docs against"), "{some:?}");
    assert!(some.out.trim_end().ends_with("; filters chose 1 of 2 cases"), "{some:?}");
    let record = project.read("reports/run.ndjson");
    assert!(record.contains(r#""chosen_of":2"#), "{record}");
    let all = project.run(&["run"]);
    assert!(all.err.starts_with("doctrial: 2 cases of docs against") && !all.out.contains("filters chose"), "{all:?}");
}

#[test]
fn a_filter_that_matches_nothing_is_a_warning() {
    let project = Project::with(&[("docs/lamp.md", READ), ("docs/room.md", UNFILLED)]);
    let some = project.run(&["list", "--page", "lamp.md", "--page", "lmp.md"]);
    assert!(
        some.code == 0 && some.err.contains("warning: no case matches `--page lmp.md`; there are: lamp.md, room.md"),
        "{some:?}"
    );
    let none = project.run(&["run", "--method", "PSOT"]);
    assert!(none.code == 4 && none.err.contains("no case matches `--method PSOT`; there are: GET"), "{none:?}");
    let glob = project.run(&["list", "--url", "/rooms/[a"]);
    assert!(glob.code == 2 && glob.err.contains("--url"), "{glob:?}");
    assert_eq!(ids(&project, &["--url", "/rooms/*"]), ["room.md"]);
    let settings = "[[skip]]\npage = \"romo.md\"\nreason = \"later\"\n\n[[page]]\npath = \"lmp.md\"\norder = \"document\"\n\n\
                    [[page]]\npath = \"lamp.md\"\norder = \"document\"\n";
    project.write("doctrial.toml", settings.as_bytes());
    let unused = project.run(&["list"]);
    assert!(
        unused
            .err
            .contains("doctrial.toml:1:1: this [[skip]] matches no case: page = \"romo.md\" (reason: later) (X101"),
        "{unused:?}"
    );
    assert!(
        unused.err.contains("[[page]] path = \"lmp.md\" matches no page") && !unused.err.contains("lamp"),
        "{unused:?}"
    );
}

#[test]
fn findings_are_those_of_the_pages_chosen() {
    let orphan = "# Orphan\n\n```http\nHTTP/1.1 200 OK\n\n{}\n```\n";
    let project = Project::with(&[("docs/lamp.md", READ), ("docs/a/orphan.md", orphan)]);
    let check = |arguments: &[&str]| project.run(&[&["check"], arguments].concat());
    assert!(
        check(&["--page", "a/"])
            .out
            .contains("1 fence looks like HTTP: 0 in cases, 0 excused, 1 left out with a finding")
    );
    let lamps = check(&["--method", "GET"]);
    assert!(lamps.out.contains("2 fences look like HTTP") && !lamps.out.contains("orphan"), "{lamps:?}");
    let none = check(&["--page", "b/"]);
    assert!(none.code == 4 && none.err.contains("no case matches `--page b/`"), "{none:?}");
}

#[test]
fn a_glob_means_the_same_in_every_key_and_flag() {
    let pages = [("docs/api/lamp.md", READ), ("docs/api/v1/lamp.md", READ), ("docs/lamp.md", READ)];
    let project = Project::with(&pages);
    let cases = |settings: &str, arguments: &[&str]| {
        project.write("doctrial.toml", settings.as_bytes());
        let done = project.run(&[&["list", "--format", "json"], arguments].concat());
        let case = |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("JSON");
        let fired = done.out.lines().map(case).filter(|case| case["skip"].is_null());
        fired.map(|case| case["page"].as_str().expect("a page").to_owned()).collect::<Vec<_>>()
    };
    for (glob, matching, others) in [
        ("api/*", &["api/lamp.md"][..], &["api/v1/lamp.md", "lamp.md"][..]),
        ("api/**", &["api/lamp.md", "api/v1/lamp.md"], &["lamp.md"]),
        ("api", &["api/lamp.md", "api/v1/lamp.md"], &["lamp.md"]),
        ("*.md", &["lamp.md"], &["api/lamp.md", "api/v1/lamp.md"]),
        ("**/lamp.md", &["api/lamp.md", "api/v1/lamp.md", "lamp.md"], &[]),
    ] {
        assert_eq!(cases(&format!("include = ['{glob}']"), &[]), matching, "include {glob}");
        assert_eq!(cases("", &["--page", glob]), matching, "--page {glob}");
        assert_eq!(cases(&format!("[[skip]]\npage = '{glob}'\nreason = 'later'"), &[]), others, "page = {glob}");
        let settings = format!("[[expect]]\nwhere = {{ page = '{glob}' }}\nexpect-error = true");
        project.write("doctrial.toml", settings.as_bytes());
        let listed = project.run(&["list", "--format", "json"]).out;
        assert_eq!(listed.matches("\"expect_error\":true").count(), matching.len(), "where = {{ page = {glob} }}");
    }
}

#[test]
fn a_glob_over_urls_in_the_settings_is_one_over_paths_too() {
    let absolute = READ.replace("GET /lamps/7", "GET https://h/lamps/7?a=b");
    let project = Project::with(&[("docs/lamp.md", READ), ("docs/other.md", &absolute)]);
    project.write("doctrial.toml", b"[[skip]]\nurl = '/lamps/*'\nreason = 'later'\n");
    assert_eq!(project.run(&["list"]).out.matches("skipped: later (by [[skip]] at ").count(), 2);
    assert_eq!(ids(&project, &["--url", "/lamps/*"]), ["lamp.md", "other.md"]);
}

#[test]
fn without_a_repository_nothing_is_known_of_changes() {
    let project = Project::with(&[("docs/lamp.md", READ)]);
    let done = project.run_with(&path(), &["list", "--changed-since", "main"]);
    assert!(done.code == 2 && done.err.contains("the docs are not in a git repository"), "{done:?}");
}
