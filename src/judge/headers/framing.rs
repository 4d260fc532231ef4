//! Header fields that say where a message ends (RFC 9112 section 6).

use crate::finding::rules::header::CONTRADICTORY_FRAMING;
use crate::finding::{At, Level};
use crate::judge::context::JudgeContext;
use crate::judge::excerpt;

/// Reports a body that a response announces although its status has none, and a length beside chunks.
pub(super) fn judge(context: &mut JudgeContext<'_>) {
    let headers = &context.response.headers;
    let (status, length) = (context.response.status, headers.get("content-length"));
    let has_no_body = status == 204 || (100..200).contains(&status);
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
        _ => return,
    };
    let mut finding = context
        .finding(&CONTRADICTORY_FRAMING, context.case.expectation.status_place, At::Header(name.to_owned()), message)
        .expected(format!("no header `{name}`"))
        .actual(excerpt::line(value))
        .help(CONTRADICTORY_FRAMING.fix);
    finding.level = level;
    context.report(finding);
}
