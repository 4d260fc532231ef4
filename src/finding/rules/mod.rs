//! In: Nothing; rules are data.
//! Out: The registry: every rule there is, with what `explain` prints for it.
//! One file per group: `D` `docs.rs`, `D4` `command.rs`, `L` `lint.rs`, `T` `types.rs`, `S` `status.rs`, `H` `header.rs`,
//! `B` `body.rs`, `B4` and `B5` `other_body.rs`, `V` `service.rs`, `X` `settings.rs` and `state.rs`.

pub mod body;
pub mod command;
pub mod docs;
pub mod header;
pub mod lint;
pub mod other_body;
pub mod service;
pub mod settings;
pub mod state;
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
        status::RULES,
        header::RULES,
        body::RULES,
        other_body::RULES,
        service::RULES,
        settings::RULES,
        state::RULES,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// Names that rules had before, with the code of the rule: settings that use them keep working.
const FORMER_NAMES: [(&str, &str); 8] = [
    ("denied-leniency", "B301"),
    ("not-as-said", "B401"),
    ("lost-fence", "D108"),
    ("two-readings", "D230"),
    ("no-header-field", "D303"),
    ("changed-answer", "D404"),
    ("header-not-as-said", "H401"),
    ("cannot-answer", "V007"),
];

/// The rule of a code (`B101`) or name (`missing-member`), in any case; former names are understood.
pub fn find(text: &str) -> Option<&'static Rule> {
    let former = FORMER_NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(text));
    let text = former.map_or(text, |(_, code)| code);
    all().find(|rule| rule.code.eq_ignore_ascii_case(text) || rule.name.eq_ignore_ascii_case(text))
}

#[cfg(test)]
mod tests {
    use super::{FORMER_NAMES, all, find};

    #[test]
    fn rules_are_found_by_their_former_names_and_none_has_two_owners() {
        for (name, code) in FORMER_NAMES {
            assert_eq!(find(name).map(|rule| rule.code), Some(code));
            assert!(all().all(|rule| rule.name != name), "{name} is the name of a rule");
        }
    }

    #[test]
    fn codes_and_names_are_unique_and_every_rule_is_documented() {
        let mut seen = std::collections::HashSet::new();
        for rule in all() {
            assert!(seen.insert(rule.code) && seen.insert(rule.name), "{} is listed twice", rule.code);
            assert!(rule.name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{} is not kebab", rule.name);
            for text in [rule.what, rule.why, rule.example, rule.fix] {
                assert!(text.len() > 10, "{} lacks documentation", rule.code);
            }
        }
    }
}
