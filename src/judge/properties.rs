//! Laws of judging, over random documents.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::body::json::body_rules::BodyRules;
use super::body::json::members::Members;
use super::body::json::projection::Projection;
use super::body::json::shape_pair::{Shapes, ShapesMatch};
use super::fixture::Trial;
use crate::contract::JsonPattern;
use crate::finding::rules::body::WRONG_ROW_LENGTH;
use crate::finding::{Finding, Level, Outcome};
use crate::json::read;

/// Documents over few names, so that documented and actual ones often meet.
fn body() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        3 => "[a-z]{0,3}".prop_map(Value::from),
        2 => (0..9i64).prop_map(Value::from),
        1 => any::<bool>().prop_map(Value::from),
        1 => Just(Value::Null),
        1 => Just(json!("String")),
        1 => Just(json!({})),
        1 => Just(json!([])),
    ];
    let name = prop_oneof![
        6 => "[a-d]".prop_map(String::from),
        1 => Just("value".to_owned()),
        1 => Just("@odata.count".to_owned()),
        1 => Just("@odata.etag".to_owned()),
        1 => Just("<id>".to_owned()),
        1 => "[1-3]".prop_map(String::from),
        1 => Just("@odata.type".to_owned()),
        1 => Just("~/ \n".to_owned()),
    ];
    leaf.prop_recursive(4, 40, 5, move |inner| {
        prop_oneof![
            1 => prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            2 => prop::collection::vec((name.clone(), inner), 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// A body with some places changed: what a service that drifted may send.
fn drifted(body: Value, changes: &[u8]) -> Value {
    let mut next = changes.iter().copied().cycle();
    drift(body, &mut next)
}

fn drift(body: Value, next: &mut impl Iterator<Item = u8>) -> Value {
    match (next.next().unwrap_or(0), body) {
        (1, _) => Value::Null,
        (2, _) => json!("other"),
        (3, _) => json!([1]),
        (_, Value::Array(items)) => items.into_iter().map(|item| drift(item, next)).collect(),
        (4, Value::Object(mut members)) => {
            members.insert("further".to_owned(), json!(1));
            Value::Object(members)
        }
        (5, Value::Object(members)) => Value::Object(members.into_iter().skip(1).collect()),
        (_, Value::Object(members)) => {
            Value::Object(members.into_iter().map(|(name, value)| (name, drift(value, next))).collect())
        }
        (_, scalar) => scalar,
    }
}

fn trials(documented: &Value, actual: &Value) -> [Trial; 2] {
    let (documented, actual) = (documented.to_string(), actual.to_string());
    [Trial::whole(&documented, &actual), Trial::truncated(&documented, &actual)]
}

/// Whether the projected shapes are equal (for a partial example: whether the documented one is contained).
fn shapes_agree(trial: &Trial) -> bool {
    let documented = trial.case.expectation.body.as_ref().expect("documented").text();
    let pattern = JsonPattern::new(&read(documented).expect("reads").root);
    let instance = serde_json::from_slice(&trial.exchange.response.body).expect("reads");
    let rules = BodyRules::new(&trial.case, &trial.exchange.request.url);
    let members = Members::new(trial.schemas.set(), &Value::Bool(true), rules.partial);
    let mut projection = Projection::new(rules, members, &[]);
    let matching: ShapesMatch = projection.of(&pattern, &instance);
    let shapes: Shapes = projection.of(&pattern, &instance);
    let inclusive = assert_json_diff::Config::new(assert_json_diff::CompareMode::Inclusive);
    let agree = if rules.partial {
        assert_json_diff::assert_json_matches_no_panic(&shapes.actual, &shapes.expected, inclusive).is_ok()
    } else {
        shapes.expected == shapes.actual
    };
    assert_eq!(matching.is_match(rules.partial), agree, "{} {}", shapes.expected, shapes.actual);
    agree
}

/// The findings about the shape; the length of a row does not belong to it.
fn structural(findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    let is_structural =
        |finding: &&Finding| finding.rule.code.starts_with("B1") && finding.rule.code != WRONG_ROW_LENGTH.code;
    findings.iter().filter(is_structural)
}

/// What a finding is about, apart from its level.
fn places(findings: &[Finding]) -> Vec<(&'static str, String)> {
    let flat =
        |f: &Finding| std::iter::once(f.at.to_string()).chain(f.also.iter().map(|p| format!("body {p}"))).collect();
    let all = findings.iter().flat_map(|f| {
        let places: Vec<String> = flat(f);
        places.into_iter().map(move |place| (f.rule.code, place))
    });
    all.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_documented_body_always_passes(body in body()) {
        for trial in trials(&body, &body) {
            let verdict = trial.judged().verdict;
            prop_assert!(verdict.outcome == Outcome::Passed && verdict.findings.is_empty(), "{verdict:#?}");
        }
    }

    #[test]
    fn the_walk_finds_nothing_exactly_when_the_shapes_agree(
        documented in body(), other in body(), changes in prop::collection::vec(0..30u8, 1..20)
    ) {
        for actual in [drifted(documented.clone(), &changes), other] {
            for trial in trials(&documented, &actual) {
                let judged = trial.judged();
                let silent = structural(&judged.verdict.findings).next().is_none();
                prop_assert_eq!(silent, shapes_agree(&trial), "{:#?}", judged);
                prop_assert!(judged.verdict.findings.iter().all(|f| f.rule.name != "body-differs"));
                prop_assert!(silent || judged.diff.is_some());
            }
        }
    }

    #[test]
    fn marking_an_example_truncated_never_adds_a_finding(
        documented in body(), changes in prop::collection::vec(0..30u8, 1..20)
    ) {
        let actual = drifted(documented.clone(), &changes);
        let [whole, truncated] = trials(&documented, &actual);
        let (whole, truncated) = (whole.findings(), truncated.findings());
        let known = places(&whole);
        for place in places(&truncated) {
            prop_assert!(known.contains(&place), "{place:?} is new: {known:?}");
        }
        let denied = |findings: &[Finding]| findings.iter().filter(|f| f.level == Level::Deny).count();
        prop_assert!(denied(&truncated) <= denied(&whole));
    }

    #[test]
    fn eliding_members_of_an_example_never_adds_a_finding(
        documented in body(), changes in prop::collection::vec(0..30u8, 1..20)
    ) {
        let actual = drifted(documented.clone(), &changes).to_string();
        let shown = documented.to_string();
        // `{"a": 1}` becomes `{"a": 1, ...}`, wherever an object shows something.
        let elided = shown.replace('}', ", ...}").replace("{, ...}", "{}");
        let known = places(&Trial::whole(&shown, &actual).findings());
        for place in places(&Trial::whole(&elided, &actual).findings()) {
            prop_assert!(known.contains(&place), "{place:?} is new: {known:?}");
        }
    }

    #[test]
    fn judging_is_steady_and_in_document_order(
        documented in body(), changes in prop::collection::vec(0..30u8, 1..20)
    ) {
        let actual = drifted(documented.clone(), &changes);
        for trial in trials(&documented, &actual) {
            let judged = trial.judged();
            prop_assert_eq!(&judged, &trial.judged());
            prop_assert!(judged.verdict.findings.is_sorted_by_key(|f| f.location.place));
        }
    }

    #[test]
    fn no_response_makes_the_judge_panic(documented in ".{0,60}", actual in prop::collection::vec(any::<u8>(), 0..60)) {
        let mut trial = Trial::whole(&documented, "");
        trial.exchange.response.body = actual;
        trial.judged();
    }
}

/// Random documents that once made the two judges differ: a placeholder next to an annotation, which is not a key of a map.
#[test]
fn an_annotation_is_not_a_key_of_the_map_that_another_item_shows() {
    let documented = json!([{"<id>": null}, {"@odata.type": false}]);
    for actual in [json!([{"<id>": null, "further": 1}, {"@odata.type": null}]), json!([{"@odata.type": null}])] {
        for trial in trials(&documented, &actual) {
            assert!(structural(&trial.findings()).next().is_some() && !shapes_agree(&trial), "{actual}");
        }
    }
}
