//! `doctrial check`: the account of fences, levels, exit codes.

use serde_json::Value;

use crate::project::{Project, READ};

/// A response nobody asked for, next to a pair.
const ORPHAN: &str = "# Orphan\n\n```http\nHTTP/1.1 200 OK\n\n{}\n```\n";

#[test]
fn slips_in_commands_and_directives_are_reported_where_they_are() {
    let page = "# Lamps\n\n## Get\n\n<!-- doctrail skip = \"none yet\" -->\n```http\nGET /lamps/1\n```\n\n```http\nHTTP 1.1 200 OK\n```\n\n\
                ## Make\n\n```sh\ncurl -X PUTT -H 'Accept text/plain' http://localhost/lamps/1\n```\n\n```json\n{\"id\": 1}\n```\n";
    let project = Project::with(&[("docs/a.md", page)]);
    let text = project.run(&["check", "docs"]).out;
    for (place, what) in [
        ("docs/a.md:5:6  D110", "a directive begins with the word `doctrial`, not `doctrail`"),
        ("docs/a.md:17:9  L008", "did you mean `PUT`?"),
        ("docs/a.md:17:18  D303", "curl would leave it out"),
    ] {
        assert!(text.contains(place) && text.contains(what), "{place}: {text}");
    }
    let listed = project.run(&["list", "docs"]).out;
    assert!(listed.contains("the directive above it cannot be read") && listed.contains("-> 200"), "{listed}");
    // What it means is not sent without it.
    let run = project.run(&["run", "docs", "make"]);
    assert!(
        run.code == 4
            && [&run.out, &run.err].iter().any(|text| text.contains("`Accept text/plain` (line 17) cannot be sent")),
        "{run:?}"
    );
}

#[test]
fn the_account_of_fences_adds_up_and_findings_have_their_place() {
    let project = Project::with(&[("docs/a.md", READ), ("docs/orphan.md", ORPHAN)]);
    let done = project.run(&["check"]);
    assert!(done.out.contains("3 fences look like HTTP: 2 in cases, 0 excused, 1 left out with a finding"), "{done:?}");
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
fn fences_of_which_no_case_comes_are_not_passed_over_in_silence() {
    let page = "# Lamps\n\n```http\nGET /lamps/{id}\n```\n\nYou get the lamp:\n\n```json\n{\n  \"id\": 7,\n  \"watts\": 40\n```\n";
    let project = Project::with(&[("docs/a.md", page)]);
    let done = project.run(&["check"]);
    assert!(done.code == 1 && done.out.contains("docs/a.md:12:14  D304 body-not-json"), "{done:?}");
    assert!(done.out.contains("no case: there is nothing to fire; `doctrial check --account` says"), "{done:?}");
    project.write("docs/a.md", page.replace("40\n", "40\n}\n").as_bytes());
    let listed = project.run(&["check", "--account"]).out;
    assert!(listed.contains("no case: there is nothing to fire; the lines above say"), "{listed}");
    project.write("docs/a.md", READ.as_bytes());
    assert!(!project.run(&["check"]).out.contains("no case"));
}

#[test]
fn a_header_field_without_its_colon_is_not_sent_as_a_body() {
    let page = READ.replace("Accept: application/json", "Accept application/json\nAuthorization Bearer abc");
    let project = Project::with(&[("docs/a.md", &page)]);
    let checked = project.run(&["check"]).out;
    for place in ["docs/a.md:7:1  D303", "docs/a.md:8:1  D303"] {
        assert!(checked.contains(place) && !checked.contains("D301") && !checked.contains("L005"), "{checked}");
    }
    let sent = project.run(&["list", "--request"]).out;
    assert!(!sent.contains("application/json") && !sent.contains("Content-Length"), "{sent}");
}

#[test]
fn a_status_line_with_a_typo_is_one_finding() {
    let annotation = |kind: &str| format!("<!-- {{ \"blockType\": \"{kind}\", \"name\": \"a\" }} -->\n```http\n");
    let plain = READ.replace("200 OK", "2OO OK");
    let annotated = plain
        .replace("```http\nGET", &format!("{}GET", annotation("request")))
        .replace("```http\nHTTP", &format!("{}HTTP", annotation("response")));
    for page in [plain, annotated] {
        let checked = Project::with(&[("docs/a.md", &page)]).run(&["check"]);
        assert!(checked.out.contains("D203") && !checked.out.contains("D202"), "{checked:?}");
        assert!(checked.out.contains("0 in cases, 0 excused, 2 left out with a finding"), "{checked:?}");
    }
}

#[test]
fn a_repaired_body_says_what_to_do() {
    let page = READ.replace("\"desk\"", "[1,, \"b\"]");
    let checked = Project::with(&[("docs/a.md", &page)]).run(&["check"]).out;
    assert!(
        checked.contains("a comma too many, with no value before it") && checked.contains("help: remove it"),
        "{checked}"
    );
    assert!(!checked.contains("trailing comma"), "{checked}");
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
fn docs_without_a_case_are_not_green() {
    let page = "# Lamps\n\nResponse:\n\n```http\nHTTP/1.1 200 OK\n```\n\n```http\nGET /lamps/{id}\n```\n";
    let project = Project::with(&[("docs/a.md", page)]);
    let done = project.run(&["check"]);
    assert!(done.code == 4 && done.out.contains("no case: there is nothing to fire"), "{done:?}");
    assert!(!done.out.contains("nothing to check"), "{done:?}");
    assert_eq!(project.run(&["list"]).code, 4);
    // An error is one all the same.
    assert_eq!(project.run(&["check", "--deny", "warnings"]).code, 1);
}

#[test]
fn docs_can_be_checked_without_the_secrets_of_the_settings() {
    let settings = "[auth]\nbearer = \"${LAMP_TOKEN}\"\n";
    let project = Project::with(&[("docs/a.md", READ), ("doctrial.toml", settings)]);
    assert_eq!(project.run(&["check"]).code, 0);
    let done = project.run(&["run"]);
    assert!(done.code == 2 && done.err.contains("doctrial.toml:2:10: auth.bearer"), "{done:?}");
}

#[test]
fn warnings_can_be_denied_together() {
    let project = Project::with(&[("docs/a.md", READ), ("docs/orphan.md", ORPHAN)]);
    assert_eq!(project.run(&["check"]).code, 0);
    let done = project.run(&["check", "--deny", "warnings"]);
    assert!(done.code == 1 && done.out.contains("1 finding, 0 warnings"), "{done:?}");
    assert_eq!(project.run(&["check", "--deny", "warnings", "--allow", "unpaired-response"]).code, 0);
}

#[test]
fn each_fence_is_accounted_for() {
    let project = Project::with(&[("docs/a.md", READ), ("docs/orphan.md", ORPHAN)]);
    let text = project.run(&["check", "--account"]).out;
    assert!(text.contains("docs/orphan.md:3: response: finding D201 (unpaired-response)"), "{text}");
    let filtered = project.run(&["check", "--account", "--page", "a.md"]).out;
    assert!(filtered.contains("docs/a.md:") && !filtered.contains("docs/orphan.md"), "{filtered}");
    let lines = project.run(&["check", "--account", "--format", "json"]).out;
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let of = |outcome: &str| lines.iter().filter(|line| line["outcome"] == outcome).count() as u64;
    let sums = &lines.last().expect("an end")["fences"];
    assert_eq!(
        (of("in-case"), of("excused"), of("in-finding")),
        (
            sums["in_case"].as_u64().expect("a number"),
            sums["excused"].as_u64().expect("a number"),
            sums["in_finding"].as_u64().expect("a number")
        )
    );
}

#[test]
fn a_page_may_come_from_standard_input() {
    let settings = "[[expect]]\nwhere = { page = \"new.md\", line = 3 }\nrole = \"none\"\n";
    let project = Project::with(&[("docs/a.md", READ), ("doctrial.toml", settings)]);
    let done = project.run_on(ORPHAN, &["check", "-", "--stdin-filename", "docs/orphan.md", "--format", "json"]);
    let first: Value = serde_json::from_str(done.out.lines().next().expect("a finding")).expect("JSON");
    assert_eq!((first["page"].as_str(), first["path"].as_str()), (Some("orphan.md"), Some("docs/orphan.md")));
    let excerpt = project.run_on(ORPHAN, &["check", "-", "--stdin-filename", "docs/orphan.md"]).out;
    assert!(excerpt.contains("HTTP/1.1 200 OK") || excerpt.contains("| ```http"), "{excerpt}");
    // The settings know it by its name.
    let known = project.run_on(ORPHAN, &["check", "-", "--stdin-filename", "docs/new.md", "--format", "json"]);
    assert!(!known.out.contains("\"D201\""), "{known:?}");
    assert_eq!(project.run_on(ORPHAN, &["check", "-", "--fix"]).code, 2);
    assert_eq!(project.run(&["check", "--stdin-filename", "docs/a.md"]).code, 2);
}

#[test]
fn a_missing_comma_is_where_it_belongs_and_a_status_has_three_digits() {
    let lamp = "# Lamp\n\n```http\nGET /lamps/7\n```\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{\n  \
                \"id\": 7\n  \"tags\": [\"a\", \"b\"]\n}\n```\n";
    let row = lamp.replace("7\n  ", "7,\n  ").replace("\"a\", ", "\"a\"   ");
    let project =
        Project::with(&[("docs/lamp.md", lamp), ("docs/row.md", &row), ("docs/desk.md", &lamp.replace("200", "2000"))]);
    let done = project.run(&["check"]);
    for (place, message) in [
        ("docs/lamp.md:12:10 ", "a comma is missing here, before the next `\"`"),
        ("docs/row.md:13:15 ", "a comma is missing here, before the next `\"`"),
        ("docs/desk.md:8:1 ", "this looks like a status line, but cannot be read as one"),
    ] {
        let at = done.out.find(&format!("--> {place}")).unwrap_or_else(|| panic!("{place}: {done:?}"));
        assert!(done.out[..at].trim_end().ends_with(message), "{place}: {done:?}");
    }
    assert!(done.out.contains("write a version and a status of three digits"), "{done:?}");
}

#[test]
fn the_account_does_not_name_an_unused_directive_as_what_became_of_a_fence() {
    let page = "# Shelves\n\n```bash\ncurl -X PUT http://h.example/shelf\n```\n\n```bash\ncurl -X PUT http://h.example/rack\n```\n\n\
                <!-- doctrial name = \"attic\" -->\n```http\nGET /attic\n```\n";
    let project = Project::with(&[("docs/a.md", page)]);
    let account = project.run(&["check", "--account"]);
    assert!(account.out.contains("finding D202") && !account.out.contains("finding X101"), "{account:?}");
}

/// A page with an example of a lamp, and a table.
fn lamp_with_table(table: &str) -> Project {
    let example = "# Lamps\n\n## Get a lamp\n\n```http\nGET /lamps/1\n```\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n\
                   { \"watts\": \"many\", \"room\": { \"floor\": \"top\" } }\n```\n\n";
    Project::with(&[("docs/lamps.md", &format!("{example}{table}\n"))])
}

#[test]
fn an_example_that_contradicts_a_table_of_its_page_is_named_with_its_row() {
    let table = "| Field | Type | Description |\n|---|---|---|\n| room | object | Where it is. |\n| watts | integer | Its power. |\n";
    let done = lamp_with_table(table).run(&["check"]);
    assert!(done.out.contains("or the row of `watts` in the table (docs/lamps.md:19:2)"), "{done:?}");
    let twice = format!(
        "{table}\n## Errors\n\n| Field | Type | Description |\n|---|---|---|\n| watts | boolean | Too many. |\n"
    );
    let done = lamp_with_table(&twice).run(&["check"]);
    assert!(!done.out.contains("the row of `watts`"), "which of the rows is not known: {done:?}");
}

#[test]
fn rows_of_a_table_in_html_count_unless_they_are_below_a_cell_across_it_or_in_a_comment() {
    let head = "<tr><th>Field</th><th>Type</th><th>Description</th></tr>\n";
    let row = "<tr><td>watts</td><td>integer</td><td>Its power.</td></tr>\n";
    let other = "<tr><td>room</td><td>object</td><td>Where it is.</td></tr>\n";
    let across = "<tr><td colspan=\"3\">Lamps of the cellar</td></tr>\n";
    let said = |table: String| lamp_with_table(&table).run(&["check"]).out;
    for table in
        [format!("<table>\n{head}{other}{row}</table>\n"), format!("<table>\n{head}{across}{other}{row}</table>\n")]
    {
        let line = 16 + table.lines().position(|line| line.contains("watts")).expect("a row");
        let out = said(table);
        assert!(
            out.contains("T004") && out.contains(&format!("the row of `watts` in the table (docs/lamps.md:{line}:9)")),
            "{out}"
        );
    }
    for table in [
        format!("<table>\n{head}{other}{across}{row}</table>\n"),
        format!("<!--\n<table>\n{head}{other}{row}</table>\n-->\n"),
        format!("<!-- the table of old:\n\n<table>\n{head}{other}{row}</table>\n\n-->\n"),
    ] {
        let out = said(table.clone());
        assert!(!out.contains("T004"), "{table}: {out}");
    }
}
