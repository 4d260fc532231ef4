//! The findings of a run as a SARIF log.

use super::check::sarif_log;
use super::docs::Docs;
use super::fingerprint::Fingerprints;
use crate::finding::Finding;
use crate::record::RunRecord;

/// The findings of a run as a SARIF 2.1.0 log. A finding is known again by case, rule and place in the response, whatever line
/// it is on. Broken cases have no finding: nothing was found out about their page.
pub fn run_sarif(run: &RunRecord, docs: &Docs<'_>) -> String {
    let mut names = Fingerprints::default();
    let mut reported: Vec<(&Finding, String)> = Vec::new();
    for case in &run.cases {
        for finding in &case.verdict.findings {
            reported.push((finding, names.of_case(case, finding)));
        }
    }
    for finding in &run.findings {
        reported.push((finding, names.of_run(finding)));
    }
    sarif_log(reported, &run.missing, docs)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::record::testing::run;

    fn results(run: &RunRecord) -> Vec<Value> {
        let log: Value =
            serde_json::from_str(&run_sarif(run, &Docs { root: "docs", ..Docs::default() })).expect("JSON");
        log["runs"][0]["results"].as_array().expect("results").clone()
    }

    #[test]
    fn a_finding_keeps_its_name_when_its_line_moves() {
        let before = results(&run());
        let [status, warning] = before.as_slice() else { panic!("{before:?}") };
        assert_eq!(
            (&status["ruleId"], &status["level"], &warning["level"]),
            (&"S001".into(), &"error".into(), &"warning".into())
        );
        let place = &status["locations"][0]["physicalLocation"];
        assert_eq!(
            (&place["artifactLocation"]["uri"], &place["region"]["startLine"]),
            (&"docs/api/users.md".into(), &57.into())
        );
        let mut moved = run();
        for finding in &mut moved.cases[2].verdict.findings {
            finding.location.place.line += 10;
        }
        let names =
            |results: &[Value]| results.iter().map(|one| one["partialFingerprints"].clone()).collect::<Vec<_>>();
        assert_eq!(names(&results(&moved)), names(&before));
        assert_ne!(names(&before)[0], names(&before)[1]);
    }
}
