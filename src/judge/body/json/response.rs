//! The response body as JSON, read strictly: what a client's parser would refuse is a finding.

use std::collections::HashSet;

use serde_json::Value;

use crate::contract::JsonLayout;
use crate::finding::rules::body::{DUPLICATE_MEMBER, NOT_JSON, TOO_DEEP};
use crate::finding::{At, Rule, ToleranceKind, TolerancePlace};
use crate::http::{ServerEvent, event_at, server_events};
use crate::json;
use crate::json::{Document, MAX_DEPTH, Node, Pointer, ReadError, plain_value, read, read_lines, read_parts};
use crate::judge::body::documented::DocumentedJson;
use crate::judge::context::JudgeContext;
use crate::judge::excerpt;
use crate::text::LineIndex;

/// The response body; `None` (and a finding) where it is not JSON as RFC 8259 has it.
pub(crate) fn read_response(context: &mut JudgeContext<'_>, documented: &DocumentedJson<'_>) -> Option<Value> {
    let response = context.response;
    // Most responses have nothing to be reported, and then positions in them are not needed.
    if documented.layout == JsonLayout::Document
        && let Some(value) = std::str::from_utf8(&response.body).ok().and_then(plain_value)
    {
        return Some(value);
    }
    let read = match documented.layout {
        JsonLayout::Document => strict_json(&response.body),
        JsonLayout::Lines => strict_lines(&response.body),
        JsonLayout::Events => strict_events(context, documented.source.text()),
    };
    match read {
        Ok(document) => {
            report_duplicates(context, documented, &document);
            context.numbers = document.root.inexact_numbers();
            Some(document.root.into_serde())
        }
        Err(Refusal::TooDeep) => {
            let what = format!("it nests deeper than {MAX_DEPTH} levels");
            report(context, documented, &TOO_DEEP, &what);
            None
        }
        Err(Refusal::NotUtf8 { at }) => {
            let coding = response.headers.get("content-encoding");
            let coding = coding.map(|coding| format!(" (Content-Encoding: {coding})")).unwrap_or_default();
            let what = format!("byte {at} is not UTF-8{}", excerpt::cut(&coding, 60));
            report(context, documented, &NOT_JSON, &what);
            None
        }
        Err(Refusal::NotJson(what)) => {
            report(context, documented, &NOT_JSON, &what);
            None
        }
    }
}

/// Why a body is not JSON.
enum Refusal {
    NotUtf8 { at: usize },
    TooDeep,
    NotJson(String),
}

fn strict_json(body: &[u8]) -> Result<Document, Refusal> {
    let text = utf8(body)?;
    let document = read(text);
    if document.is_ok() && text.starts_with('\u{feff}') {
        let what = "it begins with a byte order mark (RFC 8259, section 8.1)";
        return Err(Refusal::NotJson(what.to_owned()));
    }
    strict(text, document)
}

/// How many members that are there twice are reported of one response.
const MOST_DUPLICATES: usize = 100;

/// Each line as a JSON document. A response of one document is one line of it, however it is laid out.
fn strict_lines(body: &[u8]) -> Result<Document, Refusal> {
    if let Ok(only) = strict_json(body) {
        return Ok(only.into_only_item());
    }
    let text = utf8(body)?;
    strict(text, read_lines(text))
}

/// The data of each event as a JSON document. Events of a name that the docs do not show are counted and not judged, nor are
/// marks that they show as such (`[DONE]`).
fn strict_events(context: &mut JudgeContext<'_>, shown: &str) -> Result<Document, Refusal> {
    let text = utf8(&context.response.body)?;
    let documented = server_events(shown);
    let names: HashSet<_> = documented.iter().map(|event| event.name).collect();
    let marks: HashSet<_> = documented.iter().map(|event| (event.name, data(shown, event))).collect();
    let (received, mut parts) = (server_events(text), Vec::new());
    for event in &received {
        let is_mark = marks.contains(&(event.name, data(text, event)));
        match event.data.as_slice() {
            [only] if is_mark && !read(&text[only.clone()]).is_ok_and(|data| data.repairs.is_empty()) => {}
            [only] if names.contains(&event.name) => parts.push(only.clone()),
            _ if is_mark => {}
            _ => context.tolerances.record(ToleranceKind::Uncompared, TolerancePlace::Case),
        }
    }
    let document = strict(text, read_parts(text, parts))?;
    let items = document.root.items().unwrap_or_default();
    context.events = items.iter().map(|item| event_at(&received, item.start).unwrap_or_default().to_owned()).collect();
    Ok(document)
}

/// The lines of an event's data.
fn data<'t>(text: &'t str, event: &ServerEvent<'_>) -> Vec<&'t str> {
    event.data.iter().map(|range| text[range.clone()].trim()).collect()
}

fn utf8(body: &[u8]) -> Result<&str, Refusal> {
    std::str::from_utf8(body).map_err(|error| Refusal::NotUtf8 { at: error.valid_up_to() })
}

/// What was read, if nothing had to be repaired.
fn strict(text: &str, document: Result<Document, ReadError>) -> Result<Document, Refusal> {
    let not_json = |at, what: &str| Refusal::NotJson(format!("{}: {what}", place(text, at)));
    match document {
        Ok(document) => match document.repairs.first() {
            Some(repair) => Err(not_json(repair.at, repair.kind.describe())),
            None => Ok(document),
        },
        Err(error) if error.too_deep => Err(Refusal::TooDeep),
        Err(error) => Err(not_json(error.at, &error.message)),
    }
}

fn place(text: &str, at: usize) -> String {
    let place = LineIndex::new(text).place(at);
    format!("line {}, column {}", place.line, place.column)
}

fn report(context: &mut JudgeContext<'_>, documented: &DocumentedJson<'_>, rule: &'static Rule, what: &str) {
    let message = format!("the response body cannot be read as JSON: {what}");
    let finding = context
        .finding(rule, documented.source.token(0), At::Body(Pointer::root()), message)
        .expected("JSON (RFC 8259)")
        .actual(excerpt::body(&context.response.body))
        .help("correct the service: clients' parsers refuse this body; or show in the page what it really sends");
    context.report(finding);
}

fn report_duplicates(context: &mut JudgeContext<'_>, documented: &DocumentedJson<'_>, document: &Document) {
    for (name, at) in document.duplicates.iter().take(MOST_DUPLICATES) {
        let pointer = pointer_to(&document.root, *at).unwrap_or_default();
        let near = documented.pattern.nearest(&pointer).0;
        let name = excerpt::cut(name, 60);
        let message = format!("the response has the member `{name}` twice in one object");
        let finding = context
            .finding(&DUPLICATE_MEMBER, documented.name_span(near), At::Body(pointer), message)
            .expected("each name once (RFC 8259 section 4)")
            .actual(format!("`{name}` repeated"))
            .help("correct the service: which of the values a client sees depends on its parser");
        context.report(finding);
    }
}

/// The pointer to the member whose name starts at byte `at`.
fn pointer_to(node: &Node, at: usize) -> Option<Pointer> {
    let (mut here, mut pointer) = (node, Pointer::root());
    loop {
        match &here.value {
            json::Value::Object { members, .. } => {
                let index = members.partition_point(|member| member.key_start <= at).checked_sub(1)?;
                let member = &members[index];
                pointer.push(&member.key);
                if member.key_start == at {
                    return Some(pointer);
                }
                here = &member.value;
            }
            json::Value::Array { items, .. } => {
                let index = items.partition_point(|item| item.start <= at).checked_sub(1)?;
                pointer = pointer.item(index);
                here = &items[index];
            }
            _ => return None,
        }
    }
}
