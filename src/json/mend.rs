//! Repairs of which it is certain what was meant, as changes of the text.

use std::ops::Range;

use super::{Repair, RepairKind};

/// A change that makes strict JSON of what was only accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// The bytes that are taken out; never more than a line.
    pub remove: Range<usize>,
    /// What is put in their stead.
    pub insert: String,
}

/// How to mend what the reader accepted in `text`; `None` where a writer has to say what was meant: comments and
/// elisions, text after the end, control characters, and single quotes around a text that would need escapes.
pub fn mend(text: &str, repair: Repair) -> Option<Mend> {
    let rest = text.get(repair.at..)?;
    let (length, insert) = match repair.kind {
        RepairKind::TrailingComma => (rest.starts_with(',').then_some(1)?, String::new()),
        RepairKind::BareKey => {
            let bare = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '@' | '.' | '-');
            let length = rest.find(|c| !bare(c))?;
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
            // One without width is only taken out where it holds nothing apart.
            let apart = text[..repair.at].chars().next_back().is_some_and(|before| !before.is_whitespace());
            let insert = if space.is_whitespace() || apart { " " } else { "" };
            (space.len_utf8(), insert.to_owned())
        }
        RepairKind::Comment | RepairKind::Elision | RepairKind::ControlCharacter | RepairKind::Trailing => return None,
    };
    Some(Mend { remove: repair.at..repair.at + length, insert })
}
