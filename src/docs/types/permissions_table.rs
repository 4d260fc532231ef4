//! "Permissions" tables -> scopes.

use crate::docs::markdown::block::Table;

/// Scopes in the cells beyond the first: dotted words; `Not supported.` and to-do remarks are not.
pub(super) fn scopes(table: &Table) -> Vec<String> {
    let cells = table.rows.iter().flat_map(|row| row.iter().skip(1));
    let separator = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '`' | '(' | ')');
    let words = cells.flat_map(|cell| table.text(cell).split(separator));
    let words = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    words.filter(|word| is_scope(word)).map(str::to_owned).collect()
}

fn is_scope(word: &str) -> bool {
    let part = |p: &str| !p.is_empty() && p.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    word.contains('.') && word.starts_with(|c: char| c.is_ascii_alphabetic()) && word.split('.').all(part)
}
