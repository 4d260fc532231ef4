//! `V`: what the documented service refuses, because the docs do not allow it.

use crate::finding::{Level, Rule};

/// The rules of this group.
pub static RULES: &[&Rule] = &[
    &UNKNOWN_ROUTE,
    &WRONG_METHOD,
    &REQUEST_LACKS_HEADER,
    &BODY_BREAKS_SCHEMA,
    &NOT_JSON_REQUEST,
    &REQUEST_MEDIA_TYPE,
    &CANNOT_ANSWER,
];

/// No documented URL has the requested path.
pub static UNKNOWN_ROUTE: Rule = Rule {
    code: "V001",
    name: "unknown-route",
    level: Level::Deny,
    what: "The documented service was asked for a path that no example documents. It answers 404.",
    why: "A client that calls an undocumented path works by luck, or does not work at all.",
    example: "The docs show `GET /parcels/{id}`, a client asks for `GET /parcel/7`.",
    fix: "Correct the path in the client (the answer lists the documented paths nearest to it), or document the call.",
};

/// The path is documented, the method is not.
pub static WRONG_METHOD: Rule = Rule {
    code: "V002",
    name: "wrong-method",
    level: Level::Deny,
    what: "The path is documented, but with other methods. The documented service answers 405 with `Allow`.",
    why: "What a method does to a resource is a promise of the docs; one that is not documented promises nothing.",
    example: "The docs show `GET` and `PATCH` of `/parcels/{id}`, a client sends `PUT`.",
    fix: "Use a documented method (the answer's `Allow` names them), or document an example with this one.",
};

/// A header the docs require is not in the request.
pub static REQUEST_LACKS_HEADER: Rule = Rule {
    code: "V003",
    name: "request-lacks-header",
    level: Level::Deny,
    what: "The docs call a request header required, or show the body's Content-Type, and the request lacks it. The \
           documented service answers 400 (401 for `Authorization`).",
    why: "The real service is free to refuse such a request; better to learn it here.",
    example: "The `Request headers` table says `If-Match`: required, and the request has no `If-Match`.",
    fix: "Send the header. If it is optional after all, drop the word `Required` from the table.",
};

/// The request's body does not fit its documented schema.
pub static BODY_BREAKS_SCHEMA: Rule = Rule {
    code: "V004",
    name: "body-breaks-schema",
    level: Level::Deny,
    what: "The request's body breaks the JSON Schema made from the documented request, or is missing. The documented \
           service answers 400 and lists each place under `errors`.",
    why: "A wrong type or a value outside a documented enum is what real services refuse with a 400.",
    example: "The property table says `weightGrams` is an Int32, the client sends \"heavy\".",
    fix: "Send what the docs ask for. `doctrial schema TYPE` prints the schema; correct the docs where it is wrong.",
};

/// The request's body is no JSON although the docs show JSON.
pub static NOT_JSON_REQUEST: Rule = Rule {
    code: "V005",
    name: "not-json-request",
    level: Level::Deny,
    what: "The docs show a JSON body, the request's body is no strict JSON (RFC 8259). The documented service answers 400.",
    why: "Trailing commas, comments and repeated names are read differently by each parser, or not at all.",
    example: "A client sends `{\"tag\": \"a\",}`.",
    fix: "Send strict JSON: no trailing commas or comments, each member name once.",
};

/// The request's body is of another media type than documented.
pub static REQUEST_MEDIA_TYPE: Rule = Rule {
    code: "V006",
    name: "request-media-type",
    level: Level::Deny,
    what: "The request's `Content-Type` is not the documented one; parameters such as `charset` do not count. The \
           documented service answers 415.",
    why: "Services choose their parser by the media type; another one than documented may not be understood.",
    example: "The docs show `Content-Type: application/json`, a client sends `text/plain`.",
    fix: "Send the documented `Content-Type`, or document an example with the other one.",
};

/// The documented answer cannot be sent as it is documented.
pub static CANNOT_ANSWER: Rule = Rule {
    code: "V007",
    name: "cannot-answer",
    level: Level::Deny,
    what: "The documented service cannot take this request or send the documented answer: the body is larger than it \
           reads, the documented status is no final one (1xx), or the request's schema is itself no valid schema. It \
           answers 413 or 500.",
    why: "An answer other than the documented one would look like drift; saying why is the only honest reply.",
    example: "The docs show `HTTP/1.1 101 Switching Protocols` as the answer.",
    fix: "Correct the status line or the schema named in `detail`, or leave the example out with a reason.",
};
