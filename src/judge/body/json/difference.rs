//! The difference in shape as a table with two sides: what the docs show, and what came.

use crate::judge::excerpt;
use crate::text::counted;

/// Rows of a table.
const MOST_ROWS: usize = 40;
/// Characters of a place or of a value.
const LONGEST: usize = 48;

/// One place at which the two differ.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    place: String,
    docs: String,
    response: String,
}

/// The table of what `assert-json-diff` reports, in the order of places; if the report cannot be parsed, its text.
pub(super) fn table(report: &str) -> String {
    let mut blocks: Vec<&str> = Vec::new();
    for block in report.split("\n\njson atom").map(|block| block.trim_start_matches("json atom").trim_end()) {
        blocks.extend((!block.is_empty()).then_some(block));
    }
    let rows: Option<Vec<Row>> = blocks.into_iter().map(row).collect();
    let Some(mut rows) = rows else { return report.trim_end().to_owned() };
    // A hash set would give them in another order each time.
    rows.sort_unstable();
    let more = rows.len().saturating_sub(MOST_ROWS);
    rows.truncate(MOST_ROWS);
    rows.insert(0, Row { place: "place".to_owned(), docs: "docs".to_owned(), response: "response".to_owned() });
    let width = |of: fn(&Row) -> &str| rows.iter().map(|row| of(row).chars().count()).max().unwrap_or_default();
    let (place, docs) = (width(|row| &row.place), width(|row| &row.docs));
    let line = |row: &Row| format!("{:place$} | {:docs$} | {}", row.place, row.docs, row.response);
    let mut lines: Vec<String> = rows.iter().map(|row| line(row).trim_end().to_owned()).collect();
    if more > 0 {
        lines.push(format!("... and {}", counted(more, "more place")));
    }
    lines.join("\n")
}

/// ` at path ".a" is missing from rhs`, or `s at path ".a" are not equal:` with both values.
fn row(block: &str) -> Option<Row> {
    let (_, rest) = block.split_once("at path \"")?;
    let at = rest.find("\" is missing from ").or_else(|| rest.find("\" are not equal:"))?;
    let (place, rest) = (excerpt::cut(&rest[..at], LONGEST), &rest[at + 1..]);
    let side = |name: &str| {
        let (_, value) = rest.split_once(&format!("\n    {name}:\n"))?;
        let lines = value.lines().take_while(|line| line.starts_with("        ") || line.is_empty());
        let value = lines.map(str::trim).collect::<Vec<_>>().join(" ");
        Some(excerpt::cut(&value, LONGEST))
    };
    let (none, some) = (|| "-".to_owned(), || "(there)".to_owned());
    let (docs, response) = match rest.trim() {
        // In strict comparison the left side is the response.
        "is missing from lhs" | "is missing from actual" => (some(), none()),
        "is missing from rhs" | "is missing from expected" => (none(), some()),
        _ => (side("rhs").or_else(|| side("expected"))?, side("lhs").or_else(|| side("actual"))?),
    };
    Some(Row { place, docs, response })
}

#[cfg(test)]
mod tests {
    use assert_json_diff::{CompareMode, Config, assert_json_matches_no_panic};
    use serde_json::{Value, json};

    use super::*;

    fn of(response: &Value, docs: &Value, mode: CompareMode) -> String {
        table(&assert_json_matches_no_panic(response, docs, Config::new(mode)).expect_err("they differ"))
    }

    #[test]
    fn both_sides_are_beside_one_another() {
        let response = json!({ "id": "8", "colour": "red", "list": [1, { "a": [1, 2] }], "same": 1 });
        let docs = json!({ "id": "<an integer>", "name": "a string", "list": [1, { "a": "a string" }], "same": 1 });
        let strict = "place      | docs           | response\n\
                      .colour    | -              | (there)\n\
                      .id        | \"<an integer>\" | \"8\"\n\
                      .list[1].a | \"a string\"     | [ 1, 2 ]\n\
                      .name      | (there)        | -";
        assert_eq!(of(&response, &docs, CompareMode::Strict), strict);
        let inclusive = of(&response, &docs, CompareMode::Inclusive);
        assert_eq!(inclusive, strict.replace(".colour    | -              | (there)\n", ""));
    }

    #[test]
    fn long_reports_end_and_unknown_ones_stay() {
        let response: Value =
            (0..50).map(|at| (format!("m{at:02}"), json!(at))).collect::<serde_json::Map<_, _>>().into();
        let table_of_many = of(&response, &json!({}), CompareMode::Strict);
        assert_eq!(table_of_many.lines().count(), MOST_ROWS + 2);
        assert!(table_of_many.ends_with("... and 10 more places"), "{table_of_many}");
        assert_eq!(table("they differ somehow\n"), "they differ somehow");
    }
}
