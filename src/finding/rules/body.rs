//! `B`: the body. 0xx: whether and how it came; 1xx: its structure; 2xx: its values; 3xx: leniencies.

use crate::finding::{Level, Rule};

/// The rules of this group.
pub static RULES: &[&Rule] = &[
    &MISSING_BODY,
    &UNEXPECTED_BODY,
    &NOT_JSON,
    &DUPLICATE_MEMBER,
    &TOO_DEEP,
    &CUT_SHORT,
    &MISSING_MEMBER,
    &UNDOCUMENTED_MEMBER,
    &WRONG_KIND,
    &NULL_FOR_VALUE,
    &NOT_EMPTY,
    &MISSING_CONTROL_INFORMATION,
    &BODY_DIFFERS,
    &WRONG_TYPE,
    &WRONG_FORMAT,
    &OUTSIDE_ENUM,
    &BREAKS_SCHEMA,
    &WRONG_OBJECT_TYPE,
    &DENIED_TOLERANCE,
    &WRONG_CONTROL_INFORMATION,
    &WRONG_PROBLEM,
];

/// The answer has more faults than are told.
pub static CUT_SHORT: Rule = Rule {
    code: "B010",
    name: "cut-short",
    level: Level::Warn,
    what: "The answer's body has more faults than are told (10,000); what comes after them was not judged.",
    why: "Telling them all would take memory without bound, and nobody reads so many.",
    example: "A collection of a million items, each of which lacks a documented member.",
    fix: "Mend what the other findings say first.",
};

/// A documented body did not come.
pub static MISSING_BODY: Rule = Rule {
    code: "B001",
    name: "missing-body",
    level: Level::Deny,
    what: "The example shows a body, the answer has none (white space alone is none). Answers to HEAD, and statuses \
           that never have a body (204, 304), are excepted.",
    why: "Code that reads the documented members fails on an empty answer.",
    example: "The page shows a created object below `201 Created`, the service answers 201 with an empty body.",
    fix: "Take the body out of the example, or have the service send it.",
};

/// A body came where none is documented.
pub static UNEXPECTED_BODY: Rule = Rule {
    code: "B002",
    name: "unexpected-body",
    level: Level::Deny,
    what: "The example shows no body, the answer has one. Only a warning if the example is marked as truncated or \
           the prose calls it shortened.",
    why: "What the docs do not show cannot be used, and a reader of the page believes there is nothing to read.",
    example: "The page shows `HTTP/1.1 200 OK` and nothing else, the service sends `{\"id\": 1}`.",
    fix: "Show the body in the example, or have the service send none.",
};

/// The answer's body is not JSON.
pub static NOT_JSON: Rule = Rule {
    code: "B003",
    name: "not-json",
    level: Level::Deny,
    what: "The documented body is JSON, and the answer's is not JSON as RFC 8259 has it: not UTF-8, broken off, \
           trailing commas, comments, a byte order mark. What docs are forgiven, services are not.",
    why: "Clients' parsers refuse such a body as a whole.",
    example: "The answer is `{\"id\": 1,}`.",
    fix: "Correct the service; if it really sends something else, show that in the page.",
};

/// The answer repeats a member name.
pub static DUPLICATE_MEMBER: Rule = Rule {
    code: "B004",
    name: "duplicate-member",
    level: Level::Deny,
    what: "An object of the answer has the same member name twice (RFC 8259 section 4). The last value is the one \
           that is judged.",
    why: "Which of the two values a client sees depends on its parser.",
    example: "The answer is `{\"id\": 1, \"id\": 2}`.",
    fix: "Correct the service.",
};

/// The answer nests too deeply to be read.
pub static TOO_DEEP: Rule = Rule {
    code: "B005",
    name: "too-deep",
    level: Level::Deny,
    what: "Arrays and objects of the answer nest deeper than doctrial reads (1000 levels; most parsers stop far \
           earlier).",
    why: "Clients' parsers refuse such a body, or overflow their stack.",
    example: "An answer of 100,000 opening brackets.",
    fix: "Correct the service.",
};

/// A documented member is missing.
pub static MISSING_MEMBER: Rule = Rule {
    code: "B101",
    name: "missing-member",
    level: Level::Deny,
    what: "A member the example shows is not in the answer. It holds at every depth and for every item of a \
           collection, for members that every documented item has; truncated or not. Members listed in \
           `optionalProperties` may be missing. `@odata.nextLink`, `@odata.deltaLink`, and `@odata.count` where the \
           request does not ask for it, only come where there is something to page or count: their absence is noted \
           as not exercised.",
    why: "Code written by the page reads the member and finds nothing.",
    example: "The page shows `{\"id\": \"1\", \"name\": \"a\"}`, the answer is `{\"id\": \"1\"}`.",
    fix: "Have the service send it, take it out of the example, or list it in `optionalProperties`.",
};

/// A member came that nothing documents.
pub static UNDOCUMENTED_MEMBER: Rule = Rule {
    code: "B102",
    name: "undocumented-member",
    level: Level::Deny,
    what: "The example is complete (neither truncated nor elided with `...`), and the answer has a member that \
           neither the example nor the documented type has. Annotations (`@odata.*`, `name@odata.*`, \
           `@namespace.term`) may always come.",
    why: "Users do not learn of the member, and nothing holds the service to it.",
    example: "The page shows `{\"id\": \"1\"}`, the answer is `{\"id\": \"1\", \"etag\": \"x\"}`.",
    fix: "Add the member to the example or to the resource's page, or mark the example as `truncated`.",
};

/// An object, array or scalar where another is documented.
pub static WRONG_KIND: Rule = Rule {
    code: "B103",
    name: "wrong-kind",
    level: Level::Deny,
    what: "Where the example shows an object, an array or a scalar, the answer has another of these kinds; or the \
           body or an item of an array is `null`.",
    why: "No reader of the documented kind can read the other one.",
    example: "The page shows `\"owner\": {\"id\": \"1\"}`, the answer has `\"owner\": \"1\"`.",
    fix: "Correct the example, or the service.",
};

/// `null` where the docs show a value.
pub static NULL_FOR_VALUE: Rule = Rule {
    code: "B104",
    name: "null-for-value",
    level: Level::Deny,
    what: "A member that the example shows with a value is `null`. Only a warning if the example is truncated, \
           unless the documented type rules `null` out; nothing if `nullableProperties` lists it or its row in \
           a property table says that it can be null.",
    why: "Code that uses the documented value fails on `null`.",
    example: "The page shows `\"name\": \"a\"`, the answer has `\"name\": null`.",
    fix: "Document that the member can be null, or have the service send a value.",
};

/// A collection that must be empty has items.
pub static NOT_EMPTY: Rule = Rule {
    code: "B105",
    name: "not-empty",
    level: Level::Deny,
    what: "The annotation says `isEmpty`, and the answer's collection has items.",
    why: "The example is there to show the empty answer: the request does not get it.",
    example: "`\"isEmpty\": true`, the answer is `{\"value\": [{\"id\": \"1\"}]}`.",
    fix: "Make the request one that finds nothing, or take `isEmpty` out of the annotation.",
};

/// Documented control information is missing.
pub static MISSING_CONTROL_INFORMATION: Rule = Rule {
    code: "B106",
    name: "missing-control-information",
    level: Level::Warn,
    what: "An `@odata.*` annotation the example shows (`@odata.context`, `@odata.etag`, `@odata.type`, ...) is not \
           in the answer. What comes of it depends on the metadata level asked for (OData JSON Format 4.01 section \
           4.5), hence a warning.",
    why: "A client that reads the annotation, such as an entity tag for `If-Match`, has nothing to work with.",
    example: "The page shows `\"@odata.etag\": \"W/...\"`, the answer has no such member.",
    fix: "Have the request ask for the metadata level shown (`Accept: application/json;odata.metadata=full`), or \
           correct the page.",
};

/// The structure differs, though no single rule says how.
pub static BODY_DIFFERS: Rule = Rule {
    code: "B107",
    name: "body-differs",
    level: Level::Deny,
    what: "The structural comparison of the whole body found a difference that no other rule explains. It is a net \
           below the other rules and should never be seen.",
    why: "A difference that goes unreported would make a case pass that should not.",
    example: "None is known.",
    fix: "Compare the two bodies by eye, and report the case: a rule is missing.",
};

/// A value is of another type than documented.
pub static WRONG_TYPE: Rule = Rule {
    code: "B201",
    name: "wrong-type",
    level: Level::Deny,
    what: "A string, number or boolean where the documented type (or, without one, the example) has another; an \
           integer that became a fraction. A documented `1.5` accepts `2`. Values themselves are never compared.",
    why: "Typed clients refuse to read the answer.",
    example: "The page shows `\"size\": 12`, the answer has `\"size\": \"12\"`.",
    fix: "Correct the example or the documented type, or the service.",
};

/// A string is not of the documented format.
pub static WRONG_FORMAT: Rule = Rule {
    code: "B202",
    name: "wrong-format",
    level: Level::Deny,
    what: "A string where the docs promise a timestamp (RFC 3339), a GUID, a date, a duration or the like is none.",
    why: "Clients parse such strings; what does not parse is an error in their code.",
    example: "The page shows `\"created\": \"2024-05-01T10:00:00Z\"`, the answer has `\"created\": \"yesterday\"`.",
    fix: "Correct the example or the documented type, or the service.",
};

/// An object calls itself by a type it should not be of.
pub static WRONG_OBJECT_TYPE: Rule = Rule {
    code: "B210",
    name: "wrong-object-type",
    level: Level::Deny,
    what: "An object's `@odata.type` names neither the documented type nor one that derives from it. Only a warning where \
           the example is truncated. The members are held against the documented type.",
    why: "Clients choose the class to read an object into by this name; one they do not know is an error in their code.",
    example: "The docs promise a `shop.order`, the answer has `\"@odata.type\": \"#shop.parcel\"`.",
    fix: "Document the type with its `baseType`, or correct the service.",
};

/// A value outside the documented ones.
pub static OUTSIDE_ENUM: Rule = Rule {
    code: "B203",
    name: "outside-enum",
    level: Level::Deny,
    what: "The docs list the possible values, and the answer has another one. Case counts.",
    why: "Clients with an enum type refuse the value, or drop it silently.",
    example: "Possible values are `low`, `high`; the answer has `\"importance\": \"medium\"`.",
    fix: "Add the value to the documented ones, or have the service send one of them.",
};

/// A value breaks the schema in another way.
pub static BREAKS_SCHEMA: Rule = Rule {
    code: "B204",
    name: "breaks-schema",
    level: Level::Deny,
    what: "The answer breaks a keyword of the schema other than type, format or enum: a bound, a length, a member \
           the schema itself requires or forbids. Mostly from schemas of your own.",
    why: "The schema is a promise as much as the example is.",
    example: "`\"minimum\": 0`, the answer has `\"size\": -1`.",
    fix: "Correct the schema, or the service.",
};

/// The case passes only with a leniency that is denied.
pub static DENIED_TOLERANCE: Rule = Rule {
    code: "B301",
    name: "denied-leniency",
    level: Level::Deny,
    what: "The settings deny a leniency by name (`truncated`, `placeholder`, `null`, `not-exercised`, ...), and the \
           case used it.",
    why: "Each leniency is a part of the answer that nobody judged.",
    example: "`not-exercised` is denied, and the collection of the answer is empty.",
    fix: "Show the whole, real answer in the page, have the service hold data that exercises it, or allow the \
           leniency.",
};

/// `OData` control information is not of its type.
pub static WRONG_CONTROL_INFORMATION: Rule = Rule {
    code: "B205",
    name: "wrong-control-information",
    level: Level::Deny,
    what: "`@odata.nextLink` and its kin hold no URL, `@odata.count` no whole number, `@odata.type` or `@odata.etag` no string \
           (OData JSON Format 4.01, section 4.6), whether the docs show them or not.",
    why: "Clients' libraries read them without being asked: paging ends early, or fails.",
    example: r#"`"@odata.nextLink": true`"#,
    fix: "Correct the service.",
};

/// A problem document contradicts its own answer.
pub static WRONG_PROBLEM: Rule = Rule {
    code: "B206",
    name: "wrong-problem",
    level: Level::Deny,
    what: "An `application/problem+json` body has a `status` other than the answer's, a `type` or `instance` that is no URI \
           reference, or a `title` or `detail` that is no text (RFC 9457, section 3.1).",
    why: "Clients' libraries read these members by the RFC.",
    example: r#"HTTP 404 with `{"status": 400}`"#,
    fix: "Correct the service.",
};
