//! Equal findings over the items of a collection become one, with every further pointer kept.

use std::collections::HashMap;

use serde_json::Value;

use crate::finding::{At, Finding, Level};
use crate::json::Pointer;
use crate::judge::path::collapse;
use crate::text::Position;

/// What makes two findings equal: rule, level, place in the docs, place in the response except for indices, and the texts.
type Key = (&'static str, Level, Position, Pointer, String, Option<String>);

/// Merges equal findings about the body `instance`; each keeps the place of its first occurrence.
pub(crate) fn merge_items(findings: Vec<Finding>, instance: Option<&Value>) -> Vec<Finding> {
    let mut merged = Vec::<Finding>::new();
    let mut known = HashMap::<Key, usize>::new();
    for finding in findings {
        let (At::Body(pointer), Some(instance)) = (&finding.at, instance) else {
            merged.push(finding);
            continue;
        };
        let place = collapse(pointer, instance);
        let texts = (finding.message.clone(), finding.expected.clone());
        let key = (finding.rule.code, finding.level, finding.location.place, place, texts.0, texts.1);
        if let Some(&first) = known.get(&key) {
            merged[first].fold(pointer.clone());
        } else {
            known.insert(key, merged.len());
            merged.push(finding);
        }
    }
    merged
}
