//! `X`: settings and directives.

use crate::finding::{Level, Rule};

/// The rules of this group.
pub static RULES: &[&Rule] = &[&UNUSED_OVERRIDE, &NO_SUCH_SCHEMA, &BROKEN_SCHEMA];

/// A setting or directive that had no effect.
pub static UNUSED_OVERRIDE: Rule = Rule {
    code: "X101",
    name: "unused-override",
    level: Level::Warn,
    what: "A `[[skip]]` or an `[[expect]]` matches no case, a rule's level was lowered where it found nothing, an expectation is about a \
           value that neither the docs nor the response have, a directive names a type that no page defines or a part that \
           no request or response has, gives a value for a placeholder that no request has, names a fence of no example, or \
           expects something of cases that are all skipped.",
    why: "The exception has outlived its cause, or is misspelt: it may hide what it was not meant to hide, or check nothing.",
    example: r#"`rules.wrong-type = "warn"` for a case in which every type is right."#,
    fix: "Remove it, or correct its conditions.",
};

/// A directive names a schema that does not exist.
pub static NO_SUCH_SCHEMA: Rule = Rule {
    code: "X102",
    name: "no-such-schema",
    level: Level::Deny,
    what: "A directive names a schema, and the schemas folder has no file of that name.",
    why: "The response would be judged by less than the author of the directive relies on, so the case is not fired.",
    example: r#"<!-- doctrial schema = "parcel" --> without `contracts/schemas/parcel.json`"#,
    fix: "Put the schema into `contracts/schemas/NAME.json`, or correct the name.",
};

/// A schema file that cannot be used.
pub static BROKEN_SCHEMA: Rule = Rule {
    code: "X109",
    name: "broken-schema",
    level: Level::Deny,
    what: "A file of the schemas folder is not JSON, is not a JSON Schema, or refers to what is not there.",
    why: "Nothing can be judged by it: cases that it is about are broken once they are fired, and all others are judged.",
    example: r#"`"$ref": "parcel.json"` in `contracts/schemas/depot.json`, and there is no `parcel.json` beside it."#,
    fix: "Correct the file, or remove it.",
};
