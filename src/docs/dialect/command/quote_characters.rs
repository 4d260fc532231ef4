//! The quotes of word processors.

pub(super) const DOUBLE: [char; 3] = ['\u{201c}', '\u{201d}', '\u{201e}'];

pub(super) const SINGLE: [char; 3] = ['\u{2018}', '\u{2019}', '\u{201a}'];

/// Whether a word in curly quotes may begin with a character.
pub(crate) fn is_curly(c: char) -> bool {
    DOUBLE.contains(&c) || SINGLE.contains(&c)
}
