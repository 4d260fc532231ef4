//! Reports of runs in every format, made during the run and later from its record.

use std::collections::BTreeSet;

use pulldown_cmark::{Event, Options, Parser};
use serde_json::Value;

use crate::project::{Done, Project, READ, UNFILLED};
use crate::service::service;

/// Each format with the name that its report has in the folder of reports.
const FORMATS: [(&str, &str); 7] = [
    ("junit", "junit.xml"),
    ("html", "report.html"),
    ("ctrf", "ctrf.json"),
    ("tap", "report.tap"),
    ("sarif", "report.sarif"),
    ("code-quality", "code-quality.json"),
    ("summary", "summary.txt"),
];

const HOSTILE: &str = "{\"id\": \"</script><script>alert(1)</script>\\u202e\", \"name\": \"a|b `c` <img>\"}";

fn response() -> String {
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{HOSTILE}",
        HOSTILE.len()
    )
}

/// A run with a case that fails and one that is skipped, reported in every format.
fn reported() -> (Project, Done) {
    let project = Project::with(&[("docs/a.md", READ), ("docs/b.md", UNFILLED)]);
    let (base, _heads) = service(|_| response());
    let mut arguments = vec!["run", "--base-url", &base];
    for (format, _) in FORMATS {
        arguments.extend(["--report", format]);
    }
    let done = project.run_with(&[("DOCTRIAL_TOKEN", "hush-hush-hush")], &arguments);
    assert_eq!(done.code, 1, "{done:?}");
    (project, done)
}

fn json(project: &Project, name: &str) -> Value {
    serde_json::from_str(&project.read(&format!("reports/{name}"))).expect("JSON")
}

#[test]
fn the_reports_that_fit_the_ci_come_by_themselves_and_say_so() {
    let project = Project::with(&[("docs/lamp.md", READ)]);
    let summary = project.path().join("step-summary");
    std::fs::write(&summary, "of another command\n").expect("writes");
    let github = [("GITHUB_ACTIONS", "true"), ("GITHUB_STEP_SUMMARY", summary.to_str().expect("UTF-8"))];
    let done = project.run_with(&github, &["run", "--base-url", "http://127.0.0.1:9"]);
    assert!(done.out.starts_with("::error file=docs/lamp.md"), "{done:?}");
    assert!(
        done.err.contains("in GitHub Actions: annotations are printed and the summary of the step is written"),
        "{done:?}"
    );
    let written = project.read("step-summary");
    assert!(written.starts_with("of another command\n## doctrial: BROKEN"), "{written}");
    let off = project.run_with(&github, &["run", "--no-report", "github", "--no-report", "summary"]);
    assert!(!off.out.contains("::") && !off.err.contains("GitHub"), "{off:?}");
    assert_eq!(project.read("step-summary"), written);
    let gitlab = project.run_with(&[("GITLAB_CI", "true")], &["run"]);
    assert!(gitlab.err.contains("in GitLab CI: reports/code-quality.json is written"), "{gitlab:?}");
    assert_eq!(project.read("reports/code-quality.json").trim(), "[]");
}

#[test]
fn a_format_that_is_given_twice_is_an_error() {
    let project = Project::with(&[("docs/lamp.md", READ)]);
    let run = project.run(&["run", "--report", "html=a.html", "--report", "html=b.html"]);
    assert!(run.code == 2 && run.err.contains("--report names html twice"), "{run:?}");
    project.run(&["run"]);
    let convert = project.run(&["report", "convert", "--to", "tap=a.tap", "--to", "tap=-"]);
    assert!(convert.code == 2 && convert.err.contains("--to names tap twice"), "{convert:?}");
}

#[test]
fn what_is_made_of_the_record_later_is_what_the_run_made() {
    let (project, _) = reported();
    for (format, name) in FORMATS {
        let later = project.run(&["report", "convert", "--to", &format!("{format}=later/{name}")]);
        assert!(later.code == 0 && later.out.contains(&format!("{format}: ")), "{later:?}");
        assert_eq!(project.read(&format!("later/{name}")), project.read(&format!("reports/{name}")), "{format}");
    }
    let copied = project.run(&["report", "convert", "reports/run.ndjson", "--to", "ndjson=copy.ndjson"]);
    assert!(copied.code == 0 && project.read("copy.ndjson") == project.read("reports/run.ndjson"), "{copied:?}");
}

#[test]
fn no_format_shows_a_credential() {
    let (project, _) = reported();
    for (format, name) in FORMATS {
        let text = project.read(&format!("reports/{name}"));
        assert!(!text.contains("hush"), "{format}");
    }
}

#[test]
fn what_cannot_be_converted_is_said() {
    let project = Project::with(&[("docs/a.md", READ), ("no.ndjson", "{}\n")]);
    let of = |arguments: &[&str]| project.run(&[&["report", "convert"], arguments].concat());
    let (none, gone, no_record) =
        (of(&["--to", "html"]), of(&["x.ndjson", "--to", "html"]), of(&["no.ndjson", "--to", "html"]));
    assert!(none.code == 2 && none.err.contains("run.ndjson"), "{none:?}");
    assert!(gone.code == 2 && gone.err.contains("cannot read x.ndjson: "), "{gone:?}");
    assert!(gone.err.contains("; name the record of a run, such as reports/run.ndjson"), "{gone:?}");
    let against = project.run(&["run", "--against", "last.ndjson"]);
    assert!(against.code == 2 && against.err.contains("--against: cannot read last.ndjson: "), "{against:?}");
    assert!(no_record.code == 2 && no_record.err.contains("no.ndjson: "), "{no_record:?}");
    let unknown = of(&["--to", "pdf"]);
    assert!(
        unknown.code == 2 && unknown.err.contains("unknown format `pdf`: write one of ndjson, junit"),
        "{unknown:?}"
    );
    let page = project.run(&["run", "--report", "html=docs/a.md"]);
    assert!(page.code == 2 && project.read("docs/a.md") == READ, "{page:?}");
}

#[test]
fn a_setting_adds_a_report() {
    let settings = "[reports]\nhtml = true\nctrf = \"out/c.json\"\njunit = false\n";
    let project = Project::with(&[("docs/a.md", READ), ("doctrial.toml", settings)]);
    assert_eq!(project.run(&["run"]).code, 0);
    assert!(project.read("reports/report.html").starts_with("<!DOCTYPE html>"));
    assert!(project.read("out/c.json").contains("\"CTRF\"") && !project.path().join("reports/junit.xml").exists());
}

#[test]
fn html_holds_the_documented_response_and_no_markup_of_the_service() {
    let (project, _) = reported();
    let html = project.read("reports/report.html");
    assert_eq!((html.matches("<script").count(), html.matches("</script>").count()), (2, 2));
    assert!(!html.contains('\u{202e}') && !html.contains("<img"));
    let (_, rest) = html.split_once("id=\"data\">").expect("the data");
    let data: Value = serde_json::from_str(rest.split_once("</script>").expect("its end").0).expect("JSON");
    let case = &data["cases"][0];
    assert_eq!((&case["outcome"], &case["documented"]["line"]), (&"failed".into(), &13.into()));
    assert!(case["documented"]["text"].as_str().is_some_and(|text| text.ends_with("\"name\": \"desk\"\n}")), "{case}");
    assert!(case["response"]["body"].as_str().is_some_and(|body| body.contains("<script>")), "{case}");
    assert_eq!(data["causes"][0]["cases"][0], 0);
}

/// The schema of the format (version 0.0 of `ctrf-schema`): what is required, and that nothing else is there.
#[test]
fn ctrf_has_what_its_schema_requires() {
    let (project, _) = reported();
    let report = json(&project, "ctrf.json");
    assert_eq!((&report["reportFormat"], &report["specVersion"]), (&"CTRF".into(), &"0.0.0".into()));
    let summary = report["results"]["summary"].as_object().expect("a summary");
    for count in ["tests", "passed", "failed", "skipped", "pending", "other", "start", "stop"] {
        assert!(summary[count].is_u64(), "{count}: {summary:?}");
    }
    assert!(
        summary["stop"].as_u64() >= summary["start"].as_u64() && summary["start"].as_u64() > Some(1_700_000_000_000)
    );
    let known = "testId name status rawStatus duration start stop suite filePath line message trace tags extra";
    let known: BTreeSet<&str> = known.split(' ').collect();
    for test in report["results"]["tests"].as_array().expect("tests") {
        let keys: BTreeSet<&str> = test.as_object().expect("a test").keys().map(String::as_str).collect();
        assert!(keys.is_subset(&known) && test["duration"].is_u64() && test["suite"].is_array(), "{test}");
        assert!(["passed", "failed", "skipped"].contains(&test["status"].as_str().expect("a status")), "{test}");
    }
}

#[test]
fn tap_numbers_each_case_and_plans_them_all() {
    let (project, _) = reported();
    let tap = project.read("reports/report.tap");
    let mut lines = tap.lines();
    assert_eq!((lines.next(), lines.next()), (Some("TAP version 14"), Some("1..2")));
    let points: Vec<&str> = lines.clone().filter(|line| line.starts_with("ok") || line.starts_with("not ok")).collect();
    assert!(points[0].starts_with("not ok 1 - a.md::") && points[1].contains("# SKIP unfilled {id}"), "{points:?}");
    let indented = lines.filter(|line| !points.contains(line)).all(|line| line.starts_with("  "));
    assert!(indented && tap.contains("\n  ---\n") && tap.contains("\n  ...\n"), "{tap}");
}

#[test]
fn sarif_and_code_quality_name_the_same_line() {
    let (project, _) = reported();
    let (sarif, quality) = (json(&project, "report.sarif"), json(&project, "code-quality.json"));
    let result = &sarif["runs"][0]["results"][0];
    let place = &result["locations"][0]["physicalLocation"];
    let entry = &quality[0];
    assert_eq!(place["artifactLocation"]["uri"], entry["location"]["path"]);
    assert_eq!(place["region"]["startLine"], entry["location"]["lines"]["begin"]);
    assert_eq!((&result["ruleId"], &entry["check_name"]), (&"B201".into(), &"B201".into()));
    assert_eq!(result["partialFingerprints"]["doctrial/v1"], entry["fingerprint"]);
    assert!(entry["location"]["path"].as_str().is_some_and(|path| path == "docs/a.md"), "{entry}");
}

#[test]
fn github_gets_its_commands_on_standard_output() {
    let (project, _) = reported();
    let done = project.run(&["report", "convert", "--to", "github"]);
    assert!(
        done.code == 0
            && done.out.starts_with(
                "::error file=docs/a.md,line=17,col=3,endLine=17,endColumn=10,title=B201 wrong-type (1 case)::"
            ),
        "{done:?}"
    );
}

#[test]
fn the_summary_shows_texts_of_the_service_as_texts() {
    let page = READ.replace("# Read a lamp", "# Read a `lamp` <b> | x");
    let project = Project::with(&[("docs/a|b<i>.md", &page)]);
    let done = project.run(&["run", "--base-url", "http://127.0.0.1:9", "--report", "summary"]);
    assert_eq!(done.code, 5, "{done:?}");
    let summary = project.read("reports/summary.txt");
    let mut cells = 0;
    let mut text = String::new();
    for event in Parser::new_ext(&summary, Options::ENABLE_TABLES) {
        match event {
            Event::Text(part) => text.push_str(&part),
            Event::Start(_) | Event::SoftBreak => {}
            Event::End(tag) => cells += usize::from(matches!(tag, pulldown_cmark::TagEnd::TableCell)),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(cells, 4 + 4 + 3 + 3, "{summary}");
    assert!(text.contains("docs/a|b<i>.md:5") && text.contains("doctrial: BROKEN"), "{text}");
}

#[test]
fn no_response_gives_the_runner_commands() {
    let page = "# T\n\n```http\nGET /text\n```\n\n<!-- doctrial match = \"exact\" -->\n\n```http\nHTTP/1.1 200 OK\nContent-Type: text/plain\n\nwell\n```\n";
    let project = Project::with(&[("docs/t.md", page)]);
    let (base, _heads) = service(|_| {
        let body = "x\n::error file=README.md,line=1::pwned\n  ::stop-commands::abc\n##[error]old\na::b\n";
        let length = body.len();
        format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        )
    });
    let is_command = |line: &&str| {
        line.contains("##[") || line.trim_start().starts_with("::") && !line.starts_with("::error file=docs/t.md,line=")
    };
    let run = |variables: &[(&str, &str)], more: &[&str]| {
        let done = project.run_with(variables, &[&["run", "docs", "--base-url", &base], more].concat());
        let all = done.out.clone() + &done.err;
        (all.lines().filter(is_command).count(), all)
    };
    for more in [&[][..], &["--verbose"], &["--quiet"]] {
        let (commands, text) = run(&[("GITHUB_ACTIONS", "true")], more);
        assert!(commands == 0 && text.contains("::error file=docs/t.md"), "{text}");
    }
    let (commands, text) = run(&[], &[]);
    assert!(commands > 0 && !text.contains("\\::"), "elsewhere it is shown as it came: {text}");
}
