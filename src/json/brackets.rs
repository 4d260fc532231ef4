//! The brackets of objects and arrays.

/// What a JSON object or array begins with (RFC 8259 section 2).
pub(crate) const OPENING: [char; 2] = ['{', '['];

/// What it ends with.
pub(crate) const CLOSING: [char; 2] = ['}', ']'];
