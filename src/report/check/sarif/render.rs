//! Findings as a SARIF 2.1.0 log; `run_sarif.rs` uses it for runs.

use std::collections::BTreeMap;
use std::path::Path;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::fingerprint::fingerprints;
use super::log::{
    ArtifactChange, ArtifactLocation, Base, Configuration, Descriptor, Driver, Fix, Invocation, Location, Log,
    Notification, Outcome, PhysicalLocation, Region, Replacement, Run, Text, Tool,
};
use crate::finding::{Finding, Level, Rule, rules};
use crate::record::Redacted;
use crate::report::Docs;
use crate::text::{Edit, Position, Span, escaped_line};

/// How many results of one run code scanning accepts; with more it refuses the whole file.
const MOST: usize = 25_000;

/// Characters that a path must not contain to be a relative URI.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// What paths of pages are relative to, by the name that scanners give it.
const ROOT: &str = "%SRCROOT%";

/// A SARIF 2.1.0 log: every rule with its help, a result for each finding, errors first where there are too many.
pub fn sarif(findings: &[Redacted<Finding>], docs: &Docs<'_>) -> String {
    let names = fingerprints(findings, docs);
    log(findings.iter().map(|finding| &**finding).zip(names).collect(), &[], docs)
}

/// The log of findings, each with a name that it keeps from run to run. `missing`: what of the run is.
pub(crate) fn log(mut reported: Vec<(&Finding, String)>, missing: &[String], docs: &Docs<'_>) -> String {
    let docs = &docs.with_repository_paths();
    let all: Vec<&'static Rule> = rules::all().collect();
    if reported.len() > MOST {
        reported.sort_by_key(|(finding, _)| std::cmp::Reverse(finding.level));
        reported.truncate(MOST);
    }
    let results = reported.into_iter().map(|(finding, name)| outcome(finding, name, &all, docs)).collect();
    let driver = Driver {
        name: "doctrial",
        information_uri: env!("CARGO_PKG_HOMEPAGE"),
        semantic_version: env!("CARGO_PKG_VERSION"),
        rules: all.iter().map(|rule| descriptor(rule)).collect(),
    };
    let root = Base { description: plain("The root of the repository.".to_owned()) };
    let original_uri_base_ids = BTreeMap::from([(ROOT, root)]);
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool { driver },
            invocations: invocations(missing),
            column_kind: "unicodeCodePoints",
            original_uri_base_ids,
            results,
        }],
    };
    written(&log)
}

/// That the run did not come to its end, and why; nothing where it did.
fn invocations(missing: &[String]) -> Vec<Invocation> {
    if missing.is_empty() {
        return Vec::new();
    }
    let notification = |lack: &String| Notification { level: "error", message: plain(lack.clone()) };
    let tool_execution_notifications = missing.iter().map(notification).collect();
    vec![Invocation { execution_successful: false, tool_execution_notifications }]
}

fn written(log: &Log) -> String {
    let text = serde_json::to_string_pretty(log).expect("strings, numbers and lists are JSON");
    // JSON need not escape the characters that change the direction of text.
    text.lines().flat_map(|line| [escaped_line(line), "\n".to_owned()]).collect()
}

fn outcome(finding: &Finding, name: String, all: &[&Rule], docs: &Docs<'_>) -> Outcome {
    let rule = finding.rule.0;
    Outcome {
        rule_id: rule.code,
        rule_index: all.iter().position(|known| known.code == rule.code).unwrap_or_default(),
        level: level(finding.level),
        message: plain(message(finding)),
        locations: [Location {
            physical_location: PhysicalLocation {
                artifact_location: artifact(&finding.location.page, docs),
                region: region(finding.location.place, docs.end(finding)),
            },
        }],
        partial_fingerprints: BTreeMap::from([("doctrial/v1", name)]),
        fixes: fix(finding, docs).into_iter().collect(),
    }
}

fn fix(finding: &Finding, docs: &Docs<'_>) -> Option<Fix> {
    let replacement = |edit: &Edit| {
        let end = Span::of_chars(edit.at, edit.remove.chars().count()).end;
        Replacement { deleted_region: region(edit.at, end), inserted_content: plain(edit.insert.clone()) }
    };
    let replacements: Vec<Replacement> = finding.fix.iter().map(replacement).collect();
    let artifact_location = artifact(&finding.location.page, docs);
    (!replacements.is_empty()).then_some(Fix { artifact_changes: [ArtifactChange { artifact_location, replacements }] })
}

/// The end line is left out where it is the start line, which is what its absence means.
fn region(start: Position, end: Option<Position>) -> Region {
    Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.map(|end| end.line).filter(|line| *line != start.line),
        end_column: end.map(|end| end.column),
    }
}

fn artifact(page: &str, docs: &Docs<'_>) -> ArtifactLocation {
    let path = docs.path(page);
    let uri = utf8_percent_encode(&path, PATH).to_string();
    if Path::new(&path).is_absolute() {
        let slash = if path.starts_with('/') { "" } else { "/" };
        return ArtifactLocation { uri: format!("file://{slash}{uri}"), uri_base_id: None };
    }
    ArtifactLocation { uri, uri_base_id: Some(ROOT) }
}

fn message(finding: &Finding) -> String {
    let mut text = finding.message.clone();
    if let Some(help) = &finding.help {
        text = text + ". " + help;
    }
    text
}

fn descriptor(rule: &'static Rule) -> Descriptor {
    let Rule { code, name, what, why, example, fix, .. } = *rule;
    let first = what.split_inclusive(". ").next().unwrap_or_default().trim_end();
    Descriptor {
        id: code,
        name,
        short_description: plain(first.to_owned()),
        full_description: plain(what.to_owned()),
        help: Text {
            text: format!("{what}\n\nWhy: {why}\n\nExample: {example}\n\nWhat to do: {fix}"),
            markdown: Some(format!(
                "{what}\n\n*Why:* {why}\n\n*Example:*\n\n`````text\n{example}\n`````\n\n*What to do:* {fix}"
            )),
        },
        default_configuration: Configuration { level: level(rule.level) },
    }
}

fn plain(text: String) -> Text {
    Text { text, markdown: None }
}

const fn level(level: Level) -> &'static str {
    match level {
        Level::Deny => "error",
        Level::Warn => "warning",
        Level::Allow => "none",
    }
}
