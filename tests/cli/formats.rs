//! `doctrial check --format`: JSON, GitHub, SARIF.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::project::{Done, Project, READ};

/// A response to nothing, with a name that a URI and a workflow command must escape.
const ORPHAN: &str = "# Orphan\n\n```http\nHTTP/1.1 200 OK\n\n{}\n```\n";
const PAGE: &str = "docs/a b,c.md";

fn check(project: &Project, format: &str) -> Done {
    project.run(&["check", "--format", format])
}

#[test]
fn json_is_a_line_for_each_finding_and_an_end() {
    let project = Project::with(&[("docs/lamp.md", READ), (PAGE, ORPHAN)]);
    let done = check(&project, "json");
    let lines: Vec<Value> = done.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let [finding, end] = lines.as_slice() else { panic!("{done:?}") };
    assert_eq!((finding["kind"].as_str(), finding["rule"].as_str()), (Some("finding"), Some("D201")));
    assert_eq!((finding["path"].as_str(), finding["page"].as_str()), (Some(PAGE), Some("a b,c.md")));
    assert_eq!((finding["line"].as_u64(), finding["column"].as_u64()), (Some(3), Some(1)));
    assert_eq!((finding["level"].as_str(), finding["name"].as_str()), (Some("warn"), Some("unpaired-response")));
    assert!(finding["message"].as_str().is_some_and(|text| !text.is_empty()));
    assert_eq!(
        (end["kind"].as_str(), end["errors"].as_u64(), end["warnings"].as_u64()),
        (Some("end"), Some(0), Some(1))
    );
    assert_eq!((end["cases"].as_u64(), end["fences"]["total"].as_u64()), (Some(1), Some(3)));
}

#[test]
fn github_gets_commands_with_paths_it_knows() {
    let project = Project::with(&[(PAGE, ORPHAN), ("doctrial.toml", "docs = \"docs\"\n")]);
    let done = check(&project, "github");
    assert!(
        done.out.starts_with(
            "::warning file=docs/a b%2Cc.md,line=3,col=1,endLine=3,endColumn=8,title=D201 unpaired-response::"
        ),
        "{done:?}"
    );
    assert_eq!(done.out.lines().count(), 1, "{done:?}");
    let denied = project.run(&["check", "--format", "github", "--deny", "D201"]);
    assert!(denied.code == 1 && denied.out.starts_with("::error file="), "{denied:?}");
    let whole = project.path().join("docs");
    let absolute = project.run(&["check", whole.to_str().expect("UTF-8"), "--format", "github"]);
    assert_eq!(absolute.out, done.out);
}

/// The properties that SARIF 2.1.0 requires, and those that code scanning builds on.
#[test]
fn sarif_is_a_log_as_the_standard_has_it() {
    let project = Project::with(&[("docs/lamp.md", READ), (PAGE, &[ORPHAN, ORPHAN].concat())]);
    let log: Value = serde_json::from_str(&check(&project, "sarif").out).expect("JSON");
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().is_some_and(|schema| schema.ends_with("sarif-2.1.0.json")));
    let [run] = log["runs"].as_array().expect("runs").as_slice() else { panic!("one run: {log}") };
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    let ids: BTreeSet<&str> = rules.iter().filter_map(|rule| rule["id"].as_str()).collect();
    assert_eq!((run["tool"]["driver"]["name"].as_str(), ids.len()), (Some("doctrial"), rules.len()));
    for rule in rules {
        for text in ["shortDescription", "fullDescription", "help"] {
            assert!(rule[text]["text"].as_str().is_some_and(|text| !text.is_empty()), "{rule}");
        }
        assert!(
            ["error", "warning", "none"].contains(&rule["defaultConfiguration"]["level"].as_str().expect("a level"))
        );
    }
    let results = run["results"].as_array().expect("results");
    assert_eq!(results.len(), 2, "{results:?}");
    let mut names = BTreeSet::new();
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert_eq!((result["ruleId"].as_str(), result["level"].as_str()), (Some("D201"), Some("warning")));
        assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()));
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "docs/a%20b,c.md");
        assert!(place["region"]["startLine"].as_u64() >= Some(1) && place["region"]["startColumn"].as_u64() >= Some(1));
        names.insert(result["partialFingerprints"]["doctrial/v1"].as_str().expect("a fingerprint").to_owned());
    }
    assert_eq!(names.len(), 2, "like findings are told apart");
    let moved = ["Text above.\n\n", ORPHAN, ORPHAN].concat();
    project.write(PAGE, moved.as_bytes());
    let later: Value = serde_json::from_str(&check(&project, "sarif").out).expect("JSON");
    let name = |log: &Value| log["runs"][0]["results"][0]["partialFingerprints"]["doctrial/v1"].clone();
    assert_eq!(name(&later), name(&log));
}

#[test]
fn corrections_are_reported_as_places_and_texts() {
    let project = Project::with(&[("docs/lamp.md", &READ.replace("\"desk\"\n", "\"desk\",\n"))]);
    let line: Value =
        serde_json::from_str(check(&project, "json").out.lines().next().expect("a finding")).expect("JSON");
    assert_eq!(line["fix"], serde_json::json!([{ "line": 18, "column": 17, "remove": ",", "insert": "" }]));
    let log: Value = serde_json::from_str(&check(&project, "sarif").out).expect("JSON");
    let change = &log["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], "docs/lamp.md");
    let replacement = &change["replacements"][0];
    let region = serde_json::json!({ "startLine": 18, "startColumn": 17, "endColumn": 18 });
    assert_eq!((&replacement["deletedRegion"], &replacement["insertedContent"]["text"]), (&region, &Value::from("")));
}
