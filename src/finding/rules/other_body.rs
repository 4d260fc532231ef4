//! `B4` and `B5`: what the user says of a body, and bodies that are no JSON.

use crate::finding::{Level, Rule};

/// The rules of this group.
pub static RULES: &[&Rule] =
    &[&NOT_AS_SAID, &TEXT_DIFFERS, &WRONG_COLUMNS, &NOT_WELL_FORMED, &WRONG_ROOT, &WRONG_BYTES];

/// A place is not as a directive says.
pub static NOT_AS_SAID: Rule = Rule {
    code: "B401",
    name: "not-as-said",
    level: Level::Deny,
    what: "A value of the answer is not as a directive (in the page, or `[[expect]]` in the settings) says, or, under \
           `match = \"exact\"`, not the documented value.",
    why: "The author of the directive counts on more than the type of this value.",
    example: r#"<!-- doctrial body."/id" = { regex = "^p" } --> and the answer `{"id": "q7"}`"#,
    fix: "Correct the directive, or the service.",
};

/// The body as a text is not as a directive says.
pub static TEXT_DIFFERS: Rule = Rule {
    code: "B402",
    name: "text-differs",
    level: Level::Deny,
    what: "The body, read as a text, is not as a directive says, or, under `match = \"exact\"`, not the documented text.",
    why: "The author of the directive counts on this text.",
    example: r#"<!-- doctrial text = { regex = "^OK" } --> and the answer `error`"#,
    fix: "Correct the directive or the example, or the service.",
};

/// A CSV body has other columns.
pub static WRONG_COLUMNS: Rule = Rule {
    code: "B501",
    name: "wrong-columns",
    level: Level::Deny,
    what: "A CSV body (RFC 4180) has another header row than documented, or a row with another number of columns.",
    why: "Readers of CSV find columns by their name or their number.",
    example: "The page shows `id,name`, the service answers `id;name`.",
    fix: "Correct the example, or the service.",
};

/// An XML body is not well-formed.
pub static NOT_WELL_FORMED: Rule = Rule {
    code: "B502",
    name: "not-well-formed",
    level: Level::Deny,
    what: "The docs show XML, and the answer's body is not well-formed XML.",
    why: "Every XML parser has to refuse it.",
    example: "The answer `<a><b></a>`.",
    fix: "Correct the service; or show in the page what it really sends.",
};

/// An XML body has another root element.
pub static WRONG_ROOT: Rule = Rule {
    code: "B503",
    name: "wrong-root",
    level: Level::Deny,
    what: "The root element of an XML body is not the documented one.",
    why: "It is another document: an error in place of a result, say.",
    example: "The page shows `<feed>`, the service answers `<error>`.",
    fix: "Correct the example, or the service.",
};

/// The bytes of a body are not as a directive says.
pub static WRONG_BYTES: Rule = Rule {
    code: "B504",
    name: "wrong-bytes",
    level: Level::Deny,
    what: "The body's length in bytes, or its SHA-256, is not as a directive says.",
    why: "The author of the directive counts on these very bytes.",
    example: r"<!-- doctrial bytes = { length = 4 } --> and an answer of 5 bytes",
    fix: "Correct the directive, or the service.",
};
