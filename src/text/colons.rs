//! The colon, as scripts write it.

/// The colon of Latin script, and the wide one of Chinese and Japanese.
pub(crate) const COLONS: [char; 2] = [':', '\u{ff1a}'];
