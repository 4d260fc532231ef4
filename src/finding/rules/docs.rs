//! `D`: reading docs. D1 annotations and blocks, D2 pairing, D3 messages and bodies, D4 commands.

use crate::finding::{Level, Rule};

/// The rules of this group.
pub static RULES: &[&Rule] = &[
    &UNREADABLE_ANNOTATION,
    &LOOSE_ANNOTATION,
    &UNKNOWN_BLOCK_TYPE,
    &UNKNOWN_KEY,
    &UNBOUND_ANNOTATION,
    &UNREADABLE_DIRECTIVE,
    &UNBOUND_DIRECTIVE,
    &UNCLOSED_COMMENT,
    &HIDDEN_FENCE,
    &LOST_FENCE,
    &MISSING_INCLUDE,
    &UNPAIRED_RESPONSE,
    &REQUEST_WITHOUT_RESPONSE,
    &NOT_HTTP,
    &UNNAMED_RESOURCE,
    &MISLABELLED,
    &SECOND_REQUEST,
    &UNKNOWN_NAME,
    &TWO_READINGS,
    &SEVERAL_DOCUMENTS,
    &NO_BLANK_LINE,
    &BLANK_IN_HEAD,
    &NO_HEADER_FIELD,
    &BODY_NOT_JSON,
    &REPAIRED_BODY,
    &DUPLICATE_KEY,
    &DUPLICATE_NAME,
];

/// An HTML comment that mentions `blockType` is not readable as a JSON object, even tolerantly.
pub static UNREADABLE_ANNOTATION: Rule = Rule {
    code: "D101",
    name: "unreadable-annotation",
    level: Level::Deny,
    what: "An HTML comment that mentions `blockType` is not readable as a JSON object, even tolerantly.",
    why: "The fence below it is taken as un-annotated: its name, its type and `truncated` are lost.",
    example: r#"<!-- { "blockType": "request" "name": "a" } -->"#,
    fix: "Write a JSON object: a comma between members, a colon after each name.",
};

/// An annotation is read, but is not strict JSON: a trailing comma, a bare key, single quotes.
pub static LOOSE_ANNOTATION: Rule = Rule {
    code: "D102",
    name: "loose-annotation",
    level: Level::Warn,
    what: "An annotation is read, but is not strict JSON: a trailing comma, a bare key, single quotes.",
    why: "Other tools that read the same annotation may refuse it.",
    example: r#"<!-- { "blockType": "response", truncated: true, } -->"#,
    fix: "Quote the names, drop the trailing comma.",
};

/// An annotation names a `blockType` that does not exist.
pub static UNKNOWN_BLOCK_TYPE: Rule = Rule {
    code: "D103",
    name: "unknown-block-type",
    level: Level::Deny,
    what: "An annotation names a `blockType` that does not exist.",
    why: "The fence below it is not read as what it was meant to be.",
    example: r#"<!-- { "blockType": "requset" } -->"#,
    fix: "Use request, response, resource, example, samples or ignored.",
};

/// An annotation has a key that means nothing.
pub static UNKNOWN_KEY: Rule = Rule {
    code: "D104",
    name: "unknown-annotation-key",
    level: Level::Deny,
    what: "An annotation has a key that means nothing.",
    why: "A misspelt `trunkated` silently changes what the example promises.",
    example: r#"<!-- { "blockType": "response", "trunkated": true } -->"#,
    fix: "Correct the spelling, or remove the key.",
};

/// An annotation is followed by another annotation, or by the end of the page, with no fence in between.
pub static UNBOUND_ANNOTATION: Rule = Rule {
    code: "D105",
    name: "unbound-annotation",
    level: Level::Warn,
    what: "An annotation is followed by another annotation, or by the end of the page, with no fence in between.",
    why: "It was meant to say something about an example that is gone or moved.",
    example: r#"<!-- { "blockType": "ignored" } --> and then no fence"#,
    fix: "Put it right above its fence, or remove it.",
};

/// A comment that begins with `doctrial` cannot be read.
pub static UNREADABLE_DIRECTIVE: Rule = Rule {
    code: "D110",
    name: "unreadable-directive",
    level: Level::Deny,
    what: "A comment that begins with `doctrial` is no TOML, has a key that nobody knows, or a value that is none.",
    why: "It has no effect: an exception or an expectation that its author counts on does not hold.",
    example: r#"<!-- doctrial skp = "no tenant" -->"#,
    fix: "Write `<!-- doctrial KEY = VALUE -->` with the keys of docs/directives.md.",
};

/// A directive has no fence below it.
pub static UNBOUND_DIRECTIVE: Rule = Rule {
    code: "D111",
    name: "unbound-directive",
    level: Level::Deny,
    what: "A directive has no fence below it that it could say something about.",
    why: "An exception or an expectation that its author counts on does not hold.",
    example: r#"<!-- doctrial skip = "no tenant" --> at the end of the page"#,
    fix: "Put it above its fence, say it of the whole page (`page.skip = ...`), or remove it.",
};

/// An HTML comment is never closed.
pub static UNCLOSED_COMMENT: Rule = Rule {
    code: "D106",
    name: "unclosed-comment",
    level: Level::Deny,
    what: "An HTML comment is never closed.",
    why: "Everything below it is hidden, from readers and from doctrial.",
    example: "<!-- a remark, and no `-->` to the end of the page",
    fix: "Close the comment with `-->`.",
};

/// A fence that looks like HTTP stands inside an HTML block, where Markdown has no fences.
pub static HIDDEN_FENCE: Rule = Rule {
    code: "D107",
    name: "hidden-fence",
    level: Level::Warn,
    what: "A fence that looks like HTTP stands inside an HTML block, where Markdown has no fences.",
    why: "It is not rendered as an example, and not read as one.",
    example: "`<details>` and, on the very next line, ```http",
    fix: "Put a blank line between the HTML and the fence.",
};

/// A fence is never closed and swallows what follows, up to the close of the next fence.
pub static LOST_FENCE: Rule = Rule {
    code: "D108",
    name: "lost-fence",
    level: Level::Deny,
    what: "A fence is never closed and swallows what follows, up to the close of the next fence.",
    why: "Readers see headings and prose as code. The example was read up to where the next block plainly begins.",
    example: "```http, a request, and then `### Response` without a closing ```",
    fix: "Close the fence.",
};

/// A response answers no request that is an example.
pub static UNPAIRED_RESPONSE: Rule = Rule {
    code: "D201",
    name: "unpaired-response",
    level: Level::Warn,
    what: "A response answers no request that is an example.",
    why: "Nothing can be sent for it, so nothing of it is checked.",
    example: "A response below a request that is annotated as `ignored`.",
    fix: "Annotate the request it answers as `request`, or this response as `ignored`.",
};

/// A request example has no response.
pub static REQUEST_WITHOUT_RESPONSE: Rule = Rule {
    code: "D202",
    name: "request-without-response",
    level: Level::Warn,
    what: "A request example has no response.",
    why: "Nothing is promised for it, so nothing of it is checked.",
    example: "A ```http fence with `GET /items HTTP/1.1` and nothing after it.",
    fix: "Show the response, or annotate the request as `ignored`.",
};

/// A fence annotated as request or response does not begin with a request line or status line.
pub static NOT_HTTP: Rule = Rule {
    code: "D203",
    name: "not-http",
    level: Level::Deny,
    what: "A fence annotated as request or response does not begin with a request line or status line.",
    why: "The example cannot be sent, or says nothing of the status.",
    example: "A fence annotated as `response` that begins with `{`.",
    fix: "Begin the fence with `METHOD URL` or `HTTP/1.1 STATUS`.",
};

/// A `resource` block does not say which type it shows.
pub static UNNAMED_RESOURCE: Rule = Rule {
    code: "D204",
    name: "unnamed-resource",
    level: Level::Warn,
    what: "A `resource` block does not say which type it shows.",
    why: "No answer can be checked against it.",
    example: r#"<!-- { "blockType": "resource" } -->"#,
    fix: r#"Add `"@odata.type": "name.space.type"` to its annotation."#,
};

/// The body of a message follows its head without a blank line.
pub static NO_BLANK_LINE: Rule = Rule {
    code: "D301",
    name: "no-blank-line",
    level: Level::Warn,
    what: "The body of a message follows its head without a blank line.",
    why: "Readers who copy the example send a broken message. The blank line was put back for the case.",
    example: "`Content-Type: application/json` and, on the next line, `{`.",
    fix: "Put a blank line before the body.",
};

/// A blank line stands between start line and header fields.
pub static BLANK_IN_HEAD: Rule = Rule {
    code: "D302",
    name: "blank-in-head",
    level: Level::Warn,
    what: "A blank line stands between start line and header fields.",
    why: "What follows a blank line is the body: the fields would not be sent as such.",
    example: "`GET /items`, a blank line, `Accept: application/json`.",
    fix: "Remove the blank line.",
};

/// A line in a message's head is no header field.
pub static NO_HEADER_FIELD: Rule = Rule {
    code: "D303",
    name: "no-header-field",
    level: Level::Warn,
    what: "A line in a message's head is no header field.",
    why: "It was passed over: what it meant is not sent, or not checked.",
    example: "`Content-Type application/json` (no colon).",
    fix: "Write `Name: value`.",
};

/// A documented body should be JSON, by its media type or its first character, and cannot be read even tolerantly.
pub static BODY_NOT_JSON: Rule = Rule {
    code: "D304",
    name: "body-not-json",
    level: Level::Deny,
    what: "A documented body should be JSON, by its media type or its first character, and cannot be read even tolerantly.",
    why: "Readers cannot use it, and nothing can be compared with it.",
    example: r#"`{ "a": 1 "b": 2 }`"#,
    fix: "Correct the JSON at the place named.",
};

/// A documented JSON body is not strict JSON and was repaired to be read.
pub static REPAIRED_BODY: Rule = Rule {
    code: "D305",
    name: "repaired-body",
    level: Level::Warn,
    what: "A documented JSON body is not strict JSON and was repaired to be read.",
    why: "Readers who copy it get an error from the service.",
    example: r#"`{ "a": 1, }`"#,
    fix: "Drop the trailing comma; mark what is left out with `truncated` rather than with a comment.",
};

/// A documented JSON object has the same member twice.
pub static DUPLICATE_KEY: Rule = Rule {
    code: "D306",
    name: "duplicate-key",
    level: Level::Warn,
    what: "A documented JSON object has the same member twice.",
    why: "Which one counts differs from reader to reader (RFC 8259 section 4).",
    example: r#"`{ "a": 1, "a": 2 }`"#,
    fix: "Remove one of them.",
};

/// Two requests on a page bear the same name.
pub static DUPLICATE_NAME: Rule = Rule {
    code: "D307",
    name: "duplicate-name",
    level: Level::Warn,
    what: "Two requests on a page bear the same name.",
    why: "A response that names it could answer either; the case's id is told apart by a hash of its text.",
    example: r#"Two annotations with `"name": "get_user"`."#,
    fix: "Give each request its own name.",
};

/// A fence is annotated as request and holds a response, or the other way round.
pub static MISLABELLED: Rule = Rule {
    code: "D205",
    name: "mislabelled",
    level: Level::Warn,
    what: "A fence is annotated as request and holds a response, or the other way round.",
    why: "Other tools that believe the label drop the example or attach it to the wrong request.",
    example: "A fence annotated as `response` that begins with `POST https://...`.",
    fix: "Correct the annotation's `blockType`.",
};

/// A fence that holds a request holds another one below it.
pub static SECOND_REQUEST: Rule = Rule {
    code: "D206",
    name: "second-request",
    level: Level::Warn,
    what: "A fence that holds a request holds another one below it. The first is taken, the others are not read.",
    why: "A response answers one request: nobody can tell which, and the others are not checked.",
    example: "A fence with `GET /lamps/7` and, after a blank line, `GET /lamps/8`.",
    fix: "Give each request a fence of its own, with its response below it.",
};

/// A response names a request that the page does not have.
pub static UNKNOWN_NAME: Rule = Rule {
    code: "D207",
    name: "unknown-name",
    level: Level::Warn,
    what: "A response names a request that the page does not have. It is taken as the answer to the request above it.",
    why: "If the name is misspelt, the response is held against the wrong request, and the right one has none.",
    example: r#"`"name": "get_lamp"` at the request, `"name": "getLamp"` at the response."#,
    fix: "Correct the name, or leave it out: a response without one answers the nearest request above it.",
};

/// A page includes a file that is not there.
pub static MISSING_INCLUDE: Rule = Rule {
    code: "D130",
    name: "missing-include",
    level: Level::Warn,
    what: "A page includes a file that is not there.",
    why: "What it was to show is not read; if it holds examples, they are not checked.",
    example: "`[!INCLUDE [limits](../includes/limits.md)]` without such a file.",
    fix: "Correct the path, or add the file.",
};

/// A JSON fence below a request may be the request's body as well as the answer to it.
pub static TWO_READINGS: Rule = Rule {
    code: "D230",
    name: "two-readings",
    level: Level::Warn,
    what: "A JSON fence below a request may be the request's body as well as the answer to it.",
    why: "Neither was taken: nothing of it is checked.",
    example: "`POST /items` and below it `{ \"name\": \"a\" }`, without a word in between.",
    fix: "Put `Request body:` or `Response:` above the fence.",
};

/// A fence shows several JSON documents as one answer.
pub static SEVERAL_DOCUMENTS: Rule = Rule {
    code: "D231",
    name: "several-documents",
    level: Level::Warn,
    what: "A fence shows several JSON documents as one answer.",
    why: "An answer is one document. The first was taken, the others are not checked.",
    example: "`{ \"id\": 1 }` and `{ \"id\": 2 }` on the next line.",
    fix: "Show each answer in a fence of its own, with the request it answers.",
};
