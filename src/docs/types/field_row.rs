//! What the words about a member of a response say: its type, whether it may be `null` or absent, whether it is a map.

use super::property::property;
use crate::contract::{FieldRow, Property};
use crate::docs::markdown::block::without_marks;
use crate::docs::wording::{Prose, Topic};
use crate::notation::shape::Shape;
use crate::notation::type_text;
use crate::notation::type_word::Word;
use crate::text::Position;

/// The row of a member with this name and these words: `- integer - When it was seen.`, `(string): The name.`
pub(super) fn field_row(name: &str, words: &str, place: Position) -> FieldRow {
    let words = words.trim_start_matches([' ', ':', '-', '\u{2013}', '\u{2014}', '*', '_', '|', '=']).trim();
    of_property(property(name, type_of(words), words, place))
}

/// The row of a property, with what its description says of a member of a response.
pub(super) fn of_property(mut property: Property) -> FieldRow {
    let words = without_marks(&property.description);
    let prose = Prose::new(&words);
    property.nullable = property.nullable.or_else(|| prose.mentions(Topic::OrNull).then_some(true));
    let optional = prose.mentions(Topic::MayBeAbsent) && !prose.mentions(Topic::NeverAbsent);
    let is_map = [Topic::MapRemark, Topic::MapKeys].into_iter().any(|topic| prose.mentions(topic));
    let map = is_map || type_text::is_map(&property.type_text);
    drop(prose);
    FieldRow { property, optional, map, fields: Vec::new() }
}

/// The type that the words begin with; empty where they name none.
fn type_of(words: &str) -> String {
    let named = in_parentheses(words).or_else(|| first_part(words)).or_else(|| in_prose(words));
    named.unwrap_or_default()
}

/// `(string, optional)`
fn in_parentheses(words: &str) -> Option<String> {
    let (inside, _) = words.strip_prefix('(')?.split_once(')')?;
    inside.split([',', ';']).find_map(named_type)
}

/// `integer - When`, `string: The`, `` `string` The ``
fn first_part(words: &str) -> Option<String> {
    let ends = [" - ", " \u{2013} ", " \u{2014} ", ": ", ". ", ", ", " | "];
    let end = ends.iter().filter_map(|end| words.find(end)).min().unwrap_or(words.len());
    let quoted = || words.strip_prefix(['`', '*', '_']).and_then(|rest| rest.split(['`', '*', '_']).next());
    [Some(&words[..end]), quoted()].into_iter().flatten().find_map(named_type)
}

/// `An integer that counts`; not "A number of lamps", nor "A string or a list".
fn in_prose(words: &str) -> Option<String> {
    let mut parts = words.split_whitespace();
    let article =
        parts.next().filter(|word| ["a", "an", "the"].iter().any(|other| word.eq_ignore_ascii_case(other)))?;
    let word = parts.next().map(bare)?;
    let next = (parts.next().unwrap_or_default(), parts.next().map(bare).unwrap_or_default());
    let several = next.0 == "or" && !next.1.eq_ignore_ascii_case("null");
    let kind = Word::of_value(word).filter(|kind| matches!(kind, Word::Boolean | Word::Integer));
    (!several && next.0 != "of" && article.len() < 4 && kind.is_some()).then(|| word.to_owned())
}

fn bare(text: &str) -> &str {
    text.trim().trim_matches(['`', '*', '_', '.', ',', ':'])
}

/// The type that a text names, if it says more than that there is one: `integer`, `array of strings`.
fn named_type(text: &str) -> Option<String> {
    let text = bare(text);
    let is_type = |text: &&str| match type_text::parse(text) {
        Shape::Word(_) => true,
        Shape::List(item) => matches!(*item, Shape::Word(_)),
        _ => false,
    };
    [Some(text), text.strip_suffix('s')].into_iter().flatten().find(is_type).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(words: &str) -> FieldRow {
        field_row("a", words, Position::new(1, 1))
    }

    #[test]
    fn types_as_lists_write_them() {
        for (words, kind) in [
            (" - integer - When it was seen.", "integer"),
            (" (string, optional): The name.", "string"),
            (": array of strings. All of them.", "array of string"),
            (" `boolean` Whether it is lit.", "boolean"),
            (": An integer that counts.", "integer"),
            (" - A number of lamps.", ""),
            (" - A string or a list.", ""),
            (" - Which task.", ""),
            (" - An object about the outcome.", ""),
            (": time of the day it was seen", ""),
        ] {
            assert_eq!(row(words).property.type_text, kind, "{words}");
        }
    }

    #[test]
    fn remarks_of_a_member_of_a_response() {
        for words in ["A string, or `null` if there is none.", "Can be null.", "The end; **null** until it ends"] {
            assert_eq!(row(words).property.nullable, Some(true), "{words}");
        }
        assert_eq!(row("Never null if set. Not nullable.").property.nullable, Some(false));
        for words in ["(string, optional): x", "If there is none, this field is omitted.", "Only present when lit"] {
            assert!(row(words).optional, "{words}");
        }
        assert!(!row("Not optional.").optional && !row("Whether it is lit.").optional);
        assert!(
            row("A map of label names to values.").map && row("Key-value pairs").map && !row("Shown on the map.").map
        );
        assert_eq!(row("One of `a`, `b`.").property.possible_values, ["a", "b"]);
    }
}
