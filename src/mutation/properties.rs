//! Properties of changing and judging, over examples of many kinds and over random ones.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::case_report::{CaseReport, Reason};
use super::catalogue::all;
use super::catalogue_entry::Kind;
use super::fixture::{Example, WHOLE};
use super::run::run;
use super::trial_plan::Plan;

fn plan(places: Option<usize>) -> Plan {
    Plan { mutations: all().collect(), places, budget: usize::MAX }
}

fn tried(example: &Example, places: Option<usize>) -> CaseReport {
    let cases = std::slice::from_ref(&example.case);
    run(cases, &example.schemas, &Example::policy(), &plan(places)).cases.remove(0)
}

/// A response whose body is random JSON.
fn response() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        3 => "[a-zé ]{0,5}".prop_map(Value::from),
        2 => (-9..9i64).prop_map(Value::from),
        1 => Just(json!(0.5)),
        1 => any::<bool>().prop_map(Value::from),
        1 => Just(Value::Null),
        1 => Just(json!("2026-01-12T07:45:00Z")),
        1 => Just(json!("3f8a6d0c-5b1e-4a7d-9c2f-0e6b8a4d1c35")),
        1 => Just(json!("https://example.com/a?b=c")),
        1 => Just(json!("String")),
        1 => Just(json!({})),
        1 => Just(json!([])),
    ];
    let name = prop_oneof![
        6 => "[a-dA-D]{1,2}".prop_map(String::from),
        1 => Just("value".to_owned()),
        1 => Just("@odata.type".to_owned()),
        1 => Just("a/b ~\"".to_owned()),
    ];
    let inner = leaf.prop_recursive(3, 24, 4, move |inner| {
        prop_oneof![
            1 => prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            2 => prop::collection::vec((name.clone(), inner), 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    });
    let body = prop::collection::vec(("[a-d]", inner), 1..4)
        .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>()));
    body.prop_map(|body| format!("HTTP/1.1 200 OK\nContent-Type: application/json\n\n{body}"))
}

/// Texts are never split within a character, wherever a mutation cuts.
#[test]
fn a_text_of_any_characters_is_mutated() {
    for body in ["Grüezi Zoë", "é", "{ \"a\": \"é\" é", "\"é\"", "[\"ä\"]\u{2003}", "ä, b\n1, \u{1f600}"] {
        for media_type in ["text/plain", "application/json", "text/csv", "application/xml"] {
            let example = Example::new(&format!("HTTP/1.1 200 OK\nContent-Type: {media_type}\n\n{body}"));
            let report = run(std::slice::from_ref(&example.case), &example.schemas, &Example::policy(), &plan(None));
            assert_eq!(report.cases.len() + report.skipped.len(), 1, "{media_type} {body}");
        }
    }
}

#[test]
fn every_violation_of_a_complete_example_is_caught_and_nothing_benign_is() {
    for text in WHOLE {
        let report = tried(&Example::new(text), None);
        assert_eq!(
            (&report.unsound, &report.survivors, &report.false_positives),
            (&None, &Vec::new(), &Vec::new()),
            "{text}"
        );
        assert!(report.tried(Kind::Violation) > 0 && report.tried(Kind::Benign) > 0, "{text}");
    }
}

#[test]
fn what_a_truncated_example_misses_is_explained_by_its_tolerance() {
    for text in WHOLE {
        let report = tried(&Example::truncated(text), None);
        assert!(report.false_positives.is_empty() && report.unsound.is_none(), "{text}: {:?}", report.false_positives);
        let unexplained: Vec<_> =
            report.survivors.iter().filter(|survivor| survivor.reason == Reason::Unexplained).collect();
        assert!(unexplained.is_empty(), "{text}: {unexplained:?}");
    }
    let report = tried(&Example::truncated(WHOLE[0]), None);
    let reasons: Vec<String> =
        report.survivors.iter().map(|survivor| format!("{} {}", survivor.mutation, survivor.reason)).collect();
    assert!(reasons.contains(&"member-undocumented-top truncated".to_owned()), "{reasons:?}");
    assert!(reasons.contains(&"member-null null".to_owned()), "{reasons:?}");
}

#[test]
fn what_the_docs_allow_beside_a_list_is_not_a_violation() {
    for body in ["{\"a\":[null,[null]]}", "{\"a\":[[null],null]}"] {
        let example = Example::new(&format!("HTTP/1.1 200 OK\nContent-Type: application/json\n\n{body}"));
        let report = tried(&example, None);
        assert!(report.survivors.is_empty(), "{body}: {:?}", report.survivors);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_example_gives_a_false_positive_or_a_survivor_without_a_reason(text in response()) {
        for example in [Example::new(&text), Example::truncated(&text)] {
            let report = tried(&example, None);
            prop_assert!(report.false_positives.is_empty(), "{:#?}", report.false_positives);
            let unexplained: Vec<_> = report.survivors.iter().filter(|survivor| survivor.reason == Reason::Unexplained).collect();
            prop_assert!(unexplained.is_empty(), "{unexplained:#?}");
        }
    }

    #[test]
    fn some_places_are_among_all_places(text in response(), places in 1..4usize) {
        let example = Example::new(&text);
        let (some, all) = (tried(&example, Some(places)), tried(&example, None));
        for (mutation, count) in &some.tried {
            let of = all.tried.iter().find(|(other, _)| other.name == mutation.name).map_or(0, |(_, count)| *count);
            prop_assert!(*count <= of && *count > 0, "{}", mutation.name);
        }
        prop_assert_eq!(some.tried.len(), all.tried.len(), "a mutation that fits somewhere is always tried");
        prop_assert_eq!(some.survivors, tried(&example, Some(places)).survivors, "the same places every time");
    }
}
