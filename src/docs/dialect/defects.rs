//! What is wrong with fences that show HTTP messages, as findings.

use crate::contract::Dialect;
use crate::docs::annotation::annotation::BlockType;
use crate::docs::edits;
use crate::docs::messages::message_defect::{MessageDefect, MessageDefectKind};
use crate::docs::outline::fence_in_context::FenceInContext;
use crate::finding::{Finding, rules};
use crate::text::{Page, Position, Span};

/// Something in a message that was accepted. `what`: "request" or "response".
pub(super) fn defect(page: &Page, defect: MessageDefect, what: &str) -> Finding {
    let (rule, message, help) = match defect.kind {
        MessageDefectKind::NoBlankLine => (
            &rules::docs::NO_BLANK_LINE,
            format!("the {what}'s body follows its head without a blank line"),
            "put a blank line before the body",
        ),
        MessageDefectKind::BlankLineInHead => (
            &rules::docs::BLANK_IN_HEAD,
            format!("there is a blank line inside the {what}'s head"),
            "remove it: what follows a blank line is the body",
        ),
        MessageDefectKind::SecondRequest => (
            &rules::docs::SECOND_REQUEST,
            "this fence has a second request here; only the first is in a case".to_owned(),
            "give each request a fence of its own, with its response below it",
        ),
        MessageDefectKind::NotAField => (
            &rules::docs::NOT_A_HEADER_FIELD,
            format!("this line of the {what}'s head is not a header field"),
            "write `Name: value`",
        ),
        MessageDefectKind::MethodCase => (
            &rules::command::METHOD_CASE,
            "this method is not in upper case, and it is sent as it is written".to_owned(),
            "write it in upper case: methods are case-sensitive",
        ),
    };
    let blank_line = match defect.kind {
        MessageDefectKind::NoBlankLine => edits::blank_line(&page.text, defect.span.start),
        _ => None,
    };
    Finding::docs(rule, &page.path, defect.span, message).help(help).fix(blank_line)
}

/// A fence with the annotation of its counterpart.
pub(super) fn mislabelled(path: &str, place: Position, name: &str) -> Finding {
    let message = format!("annotated as {name}, but it is not one; it was read as what it is");
    Finding::docs(&rules::docs::MISLABELLED, path, place, message).help("correct the annotation's `blockType`")
}

/// A body with several documents. `what`: "response", or "body of the request".
pub(super) fn several_documents(path: &str, place: Position, what: &str) -> Finding {
    let message = format!("this fence has several JSON documents; the first was taken as the {what}");
    let finding = Finding::docs(&rules::docs::SEVERAL_DOCUMENTS, path, place, message);
    finding.help("show each in a fence of its own")
}

/// A request without a response; what to do is said in the words of the page's dialect.
pub(super) fn no_response(path: &str, place: Position, dialect: Dialect) -> Finding {
    let message = "this request has no response: nothing can be expected of it";
    let finding = Finding::docs(&rules::docs::REQUEST_WITHOUT_RESPONSE, path, place, message);
    let (own, annotation) = ("by `<!-- doctrial role = \"none\" -->` above it", "by the `blockType` `ignored`");
    let marks = match dialect {
        Dialect::ApiDoctor => format!("{annotation} of its annotation, or {own}"),
        _ => format!("{own}, or, in a page with annotations, {annotation}"),
    };
    finding.help(format!("show the response below it, or mark it as no example: {marks}"))
}

/// A response without a request.
pub(super) fn unpaired(path: &str, place: Position, (message, help): (String, &'static str)) -> Finding {
    Finding::docs(&rules::docs::UNPAIRED_RESPONSE, path, place, message).help(help)
}

/// A fence annotated as what it cannot be read as.
pub(super) fn unreadable(path: &str, fence: &FenceInContext) -> Finding {
    let (name, expected) = if fence.is_annotated(BlockType::Request) {
        ("request", "a request line such as `GET /items`")
    } else {
        ("response", "a status line such as `HTTP/1.1 200 OK`")
    };
    let message = format!("annotated as {name}, but its first line is not {expected}");
    let first = fence.text.text().lines().find(|line| !line.trim().is_empty()).unwrap_or("(nothing)");
    let finding = Finding::docs(&rules::docs::NOT_HTTP, path, fence.place, message);
    finding.expected(expected).actual(first.chars().take(80).collect::<String>())
}

/// A status line with a typo.
pub(super) fn broken_status_line(path: &str, line: Span) -> Finding {
    let message = "this looks like a status line, but cannot be read as one";
    let finding = Finding::docs(&rules::docs::NOT_HTTP, path, line, message);
    finding.help("write a version and a status of three digits, 100 to 599: `HTTP/1.1 200 OK`")
}

/// A document with two possible meanings; `request`: the line of the request.
pub(super) fn ambiguous(path: &str, place: Position, request: u32) -> Finding {
    let message = format!(
        "this may be the body of the request at line {request} as well as the response to it: it was taken as neither"
    );
    let finding = Finding::docs(&rules::docs::AMBIGUOUS_FENCE, path, place, message);
    finding.help("say which above it: `Request body:` or `Response:`")
}
