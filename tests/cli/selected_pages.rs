//! A page that is checked alone has the findings that it has among all, though most of the others are not read.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::project::{Project, READ};

fn example(name: &str, url: &str, kind: &str, body: &str) -> String {
    format!(
        "# {name}\n\n<!-- {{ \"blockType\": \"request\", \"name\": \"{name}\" }} -->\n```http\nGET {url}\n```\n\n\
         <!-- {{ \"blockType\": \"response\", \"truncated\": true, \"@odata.type\": \"{kind}\" }} -->\n```http\nHTTP/1.1 200 OK\n\
         Content-Type: application/json\n\n{body}\n```\n"
    )
}

fn resource(name: &str, base: &str, properties: &[(&str, &str)]) -> String {
    let members: Vec<String> = properties.iter().map(|(name, _)| format!("\"{name}\": \"String\"")).collect();
    let rows: Vec<String> = properties.iter().map(|(name, kind)| format!("| {name} | {kind} | It. |\n")).collect();
    let rows = rows.concat();
    let base = if base.is_empty() { String::new() } else { format!(", \"baseType\": \"{base}\"") };
    format!(
        "# {name}\n\n## Properties\n\n| Property | Type | Description |\n|:--|:--|:--|\n{rows}\n## JSON\n\n\
         <!-- {{ \"blockType\": \"resource\", \"@odata.type\": \"{name}\"{base} }} -->\n```json\n{{ {} }}\n```\n",
        members.join(", ")
    )
}

const ENUM: &str = "# lampColour values\n\n| Member | Description |\n|:--|:--|\n| red | Red. |\n| green | Green. |\n";

fn docs() -> Project {
    let usual = |at: usize| format!("https://api.lamps.example/v1/shelves/{at}");
    let mut files = vec![
        (
            "docs/types/lamp.md".to_owned(),
            resource("shop.lamp", "shop.thing", &[("colour", "lampColour"), ("home", "shop.room")]),
        ),
        ("docs/types/thing.md".to_owned(), resource("shop.thing", "", &[("height", "Int32")])),
        ("docs/types/room.md".to_owned(), resource("shop.room", "", &[("size", "Int32"), ("door", "shop.door")])),
        (
            "docs/types/desk-lamp.md".to_owned(),
            resource("shop.deskLamp", "shop.lamp", &[("arm", "String"), ("height", "Boolean")]),
        ),
        ("docs/types/lost.md".to_owned(), resource("shop.lost", "shop.nothing", &[("owner", "shop.nobody")])),
        ("docs/types/colours.md".to_owned(), ENUM.to_owned()),
        (
            "docs/api/lamp-get.md".to_owned(),
            example(
                "get_lamp",
                &usual(1),
                "shop.lamp",
                "{ \"height\": \"x\", \"colour\": \"mauve\", \"home\": { \"size\": \"big\" }, \"arm\": \"left\", \"leg\": 1 }",
            ),
        ),
        ("docs/api/lamp-again.md".to_owned(), example("get_lamp", &usual(2), "shop.lamp", "{ \"height\": 2 }")),
        (
            "docs/api/odd.md".to_owned(),
            example("odd", "https://api.lamps.example/beta/x", "shop.room", "{ \"size\": 1 }"),
        ),
        (format!("docs/{TYPO}"), example("typo", "https://api.lmaps.example/v1/x", "shop.room", "{ \"size\": 1 }")),
        ("docs/api/lost.md".to_owned(), "# Lost\n\n[!INCLUDE [none](../includes/none.md)]\n".to_owned()),
        ("docs/api/lost-too.md".to_owned(), "# Lost\n\n[!INCLUDE [none](../includes/none.md)]\n".to_owned()),
    ];
    let fill = |at: usize| example(&format!("shelf_{at}"), &usual(at), "shop.shelf", "{ \"width\": 3 }");
    files.extend((0..60).map(|at| (format!("docs/more/shelf-{at}.md"), fill(at))));
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    Project::with(&files)
}

const TYPO: &str = "api/typo.md";

fn remove_typo(project: &Project) {
    std::fs::remove_file(project.path().join("docs").join(TYPO)).expect("is there");
}

/// The findings by page.
fn findings(project: &Project, filters: &[&str]) -> BTreeMap<String, Vec<Value>> {
    let done = project.run(&[&["check", "--format", "json"], filters].concat());
    let mut found: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for line in done.out.lines() {
        let line: Value = serde_json::from_str(line).expect("JSON");
        if line["kind"] == "finding" {
            found.entry(line["page"].as_str().expect("a page").to_owned()).or_default().push(line);
        }
    }
    found
}

#[test]
fn a_page_has_the_findings_that_it_has_among_all() {
    let project = docs();
    let all = findings(&project, &[]);
    let names: Vec<&str> = all.values().flatten().filter_map(|finding| finding["name"].as_str()).collect();
    for expected in
        ["example-breaks-schema", "member-without-property", "contradictory-type", "unknown-base-type", "odd-version"]
    {
        assert!(names.contains(&expected), "{expected} is not among {names:?}");
    }
    let pages = ["lamp-get", "lamp-again", "odd", "typo"].map(|page| format!("api/{page}.md"));
    let types = ["lamp", "thing", "room", "desk-lamp", "lost", "colours"].map(|page| format!("types/{page}.md"));
    let pages: Vec<&String> = pages.iter().chain(&types).collect();
    let compare = |all: &BTreeMap<String, Vec<Value>>, pages: &[&String]| {
        for page in pages {
            let alone = findings(&project, &["--page", page]);
            assert_eq!(alone.get(*page), all.get(*page), "{page}");
            assert!(alone.keys().all(|other| other == *page), "{page}: {alone:?}");
        }
    };
    compare(&all, &pages);
    // A host that may be a slip takes all pages, and so hides what is missed where they are not read.
    let pages: Vec<&String> = pages.into_iter().filter(|page| !page.ends_with(TYPO)).collect();
    remove_typo(&project);
    compare(&findings(&project, &[]), &pages);
}

#[test]
fn what_is_reported_once_for_several_pages_is_reported_for_the_selected_one() {
    let project = docs();
    for page in ["api/lost.md", "api/lost-too.md"] {
        let alone = findings(&project, &["--page", page]);
        assert_eq!(alone[page][0]["name"], "missing-include", "{alone:?}");
    }
}

#[test]
fn a_part_that_several_pages_include_is_read_once() {
    let project = docs();
    remove_typo(&project);
    project.write("docs/includes/plug.txt", resource("shop.plug", "", &[("colour", "lampColour")]).as_bytes());
    let plug =
        example("plug", "https://api.lamps.example/v1/plug", "shop.plug", "{ \"colour\": \"mauve\", \"leg\": 1 }");
    for (page, more) in [("api/lamp-get.md", plug.as_str()), ("types/lamp.md", "")] {
        let path = format!("docs/{page}");
        let text = format!("{}\n[!INCLUDE [plug](../includes/plug.txt)]\n\n{more}", project.read(&path));
        project.write(&path, text.as_bytes());
    }
    let (all, alone) = (findings(&project, &[]), findings(&project, &["--page", "api/lamp-get.md"]));
    let undocumented = |finding: &&Value| finding["name"] == "member-without-property";
    assert_eq!(alone["api/lamp-get.md"].iter().filter(undocumented).count(), 2, "{alone:?}");
    assert_eq!(alone.get("api/lamp-get.md"), all.get("api/lamp-get.md"));
}

#[test]
fn captures_of_other_pages_are_known() {
    let project = docs();
    let login = example("login", "https://api.lamps.example/v1/login", "shop.room", "{ \"size\": 1 }");
    let login = login.replace(
        "\n<!-- { \"blockType\": \"request\"",
        "\n<!-- doctrial capture.key = \"$.size\" -->\n<!-- { \"blockType\": \"request\"",
    );
    project.write("docs/api/login.md", login.as_bytes());
    let all = findings(&project, &[]);
    for page in ["api/login.md", "api/lamp-get.md"] {
        assert_eq!(findings(&project, &["--page", page]).get(page), all.get(page), "{page}");
    }
}

#[test]
fn what_is_wrong_with_other_pages_is_not_counted() {
    let broken = READ.replace("\"id\": 7,", "\"id\": 7,,,");
    let project = Project::with(&[("docs/a.md", READ)]);
    project.write("docs/b.md", b"\xff\xfe# Lamps in another encoding");
    project.write("docs/c.md", broken.as_bytes());
    let counted = |arguments: &[&str]| project.run(arguments).err.contains("the docs themselves have at least");
    assert!(counted(&["run"]) && counted(&["run", "--page", "b.md", "--page", "a.md"]));
    assert!(!counted(&["run", "--page", "a.md"]));
}

#[cfg(unix)]
#[test]
fn the_name_of_a_file_cannot_colour_a_message() {
    let project = Project::with(&[("docs/a.md", READ)]);
    project.write("docs/la\u{1b}[31mtin\u{202e}.md", b"\xff\xfe");
    project.write("docs/b\u{202e}.md", READ.as_bytes());
    let done =
        project.run(&["run", "--color", "always", "--report", "ctrf=ctrf.json", "--report", "code-quality=cq.json"]);
    assert!(done.err.contains("la\\u001b[31mtin\\u202e.md") && !done.err.contains('\u{1b}'), "{done:?}");
    for report in ["ctrf.json", "cq.json"] {
        assert!(!project.read(report).contains('\u{202e}'), "{report}");
    }
    assert!(project.read("ctrf.json").contains("b\\u202e.md"));
}
