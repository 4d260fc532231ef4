use crate::project::{Project, READ};

/// Runs it and gives what stderr says, having checked the exit code and that stdout holds nothing.
fn refusal(project: &Project, code: i32, arguments: &[&str]) -> String {
    let done = project.run(arguments);
    assert_eq!(done.code, code, "{done:?}");
    assert_eq!(done.out, "", "{done:?}");
    done.err
}

#[test]
fn no_docs_folder() {
    let project = Project::with(&[]);
    let unset = project.run_with(&[("DOCTRIAL_DOCS", "elsewhere")], &["run"]);
    assert!(unset.code == 3 && unset.err.contains("cannot open the docs at `elsewhere`"), "{unset:?}");
    assert_eq!(refusal(&project, 2, &["check", "./nowhere"]), "doctrial: ./nowhere: no such file or folder\n");
    assert_eq!(refusal(&project, 2, &["run", "nowhere/"]), "doctrial: nowhere/: no such file or folder\n");
}

#[test]
fn a_docs_folder_without_pages() {
    let project = Project::with(&[("docs/notes.txt", "no page")]);
    for command in ["check", "run", "list", "serve", "scrape"] {
        assert!(refusal(&project, 3, &[command]).contains("no Markdown page"), "{command}");
    }
}

#[test]
fn a_binary_page() {
    let project = Project::with(&[("docs/a.md", READ)]);
    project.write("docs/picture.md", b"\x89PNG\r\n\x1a\n\0\0\0\x0d");
    assert!(refusal(&project, 3, &["check"]).contains("picture.md` is a binary file"));
}

#[test]
fn a_base_url_without_scheme() {
    let project = Project::with(&[("docs/a.md", READ)]);
    let told = refusal(&project, 2, &["run", "--base-url", "localhost:3000"]);
    assert!(told.contains("base URL `localhost:3000` has no scheme: write http://localhost:3000"), "{told}");
    let done = project.run_with(&[("DOCTRIAL_BASE_URL", "localhost:3000")], &["run"]);
    assert!(done.code == 2 && done.err.contains("write http://localhost:3000"), "{done:?}");
}

#[test]
fn an_unknown_key_of_the_settings() {
    let project = Project::with(&[("docs/a.md", READ), ("doctrial.toml", "docs = \"docs\"\ntiemout = 3\n")]);
    let told = refusal(&project, 2, &["run"]);
    assert_eq!(told, "doctrial: doctrial.toml:2:1: unknown key \"tiemout\"; did you mean \"timeout\"?\n");
}

#[test]
fn an_unknown_flag_or_rule() {
    let project = Project::with(&[("docs/a.md", READ)]);
    assert!(refusal(&project, 2, &["run", "--base-ulr", "http://h"]).contains("--base-url"));
    assert!(refusal(&project, 2, &["run", "--deny", "wrong-statsu"]).contains("did you mean `wrong-status` (S001)?"));
    assert!(refusal(&project, 2, &["run", "--deny", "leniency:nul"]).contains("there are truncated"));
    assert!(refusal(&project, 2, &["explain", "S999"]).contains("no rule `S999`"));
}

#[test]
fn a_settings_file_that_is_not_there() {
    let project = Project::with(&[("docs/a.md", READ)]);
    assert!(
        refusal(&project, 2, &["run", "--config", "none.toml"]).contains("cannot read the settings file none.toml")
    );
}

#[test]
fn a_header_that_is_none_is_not_repeated() {
    let project = Project::with(&[("docs/a.md", READ)]);
    let told = refusal(&project, 2, &["run", "--header", "X-Key=hush-hush"]);
    // clap repeats what was typed; our own part of the message must not add to it.
    assert!(told.contains("write 'NAME: VALUE'"), "{told}");
}
