//! The catalogue and the report as JSON.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::case_report::{CaseReport, FalsePositive, Reason, Survivor};
use super::catalogue_entry::{Kind, Mutation};
use super::report::{Report, Score};

/// The catalogue as data.
pub fn catalogue_json(mutations: &[&Mutation]) -> Value {
    let entry = |m: &&Mutation| json!({"name": m.name, "kind": m.kind.name(), "doc": m.doc});
    mutations.iter().map(entry).collect()
}

/// The report as data. Scripts build on these names.
pub fn report_json(report: &Report) -> Value {
    let pages: Vec<Value> = report.pages().iter().map(|(page, score)| with(json!({"page": page}), score)).collect();
    json!({
        "score": counts(&report.score(|_| true)),
        "complete": counts(&report.score(|case| case.complete)),
        "partial": counts(&report.score(|case| !case.complete)),
        "mutations": by_mutation(report),
        "pages": pages,
        "cases": report.cases.iter().map(case_json).collect::<Vec<_>>(),
        "sampled": report.sampled(),
        "left_out": report.skipped,
    })
}

fn counts(score: &Score) -> Value {
    with(json!({}), score)
}

fn with(mut object: Value, score: &Score) -> Value {
    object["percent"] = json!(score.percent());
    for (name, count) in [
        ("violations", score.violations()),
        ("caught", score.caught),
        ("missed", score.missed),
        ("unexplained", score.unexplained),
        ("benign", score.benign_passed + score.false_positives),
        ("false_alarms", score.false_positives),
        ("unsound", score.unsound),
    ] {
        object[name] = json!(count);
    }
    object
}

fn case_json(case: &CaseReport) -> Value {
    let survivors =
        |Survivor { mutation, at, reason }: &Survivor| json!({"mutation": mutation, "at": at, "reason": word(*reason)});
    let false_positive = |FalsePositive { mutation, at, message }: &FalsePositive| json!({"mutation": mutation, "at": at, "said": message});
    let head = json!({
        "id": case.id,
        "page": case.page,
        "line": case.line,
        "complete": case.complete,
        "unsound_because": case.unsound,
        "sampled_places": case.sampled,
    });
    let mut object = with(head, &case.score());
    object["misses"] = case.survivors.iter().map(survivors).collect();
    object["false_positives"] = case.false_positives.iter().map(false_positive).collect();
    // The earlier name of the same.
    object["alarms"] = object["false_positives"].clone();
    object
}

/// `tolerance:truncated`, `warning:null-for-value`, `untyped`; `null` where there is none.
fn word(reason: Reason) -> Option<String> {
    match reason {
        Reason::Tolerance(kind) => Some(format!("tolerance:{kind}")),
        Reason::Warning(rule) => Some(format!("warning:{rule}")),
        Reason::Untyped => Some(reason.to_string()),
        Reason::Unexplained => None,
    }
}

/// Each mutation that was tried: how often, and with what result.
fn by_mutation(report: &Report) -> Value {
    let mut tried = BTreeMap::<&str, (&Mutation, usize, usize)>::new();
    for case in &report.cases {
        for (mutation, count) in &case.tried {
            tried.entry(mutation.name).or_insert((mutation, 0, 0)).1 += count;
        }
        let wrong = case
            .survivors
            .iter()
            .map(|survivor| survivor.mutation)
            .chain(case.false_positives.iter().map(|false_positive| false_positive.mutation));
        for name in wrong {
            if let Some(entry) = tried.get_mut(name) {
                entry.2 += 1;
            }
        }
    }
    let entry = |(mutation, tried, wrong): &(&Mutation, usize, usize)| {
        let wrong_name = if mutation.kind == Kind::Violation { "missed" } else { "false_alarms" };
        json!({"name": mutation.name, "kind": mutation.kind.name(), "tried": tried, wrong_name: wrong})
    };
    tried.values().map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::At;
    use crate::mutation::catalogue_entry::Make;

    static RENAMED: Mutation = Mutation {
        name: "owl-renamed",
        kind: Kind::Benign,
        doc: "an owl has another name",
        make: Make::At(|_, _| None),
    };

    #[test]
    fn false_positives_have_that_name_and_the_earlier_one() {
        let false_positives =
            vec![FalsePositive { mutation: RENAMED.name, at: At::Status, message: "S001".to_owned() }];
        let report = CaseReport {
            id: "owls.md::read".to_owned(),
            page: "owls.md".to_owned(),
            line: 7,
            complete: true,
            tried: vec![(&RENAMED, 3)],
            survivors: Vec::new(),
            false_positives,
            unsound: None,
            sampled: None,
        };
        let object = case_json(&report);
        assert_eq!(object["false_positives"][0]["mutation"], "owl-renamed");
        assert_eq!(object["false_positives"], object["alarms"]);
    }
}
