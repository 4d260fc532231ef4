//! What `doctrial explain` is asked about: a rule, the rules of a group, or a topic.

use std::str::FromStr;

use crate::finding::suggest::{did_you_mean, nearest};
use crate::finding::topics::Topic;
use crate::finding::{Rule, RuleRef, rules, topics};

/// What can be explained.
#[derive(Debug, Clone)]
pub(in crate::cli) enum Subject {
    Rule(&'static Rule),
    /// Those whose codes have the same prefix (`D30`).
    Group(Vec<&'static Rule>),
    Topic(&'static Topic),
}

impl FromStr for Subject {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let unknown = match text.parse() {
            Ok(RuleRef(rule)) => return Ok(Self::Rule(rule)),
            Err(unknown) => unknown,
        };
        if let Some(topic) = topics::find(text) {
            return Ok(Self::Topic(topic));
        }
        let rules = group(text);
        if !rules.is_empty() {
            return Ok(Self::Group(rules));
        }
        let names = rules::all().map(|rule| rule.name).chain(topics::TOPICS.iter().map(|topic| topic.name));
        Err(match nearest(text, names).and_then(topics::find) {
            Some(topic) => format!("`{text}` is not explained; {}", did_you_mean(topic.name)),
            None if text.starts_with(|c: char| c.is_ascii_uppercase()) => unknown,
            None => format!(
                "`{text}` is neither a rule nor another word that is explained; `doctrial explain --all` lists them"
            ),
        })
    }
}

/// The rules whose codes begin with a text: a letter, and digits.
fn group(text: &str) -> Vec<&'static Rule> {
    let prefix = text.trim().to_ascii_uppercase();
    rules::all().filter(|rule| !prefix.is_empty() && rule.code.starts_with(&prefix)).collect()
}
