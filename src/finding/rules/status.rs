//! `S`: the status code.

use crate::finding::{Level, Rule};

/// The rules of this group.
pub static RULES: &[&Rule] = &[&WRONG_STATUS];

/// The answer's status code is not the documented one.
pub static WRONG_STATUS: Rule = Rule {
    code: "S001",
    name: "wrong-status",
    level: Level::Deny,
    what: "The status code of the answer is not the documented one. Only the number counts; the reason phrase is noise.",
    why: "Clients branch on the status code first: a 200 in place of a documented 201 already breaks generated code.",
    example: "The page shows `HTTP/1.1 201 Created`, the service answers 200.",
    fix: "Correct the status line in the page, or the service. If several codes are right, show an example of each.",
};
