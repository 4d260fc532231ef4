//! What `doctrial explain` is asked about: a rule or a topic.

use std::str::FromStr;

use crate::finding::suggest::nearest;
use crate::finding::topics::Topic;
use crate::finding::{Rule, RuleRef, rules, topics};

/// What can be explained.
#[derive(Debug, Clone, Copy)]
pub(in crate::cli) enum Subject {
    Rule(&'static Rule),
    Topic(&'static Topic),
}

impl FromStr for Subject {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match (text.parse::<RuleRef>(), topics::find(text)) {
            (Ok(RuleRef(rule)), _) => Ok(Self::Rule(rule)),
            (Err(_), Some(topic)) => Ok(Self::Topic(topic)),
            (Err(unknown), None) => {
                let names = rules::all().map(|rule| rule.name).chain(topics::TOPICS.iter().map(|topic| topic.name));
                Err(match nearest(text, names).and_then(topics::find) {
                    Some(topic) => format!("`{text}` is not explained; did you mean `{}`?", topic.name),
                    None => unknown,
                })
            }
        }
    }
}
