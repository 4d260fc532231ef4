//! `X`: what the user says beside the docs.

use crate::finding::{Level, Rule};

/// The rules of this group.
pub static RULES: &[&Rule] = &[&UNUSED_OVERRIDE, &NO_SUCH_SCHEMA];

/// An exception or expectation of the user's own that met nothing.
pub static UNUSED_OVERRIDE: Rule = Rule {
    code: "X101",
    name: "unused-override",
    level: Level::Warn,
    what: "An `[[expect]]` is about no case, a rule was turned down where it found nothing, or something is said of a place \
           that neither docs nor answer have.",
    why: "The exception outlived its cause, or is misspelt: it now hides what it was not meant to hide, or guards nothing.",
    example: r#"`rules.wrong-type = "warn"` for a case in which every type is right."#,
    fix: "Remove it, or correct what it is about.",
};

/// A directive names a schema that there is none of.
pub static NO_SUCH_SCHEMA: Rule = Rule {
    code: "X102",
    name: "no-such-schema",
    level: Level::Deny,
    what: "A directive names a schema of the user's own, and the schemas folder has no file of that name.",
    why: "The answer would be judged by less than its author counts on, so the case is not fired.",
    example: r#"<!-- doctrial schema = "parcel" --> without `contracts/schemas/parcel.json`"#,
    fix: "Put the schema into `contracts/schemas/NAME.json`, or correct the name.",
};
