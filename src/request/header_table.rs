//! The value that a row of a "Request headers" table gives a header field. The tables are read in `docs/types/headers_table.rs`.

use crate::contract::HeaderRow;
use crate::notation::type_word::Word;

/// Words that name a need, not a value.
const NEEDS: [&str; 6] = ["text", "required", "optional", "yes", "no", "value"];

/// The value a row spells out: `application/json. Required.` is `application/json`; prose and type words are none.
pub(super) fn concrete(row: &HeaderRow) -> Option<&str> {
    let cell = row.value.split(". ").next().unwrap_or_default();
    let bare = |text: &'_ str| -> usize { text.trim_end_matches(['.', ',', ';', '`']).len() };
    let cell = cell.trim().trim_start_matches('`');
    let cell = &cell[..bare(cell)];
    let first = cell.split([' ', ',']).next().unwrap_or_default();
    let first = &first[..bare(first)];
    if is_media(&row.name) {
        return first.contains('/').then_some(first);
    }
    let token = !cell.is_empty() && !cell.contains(char::is_whitespace);
    let names_need = NEEDS.iter().any(|word| word.eq_ignore_ascii_case(cell));
    (token && !names_need && Word::among_types(cell).is_none()).then_some(cell)
}

fn is_media(name: &str) -> bool {
    name.eq_ignore_ascii_case("Content-Type") || name.eq_ignore_ascii_case("Accept")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Position;

    #[test]
    fn a_value_is_distinguished_from_prose() {
        for (name, cell, value) in [
            ("Content-Type", "application/json. Required.", Some("application/json")),
            ("Content-Type", "`text/plain`, or `text/html`", Some("text/plain")),
            ("Content-Type", "Nature of the data in the body. Required.", None),
            ("ConsistencyLevel", "eventual. Required.", Some("eventual")),
            ("If-Match", "{etag}", Some("{etag}")),
            ("If-Match", "The last known ETag of the item", None),
            ("X-Trace", "String", None),
            ("X-Trace", "Required.", None),
            ("X-Trace", "", None),
        ] {
            let row =
                HeaderRow { name: name.to_owned(), value: cell.to_owned(), required: true, place: Position::new(1, 1) };
            assert_eq!(concrete(&row), value, "{name}: {cell}");
        }
    }
}
