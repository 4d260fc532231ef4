//! `D`: reading docs. D0 files, D1 annotations and blocks, D2 pairing, D3 messages and bodies; D4 commands are in `command`.

use crate::finding::{Level, Rule};

/// The rules of this group.
pub static RULES: &[&Rule] = &[
    &UNREADABLE_FILE,
    &OUTSIDE_DOCS,
    &LONE_CARRIAGE_RETURN,
    &PAGE_LIMIT,
    &UNREADABLE_ANNOTATION,
    &LOOSE_ANNOTATION,
    &UNKNOWN_BLOCK_TYPE,
    &UNKNOWN_KEY,
    &UNBOUND_ANNOTATION,
    &UNREADABLE_DIRECTIVE,
    &UNBOUND_DIRECTIVE,
    &UNCLOSED_COMMENT,
    &HIDDEN_FENCE,
    &UNCLOSED_FENCE,
    &MISSING_INCLUDE,
    &UNPAIRED_RESPONSE,
    &REQUEST_WITHOUT_RESPONSE,
    &NOT_HTTP,
    &UNNAMED_RESOURCE,
    &MISLABELLED,
    &SECOND_REQUEST,
    &UNKNOWN_NAME,
    &UNREAD_RESPONSES,
    &AMBIGUOUS_FENCE,
    &SEVERAL_DOCUMENTS,
    &NO_BLANK_LINE,
    &BLANK_IN_HEAD,
    &NOT_A_HEADER_FIELD,
    &BODY_NOT_JSON,
    &SKETCHED_BODY,
    &REPAIRED_BODY,
    &DUPLICATE_KEY,
    &DUPLICATE_NAME,
];

/// A file or folder of the docs cannot be read.
pub static UNREADABLE_FILE: Rule = Rule {
    code: "D001",
    name: "unreadable-file",
    level: Level::Deny,
    what: "A page or a folder of the docs cannot be read: its text or its name is not UTF-8, it is a broken link, a pipe, a \
           device or a binary file, or permissions forbid it. All other pages are read.",
    why: "None of its examples is a case, and nothing in it is checked.",
    example: "`old.md` is saved as Latin-1; `draft.md` links to a file that was removed.",
    fix: "Save the page as UTF-8, correct the link or the permissions, or leave it out with `exclude`.",
};

/// A link or an include points outside the docs.
pub static OUTSIDE_DOCS: Rule = Rule {
    code: "D002",
    name: "outside-docs",
    level: Level::Deny,
    what: "A symbolic link, or an `[!INCLUDE]`, points to a file or folder outside the docs folder. It is not read. A page or \
           folder that is checked on its own may include files from elsewhere in the `docs` of the settings.",
    why: "Otherwise a page could have any file of the machine shown, sent or changed.",
    example: "`[!INCLUDE [note](../../notes.md)]` in a page at the top of the docs folder.",
    fix: "Move the file into the docs, or use the folder above as the docs folder.",
};

/// A page has lines that end with a carriage return alone.
pub static LONE_CARRIAGE_RETURN: Rule = Rule {
    code: "D003",
    name: "lone-carriage-return",
    level: Level::Warn,
    what: "A line ends with a carriage return alone, as on Macs before 2001. It is read as a line end, as in Markdown; \
           `--fix` does not change such a page.",
    why: "Many tools, including git, see one long line.",
    example: "A page in which no carriage return is followed by a line feed.",
    fix: "Save the page with line feeds (or carriage return and line feed) at the ends of lines.",
};

/// A page has more of something than is read.
pub static PAGE_LIMIT: Rule = Rule {
    code: "D004",
    name: "page-limit",
    level: Level::Deny,
    what: "A page has more of something than is read: 100 permissions, rows of request headers or directives for the whole \
           page; so many examples of one request or response that together they show 64 times the page; lists of members \
           that would be compared with 8 responses each. What is beyond is left out.",
    why: "Each of these is given to every example, or compared with it. Nobody reads such a page: a script has repeated \
          part of it.",
    example: "A hundred and one comments `<!-- doctrial page.skip = \"...\" -->`.",
    fix: "Divide the page, or remove what is repeated.",
};

/// An HTML comment that mentions `blockType` is not readable as a JSON object, even tolerantly.
pub static UNREADABLE_ANNOTATION: Rule = Rule {
    code: "D101",
    name: "unreadable-annotation",
    level: Level::Deny,
    what: "An HTML comment that mentions `blockType` is not readable as a JSON object, even tolerantly.",
    why: "The fence below it is read as if it had no annotation: its name, its type and `truncated` are lost.",
    example: r#"<!-- { "blockType": "request" "name": "a" } -->"#,
    fix: "Write a JSON object: commas between members, a colon after each name.",
};

/// An annotation can be read, but is not strict JSON: a trailing comma, a bare key, single quotes.
pub static LOOSE_ANNOTATION: Rule = Rule {
    code: "D102",
    name: "loose-annotation",
    level: Level::Warn,
    what: "An annotation can be read, but is not strict JSON: a trailing comma, a bare key, single quotes.",
    why: "Other tools that read the same annotation may reject it.",
    example: r#"<!-- { "blockType": "response", truncated: true, } -->"#,
    fix: "Quote the names, remove the trailing comma.",
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

/// An annotation has a key that is not known.
pub static UNKNOWN_KEY: Rule = Rule {
    code: "D104",
    name: "unknown-annotation-key",
    level: Level::Deny,
    what: "An annotation has a key that is not known.",
    why: "A misspelt `trunkated` would silently change what the example promises.",
    example: r#"<!-- { "blockType": "response", "trunkated": true } -->"#,
    fix: "Correct the spelling, or remove the key.",
};

/// An annotation is followed by another annotation, or by the end of the page, with no fence in between.
pub static UNBOUND_ANNOTATION: Rule = Rule {
    code: "D105",
    name: "unbound-annotation",
    level: Level::Warn,
    what: "An annotation is followed by another annotation, or by the end of the page, with no fence in between.",
    why: "It was written for an example that has been removed or moved.",
    example: r#"<!-- { "blockType": "ignored" } --> and then no fence"#,
    fix: "Put it directly above its fence, or remove it.",
};

/// A comment that begins with `doctrial` cannot be read.
pub static UNREADABLE_DIRECTIVE: Rule = Rule {
    code: "D110",
    name: "unreadable-directive",
    level: Level::Deny,
    what: "A comment that begins with `doctrial` is not TOML, has an unknown key, or a value that its key does not take.",
    why: "An exception or an expectation that its author relies on could not be applied, so its example is not fired until it can \
          be read.",
    example: r#"<!-- doctrial skp = "no tenant" -->"#,
    fix: "Write `<!-- doctrial KEY = VALUE -->`, or a KEY = VALUE a line. Of the example: `role`, `name`, `skip`, `tags`, \
          `scopes`. Of the request: `parameters`, `request`, `credentials`, `identity`, `stand-ins`, `timeout`, `poll`, `follow`, \
          `capture`, `needs`, `fresh`, `undo`. Of the response: `status`, `match`, `body`, `headers`, `text`, `bytes`, `type`, \
          `collection`, `collection-property`, `empty`, `expect-error`, `truncated`, `optional`, `nullable`, `map`, `schema`, \
          `stream`. Also `rules`; and `page.skip`, `page.order`, `page.rules`, `page.parameters` for the whole page.",
};

/// A directive has no fence below it.
pub static UNBOUND_DIRECTIVE: Rule = Rule {
    code: "D111",
    name: "unbound-directive",
    level: Level::Deny,
    what: "A directive has no fence below it to apply to.",
    why: "An exception or an expectation that its author relies on is not applied.",
    example: r#"<!-- doctrial skip = "no tenant" --> at the end of the page"#,
    fix: "Put it above its fence, apply it to the whole page (`page.skip = ...`), or remove it.",
};

/// An HTML comment is never closed.
pub static UNCLOSED_COMMENT: Rule = Rule {
    code: "D106",
    name: "unclosed-comment",
    level: Level::Deny,
    what: "An HTML comment is never closed.",
    why: "Everything below it is hidden from readers, and from doctrial.",
    example: "<!-- a remark, and no `-->` to the end of the page",
    fix: "Close the comment with `-->`.",
};

/// A fence that looks like HTTP is inside an HTML block, where Markdown has no fences.
pub static HIDDEN_FENCE: Rule = Rule {
    code: "D107",
    name: "hidden-fence",
    level: Level::Warn,
    what: "A fence that looks like HTTP is inside an HTML block, where Markdown has no fences.",
    why: "It is neither rendered as an example nor read as one.",
    example: "`<details>` and, on the very next line, ```http",
    fix: "Put a blank line between the HTML and the fence.",
};

/// A fence is never closed and includes what follows, up to the end of the next fence.
pub static UNCLOSED_FENCE: Rule = Rule {
    code: "D108",
    name: "unclosed-fence",
    level: Level::Deny,
    what: "A fence is never closed and includes what follows, up to the end of the next fence.",
    why: "Readers see headings and prose as code. The example was read up to where the next block evidently begins.",
    example: "```http, a request, and then `### Response` without a closing ```",
    fix: "Close the fence.",
};

/// A response belongs to no request that is an example.
pub static UNPAIRED_RESPONSE: Rule = Rule {
    code: "D201",
    name: "unpaired-response",
    level: Level::Warn,
    what: "A response belongs to no request that is an example.",
    why: "There is no request to send, so it is not checked.",
    example: "A response below a request that is annotated as `ignored`.",
    fix: "Show the request it belongs to above it, in the same section. On an annotated page, annotate its request as `request`, or this response as `ignored`.",
};

/// A request example has no response.
pub static REQUEST_WITHOUT_RESPONSE: Rule = Rule {
    code: "D202",
    name: "request-without-response",
    level: Level::Warn,
    what: "A request example has no response.",
    why: "Nothing is promised for it, so nothing is checked.",
    example: "A ```http fence with `GET /items HTTP/1.1` and nothing after it.",
    fix: "Show the response; or mark the request as not an example: by `<!-- doctrial role = \"none\" -->` above it, or, where the page \
          has annotations, by the `blockType` `ignored`.",
};

/// A fence annotated as request or response does not begin with a request line or status line.
pub static NOT_HTTP: Rule = Rule {
    code: "D203",
    name: "not-http",
    level: Level::Deny,
    what: "A fence annotated as request or response does not begin with a request line or status line.",
    why: "The example cannot be sent, or does not say which status it promises.",
    example: "A fence annotated as `response` that begins with `{`.",
    fix: "Begin the fence with `METHOD URL` or `HTTP/1.1 STATUS`.",
};

/// A `resource` block does not say which type it shows.
pub static UNNAMED_RESOURCE: Rule = Rule {
    code: "D204",
    name: "unnamed-resource",
    level: Level::Warn,
    what: "A `resource` block does not say which type it shows.",
    why: "No response can be validated against it.",
    example: r#"<!-- { "blockType": "resource" } -->"#,
    fix: r#"Add `"@odata.type": "name.space.type"` to its annotation."#,
};

/// The body of a message follows its header fields without a blank line.
pub static NO_BLANK_LINE: Rule = Rule {
    code: "D301",
    name: "no-blank-line",
    level: Level::Warn,
    what: "The body of a message follows its header fields without a blank line.",
    why: "Readers who copy the example send a broken message. The case is read as if the blank line were there.",
    example: "`Content-Type: application/json` and, on the next line, `{`.",
    fix: "Put a blank line before the body.",
};

/// There is a blank line between the start line and the header fields.
pub static BLANK_IN_HEAD: Rule = Rule {
    code: "D302",
    name: "blank-in-head",
    level: Level::Warn,
    what: "There is a blank line between the start line and the header fields.",
    why: "What follows a blank line is the body: the fields would not be sent as header fields.",
    example: "`GET /items`, a blank line, `Accept: application/json`.",
    fix: "Remove the blank line.",
};

/// A line among a message's header fields is not a header field.
pub static NOT_A_HEADER_FIELD: Rule = Rule {
    code: "D303",
    name: "not-a-header-field",
    level: Level::Warn,
    what: "A line among a message's header fields is not a header field.",
    why: "It was ignored: what it means is not sent, or not checked.",
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
    fix: "Correct the JSON at the position given. What is left out may be shown as `...`.",
};

/// A documented body looks like JSON, leaves something open in it, and cannot be read even tolerantly.
pub static SKETCHED_BODY: Rule = Rule {
    code: "D308",
    name: "sketched-body",
    level: Level::Warn,
    what: "A documented body looks like JSON, leaves something open in it, and cannot be read even tolerantly.",
    why: "It may be meant as a sketch; nothing can be compared with it.",
    example: r#"`{ "id": <id>|<name> "of": [...] }`"#,
    fix: "Show values in it, or mark what is left out with `...`.",
};

/// A documented JSON body is not strict JSON and was repaired to be read.
pub static REPAIRED_BODY: Rule = Rule {
    code: "D305",
    name: "repaired-body",
    level: Level::Warn,
    what: "A documented JSON body is not strict JSON and was repaired to be read.",
    why: "Readers who copy it get an error from the service.",
    example: r#"`{ "a": 1, }`"#,
    fix: "Correct it as the finding says, for example remove the trailing comma; mark what is omitted with `truncated` \
          rather than with a comment.",
};

/// A documented JSON object has the same member twice.
pub static DUPLICATE_KEY: Rule = Rule {
    code: "D306",
    name: "duplicate-key",
    level: Level::Warn,
    what: "A documented JSON object has the same member twice.",
    why: "Which one counts differs from parser to parser (RFC 8259 section 4).",
    example: r#"`{ "a": 1, "a": 2 }`"#,
    fix: "Remove one of them.",
};

/// Two requests on a page have the same name.
pub static DUPLICATE_NAME: Rule = Rule {
    code: "D307",
    name: "duplicate-name",
    level: Level::Warn,
    what: "Two requests on a page have the same name.",
    why: "A response that names it could belong to either; the cases' ids are distinguished by a hash of the text.",
    example: r#"Two annotations with `"name": "get_user"`."#,
    fix: "Give each request its own name.",
};

/// A fence is annotated as a request and contains a response, or the other way round.
pub static MISLABELLED: Rule = Rule {
    code: "D205",
    name: "mislabelled",
    level: Level::Warn,
    what: "A fence is annotated as a request and contains a response, or the other way round.",
    why: "Other tools that believe the label drop the example or attach it to the wrong request.",
    example: "A fence annotated as `response` that begins with `POST https://...`.",
    fix: "Correct the annotation's `blockType`.",
};

/// A fence contains several requests.
pub static SECOND_REQUEST: Rule = Rule {
    code: "D206",
    name: "second-request",
    level: Level::Warn,
    what: "A fence contains several requests. The first is used, the others are not read.",
    why: "A response belongs to one request: nobody can tell which, and the others are not checked.",
    example: "A fence with `GET /lamps/7` and, after a blank line, `GET /lamps/8`.",
    fix: "Give each request a fence of its own, with its response below it.",
};

/// A response names a request that the page does not have.
pub static UNKNOWN_NAME: Rule = Rule {
    code: "D207",
    name: "unknown-name",
    level: Level::Warn,
    what: "A response names a request that the page does not have. It is taken as the response to the request above it.",
    why: "If the name is misspelt, the response is paired with the wrong request, and the right one has none.",
    example: r#"`"name": "get_lamp"` at the request, `"name": "getLamp"` at the response."#,
    fix: "Correct the name, or omit it: a response without a name belongs to the nearest request above it.",
};

/// Responses of a page belong to no request that could be read.
pub static UNREAD_RESPONSES: Rule = Rule {
    code: "D208",
    name: "unread-responses",
    level: Level::Warn,
    what: "The page calls fences responses, and no request was found that they belong to. There is one finding for each page.",
    why: "They are in no case, so nothing of them is checked.",
    example: "`**Response**` above a JSON fence, and above that only a sentence that describes the request.",
    fix: "Show the request: `GET /items` in a heading or fence, or a command.",
};

/// A page includes a file that does not exist.
pub static MISSING_INCLUDE: Rule = Rule {
    code: "D130",
    name: "missing-include",
    level: Level::Warn,
    what: "A page includes a file that does not exist.",
    why: "The included content is not read; if it has examples, they are not checked.",
    example: "`[!INCLUDE [limits](../includes/limits.md)]` without such a file.",
    fix: "Correct the path, or add the file.",
};

/// A JSON fence below a request may be the request's body or the response to it.
pub static AMBIGUOUS_FENCE: Rule = Rule {
    code: "D230",
    name: "ambiguous-fence",
    level: Level::Warn,
    what: "A JSON fence below a request may be the request's body or the response to it.",
    why: "It is read as neither, so nothing of it is checked.",
    example: "`POST /items` and below it `{ \"name\": \"a\" }`, without a word in between.",
    fix: "Put `Request body:` or `Response:` above the fence.",
};

/// A fence shows several JSON documents as one response.
pub static SEVERAL_DOCUMENTS: Rule = Rule {
    code: "D231",
    name: "several-documents",
    level: Level::Warn,
    what: "A fence shows several JSON documents, laid out over several lines, as one response or one body of a request. A document on each line is \
           one response in JSON lines.",
    why: "A response is one document. The first is used, the others are not checked.",
    example: "`{`, `\"id\": 1`, `}` on lines of their own, and below them another such document.",
    fix: "Show each response in a fence of its own, with its request.",
};
