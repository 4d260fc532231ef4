//! `S`: the status code.

use crate::finding::{Level, Rule};

/// The rules of this group.
pub static RULES: &[&Rule] = &[&WRONG_STATUS];

/// The response's status code is not the documented one.
pub static WRONG_STATUS: Rule = Rule {
    code: "S001",
    name: "wrong-status",
    level: Level::Deny,
    what: "The status code of the response is not the documented one. Only the number counts; the reason phrase is ignored.",
    why: "Clients branch on the status code first: a 200 instead of a documented 201 already breaks generated code.",
    example: "The page shows `HTTP/1.1 201 Created`, the service responds with 200.",
    fix: "Correct the status line in the page, or fix the service. If several codes are right, show an example of each.",
};
