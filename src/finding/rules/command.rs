//! `D4`: commands of `curl` and `HTTPie`.

use crate::finding::{Level, Rule};

/// The rules of this group.
pub static RULES: &[&Rule] =
    &[&UNKNOWN_CURL_OPTION, &UNREADABLE_COMMAND, &BROKEN_COMMAND, &CHANGED_RESPONSE, &METHOD_CASE];

/// A `curl` command has an option that curl does not know.
pub static UNKNOWN_CURL_OPTION: Rule = Rule {
    code: "D401",
    name: "unknown-curl-option",
    level: Level::Warn,
    what: "A `curl` command has an option that curl does not know.",
    why: "Readers who copy the command get an error. What was meant is not guessed, so there is no case.",
    example: "`curl --data-urlenocde 'a=b' http://localhost:8080/items`",
    fix: "Correct the option.",
};

/// A command cannot be read as one request.
pub static UNREADABLE_COMMAND: Rule = Rule {
    code: "D402",
    name: "unreadable-command",
    level: Level::Warn,
    what: "A command cannot be read as one request: no URL, several, or an option that hides what is sent.",
    why: "There is no case for it, so it is not checked.",
    example: "`curl --config request.txt`",
    fix: "Show one request with everything it sends.",
};

/// A command would not run as written: a backslash is missing, a URL with `&` is not quoted.
pub static BROKEN_COMMAND: Rule = Rule {
    code: "D403",
    name: "broken-command",
    level: Level::Warn,
    what: "A command would not run as written: a backslash is missing, a URL with `&` is not quoted, a quote is not closed.",
    why: "Readers who copy it run something else. It was read as it is evidently meant.",
    example: "`curl -X POST` and, on the next line without a backslash before it, `-d @item.json`.",
    fix: "End each continued line with a backslash; quote URLs.",
};

/// The output shown is not the response the service sends, so only the status is judged.
pub static CHANGED_RESPONSE: Rule = Rule {
    code: "D404",
    name: "changed-response",
    level: Level::Warn,
    what: "What is shown below a command is not the body the service sends: a filter changed it, or there are several documents.",
    why: "Only the status is judged.",
    example: "`curl http://localhost:8080/items | jq '.items[0]'`",
    fix: "Show the whole response, formatted with `jq .` if you like.",
};

/// A method is not in upper case.
pub static METHOD_CASE: Rule = Rule {
    code: "D405",
    name: "method-case",
    level: Level::Warn,
    what: "The method of a request is not in upper case.",
    why: "Methods are case-sensitive (RFC 9110 section 9.1), and no client corrects them: curl sends `post` as it is written. Most \
          services reject it.",
    example: "`curl -X post http://localhost:8080/items`",
    fix: "Write the method in upper case.",
};
