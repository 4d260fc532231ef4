//! The answer's body as JSON, read strictly: what a client's parser would refuse is a finding.

use serde_json::Value;

use crate::finding::rules::body::{DUPLICATE_MEMBER, NOT_JSON, TOO_DEEP};
use crate::finding::{At, Finding, Rule};
use crate::json::{Document, MAX_DEPTH, Node, Pointer, Value as Shown, read};
use crate::judge::body::judge::Documented;
use crate::judge::context::JudgeContext;
use crate::judge::excerpt;
use crate::judge::headers::content_type;
use crate::text::LineIndex;

/// The answer's body; `None` (and a finding) where it is not JSON as RFC 8259 has it.
pub(crate) fn answer_json(context: &mut JudgeContext<'_>, documented: &Documented<'_>) -> Option<Value> {
    let response = context.response;
    let text = match std::str::from_utf8(&response.body) {
        Ok(text) => text,
        Err(error) => {
            let coding =
                response.headers.get("content-encoding").map(|coding| format!(" (Content-Encoding: {coding})"));
            let what =
                format!("byte {} is no UTF-8{}", error.valid_up_to(), excerpt::cut(&coding.unwrap_or_default(), 60));
            refuse(context, documented, &NOT_JSON, &what);
            return None;
        }
    };
    let document = match read(text) {
        Ok(document) => document,
        Err(error) if error.too_deep => {
            let what = format!("it nests deeper than {MAX_DEPTH} levels");
            refuse(context, documented, &TOO_DEEP, &what);
            return None;
        }
        Err(error) => {
            refuse(context, documented, &NOT_JSON, &format!("{}: {}", place(text, error.at), error.message));
            return None;
        }
    };
    if text.starts_with('\u{feff}') {
        refuse(context, documented, &NOT_JSON, "it begins with a byte order mark (RFC 8259, section 8.1)");
        return None;
    }
    if let Some(repair) = document.repairs.first() {
        let what = format!("{}: {}", place(text, repair.at), repair.kind.describe());
        refuse(context, documented, &NOT_JSON, &what);
        return None;
    }
    duplicates(context, documented, &document);
    context.numbers = document.root.unheld_numbers();
    Some(document.root.into_serde())
}

fn place(text: &str, at: usize) -> String {
    let place = LineIndex::new(text).place(text, at);
    format!("line {}, column {}", place.line, place.column)
}

fn refuse(context: &mut JudgeContext<'_>, documented: &Documented<'_>, rule: &'static Rule, what: &str) {
    let message = format!("the answer's body cannot be read as JSON: {what}");
    let finding = context
        .finding(rule, documented.passage.start(), At::Body(Pointer::root()), message)
        .expected("JSON (RFC 8259)")
        .actual(content_type::glimpse(&context.response.body))
        .help("correct the service: clients' parsers refuse this body; or show in the page what it really sends");
    context.report(finding);
}

fn duplicates(context: &mut JudgeContext<'_>, documented: &Documented<'_>, document: &Document) {
    for (name, at) in &document.duplicates {
        let pointer = find(&document.root, *at).unwrap_or_default();
        let near = documented.pattern.nearest(&pointer).0;
        let message = format!("the answer has member `{}` twice in one object", excerpt::cut(name, 60));
        let finding: Finding = context
            .finding(&DUPLICATE_MEMBER, documented.place(near), At::Body(pointer), message)
            .expected("each name once (RFC 8259 section 4)")
            .actual(format!("`{}` repeated", excerpt::cut(name, 60)))
            .help("correct the service: which of the values a client sees depends on its parser");
        context.report(finding);
    }
}

/// The pointer of the member whose name starts at byte `at`.
fn find(node: &Node, at: usize) -> Option<Pointer> {
    let (mut here, mut pointer) = (node, Pointer::root());
    loop {
        match &here.value {
            Shown::Object { members, .. } => {
                let index = members.partition_point(|member| member.key_start <= at).checked_sub(1)?;
                let member = &members[index];
                pointer.push(&member.key);
                if member.key_start == at {
                    return Some(pointer);
                }
                here = &member.value;
            }
            Shown::Array { items, .. } => {
                let index = items.partition_point(|item| item.start <= at).checked_sub(1)?;
                pointer = pointer.item(index);
                here = &items[index];
            }
            _ => return None,
        }
    }
}
