//! Header fields that say where a message ends (RFC 9112 section 6).

use crate::contract::Case;
use crate::finding::rules::header::CONTRADICTORY_FRAMING;
use crate::finding::{At, Finding, Level};
use crate::http::method::is_head;
use crate::http::{TransportNote, is_bodiless, never_announces_body};
use crate::json::Pointer;
use crate::judge::context::JudgeContext;
use crate::judge::excerpt;
use crate::judge::policy::Policy;

/// Reports a body that a response has or announces although its status has none, a length in addition to chunks, and stray bytes.
pub(super) fn judge(context: &mut JudgeContext<'_>) {
    if !announced(context) && context.notes.contains(&TransportNote::StrayBytes) {
        stray(context);
    }
}

/// Reports bytes after the response.
fn stray(context: &mut JudgeContext<'_>) {
    let finding = stray_bytes(context.case, &context.request.method, context.response.status);
    context.report(finding);
}

/// What is found of bytes after a response. Some services end each body with a line end that is not a part of it; a body where
/// there can be none is another matter.
fn stray_bytes(case: &Case, method: &str, status: u16) -> Finding {
    let (message, level) = if is_bodiless(method, status) {
        let of = if is_head(method) {
            "the response to HEAD".to_owned()
        } else {
            format!("a response with status {status}")
        };
        (format!("a body follows the response, but {of} never has one"), Level::Deny)
    } else {
        ("bytes follow the response that do not belong to it: it is longer than its head says".to_owned(), Level::Warn)
    };
    let (rule, place) = (&CONTRADICTORY_FRAMING, case.expectation.status_place);
    let mut finding = Finding::new(rule, &case.page, place, At::Body(Pointer::root()), message).help(rule.fix);
    finding.level = level;
    finding
}

/// What is found of bytes that came after a response had been judged; `None` where the user allows them.
pub fn late_bytes(case: &Case, method: &str, status: u16, policy: &Policy) -> Option<Finding> {
    let mut finding = stray_bytes(case, method, status);
    finding.message.push_str("; seen after the response had been judged");
    if let Some(level) = policy.overrides(case, finding.rule.0).in_force() {
        finding.level = level;
    }
    (finding.level != Level::Allow).then_some(finding)
}

/// Reports what the header fields say against the status, or one another; whether there is something.
fn announced(context: &mut JudgeContext<'_>) -> bool {
    let headers = &context.response.headers;
    let (status, length) = (context.response.status, headers.get("content-length"));
    let has_no_body = never_announces_body(status);
    let chunked = headers.get("transfer-encoding");
    let (name, value, message, level) = match (length, chunked) {
        (Some(length), _) if has_no_body && length.trim() != "0" => {
            let message = format!("the response announces a body, which a response with status {status} never has");
            ("Content-Length", length, message, Level::Deny)
        }
        (_, Some(chunked)) if has_no_body => {
            let message = format!("the response has `Transfer-Encoding`, but status {status} never has a body");
            ("Transfer-Encoding", chunked, message, Level::Warn)
        }
        (Some(length), Some(_)) => {
            let message = "the response has both `Content-Length` and `Transfer-Encoding`".to_owned();
            ("Content-Length", length, message, Level::Warn)
        }
        _ => return false,
    };
    let mut finding = context
        .finding(&CONTRADICTORY_FRAMING, context.case.expectation.status_place, At::Header(name.to_owned()), message)
        .expected(format!("no header `{name}`"))
        .actual(excerpt::line(value))
        .help(CONTRADICTORY_FRAMING.fix);
    finding.level = level;
    context.report(finding);
    true
}
