//! `V`: requests that the documented service rejects because the docs do not allow them.

use crate::finding::{Level, Rule};

/// The rules of this group.
pub static RULES: &[&Rule] = &[
    &UNKNOWN_ROUTE,
    &WRONG_METHOD,
    &REQUEST_LACKS_HEADER,
    &BODY_BREAKS_SCHEMA,
    &NOT_JSON_REQUEST,
    &REQUEST_MEDIA_TYPE,
    &CANNOT_RESPOND,
];

/// No documented URL has the requested path.
pub static UNKNOWN_ROUTE: Rule = Rule {
    code: "V001",
    name: "unknown-route",
    level: Level::Deny,
    what: "A request to the documented service has a path that no example documents. The response is 404.",
    why: "A client that calls an undocumented path works by accident, or not at all.",
    example: "The docs show `GET /parcels/{id}`, a client sends `GET /parcel/7`.",
    fix: "Correct the path in the client (the response lists the most similar documented paths), or document the call.",
};

/// The path is documented, the method is not.
pub static WRONG_METHOD: Rule = Rule {
    code: "V002",
    name: "wrong-method",
    level: Level::Deny,
    what: "The path is documented, but with other methods. The response is 405 with `Allow`.",
    why: "The docs promise what each documented method does; they promise nothing about any other.",
    example: "The docs show `GET` and `PATCH` of `/parcels/{id}`, a client sends `PUT`.",
    fix: "Use a documented method (the response's `Allow` names them), or document an example with this one.",
};

/// A header the docs require is not in the request.
pub static REQUEST_LACKS_HEADER: Rule = Rule {
    code: "V003",
    name: "request-lacks-header",
    level: Level::Deny,
    what: "The docs call a request header required, or show the body's Content-Type, and the request lacks it. The \
           response is 400 (401 for `Authorization`).",
    why: "The real service may reject such a request; it is better to learn that here.",
    example: "The `Request headers` table says `If-Match`: required, and the request has no `If-Match`.",
    fix: "Send the header. If it is optional after all, remove the word `Required` from the table.",
};

/// The request's body does not fit its documented schema.
pub static BODY_BREAKS_SCHEMA: Rule = Rule {
    code: "V004",
    name: "body-breaks-schema",
    level: Level::Deny,
    what: "The request's body breaks the JSON Schema made from the documented request, or is missing. The \
           response is 400 and lists each error under `errors`.",
    why: "Real services reject a wrong type, or a value outside a documented enum, with a 400.",
    example: "The property table says `weightGrams` is an Int32, the client sends \"heavy\".",
    fix: "Send what the docs require. `doctrial schema TYPE` prints the schema; correct the docs where it is wrong.",
};

/// The request's body is not JSON although the docs show JSON.
pub static NOT_JSON_REQUEST: Rule = Rule {
    code: "V005",
    name: "not-json-request",
    level: Level::Deny,
    what: "The docs show a JSON body, and the request's body is not strict JSON (RFC 8259). The response is 400.",
    why: "Parsers differ in how they read trailing commas, comments and repeated names, or reject them.",
    example: "A client sends `{\"tag\": \"a\",}`.",
    fix: "Send strict JSON: no trailing commas or comments, each member name once.",
};

/// The request's body has another media type than documented.
pub static REQUEST_MEDIA_TYPE: Rule = Rule {
    code: "V006",
    name: "request-media-type",
    level: Level::Deny,
    what: "The request's `Content-Type` is not the documented one; parameters such as `charset` are ignored. The \
           response is 415.",
    why: "Services choose their parser by the media type; one that is not documented may not be understood.",
    example: "The docs show `Content-Type: application/json`, a client sends `text/plain`.",
    fix: "Send the documented `Content-Type`, or document an example with the other one.",
};

/// The response cannot be sent as documented.
pub static CANNOT_RESPOND: Rule = Rule {
    code: "V007",
    name: "cannot-respond",
    level: Level::Deny,
    what: "The documented service cannot read this request or cannot send the documented response: the request's body is too \
           large, the documented status is not a final one (1xx), or the request's schema is itself not a valid schema. The \
           response is 413 or 500.",
    why: "A response other than the documented one would look like drift, so the reason is given instead.",
    example: "The docs show `HTTP/1.1 101 Switching Protocols` as the response.",
    fix: "Correct the status line or the schema named in `detail`, or skip the example with a reason.",
};
