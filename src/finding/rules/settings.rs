//! `X`: what the user says beside the docs.

use crate::finding::{Level, Rule};

/// The rules of this group.
pub static RULES: &[&Rule] = &[&UNUSED_OVERRIDE, &NO_SUCH_SCHEMA];

/// An override or expectation of the user's own without effect.
pub static UNUSED_OVERRIDE: Rule = Rule {
    code: "X101",
    name: "unused-override",
    level: Level::Warn,
    what: "An `[[expect]]` matches no case, the level of a rule is lowered where it finds nothing, or a directive is about a \
           place that neither docs nor response have.",
    why: "The override has outlived its cause, or is misspelt: it may hide another fault, or checks nothing.",
    example: r#"`rules.wrong-type = "warn"` for a case in which every type is right."#,
    fix: "Remove it, or correct what it is about.",
};

/// A directive names a schema that does not exist.
pub static NO_SUCH_SCHEMA: Rule = Rule {
    code: "X102",
    name: "no-such-schema",
    level: Level::Deny,
    what: "A directive names a schema of the user's own, and the folder of schemas has no file of that name.",
    why: "The response would be judged by less than the author expects, so the case is not fired.",
    example: r#"<!-- doctrial schema = "parcel" --> without `contracts/schemas/parcel.json`"#,
    fix: "Put the schema into `contracts/schemas/NAME.json`, or correct the name.",
};
