//! `doctrial scrape`: contract files, and runs from them.

use crate::project::{Project, READ};

/// A page with a documented type of one property.
fn resource(property: &str) -> String {
    format!(
        "# shade\n\n<!-- {{ \"blockType\": \"resource\", \"@odata.type\": \"home.shade\" }} -->\n\n\
         ```json\n{{ \"{property}\": \"String\" }}\n```\n"
    )
}

#[test]
fn what_is_wrong_with_the_docs_is_noted_by_commands_that_only_read_them() {
    let page = "# Kites\n\n```http\nGET /kites\n```\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"a\": 1 \"b\"\n```\n";
    let project = Project::with(&[("docs/a.md", page)]);
    let done = project.run(&["scrape", "docs"]);
    assert!(done.err.contains("at least 1 finding: `doctrial check docs` shows them"), "{done:?}");
}

#[test]
fn a_scrape_is_stable_and_reports_when_it_is_out_of_date() {
    let project = Project::with(&[("docs/a.md", READ), ("docs/shade.md", &resource("colour"))]);
    assert_eq!(project.run(&["scrape", "--check"]).code, 1, "nothing is written yet");
    assert!(project.run(&["scrape"]).out.contains("1 case"));
    assert!(project.read("contracts/schemas/home.shade.json").contains("colour"));
    let fresh = project.run(&["scrape", "--check"]);
    assert_eq!(fresh.code, 0, "{fresh:?}");
    project.write("docs/a.md", READ.replace("200 OK", "201 Created").as_bytes());
    let stale = project.run(&["scrape", "--check"]);
    assert!(stale.code == 1 && stale.out.contains("changed: ") && stale.out.contains("is out of date"), "{stale:?}");
}

#[test]
fn a_run_from_contract_files_needs_no_docs() {
    let project = Project::with(&[("docs/a.md", READ)]);
    project.run(&["scrape"]);
    std::fs::remove_dir_all(project.path().join("docs")).expect("docs go");
    let done = project.run(&["run"]);
    assert!(done.code == 0 && done.err.contains("1 case of contracts"), "{done:?}");
}

#[test]
fn an_earlier_scrape_does_not_outlive_what_the_docs_say_now() {
    let project = Project::with(&[("docs/a.md", READ), ("docs/shade.md", &resource("colour"))]);
    project.run(&["scrape"]);
    project.write("docs/shade.md", resource("width").as_bytes());
    let schema = project.run(&["schema", "home.shade"]);
    assert!(schema.out.contains("width") && !schema.out.contains("colour"), "{schema:?}");
}

#[test]
fn a_schema_of_the_users_own_wins() {
    let own = r#"{ "type": "object", "properties": { "slats": { "type": "integer" } } }"#;
    let project = Project::with(&[
        ("docs/a.md", READ),
        ("docs/shade.md", &resource("colour")),
        ("contracts/schemas/home.shade.json", own),
    ]);
    let schema = project.run(&["schema", "home.shade"]);
    assert!(schema.out.contains("slats") && !schema.out.contains("colour"), "{schema:?}");
}

#[test]
fn a_schema_file_that_cannot_be_used_is_not_printed() {
    let project = Project::with(&[
        ("docs/a.md", READ),
        ("docs/shade.md", &resource("colour")),
        ("contracts/schemas/home.shade.json", "{ \"slats\": "),
        ("contracts/schemas/home.window.json", r#"{ "properties": { "shade": { "$ref": "home.shade.json" } } }"#),
    ]);
    for asked in ["home.shade", "home.window", "--all"] {
        let schema = project.run(&["schema", asked]);
        assert!(schema.code == 2 && schema.out.is_empty() && schema.err.contains("home.shade.json`: "), "{schema:?}");
    }
}

#[test]
fn cases_of_an_included_file_stay_below_the_contract_folder() {
    let project =
        Project::with(&[("docs/api/a.md", "[!INCLUDE [lamps](~/parts/lamps.md)]\n"), ("docs/parts/lamps.md", READ)]);
    let listed = project.run(&["list", "docs/api"]).out;
    let id = listed.lines().next().expect("a case");
    assert!(id.starts_with("../parts/lamps.md::") && listed.contains("../parts/lamps.md:5"), "{listed}");
    let forbidden = [("DOCTRIAL_FORBID_FULL_SCAN", "1")];
    assert!(project.run_with(&forbidden, &["list", "docs/api", "--exact", id]).out.starts_with(id));
    project.run(&["scrape", "docs/api"]);
    assert!(project.read("contracts/cases/__/parts/lamps.md.json").contains("../parts/lamps.md"));
    assert!(!project.path().join("contracts/parts").exists());
    assert_eq!(project.run(&["scrape", "docs/api", "--check"]).code, 0);
}
