//! HTTP messages as people write them in docs (looser than RFC 9112), each part with its place.

use super::described_request;
use super::fields_and_body::{FieldsAndBody, begins_with_field};
use super::message_defect::{MessageDefect, MessageDefectKind};
use super::request_line::{begins_request, method_and_path, request_line};
use super::request_message::RequestMessage;
use super::response_message::ResponseMessage;
use super::status_line::{StatusLine, status_line};
use super::{data_option, json_fence};
use crate::http::method::only_reads;
use crate::text::{SourceText, Span};

/// Reads the request that a fence shows, if its first line is a request line.
pub(crate) fn request(text: &SourceText) -> Option<RequestMessage> {
    let Some(line) = request_line(text) else { return described_request::request(text) };
    if let Some(message) = data_option::request(text, &line) {
        return Some(message);
    }
    let bodiless = !line.assumed && only_reads(line.method);
    let FieldsAndBody { headers, mut body, left_out, mut defects } =
        FieldsAndBody::of_request(text, line.end, bodiless);
    // Where a body would be another request begins: what is sent must not be what looks like another request.
    let in_body = body.take_if(|body| begins_request(body.text())).map(|body| body.source().rest_of_line(0));
    let second = in_body.or(line.second.map(Span::from));
    defects.extend(second.map(|span| MessageDefect { kind: MessageDefectKind::SecondRequest, span }));
    let in_other_case = line.other_case.as_ref().map(|(_, span)| *span);
    defects.extend(in_other_case.map(|span| MessageDefect { kind: MessageDefectKind::MethodCase, span }));
    Some(RequestMessage { line, headers, body, left_out, defects })
}

/// Reads the response that a fence shows, if its first line is a status line.
pub(crate) fn response(text: &SourceText) -> Option<ResponseMessage> {
    if method_and_path(text.text()).is_some() {
        return None;
    }
    let Some(line) = status_line(text) else {
        return head_with_status_last(text).or_else(|| fields_before_status(text));
    };
    if let Some(body) = body_behind_status(text, &line) {
        let (headers, defects) = (Vec::new(), Vec::new());
        return Some(ResponseMessage { line, headers, body: Some(body.into()), left_out: None, defects });
    }
    let FieldsAndBody { headers, body, left_out, defects } = FieldsAndBody::of_response(text, line.end, line.status);
    Some(ResponseMessage { line, headers, body, left_out, defects })
}

/// The body that is in the line of the status, with nothing below it: `HTTP 404 {"error": "none"}`.
fn body_behind_status(text: &SourceText, line: &StatusLine) -> Option<SourceText> {
    let source = text.text();
    let shown = source.get(..line.end).filter(|_| source[line.end..].trim().is_empty())?.trim_end();
    let open = shown.find(['{', '['])?;
    let length = json_fence::first_document(&shown[open..])?;
    Some(data_option::part(text, open, &shown[open..open + length]))
}

/// A head as a generator of docs writes it: header fields, and the status line below them.
fn head_with_status_last(text: &SourceText) -> Option<ResponseMessage> {
    let source = text.text().trim_end();
    let at = source.rfind('\n')? + 1;
    // Nearly all texts end here.
    source.as_bytes().get(at..at + 3).filter(|digits| digits.iter().all(u8::is_ascii_digit))?;
    let line = status_line(&text.slice(at, source.len()))?;
    let FieldsAndBody { headers, body, left_out, defects } = FieldsAndBody::read(&text.slice(0, at), 0);
    let is_head = !headers.is_empty() && body.is_none() && left_out.is_none() && defects.is_empty();
    let line = StatusLine { end: source.len(), ..line };
    is_head.then_some(ResponseMessage { line, headers, body: None, left_out: None, defects })
}

/// A response whose well-known header fields are above its status line: `Content-Type: text/csv`, `200 OK`, a blank line and the body.
fn fields_before_status(text: &SourceText) -> Option<ResponseMessage> {
    /// How many fields may be there.
    const MOST: usize = 12;
    let source = text.text();
    let mut at = source.len() - source.trim_start().len();
    // Nearly all texts end here.
    if !begins_with_field(&source[at..]) {
        return None;
    }
    let start = at;
    for shown in source[start..].split_inclusive('\n').take(MOST) {
        if at > start && shown.trim_start().starts_with(|c: char| c.is_ascii_digit() || c == 'H') {
            let line = status_line(&text.slice(at, source.len()))?;
            let line = StatusLine { end: at + line.end, ..line };
            let above = FieldsAndBody::read(&text.slice(start, at), 0);
            let FieldsAndBody { headers, body, left_out, mut defects } =
                FieldsAndBody::of_response(text, line.end, line.status);
            defects.extend(above.defects);
            let headers = above.headers.into_iter().chain(headers).collect();
            return above.body.is_none().then_some(ResponseMessage { line, headers, body, left_out, defects });
        }
        if !begins_with_field(shown) {
            return None;
        }
        at += shown.len();
    }
    None
}
