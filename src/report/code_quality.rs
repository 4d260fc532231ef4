//! A run as GitLab's code quality report.

use serde_json::{Value, json};

use super::cause::in_one_line;
use super::docs::Docs;
use super::fingerprint::Fingerprints;
use super::printable;
use crate::finding::{Finding, Level, Outcome};
use crate::record::{CaseRecord, RunRecord};

/// A run as GitLab reads code quality: an entry for each error or warning, and for each broken case.
pub fn code_quality(run: &RunRecord, docs: &Docs<'_>) -> String {
    let docs = &docs.with_repository_paths();
    let mut names = Fingerprints::default();
    let mut entries = Vec::new();
    for case in &run.cases {
        if matches!(case.verdict.outcome, Outcome::Broken(_)) {
            entries.push(broken(case, &names.of(&case.id, "broken", ""), docs));
        }
        for finding in case.verdict.findings.iter().filter(|finding| finding.level != Level::Allow) {
            entries.push(entry(finding, &names.of_case(case, finding), docs));
        }
    }
    for finding in run.findings.iter().filter(|finding| finding.level != Level::Allow) {
        entries.push(entry(finding, &names.of_run(finding), docs));
    }
    // An entry needs a file: the part that is missing is behind the last one that is there.
    let last = run.cases.last().map_or((&*run.header.source, 1), |case| (&*case.page, case.line));
    for lack in &run.missing {
        entries.push(issue(
            &format!("incomplete: {lack}"),
            "incomplete",
            "major",
            &names.of(lack, "incomplete", ""),
            last,
            docs,
        ));
    }
    printable::json(&format!("{:#}\n", Value::from(entries)))
}

fn entry(finding: &Finding, fingerprint: &str, docs: &Docs<'_>) -> Value {
    let rule = finding.rule.0;
    let mut description = format!("{} {} at {}: {}", rule.code, rule.name, finding.at, finding.message);
    if let Some(help) = &finding.help {
        description = description + ". " + help;
    }
    let severity = if finding.level == Level::Deny { "major" } else { "minor" };
    let place = (&*finding.location.page, finding.location.place.line);
    issue(&description, rule.code, severity, fingerprint, place, docs)
}

fn broken(case: &CaseRecord, fingerprint: &str, docs: &Docs<'_>) -> Value {
    let description = format!("broken: {}", in_one_line(case).unwrap_or_default());
    issue(&description, "broken", "info", fingerprint, (&case.page, case.line), docs)
}

fn issue(
    description: &str,
    check_name: &str,
    severity: &str,
    fingerprint: &str,
    (page, line): (&str, u32),
    docs: &Docs<'_>,
) -> Value {
    json!({
        "description": printable::line(description),
        "check_name": check_name,
        "fingerprint": fingerprint,
        "severity": severity,
        // GitLab refuses a path that begins with `./`; `path` leaves none.
        "location": { "path": docs.path(page), "lines": { "begin": line.max(1) } },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::testing::run;

    #[test]
    fn each_finding_is_an_entry_that_gitlab_takes() {
        let text = code_quality(&run(), &Docs { root: "./docs", ..Docs::default() });
        let entries: Vec<Value> = serde_json::from_str(&text).expect("a list");
        let of = |name: &str| entries.iter().map(|entry| entry[name].as_str().unwrap_or_default()).collect::<Vec<_>>();
        assert_eq!(of("check_name"), ["S001", "S001", "broken"]);
        assert_eq!(of("severity"), ["major", "minor", "info"]);
        assert_eq!(entries[0]["location"], json!({ "path": "docs/api/users.md", "lines": { "begin": 57 } }));
        assert!(
            of("description")[0].starts_with("S001 wrong-status at status: wrong status code. correct the"),
            "{text}"
        );
        let names: std::collections::HashSet<_> = of("fingerprint").into_iter().collect();
        assert_eq!(names.len(), 3);
    }
}
