//! `B`: the body. 0xx: whether and how it came; 1xx: its structure; 2xx: its values; 3xx: tolerances.

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
    &WRONG_ROW_LENGTH,
    &WRONG_TYPE,
    &WRONG_FORMAT,
    &OUTSIDE_ENUM,
    &BREAKS_SCHEMA,
    &WRONG_OBJECT_TYPE,
    &DENIED_TOLERANCE,
    &WRONG_CONTROL_INFORMATION,
    &WRONG_PROBLEM,
];

/// The response has more faults than are reported.
pub static CUT_SHORT: Rule = Rule {
    code: "B010",
    name: "cut-short",
    level: Level::Warn,
    what: "The response has more faults than are shown (500 after equal ones are counted as one), or than are looked for (10,000).",
    why: "Reporting all of them would take unbounded memory, and nobody reads that many.",
    example: "A collection of a million items, each of which lacks a documented member.",
    fix: "Fix what the other findings report first.",
};

/// A documented body is missing.
pub static MISSING_BODY: Rule = Rule {
    code: "B001",
    name: "missing-body",
    level: Level::Deny,
    what: "The example shows a body, and the response has none (white space alone counts as none). Responses to HEAD, and \
           statuses that never have a body (204, 304), are exempt.",
    why: "Code that reads the documented members fails on an empty response.",
    example: "The page shows a created object below `201 Created`, the service responds with 201 and an empty body.",
    fix: "Remove the body from the example, or have the service send it.",
};

/// The response has a body although none is documented.
pub static UNEXPECTED_BODY: Rule = Rule {
    code: "B002",
    name: "unexpected-body",
    level: Level::Deny,
    what: "The example shows no body, and the response has one. Only a warning if the example is marked as truncated or \
           the prose says that it is shortened.",
    why: "Readers of the page believe that there is nothing to read, so nobody uses it.",
    example: "The page shows `HTTP/1.1 200 OK` and nothing else, the service sends `{\"id\": 1}`.",
    fix: "Show the body in the example, or have the service send no body.",
};

/// The response's body is not JSON.
pub static NOT_JSON: Rule = Rule {
    code: "B003",
    name: "not-json",
    level: Level::Deny,
    what: "The documented body is JSON, and the response's is not valid JSON (RFC 8259): not UTF-8, cut off, \
           trailing commas, comments, a byte order mark. Documented JSON is read leniently; the service's is not.",
    why: "Clients' parsers reject the whole body.",
    example: "The response is `{\"id\": 1,}`.",
    fix: "Fix the service; if it is meant to send something else, show that in the page.",
};

/// The response repeats a member name.
pub static DUPLICATE_MEMBER: Rule = Rule {
    code: "B004",
    name: "duplicate-member",
    level: Level::Deny,
    what: "An object in the response has the same member name twice (RFC 8259 section 4). The last value is the one \
           that is judged.",
    why: "Which of the two values a client sees depends on its parser.",
    example: "The response is `{\"id\": 1, \"id\": 2}`.",
    fix: "Fix the service.",
};

/// The response nests too deeply to be read.
pub static TOO_DEEP: Rule = Rule {
    code: "B005",
    name: "too-deep",
    level: Level::Deny,
    what: "Arrays and objects in the response are nested deeper than doctrial reads (256 levels; other parsers have \
           limits of their own).",
    why: "Clients' parsers reject such a body, or overflow their stack.",
    example: "A response of 100,000 opening brackets.",
    fix: "Fix the service.",
};

/// A documented member is missing.
pub static MISSING_MEMBER: Rule = Rule {
    code: "B101",
    name: "missing-member",
    level: Level::Deny,
    what: "A member that the example shows is not in the response. This applies at every depth and to every item of a \
           collection, for members that every documented item has, whether the example is truncated or not. Members listed in \
           `optionalProperties` may be missing. `@odata.nextLink`, `@odata.deltaLink`, and `@odata.count` where the \
           request does not ask for it, are only sent where there is something to page or count: their absence is \
           counted as not exercised.",
    why: "Code written from the page reads the member and finds nothing.",
    example: "The page shows `{\"id\": \"1\", \"name\": \"a\"}`, the response is `{\"id\": \"1\"}`.",
    fix: "Have the service send it, remove it from the example, or list it in `optionalProperties`.",
};

/// The response has a member that is not documented.
pub static UNDOCUMENTED_MEMBER: Rule = Rule {
    code: "B102",
    name: "undocumented-member",
    level: Level::Deny,
    what: "The example is complete (neither truncated nor elided with `...`), and the response has a member that \
           neither the example nor the documented type has. Annotations (`@odata.*`, `name@odata.*`, \
           `@namespace.term`) are always allowed.",
    why: "Users do not learn about the member, and nothing guarantees that it stays.",
    example: "The page shows `{\"id\": \"1\"}`, the response is `{\"id\": \"1\", \"etag\": \"x\"}`.",
    fix: "Add the member to the example or to the resource's page, or mark the example as `truncated`.",
};

/// An object, array or scalar where another kind is documented.
pub static WRONG_KIND: Rule = Rule {
    code: "B103",
    name: "wrong-kind",
    level: Level::Deny,
    what: "Where the example shows an object, an array or a scalar, the response has another of these kinds; or the \
           body or an item of an array is `null`.",
    why: "Code that expects the documented kind cannot read the other one.",
    example: "The page shows `\"owner\": {\"id\": \"1\"}`, the response has `\"owner\": \"1\"`.",
    fix: "Correct the example, or fix the service.",
};

/// `null` where the docs show a value.
pub static NULL_FOR_VALUE: Rule = Rule {
    code: "B104",
    name: "null-for-value",
    level: Level::Deny,
    what: "A member that the example shows with a value is `null`. Only a warning if the example is truncated, \
           unless the documented type excludes `null`; no finding if `nullableProperties` lists it or its row in \
           a property table says that it can be null.",
    why: "Code that uses the documented value fails on `null`.",
    example: "The page shows `\"name\": \"a\"`, the response has `\"name\": null`.",
    fix: "Document that the member can be null, or have the service send a value.",
};

/// A collection that must be empty has items.
pub static NOT_EMPTY: Rule = Rule {
    code: "B105",
    name: "not-empty",
    level: Level::Deny,
    what: "The annotation says `isEmpty`, and the response's collection has items.",
    why: "The example exists to show the empty response, and this request does not get it.",
    example: "`\"isEmpty\": true`, the response is `{\"value\": [{\"id\": \"1\"}]}`.",
    fix: "Use a request that finds nothing, or remove `isEmpty` from the annotation.",
};

/// Documented control information is missing.
pub static MISSING_CONTROL_INFORMATION: Rule = Rule {
    code: "B106",
    name: "missing-control-information",
    level: Level::Warn,
    what: "An `@odata.*` annotation the example shows (`@odata.context`, `@odata.etag`, `@odata.type`, ...) is not \
           in the response. Which of them are sent depends on the metadata level requested (OData JSON Format 4.01 section \
           4.5), hence a warning.",
    why: "A client that reads the annotation, such as an entity tag for `If-Match`, has nothing to work with.",
    example: "The page shows `\"@odata.etag\": \"W/...\"`, the response has no such member.",
    fix: "Request the metadata level that is shown (`Accept: application/json;odata.metadata=full`), or \
           correct the page.",
};

/// The structure differs in a way that no other rule describes.
pub static BODY_DIFFERS: Rule = Rule {
    code: "B107",
    name: "body-differs",
    level: Level::Deny,
    what: "The structural comparison of the whole body found a difference that no other rule explains. It is a safety \
           net below the other rules and should never be reported.",
    why: "A difference that goes unreported would make a case pass that should not.",
    example: "None is known.",
    fix: "Compare the two bodies by eye, and please report the case: a rule is missing.",
};

/// A row of a table is longer or shorter than documented.
pub static WRONG_ROW_LENGTH: Rule = Rule {
    code: "B108",
    name: "wrong-row-length",
    level: Level::Deny,
    what: "The example shows arrays within an array, all of one length of two or more, and the response has one that is \
           longer or shorter, and not empty. Only a warning where all values are of one type: they may be lists of any length.",
    why: "Code that takes the values of such a row by their places reads the wrong ones, or none.",
    example: "The page shows `[[\"2026-01-12\", 20.5], [\"2026-01-13\", 21]]`, the response has `[[\"2026-01-14\"]]`.",
    fix: "Correct the service; or show rows of different lengths, or `...` in one, if they may differ.",
};

/// A value is of another type than documented.
pub static WRONG_TYPE: Rule = Rule {
    code: "B201",
    name: "wrong-type",
    level: Level::Deny,
    what: "A string, number or boolean where the documented type (or, without one, the example) has another; a \
           fraction where an integer is documented. A documented `1.5` accepts `2`. Values themselves are not compared.",
    why: "Typed clients fail to read the response.",
    example: "The page shows `\"size\": 12`, the response has `\"size\": \"12\"`.",
    fix: "Correct the example or the documented type, or fix the service.",
};

/// A string is not of the documented format.
pub static WRONG_FORMAT: Rule = Rule {
    code: "B202",
    name: "wrong-format",
    level: Level::Deny,
    what: "The docs promise a timestamp (RFC 3339), a GUID, a date, a duration or the like, and the string is not one.",
    why: "Clients parse such strings; one that does not parse is an error in their code.",
    example: "The page shows `\"created\": \"2024-05-01T10:00:00Z\"`, the response has `\"created\": \"yesterday\"`.",
    fix: "Correct the example or the documented type, or fix the service.",
};

/// An object names a type that it must not have.
pub static WRONG_OBJECT_TYPE: Rule = Rule {
    code: "B210",
    name: "wrong-object-type",
    level: Level::Deny,
    what: "An object's `@odata.type` names neither the documented type nor one that derives from it. Only a warning where \
           the example is truncated. The members are validated against the documented type.",
    why: "Clients choose the class to read an object into by this name; one they do not know is an error in their code.",
    example: "The docs promise a `shop.order`, the response has `\"@odata.type\": \"#shop.parcel\"`.",
    fix: "Document the type with its `baseType`, or fix the service.",
};

/// A value that is not one of the documented ones.
pub static OUTSIDE_ENUM: Rule = Rule {
    code: "B203",
    name: "outside-enum",
    level: Level::Deny,
    what: "The docs list the possible values, and the response has another one. Values are case-sensitive.",
    why: "Clients with an enum type reject the value, or drop it silently.",
    example: "Possible values are `low`, `high`; the response has `\"importance\": \"medium\"`.",
    fix: "Add the value to the documented ones, or have the service send one of them.",
};

/// A value breaks the schema in another way.
pub static BREAKS_SCHEMA: Rule = Rule {
    code: "B204",
    name: "breaks-schema",
    level: Level::Deny,
    what: "The response breaks a keyword of the schema other than type, format or enum: a bound, a length, a member \
           that the schema itself requires or forbids. Such schemas are mostly your own.",
    why: "The schema is as much a promise as the example.",
    example: "`\"minimum\": 0`, the response has `\"size\": -1`.",
    fix: "Correct the schema, or fix the service.",
};

/// The case passes only by a tolerance that is denied.
pub static DENIED_TOLERANCE: Rule = Rule {
    code: "B301",
    name: "denied-tolerance",
    level: Level::Deny,
    what: "The settings deny a tolerance by name (`truncated`, `placeholder`, `null`, `not-exercised`, ...), and the \
           case used it.",
    why: "Each tolerance is a part of the response that was not judged.",
    example: "`not-exercised` is denied, and the collection of the response is empty.",
    fix: "Show the whole, real response in the page, give the service data that exercises it, or allow the \
           tolerance.",
};

/// `OData` control information is not of its type.
pub static WRONG_CONTROL_INFORMATION: Rule = Rule {
    code: "B205",
    name: "wrong-control-information",
    level: Level::Deny,
    what: "The value of `@odata.nextLink` or a similar link is not a URL, that of `@odata.count` not a whole number, or that of \
           `@odata.type` or `@odata.etag` not a string (OData JSON Format 4.01, section 4.6), whether the docs show them or not.",
    why: "Client libraries read them automatically: paging ends early, or fails.",
    example: r#"`"@odata.nextLink": true`"#,
    fix: "Fix the service.",
};

/// A problem document contradicts its own response.
pub static WRONG_PROBLEM: Rule = Rule {
    code: "B206",
    name: "wrong-problem",
    level: Level::Deny,
    what: "An `application/problem+json` body has a `status` other than the response's, a `type` or `instance` that is not a URI \
           reference, or a `title` or `detail` that is not a string (RFC 9457, section 3.1).",
    why: "Client libraries interpret these members as the RFC defines them.",
    example: r#"HTTP 404 with `{"status": 400}`"#,
    fix: "Fix the service.",
};
