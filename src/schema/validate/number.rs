//! Numbers that `serde_json` cannot represent exactly: validated by their text.

use serde_json::Value;

use super::violation::Violation;
use crate::json::{Number, Pointer};
use crate::schema::resolve::cursor::SchemaCursor;
use crate::schema::resolve::set::SchemaSet;

/// Corrects the violations of numbers that the validator saw only as the nearest double: shows them as they were written,
/// and adds a violation where a fraction was sent for an integer.
pub(in crate::schema) fn correct_numbers(
    set: &SchemaSet,
    schema: &Value,
    numbers: &[(Pointer, Number)],
    found: &mut Vec<Violation>,
) -> bool {
    let before = found.len();
    for (pointer, number) in numbers {
        let mut known = false;
        for violation in found.iter_mut().filter(|violation| violation.pointer == *pointer) {
            number.text().clone_into(&mut violation.actual);
            known = true;
        }
        let cursor = SchemaCursor::at(set, schema, pointer);
        if !known && !number.is_integral() && cursor.keyword("type").any(requires_integer) {
            let (keyword, expected) = ("type".to_owned(), "an integer".to_owned());
            found.push(Violation { pointer: pointer.clone(), keyword, expected, actual: number.text().to_owned() });
        }
    }
    found.len() > before
}

fn requires_integer(kind: &Value) -> bool {
    let names = |name: &str| *kind == name || kind.as_array().is_some_and(|kinds| kinds.iter().any(|one| one == name));
    names("integer") && !names("number")
}
