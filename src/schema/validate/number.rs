//! Numbers that `serde_json` cannot hold: judged by their text.

use serde_json::Value;

use super::violation::Violation;
use crate::json::{Number, Pointer};
use crate::schema::resolve::cursor::Reach;
use crate::schema::resolve::set::SchemaSet;

/// Sets right what the validator said of numbers that it saw only as the nearest double: shows them as they were written,
/// and adds a violation where a fraction stands for an integer.
pub(in crate::schema) fn set_right(
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
        let reach = Reach::at(set, schema, pointer);
        if !known && !number.is_integral() && reach.keyword("type").any(wants_integer) {
            let (keyword, expected) = ("type".to_owned(), "an integer".to_owned());
            found.push(Violation { pointer: pointer.clone(), keyword, expected, actual: number.text().to_owned() });
        }
    }
    found.len() > before
}

fn wants_integer(kind: &Value) -> bool {
    let names = |name: &str| *kind == name || kind.as_array().is_some_and(|kinds| kinds.iter().any(|one| one == name));
    names("integer") && !names("number")
}
