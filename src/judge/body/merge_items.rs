//! Equal findings over the items of a collection become one, with every further pointer kept.

use std::collections::HashMap;

use serde_json::Value;

use crate::finding::{At, Finding, Level};
use crate::json::Pointer;
use crate::judge::path::collapse;
use crate::text::Position;

/// What makes two findings equal: rule, level, place in the docs, place in the answer but for indices, and the words.
type Key = (&'static str, Level, Position, Pointer, String, Option<String>);

/// Folds findings about the body of `instance`; each keeps the place of its first occurrence.
pub(crate) fn fold(findings: Vec<Finding>, instance: Option<&Value>) -> Vec<Finding> {
    let mut folded = Vec::<Finding>::new();
    let mut known = HashMap::<Key, usize>::new();
    for finding in findings {
        let (At::Body(pointer), Some(instance)) = (&finding.at, instance) else {
            folded.push(finding);
            continue;
        };
        let place = collapse(pointer, instance);
        let words = (finding.message.clone(), finding.expected.clone());
        let key = (finding.rule.0.code, finding.level, finding.location.place, place, words.0, words.1);
        if let Some(&first) = known.get(&key) {
            folded[first].also.push(pointer.clone());
        } else {
            known.insert(key, folded.len());
            folded.push(finding);
        }
    }
    folded
}
