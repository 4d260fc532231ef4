//! The registry: every rule there is, one file per group.

pub mod body;
pub mod command;
pub mod docs;
pub mod header;
pub mod lint;
pub mod other_body;
pub mod request;
pub mod service;
pub mod settings;
pub mod status;
pub mod types;

use crate::finding::Rule;

/// Every rule, in the order of the codes' groups.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    [
        docs::RULES,
        command::RULES,
        lint::RULES,
        types::RULES,
        request::RULES,
        status::RULES,
        header::RULES,
        body::RULES,
        other_body::RULES,
        service::RULES,
        settings::RULES,
    ]
    .into_iter()
    .flatten()
    .copied()
}

#[cfg(test)]
mod tests {
    use super::all;

    #[test]
    fn codes_and_names_are_unique_and_every_rule_is_documented() {
        let mut seen = std::collections::HashSet::new();
        for rule in all() {
            assert!(seen.insert(rule.code) && seen.insert(rule.name), "{} stands twice", rule.code);
            assert!(rule.name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{} is not kebab", rule.name);
            for text in [rule.what, rule.why, rule.example, rule.fix] {
                assert!(text.len() > 10, "{} lacks documentation", rule.code);
            }
        }
    }
}
