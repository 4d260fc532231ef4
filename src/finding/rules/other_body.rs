//! `B4` and `B5`: what directives expect of a body, and bodies that are not JSON.

use crate::finding::{Level, Rule};

/// The rules of this group.
pub static RULES: &[&Rule] =
    &[&UNMET_EXPECTATION, &TEXT_DIFFERS, &WRONG_COLUMNS, &NOT_WELL_FORMED, &WRONG_ROOT, &WRONG_BYTES];

/// A value is not what a directive expects.
pub static UNMET_EXPECTATION: Rule = Rule {
    code: "B401",
    name: "unmet-expectation",
    level: Level::Deny,
    what: "A value of the response is not what a directive (in the page, or `[[expect]]` in the settings) expects or, under \
           `match = \"exact\"`, not the documented value.",
    why: "The author of the directive relies on more than the type of this value.",
    example: r#"<!-- doctrial body."/id" = { regex = "^p" } --> and the response `{"id": "q7"}`"#,
    fix: "Correct the directive, or fix the service.",
};

/// The body as text is not what a directive expects.
pub static TEXT_DIFFERS: Rule = Rule {
    code: "B402",
    name: "text-differs",
    level: Level::Deny,
    what: "The body, read as text, is not what a directive expects or, under `match = \"exact\"`, not the documented text.",
    why: "The author of the directive relies on this text.",
    example: r#"<!-- doctrial text = { regex = "^OK" } --> and the response `error`"#,
    fix: "Correct the directive or the example, or fix the service.",
};

/// A CSV body has other columns.
pub static WRONG_COLUMNS: Rule = Rule {
    code: "B501",
    name: "wrong-columns",
    level: Level::Deny,
    what: "A CSV body (RFC 4180) has another header row than documented, or a row with a different number of columns.",
    why: "Programs that read CSV find columns by name or by number.",
    example: "The page shows `id,name`, the service sends `id;name`.",
    fix: "Correct the example, or fix the service.",
};

/// An XML body is not well-formed.
pub static NOT_WELL_FORMED: Rule = Rule {
    code: "B502",
    name: "not-well-formed",
    level: Level::Deny,
    what: "The docs show XML, and the response's body is not well-formed.",
    why: "Every XML parser has to reject it.",
    example: "The response `<a><b></a>`.",
    fix: "Fix the service, or show in the page what it really sends.",
};

/// An XML body has another root element.
pub static WRONG_ROOT: Rule = Rule {
    code: "B503",
    name: "wrong-root",
    level: Level::Deny,
    what: "The root element of an XML body is not the documented one.",
    why: "It is another document: an error instead of a result, say.",
    example: "The page shows `<feed>`, the service sends `<error>`.",
    fix: "Correct the example, or fix the service.",
};

/// The bytes of a body are not what a directive expects.
pub static WRONG_BYTES: Rule = Rule {
    code: "B504",
    name: "wrong-bytes",
    level: Level::Deny,
    what: "The body's length in bytes, or its SHA-256, is not what a directive expects.",
    why: "The author of the directive relies on exactly these bytes.",
    example: r"<!-- doctrial bytes = { length = 4 } --> and a response of 5 bytes",
    fix: "Correct the directive, or fix the service.",
};
