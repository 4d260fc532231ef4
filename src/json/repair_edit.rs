//! Repairs whose result is certain, as edits of the text.

use std::ops::Range;

use super::{Repair, RepairKind};

/// An edit that makes strict JSON of what was only tolerated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepairEdit {
    /// The bytes that are removed; never more than a line.
    pub remove: Range<usize>,
    /// What replaces them.
    pub insert: String,
}

/// How to repair what the reader tolerated in `text`; `None` where only the author knows what was meant: comments,
/// elisions and placeholders, text after the end, control characters, and single quotes around a text that would need escapes.
pub fn repair_edit(text: &str, repair: Repair) -> Option<RepairEdit> {
    let rest = text.get(repair.at..)?;
    let (length, insert) = match repair.kind {
        RepairKind::TrailingComma | RepairKind::StrayComma => (rest.starts_with(',').then_some(1)?, String::new()),
        RepairKind::WideComma => (rest.chars().next()?.len_utf8(), ",".to_owned()),
        RepairKind::BareKey => {
            let bare = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '@' | '.' | '-');
            let length = rest.find(|c| !bare(c)).filter(|length| *length > 0)?;
            (length, format!("\"{}\"", &rest[..length]))
        }
        RepairKind::SingleQuotes => {
            let inner = rest.get(1..)?.split_once('\'')?.0;
            let plain = !inner.contains(['"', '\\']) && !inner.chars().any(char::is_control);
            (plain.then_some(inner.len() + 2)?, format!("\"{inner}\""))
        }
        RepairKind::WordCase => {
            let length = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
            (length, rest[..length].to_ascii_lowercase())
        }
        RepairKind::StrangeSpace => {
            let space = rest.chars().next()?;
            // One without width is removed only where it separates nothing.
            let apart = text[..repair.at].chars().next_back().is_some_and(|before| !before.is_whitespace());
            let insert = if space.is_whitespace() || apart { " " } else { "" };
            (space.len_utf8(), insert.to_owned())
        }
        RepairKind::Comment
        | RepairKind::Elision
        | RepairKind::Placeholder
        | RepairKind::ControlCharacter
        | RepairKind::Trailing => return None,
    };
    Some(RepairEdit { remove: repair.at..repair.at + length, insert })
}
