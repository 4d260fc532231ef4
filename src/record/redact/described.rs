//! Values behind the names of credentials that only say what belongs there, or how many: a type, a rule, a number of things.

use super::not_a_credential::is_stand_in;
use crate::http::is_credential_member;
use crate::notation::is_type_word;

/// Words that are written in the place of a credential in prose.
#[rustfmt::skip]
const PROSE: [&str; 27] = [
    "absent", "any", "confirmed", "empty", "encrypted", "enum", "expired", "generated", "hashed", "hidden", "invalid", "masked",
    "missing", "n/a", "no", "none", "not", "nullable", "omitted", "optional", "present", "provided", "redacted", "required",
    "sensitive", "unset", "yes",
];

/// Types of databases and languages that no type cell names.
#[rustfmt::skip]
const TYPES: [&str; 12] = [
    "array", "blob", "bytea", "char", "jsonb", "list", "map", "nvarchar", "secretstring", "securestring", "text", "varchar",
];

/// How the names of numbers of things begin.
const COUNTING: [&str; 7] = ["max", "maximum", "min", "minimum", "num", "number", "total"];

/// Whether a value without quotes says what belongs there: `varchar(255)`, `required|string|min:8`, `uuid?`. It may end before a
/// comma or bracket: `decimal(10`, `string[`.
pub(super) fn describes(value: &str) -> bool {
    value.split('|').all(|part| {
        let part = part.strip_prefix('?').unwrap_or(part).trim_end_matches(['?', '!', '*']);
        let part = part.trim_end_matches(['[', ']']).trim_start_matches('[');
        let part = match part.split_once('(') {
            Some((word, size)) if has_size(word) && is_number(size.strip_suffix(')').unwrap_or(size), 4) => word,
            _ => part,
        };
        let is_bound = || part.split_once(':').is_some_and(|(word, bound)| is_bound(word) && is_number(bound, 3));
        let is_one_of = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(part));
        is_type_word(part)
            || is_one_of(&TYPES)
            || is_one_of(&PROSE)
            || is_credential_member(part)
            || is_stand_in(part)
            || is_bound()
    })
}

fn is_bound(word: &str) -> bool {
    ["min", "max", "size", "length", "between"].contains(&word)
}

/// Whether a size or bound of at most so many digits: a longer one may be a secret.
fn is_number(text: &str, most: usize) -> bool {
    !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit() || b == b',')
}

/// Whether a type of databases has a size in parentheses.
fn has_size(word: &str) -> bool {
    #[rustfmt::skip]
    const SIZED: [&str; 14] = [
        "bigint", "binary", "bit", "char", "decimal", "float", "int", "nchar", "numeric", "nvarchar", "smallint", "string", "varbinary",
        "varchar",
    ];
    SIZED.iter().any(|sized| sized.eq_ignore_ascii_case(word))
}

/// Whether a member of this name may say how many things there are (`tokens`, `max_token`), and the value says it: `120`,
/// `1.5e3`, `10k`, `100/day`. Other plurals (`passwords`) have lists of secrets as well.
pub(super) fn counts(name: &str, value: &str) -> bool {
    let first = name.split(|c: char| !c.is_ascii_lowercase()).next().unwrap_or_default();
    let lower = name.to_ascii_lowercase();
    let unit = value.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '_' | ','));
    let is_rate = PERIODS.iter().any(|period| unit.strip_prefix('/') == Some(period));
    let is_name = lower.ends_with("tokens") || COUNTING.contains(&first) || is_rate && lower.ends_with('s');
    is_name
        && value.starts_with(|c: char| c.is_ascii_digit())
        && (is_rate || UNITS.iter().any(|known| known.eq_ignore_ascii_case(unit)))
}

/// What may stand behind a number of things.
const UNITS: [&str; 7] = ["", "k", "m", "b", "kb", "mb", "%"];

/// In what such numbers are counted.
const PERIODS: [&str; 9] = ["s", "sec", "second", "m", "min", "minute", "h", "hour", "day"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_and_rules_describe_a_credential() {
        for value in [
            "varchar(255)",
            "uuid",
            "text",
            "required|string",
            "required|string|min:8",
            "string[]",
            "string[",
            "String!",
            "?string",
            "uuid?",
            "nullable",
            "char(64)",
            "decimal(10",
            "decimal(10,2)",
            "hex|base64",
            "[string",
            "Edm.Guid",
            "secret",
            "N/A",
        ] {
            assert!(describes(value), "{value}");
        }
        for value in [
            "Sesame",
            "max:8391",
            "hex(8391",
            "int(12345678)",
            "tk-19aF",
            "zz91",
            "text7(255",
            "text(x",
            "hunter|2",
            "8f3a",
            "min:",
            "varchar(255)x",
        ] {
            assert!(!describes(value), "{value}");
        }
    }

    #[test]
    fn numbers_of_things_are_not_credentials() {
        for (name, value) in [("tokens", "10k"), ("max_token", "4k"), ("maxTokens", "4096"), ("api_keys", "100/day")] {
            assert!(counts(name, value), "{name}: {value}");
        }
        for (name, value) in [
            ("token", "10k"),
            ("pass", "8k"),
            ("api_keys", "83927461"),
            ("passwords", "81726354"),
            ("secrets", "47secretx"),
            ("number_token", "12abcdef"),
            ("tokens", "8f3a91"),
            ("tokens", "4k-19aF"),
            ("mint_token", "4711"),
        ] {
            assert!(!counts(name, value), "{name}: {value}");
        }
    }
}
