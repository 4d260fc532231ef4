//! Every topic of `words.toml` has words, and they are found whole and in any case.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

#[test]
fn words_are_found_whole_and_in_any_case() {
    assert!(mentions(Topic::Response, "It RETURNS:") && !mentions(Topic::Response, "a non-returnable"));
    assert!(mentions(Topic::Example, "counterexamples") && mentions(Topic::Denial, "It can’t be"));
    assert_eq!(find_all(Topic::InheritsFrom, "It inherits from x").next(), Some(3..16));
    assert_eq!(find_all(Topic::StatusLine, "status code").count(), 2);
}

#[test]
fn a_whole_text_is_compared_with_whole_phrases() {
    assert!(is(Topic::NameColumn, "Property Name") && !is(Topic::NameColumn, "Property names"));
    assert!(is_worded(Topic::BodyHeading, "**Sample** payload:") && !is_worded(Topic::BodyHeading, "Sample payloads"));
    assert_eq!(begins(Topic::Success, "no content."), Some(10));
    assert_eq!(begins(Topic::AfterCode, "iffy"), None);
}

#[test]
fn every_table_of_the_file_is_a_topic_with_words() {
    let tables: BTreeMap<String, BTreeMap<String, Vec<String>>> =
        toml::from_str(include_str!("words.toml")).expect("tables of lists");
    let topics: BTreeSet<&str> = Topic::ALL.iter().map(|topic| topic.name()).collect();
    assert_eq!(tables.keys().map(String::as_str).collect::<BTreeSet<_>>(), topics);
    for (topic, languages) in &tables {
        assert!(languages.contains_key("en"), "{topic} has no English words");
        let header = format!("\n[{topic}]\n");
        let above = include_str!("words.toml").split(&header).next().and_then(|text| text.lines().next_back());
        assert!(
            above.is_some_and(|line| line.starts_with("# ") && !line.starts_with("# --")),
            "{topic}: say what it is for"
        );
        for word in languages.values().flatten() {
            let bare = word.trim_matches('*');
            assert!(!bare.is_empty() && bare.trim() == bare && !bare.contains('*'), "{topic}: `{word}`");
        }
    }
}

#[test]
fn a_word_of_a_topic_is_one_in_any_case_whatever_it_begins_with() {
    assert!(is(Topic::Response, "RESPONSE") && is(Topic::Response, "Ответ") && is(Topic::Response, "RÉPONSE"));
    assert!(!is(Topic::Response, "") && !is(Topic::Response, "Request") && !is(Topic::Response, "Écho"));
    assert_eq!(begins(Topic::Success, "OK then"), Some(2));
    assert_eq!(begins(Topic::Success, "ZK then"), None);
}

#[test]
fn every_word_of_a_topic_is_found_however_many_there_are() {
    for &topic in Topic::ALL {
        for word in all(topic) {
            let long = format!("{}{word}", "- ".repeat(400));
            for text in [word.to_owned(), format!("1. {word}"), format!("\u{d7} {word}!"), long] {
                assert!(mentions(topic, &text), "{topic:?}: {text}");
            }
        }
    }
}
