//! `H`: response header fields.

use crate::finding::{Level, Rule};

/// The rules of this group.
pub static RULES: &[&Rule] =
    &[&MISSING_HEADER, &WRONG_MEDIA_TYPE, &WRONG_CHARSET, &WRONG_LOCATION, &REPEATED_HEADER, &HEADER_NOT_AS_SAID];

/// A documented header did not come.
pub static MISSING_HEADER: Rule = Rule {
    code: "H001",
    name: "missing-header",
    level: Level::Deny,
    what: "A header field the example shows is not in the answer. Names compare in any case. Only presence counts, \
           except for `Content-Type` and `Location`. Fields of the connection or the moment (`Connection`, \
           `Content-Length`, `Date`, `Keep-Alive`, `Server`, `Trailer`, `Transfer-Encoding`, `Via`) are never \
           required.",
    why: "A client that follows `Location` or waits for `Retry-After` because the page shows it has nothing to work \
           with.",
    example: "The page shows `Location: https://...` below `201 Created`, the answer has no `Location`.",
    fix: "Take the header out of the example, or have the service send it.",
};

/// The answer is of another media type than documented.
pub static WRONG_MEDIA_TYPE: Rule = Rule {
    code: "H002",
    name: "wrong-media-type",
    level: Level::Deny,
    what: "The answer's `Content-Type` names another media type than the example's (RFC 9110 section 8.3.1; \
           compared in any case, parameters apart). If JSON is documented and the body is not JSON, the body is not \
           judged any further.",
    why: "Clients choose their parser by the media type; a login page in place of JSON breaks them far from the cause.",
    example: "The page shows `Content-Type: application/json`, the answer is `text/html`.",
    fix: "Correct `Content-Type` in the page or in the service; look whether a proxy or a login page answered.",
};

/// The answer's charset is not the documented one.
pub static WRONG_CHARSET: Rule = Rule {
    code: "H003",
    name: "wrong-charset",
    level: Level::Deny,
    what: "The example's `Content-Type` names a charset and the answer's names another or none. An answer in JSON \
           without a charset where `utf-8` is documented is only a warning: JSON is UTF-8 either way (RFC 8259 \
           section 8.1).",
    why: "Text read with the wrong charset is garbled for every character outside ASCII.",
    example: "The page shows `text/plain; charset=utf-8`, the answer is `text/plain; charset=iso-8859-1`.",
    fix: "Correct the page or the service, or take the charset out of the example: then it is not compared.",
};

/// `Location` holds no URL.
pub static WRONG_LOCATION: Rule = Rule {
    code: "H004",
    name: "wrong-location",
    level: Level::Deny,
    what: "A documented `Location` came, but its value cannot be a URI reference (RFC 3986 section 4.1): it is \
           empty, or holds spaces, braces or the like. Which URL it is does not matter.",
    why: "A client that follows the header goes nowhere.",
    example: "`Location: /users/{id}`, the template sent unfilled.",
    fix: "Correct the service.",
};

/// A header field that may come once came several times.
pub static REPEATED_HEADER: Rule = Rule {
    code: "H005",
    name: "repeated-header",
    level: Level::Deny,
    what: "The answer has several fields of a name that may come once (`Content-Type`, `ETag`, `Last-Modified`, \
           `Location`, `Retry-After`), and the example does not show them so (RFC 9110 section 5.3).",
    why: "Each client takes another one of them: the first, the last, or both joined by a comma, which is neither.",
    example: "The answer has `Content-Type: text/html` and below it `Content-Type: application/json`.",
    fix: "Have the service, or a proxy before it, send the field once.",
};

/// A header field is not as a directive says.
pub static HEADER_NOT_AS_SAID: Rule = Rule {
    code: "H401",
    name: "header-not-as-said",
    level: Level::Deny,
    what: "A header field of the answer is not as a directive (in the page, or `[[expect]]` in the settings) says.",
    why: "The author of the directive counts on more than the presence of this field.",
    example: r"<!-- doctrial headers.Retry-After = { range = { max = 60 } } --> and the answer `Retry-After: 3600`",
    fix: "Correct the directive, or the service.",
};
