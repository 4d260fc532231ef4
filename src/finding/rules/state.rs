//! `X1xx`, further: captures, literals and steps.

use crate::finding::{Level, Rule};

/// The rules of this group.
pub static RULES: &[&Rule] =
    &[&UNUSED_CAPTURE, &UNKNOWN_STEP, &NEEDS_CYCLE, &NO_SOURCE, &AMBIGUOUS_SOURCE, &FAILED_UNDO];

/// A captured value that no request takes.
pub static UNUSED_CAPTURE: Rule = Rule {
    code: "X103",
    name: "unused-capture",
    level: Level::Warn,
    what: "A capture matches no case, or no request takes its value.",
    why: "It is misspelt or has outlived its use, and the requests that were to take the value go out without it, or not at all.",
    example: r#"`parcel-di = "$.number"`, while the pages show `{parcel-id}`."#,
    fix: "Name the variable as the placeholder that it fills, or remove the capture.",
};

/// A step that does not exist.
pub static UNKNOWN_STEP: Rule = Rule {
    code: "X104",
    name: "unknown-step",
    level: Level::Deny,
    what: "`undo` or `needs` names a step, and no case and no `[[setup]]` has that name, or several cases have it.",
    why: "What a case makes could not be taken back, or would not be there, so the case is not sent.",
    example: r#"`undo = "delete-parcle"`"#,
    fix: "Correct the name; `doctrial list` shows names and ids.",
};

/// A case that needs itself.
pub static NEEDS_CYCLE: Rule = Rule {
    code: "X105",
    name: "needs-cycle",
    level: Level::Deny,
    what: "A case needs a step that needs the case in turn.",
    why: "Neither can be sent first, so neither is sent.",
    example: "The creation of a parcel takes the id of a depot, and that of the depot the number of a parcel.",
    fix: "Give one of the values under `[parameters]`, or take it from another case.",
};

/// A variable that nothing gives.
pub static NO_SOURCE: Rule = Rule {
    code: "X106",
    name: "no-source",
    level: Level::Deny,
    what: "A literal stands for a variable that no capture and no parameter provides.",
    why: "The literal is sent as the docs show it, which the service likely does not know.",
    example: r#"`"PK-1001" = "parcel-id"` under `[literals]`, and no capture of `parcel-id`."#,
    fix: "Capture the variable from a case, give it under `[parameters]`, or correct its name.",
};

/// A variable that several steps give.
pub static AMBIGUOUS_SOURCE: Rule = Rule {
    code: "X107",
    name: "ambiguous-source",
    level: Level::Deny,
    what: "Several cases give the value of a placeholder, and none of them is nearer: on the page of the case, or in its folder.",
    why: "Which one is meant cannot be known, and nothing is guessed, so the case is not sent.",
    example: "`{id}` is captured from the creation of a parcel and from that of a depot, and the page is in neither's folder.",
    fix: "Say for which cases a capture is: `for = { page = \"parcels/**\" }`.",
};

/// An undo step that the service refused.
pub static FAILED_UNDO: Rule = Rule {
    code: "X108",
    name: "failed-undo",
    level: Level::Warn,
    what: "The step that takes back what a case did could not be sent, or the service refused it.",
    why: "What the case made is still there, and may disturb the next run.",
    example: "`undo = \"delete-parcel\"`, and the service responds to it with 409.",
    fix: "Delete it by hand, and correct the step. 404 and 410 count as success: what is to be deleted is gone.",
};
