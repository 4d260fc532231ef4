//! Properties of the reader, compared with `serde_json`.

use proptest::prelude::*;
use serde_json::{Map, Value};

use super::{is_plain, plain_document, plain_value, read, repair_edit};

fn body() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        any::<String>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        Just(Value::Null),
    ];
    leaf.prop_recursive(5, 60, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((any::<String>(), inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// Pieces of JSON and of what people write in its place, in any order.
fn scraps() -> impl Strategy<Value = String> {
    let pieces = [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"a\"",
        "\"b\\n\"",
        "\"\\u00e9\"",
        "\"\\x\"",
        "'c'",
        "d",
        "1",
        "-0",
        "01",
        "1.",
        "1.5e3",
        "-",
        ".5",
        "1e",
        "true",
        "nul",
        "null",
        "...",
        "…",
        " ",
        "\n",
        "\t",
        "//x\n",
        "/*y*/",
        "#z\n",
        "\u{a0}",
        "\u{feff}",
        "\"",
        "\\",
        "\"\t\"",
        "+1",
        "NaN",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..9).prop_map(|pieces| pieces.concat())
}

/// Whether the text is within what `serde_json` and this reader treat the same: no unpaired surrogate, no number past a double,
/// both of which RFC 8259 allows and `serde_json` rejects.
fn comparable(error: Option<&serde_json::Error>) -> bool {
    let Some(error) = error.map(ToString::to_string) else { return true };
    !["surrogate", "number out of range", "unexpected end of hex escape"].iter().any(|text| error.contains(text))
}

fn agrees(text: &str) -> Result<(), TestCaseError> {
    let strict = serde_json::from_str::<Value>(text);
    let ours = read(text);
    let clean = ours.as_ref().is_ok_and(|document| document.repairs.is_empty());
    if comparable(strict.as_ref().err()) {
        prop_assert_eq!(clean, strict.is_ok(), "{:?}: {:?} against {:?}", text, ours, strict);
    }
    if let (Ok(document), Ok(strict)) = (ours, strict) {
        prop_assert_eq!(&document.root.to_serde(), &strict);
        prop_assert_eq!(document.root.into_serde(), strict);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn json_is_read_as_serde_json_reads_it(body in body(), pretty in any::<bool>()) {
        let text = if pretty { serde_json::to_string_pretty(&body) } else { serde_json::to_string(&body) };
        agrees(&text.expect("writes"))?;
    }

    #[test]
    fn a_text_needs_no_repair_exactly_when_serde_json_takes_it(text in scraps()) {
        agrees(&text)?;
    }

    #[test]
    fn a_plain_text_is_read_without_a_repair(text in scraps()) {
        if is_plain(&text) {
            let document = read(&text).expect("reads");
            prop_assert!(document.repairs.is_empty() && document.duplicates.is_empty(), "{:?}", text);
        }
        if let Some(document) = plain_document(&text) {
            prop_assert_eq!(Ok(document), read(&text), "{:?}", text);
        }
        if let Some(value) = plain_value(&text) {
            let document = read(&text).expect("reads");
            prop_assert!(document.repairs.is_empty() && document.duplicates.is_empty(), "{:?}", text);
            prop_assert!(document.root.inexact_numbers().is_empty(), "{:?}", text);
            prop_assert_eq!(value.to_string(), document.root.to_serde().to_string());
        }
    }

    #[test]
    fn what_serde_json_writes_is_plain(body in body()) {
        let laid_out = format!("{body:#}");
        // A name with an escape may be another one's twin.
        prop_assert!(is_plain(&laid_out) || laid_out.contains('\\'));
        if let Some(document) = plain_document(&laid_out) {
            prop_assert_eq!(Ok(document), read(&laid_out));
        }
        if let Some(value) = plain_value(&laid_out) {
            prop_assert_eq!(value, read(&laid_out).expect("reads").root.to_serde());
        }
    }

    #[test]
    fn spans_lie_in_the_text_and_hold_the_value(text in scraps()) {
        if let Ok(document) = read(&text) {
            let held = text.get(document.root.start..document.root.end).expect("on character boundaries");
            let again = read(held).expect("the root alone reads as well");
            prop_assert_eq!(again.root.to_serde(), document.root.to_serde());
            for repair in &document.repairs {
                prop_assert!(text.is_char_boundary(repair.at) && repair.at <= text.len());
            }
        }
    }

    #[test]
    fn any_text_is_read_or_refused_with_a_place(text in any::<String>()) {
        if let Err(error) = read(&text) {
            prop_assert!(error.at <= text.len() && text.is_char_boundary(error.at));
        }
    }

    #[test]
    fn every_repeated_name_is_reported_in_objects_small_and_large(names in prop::collection::vec("[a-z]{1,2}", 0..60)) {
        let members: Vec<_> = names.iter().map(|name| format!("\"{name}\":1")).collect();
        let document = read(&format!("{{{}}}", members.join(","))).expect("reads");
        let mut seen = std::collections::HashSet::new();
        let repeated: Vec<_> = names.iter().filter(|name| !seen.insert(*name)).collect();
        prop_assert_eq!(document.duplicates.iter().map(|(name, _)| name).collect::<Vec<_>>(), repeated);
    }

    #[test]
    fn repairing_keeps_the_value_and_leaves_nothing_to_repair(text in scraps()) {
        if let Ok(document) = read(&text) {
            let mut edits: Vec<_> = document.repairs.iter().filter_map(|repair| repair_edit(&text, *repair)).collect();
            edits.sort_by_key(|edit| std::cmp::Reverse(edit.remove.start));
            let mut edited = text.clone();
            for edit in &edits {
                prop_assert!(!text[edit.remove.clone()].contains('\n'));
                edited.replace_range(edit.remove.clone(), &edit.insert);
            }
            let again = read(&edited);
            prop_assert!(again.is_ok(), "{:?} became {:?}: {:?}", text, edited, again);
            let again = again.expect("reads");
            prop_assert_eq!(again.root.to_serde(), document.root.to_serde());
            prop_assert_eq!(again.repairs.len(), document.repairs.len() - edits.len(), "{:?} became {:?}", text, edited);
        }
    }
}

#[test]
fn every_comma_before_a_bracket_is_a_repair_in_the_order_of_the_text() {
    for (text, at) in [("[1,]", vec![2]), ("[1,,]", vec![2, 3]), ("{\"a\": 1 , /**/ ,\n}", vec![8, 10, 15])] {
        let repairs = read(text).expect("reads").repairs;
        assert_eq!(repairs.iter().map(|repair| repair.at).collect::<Vec<_>>(), at, "{text}");
    }
}
