//! `L`: the consistency of the docs. L0 messages and prose, L1 types and examples.

use crate::finding::{Level, Rule};

/// The rules of this group.
pub static RULES: &[&Rule] = &[
    &STATUS_AGAINST_PROSE,
    &BODY_NOT_ALLOWED,
    &NO_CONTENT_TYPE,
    &MEDIA_TYPE_AGAINST_BODY,
    &BODY_ON_GET,
    &ANNOTATION_AGAINST_BODY,
    &ODD_VERSION,
    &UNKNOWN_METHOD,
    &NAME_ON_SEVERAL_PAGES,
    &OVERSIZED_REQUEST,
    &MISSPELT_HEADER,
    &REASON_AGAINST_STATUS,
    &ROUTE_AGAINST_PROSE,
    &HOST_TYPO,
    &IMPOSSIBLE_DATE,
    &CONSOLE_NOTATION,
    &MEMBER_WITHOUT_PROPERTY,
    &EXAMPLE_LACKS_REQUIRED,
    &PROPERTY_ONLY_IN_TABLE,
    &PROPERTY_ONLY_IN_BLOCK,
    &MEMBER_SPELLING,
];

/// The prose promises another status than the example shows.
pub static STATUS_AGAINST_PROSE: Rule = Rule {
    code: "L001",
    name: "status-against-prose",
    level: Level::Deny,
    what: "The prose under a `Response` heading names the status codes of success, and no example it is about shows \
           one of them.",
    why: "A client written from the prose rejects the response that the example shows, or the other way round.",
    example: "\"returns a `201 Created` response code\" above an example that begins with `HTTP/1.1 200 OK`.",
    fix: "Correct the prose or the status line. If both are right, name both codes in the prose.",
};

/// An example shows a body where HTTP allows none.
pub static BODY_NOT_ALLOWED: Rule = Rule {
    code: "L002",
    name: "body-not-allowed",
    level: Level::Deny,
    what: "An example shows a body with a status that never has one (1xx, 204, 304), or as the response to HEAD (RFC 9110 \
           section 6.4.1).",
    why: "No server can send that body and no client will read it: one of the two is a mistake.",
    example: "`HTTP/1.1 204 No Content` with `{\"id\": 1}` below it.",
    fix: "Remove the body from the example, or correct the status.",
};

/// A body is shown without its media type.
pub static NO_CONTENT_TYPE: Rule = Rule {
    code: "L003",
    name: "no-content-type",
    level: Level::Warn,
    what: "A message with a body has no `Content-Type`: a request, or a response that shows other header fields.",
    why: "Readers who copy the request get a response to something else, often a 415; readers of the response have to guess.",
    example: "`POST https://api.example.com/lamps`, a blank line, `{\"name\": \"desk\"}`.",
    fix: "Add the `Content-Type` line.",
};

/// Media type and body do not fit together.
pub static MEDIA_TYPE_AGAINST_BODY: Rule = Rule {
    code: "L004",
    name: "media-type-against-body",
    level: Level::Warn,
    what: "`Content-Type` is not a media type (`json` alone), or one that the body evidently does not have: JSON below \
           `text/html` or an XML type, anything but markup below an XML type. A body that should be JSON and is \
           not is `body-not-json`.",
    why: "Clients choose their parser by the media type, and so do contract tests.",
    example: "`Content-Type: text/html` above `{\"id\": 1}`.",
    fix: "Correct the `Content-Type` line: `application/json` for JSON.",
};

/// A GET or HEAD request with a body.
pub static BODY_ON_GET: Rule = Rule {
    code: "L005",
    name: "body-on-get",
    level: Level::Warn,
    what: "An example of GET or HEAD has a body, which has no meaning there (RFC 9110 section 9.3.1).",
    why: "Many clients cannot send it, and proxies drop it or reject the request.",
    example: "`GET /lamps` with `{\"filter\": \"on\"}` below it.",
    fix: "Remove the body, move it into the query, or correct the method.",
};

/// The annotation contradicts the body.
pub static ANNOTATION_AGAINST_BODY: Rule = Rule {
    code: "L006",
    name: "annotation-against-body",
    level: Level::Warn,
    what: "A response's annotation contradicts its example: `isCollection` without an array, `isEmpty` with \
           items, `expectError` with a success status.",
    why: "Tools follow the annotation, readers the example: they expect different things of the service.",
    example: "`\"isCollection\": true` above `{\"id\": 1}`.",
    fix: "Correct the annotation, or the example.",
};

/// A request goes to another version of the API than nearly all others.
pub static ODD_VERSION: Rule = Rule {
    code: "L007",
    name: "odd-version",
    level: Level::Warn,
    what: "A request goes to another version of the API (`/beta`, `/v1`, `/V1.0`) than nine in ten of the docs' requests \
           to the same host.",
    why: "Most often it was copied from other docs; readers who follow it use another API than the one described.",
    example: "`GET https://api.example.com/beta/me` among pages whose requests all go to `/v1.0`.",
    fix: "Correct the URL. If it is intended, allow the rule.",
};

/// A fence marked as HTTP begins with an unknown method.
pub static UNKNOWN_METHOD: Rule = Rule {
    code: "L008",
    name: "unknown-method",
    level: Level::Warn,
    what: "A fence that is marked as `http`, or has a whole request line, begins with a word that is not a known method: it is not read as a request. Or the method of a command is one slip away from a known one.",
    why: "A misspelt method removes the example from every check.",
    example: "```` ```http ```` and then `PSOT https://api.example.com/lamps`.",
    fix: "Correct the method.",
};

/// Two pages give a request the same name.
pub static NAME_ON_SEVERAL_PAGES: Rule = Rule {
    code: "L009",
    name: "name-on-several-pages",
    level: Level::Allow,
    what: "The annotations of requests on two pages have the same name. Case ids begin with the page, so they remain \
           distinct.",
    why: "API Doctor's scenarios look requests up by name alone, in all pages.",
    example: "`\"name\": \"get_count\"` in `users.md` and in `groups.md`.",
    fix: "Give each request its own name.",
};

/// A request is larger than servers accept.
pub static OVERSIZED_REQUEST: Rule = Rule {
    code: "L010",
    name: "oversized-request",
    level: Level::Warn,
    what: "A request has a URL longer than 8,000 bytes or more than 100 header fields. Beyond 65,000 bytes or 1,000 fields \
           it is not sent.",
    why: "Servers reject it with 414 or 431: they should accept URLs of 8,000 bytes (RFC 9110 section 4.1) and seldom \
          accept more than 100 fields.",
    example: "`GET /lamps?ids=1,2,3` and so on, with three thousand ids.",
    fix: "Shorten the example.",
};

/// A header field whose name is a slip.
pub static MISSPELT_HEADER: Rule = Rule {
    code: "L011",
    name: "misspelt-header",
    level: Level::Warn,
    what: "A header field of an example is one or two letters away from a well-known field, and not known itself.",
    why: "A service ignores a field that it does not know: the copied request is sent without its credentials, or \
           with the default media type.",
    example: "`Autorization: Bearer abc`.",
    fix: "Correct the name, or ignore the rule on the page if the field is one of your own.",
};

/// Status code and reason phrase name two statuses.
pub static REASON_AGAINST_STATUS: Rule = Rule {
    code: "L012",
    name: "reason-against-status",
    level: Level::Warn,
    what: "A status line has a status code and the registered reason phrase of another one (RFC 9110 section 15).",
    why: "One of the two is a slip, and a reader cannot tell which.",
    example: "`HTTP/1.1 404 OK`.",
    fix: "Correct the code or the phrase.",
};

/// The prose names another route than the example shows.
pub static ROUTE_AGAINST_PROSE: Rule = Rule {
    code: "L013",
    name: "route-against-prose",
    level: Level::Warn,
    what: "A section names one route in its prose and shows one request that is nearly the same: another method, or \
           a path with one letter more.",
    why: "A client written from the prose calls another operation than the one that is shown.",
    example: "`PATCH /orders/{id}` in the prose above `PUT /order/16`.",
    fix: "Make prose and example the same.",
};

/// A host is one letter away from the one that is meant.
pub static HOST_TYPO: Rule = Rule {
    code: "L014",
    name: "host-typo",
    level: Level::Warn,
    what: "The host of a request differs by one letter from one that at least twice as many requests go to.",
    why: "Readers who copy the request send it, credentials and all, to somebody else.",
    example: "`https://api.dors.example.org` next to several `https://api.doors.example.org`.",
    fix: "Correct the host, or ignore the rule if both exist.",
};

/// A date that does not exist.
pub static IMPOSSIBLE_DATE: Rule = Rule {
    code: "L015",
    name: "impossible-date",
    level: Level::Warn,
    what: "A text of a documented response has the form of a date, and no calendar has that day.",
    why: "Clients that read dates fail on the example, and nobody can tell which day was meant.",
    example: "`\"2025-02-29\"`.",
    fix: "Show a real date.",
};

/// An example shows a member that its documented type does not have.
pub static MEMBER_WITHOUT_PROPERTY: Rule = Rule {
    code: "L101",
    name: "member-without-property",
    level: Level::Warn,
    what: "An example shows a member that its documented type does not have: neither the type itself nor one it inherits \
           from or that inherits from it, and the type is not open. Annotations (`@odata.*`) are always allowed.",
    why: "Readers find nothing about the member, or it is a misspelling of a documented one.",
    example: "The type `shop.order` has `createdDateTime`, an example shows `creationDateTime`.",
    fix: "Document the property, or correct the member's name. A type that allows further members has `\"openType\": true`.",
};

/// A complete example lacks a member that is documented as required.
pub static EXAMPLE_LACKS_REQUIRED: Rule = Rule {
    code: "L102",
    name: "example-lacks-required",
    level: Level::Warn,
    what: "An example that is not marked as truncated lacks a member that its schema requires.",
    why: "Readers who copy the request get a 400; those who write a client from the response miss a member that is always sent.",
    example: "A schema of your own says `\"required\": [\"id\"]`, the example shows `{\"name\": \"desk\"}`.",
    fix: "Add the member to the example, or mark the example as truncated.",
};

/// A property is in the table but not in the resource block.
pub static PROPERTY_ONLY_IN_TABLE: Rule = Rule {
    code: "L103",
    name: "property-only-in-table",
    level: Level::Warn,
    what: "The page's property table has a row that its resource block does not show.",
    why: "Readers of the JSON do not learn about the property, and tools that generate code from the block omit it.",
    example: "The table has a row `colour`, and the resource block shows only `id` and `name`.",
    fix: "Add the property to the block, or show `...` in the block if it is not complete.",
};

/// A property is in the resource block but in no table.
pub static PROPERTY_ONLY_IN_BLOCK: Rule = Rule {
    code: "L104",
    name: "property-only-in-block",
    level: Level::Warn,
    what: "A resource block shows a property that no table of its page describes, nor that of a type it inherits from.",
    why: "Readers do not learn what the property means or which values it takes.",
    example: "The resource block shows `\"colour\": \"String\"`, and the table has no such row.",
    fix: "Add a row to the table, or remove the property from the block.",
};

/// A table spells a member in another way than the example.
pub static MEMBER_SPELLING: Rule = Rule {
    code: "L105",
    name: "member-spelling",
    level: Level::Warn,
    what: "A member of a documented response and a row of a table on its page have the same name except for case, `_` \
           and `-`.",
    why: "One of the two is a slip; a client that reads the name in the table finds nothing.",
    example: "`created_at` in the example, `createdAt` in the table.",
    fix: "Make the two the same.",
};

/// Requests are written for a console.
pub static CONSOLE_NOTATION: Rule = Rule {
    code: "L020",
    name: "console-notation",
    level: Level::Warn,
    what: "Requests show method, path and JSON right below them, and nothing else. Reported once for all pages.",
    why: "A console adds host and `Content-Type`. Readers with another client have to know that the body is sent as JSON.",
    example: "`PUT /parcels/7` and, on the next line, `{`.",
    fix: "Say in the docs which console such requests are for, and set `console-notation = \"allow\"` in `[rules]`.",
};
