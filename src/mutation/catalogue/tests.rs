//! Every entry of the catalogue is named well, applies somewhere, and changes something.

use std::collections::BTreeSet;

use super::{all, find, nearest};
use crate::finding::At;
use crate::mutation::apply::changes;
use crate::mutation::catalogue_entry::Kind;
use crate::mutation::fixture::{Example, WHOLE};

#[test]
fn names_are_unique_in_kebab_case_and_described_in_one_line() {
    let mut names = BTreeSet::new();
    for mutation in all() {
        assert!(names.insert(mutation.name), "{} is listed twice", mutation.name);
        let kebab = mutation.name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        assert!(kebab && !mutation.doc.is_empty() && !mutation.doc.contains('\n'), "{}", mutation.name);
        assert!(!mutation.doc.ends_with('.') && mutation.doc.len() < 100, "{}", mutation.name);
        assert_eq!(mutation.name.starts_with("fine-"), mutation.kind == Kind::Benign, "{}", mutation.name);
    }
    assert!(names.len() >= 60);
}

#[test]
fn a_misspelt_name_finds_the_nearest() {
    assert!(find("Member-Missing").is_some() && find("member-mising").is_none());
    assert_eq!(nearest("member-mising").map(|mutation| mutation.name), Some("member-missing"));
    assert!(nearest("zzz").is_none());
}

/// No entry is dead: each applies to one of the fixtures at least.
#[test]
fn every_mutation_applies_somewhere() {
    let examples = WHOLE.map(Example::new);
    let dead: Vec<&str> = all()
        .filter(|mutation| examples.iter().all(|example| example.with(|s| changes(mutation, s, None).is_empty())))
        .map(|mutation| mutation.name)
        .collect();
    assert_eq!(dead, [""; 0]);
}

/// What is offered as a change changes something, and says where.
#[test]
fn every_change_differs_from_the_documented_response() {
    for example in WHOLE.map(Example::new) {
        example.with(|subject| {
            for mutation in all() {
                for change in changes(mutation, subject, None) {
                    let at = change.at.clone();
                    let changed = change.applied_to(subject.response);
                    let same = changed == *subject.response;
                    // Changes to header order, and to items that are all equal, may change nothing.
                    assert!(!same || mutation.kind == Kind::Benign, "{} at {at}", mutation.name);
                    assert!(!matches!(at, At::Docs | At::Request), "{} at {at}", mutation.name);
                }
            }
        });
    }
}
