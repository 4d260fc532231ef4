//! `H`: response header fields.

use crate::finding::{Level, Rule};

/// The rules of this group.
pub static RULES: &[&Rule] = &[
    &MISSING_HEADER,
    &WRONG_MEDIA_TYPE,
    &WRONG_CHARSET,
    &WRONG_LOCATION,
    &REPEATED_HEADER,
    &CONTRADICTORY_FRAMING,
    &WRONG_PARAMETER,
    &UNMET_HEADER_EXPECTATION,
];

/// A documented header is missing.
pub static MISSING_HEADER: Rule = Rule {
    code: "H001",
    name: "missing-header",
    level: Level::Deny,
    what: "A header field that the example shows is not in the response. Names are case-insensitive. Only presence counts, \
           except for `Content-Type` and `Location`, and for the names of cookies in `Set-Cookie`. Fields that belong to \
           the connection or vary from response to response (`Connection`, `Content-Encoding`, `Content-Length`, `Date`, \
           `Keep-Alive`, `Proxy-Connection`, `Server`, `TE`, `Trailer`, `Transfer-Encoding`, `Via`) are never required.",
    why: "A client that follows `Location` or waits for `Retry-After` because the page shows it has nothing to work \
           with.",
    example: "The page shows `Location: https://...` below `201 Created`, the response has no `Location`.",
    fix: "Remove the header from the example, or have the service send it.",
};

/// The response has another media type than documented.
pub static WRONG_MEDIA_TYPE: Rule = Rule {
    code: "H002",
    name: "wrong-media-type",
    level: Level::Deny,
    what: "The response's `Content-Type` names another media type than the example's (RFC 9110 section 8.3.1; \
           case-insensitive, without parameters). If JSON is documented and the body is not JSON, the body is not \
           judged any further.",
    why: "Clients choose their parser by the media type; a login page in place of JSON breaks them far from the cause.",
    example: "The page shows `Content-Type: application/json`, the response is `text/html`.",
    fix: "Correct `Content-Type` in the page or in the service; check whether the response came from a proxy or a login page.",
};

/// The response's charset is not the documented one.
pub static WRONG_CHARSET: Rule = Rule {
    code: "H003",
    name: "wrong-charset",
    level: Level::Deny,
    what: "The example's `Content-Type` names a charset and the response's names another or none. A response in JSON \
           without a charset where `utf-8` is documented is only a warning: JSON is always UTF-8 (RFC 8259 \
           section 8.1).",
    why: "Text read with the wrong charset is garbled for every character outside ASCII.",
    example: "The page shows `text/plain; charset=utf-8`, the response is `text/plain; charset=iso-8859-1`.",
    fix: "Correct the page or the service, or remove the charset from the example: then it is not compared.",
};

/// The value of `Location` is not a URL.
pub static WRONG_LOCATION: Rule = Rule {
    code: "H004",
    name: "wrong-location",
    level: Level::Deny,
    what: "A documented `Location` was sent, but its value is not a URI reference (RFC 3986 section 4.1): it is \
           empty, or has spaces, braces or the like. Which URL it is does not matter.",
    why: "A client cannot follow the header.",
    example: "`Location: /users/{id}`: the service sent the template itself.",
    fix: "Fix the service.",
};

/// A header field that is allowed once was sent several times.
pub static REPEATED_HEADER: Rule = Rule {
    code: "H005",
    name: "repeated-header",
    level: Level::Deny,
    what: "The response repeats a field that is allowed only once (`Content-Type`, `ETag`, `Last-Modified`, \
           `Location`, `Retry-After`), and the example does not repeat it (RFC 9110 section 5.3).",
    why: "Clients differ in which one they use: the first, the last, or both joined by a comma, which is neither.",
    example: "The response has `Content-Type: text/html` and below it `Content-Type: application/json`.",
    fix: "Have the service, or a proxy in front of it, send the field once.",
};

/// A parameter of the media type is not the documented one.
pub static WRONG_PARAMETER: Rule = Rule {
    code: "H006",
    name: "wrong-media-type-parameter",
    level: Level::Deny,
    what: "The example's `Content-Type` has a parameter (`version=1`), and the response's has another value for \
           it, or none. Further parameters may come. `charset` has a rule of its own; `boundary` differs in each message and is not compared.",
    why: "Services put the version or the profile of a representation into such parameters; clients choose by them how \
          to read the body.",
    example: "The page shows `application/json; version=1`, the response is `application/json; version=2`.",
    fix: "Correct the parameter in the page, or in the service; without a parameter in the example none is compared.",
};

/// A header field is not what a directive expects.
pub static UNMET_HEADER_EXPECTATION: Rule = Rule {
    code: "H401",
    name: "unmet-header-expectation",
    level: Level::Deny,
    what: "A header field of the response is not what a directive (in the page, or `[[expect]]` in the settings) expects.",
    why: "The author of the directive relies on more than the presence of this field.",
    example: r"<!-- doctrial headers.Retry-After = { range = { max = 60 } } --> and the response `Retry-After: 3600`",
    fix: "Correct the directive, or fix the service.",
};

/// The header fields contradict each other, or the status, about the body.
pub static CONTRADICTORY_FRAMING: Rule = Rule {
    code: "H007",
    name: "contradictory-framing",
    level: Level::Deny,
    what: "A response whose status never has a body (1xx, 204) has a `Content-Length` other than 0, or the response has both \
           `Content-Length` and `Transfer-Encoding` (RFC 9110 section 8.6, RFC 9112 section 6.1), or a body follows the \
           response to HEAD or one with status 204 or 304. Only a warning for `Transfer-Encoding`, and for bytes after the \
           end of a body. Such bytes are seen over plain HTTP only. They may come after \
           the case has been judged: it gets the finding at the end of the run.",
    why: "What is sent as the body of such a response is taken for the beginning of the next one, or the message is split.",
    example: "`HTTP/1.1 204 No Content` with `Content-Length: 7`, and then `deleted`.",
    fix: "Have the service, or a proxy in front of it, send the field only with a body, and only one of the two.",
};
