//! Rules of standards, whatever the docs show: `OData` control information and problem documents.

use serde_json::{Map, Value};

use crate::finding::rules::body::{WRONG_CONTROL_INFORMATION, WRONG_PROBLEM};
use crate::finding::{At, Finding, Rule};
use crate::http::is_uri_reference;
use crate::json::Pointer;
use crate::judge::body::documented::DocumentedJson;
use crate::judge::context::JudgeContext;
use crate::judge::excerpt;
use crate::judge::path::{Path, Step, collapse};

/// Findings about the response by `OData` JSON Format 4.01 (section 4.6) and RFC 9457, except at places that are `reported`
/// already. What the docs themselves show is not the fault of the service.
pub(crate) fn judge(
    context: &JudgeContext<'_>,
    documented: &DocumentedJson<'_>,
    instance: &Value,
    reported: &[Finding],
) -> Vec<Finding> {
    let is_reported = |finding: &Finding| reported.iter().any(|other| other.at == finding.at);
    let mut found = inspect(context, documented, instance);
    found.retain(|finding| !is_reported(finding));
    if found.is_empty() {
        return found;
    }
    let shown = documented.value();
    let own: Vec<_> = inspect(context, documented, shown).iter().map(|f| breach(f, shown)).collect();
    found.retain(|finding| !own.contains(&breach(finding, instance)));
    found
}

fn breach(finding: &Finding, instance: &Value) -> (&'static str, Pointer) {
    let place = match &finding.at {
        At::Body(pointer) => collapse(pointer, instance),
        _ => Pointer::root(),
    };
    (finding.rule.code, place)
}

fn inspect(context: &JudgeContext<'_>, documented: &DocumentedJson<'_>, instance: &Value) -> Vec<Finding> {
    let mut inspection = Inspection { context, documented, path: Path::default(), findings: Vec::new() };
    if has_control(instance) {
        inspection.value(instance);
    }
    let is_problem = context.response.headers.media_type().is_some_and(|received| received.is_problem());
    if let (true, Value::Object(problem)) = (is_problem, instance) {
        inspection.problem(problem);
    }
    inspection.findings
}

/// Whether some member is control information, which most responses have none of.
fn has_control(value: &Value) -> bool {
    match value {
        Value::Object(members) => members.iter().any(|(name, value)| is_control(name) || has_control(value)),
        Value::Array(items) => items.iter().any(has_control),
        _ => false,
    }
}

fn is_control(name: &str) -> bool {
    memchr::memchr(b'@', name.as_bytes()).is_some_and(|_| name.contains(CONTROL))
}

/// What begins the name of control information, behind the name of what it is about.
const CONTROL: &str = "@odata.";

struct Inspection<'a, 'h> {
    context: &'a JudgeContext<'h>,
    documented: &'a DocumentedJson<'h>,
    path: Path<'a>,
    findings: Vec<Finding>,
}

impl<'a> Inspection<'a, '_> {
    fn value(&mut self, value: &'a Value) {
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    self.path.push(Step::Member(name));
                    self.control(name, value);
                    self.value(value);
                    self.path.pop();
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.path.push(Step::Item(index));
                    self.value(item);
                    self.path.pop();
                }
            }
            _ => {}
        }
    }

    fn control(&mut self, name: &str, value: &Value) {
        let Some((_, information)) = name.split_once(CONTROL) else { return };
        let expected = match information {
            "nextLink" | "deltaLink" | "navigationLink" | "associationLink" if !is_url(value) => "a URL",
            "context" | "id" | "type" | "etag" | "mediaEtag" if !value.is_string() && !value.is_null() => "a string",
            "count" if !is_count(value) => "a whole number",
            _ => return,
        };
        let message = format!("control information `{}` is not {expected}", excerpt::cut(name, 60));
        self.report(&WRONG_CONTROL_INFORMATION, self.path.pointer(), message, expected, value);
    }

    fn problem(&mut self, problem: &Map<String, Value>) {
        let status = self.context.response.status;
        for (name, value) in problem {
            let expected = match name.as_str() {
                "status" if value.as_u64() != Some(u64::from(status)) => {
                    format!("{status}, the status of the response")
                }
                "type" | "instance" if !value.as_str().is_some_and(is_uri_reference) => "a URI reference".to_owned(),
                "title" | "detail" if !value.is_string() => "a string".to_owned(),
                _ => continue,
            };
            let message = format!("member `{name}` of the problem document is not {expected}");
            self.report(&WRONG_PROBLEM, Pointer::root().join(name), message, &expected, value);
        }
    }

    fn report(&mut self, rule: &'static Rule, pointer: Pointer, message: String, expected: &str, actual: &Value) {
        let (pattern, _) = self.documented.pattern.nearest(&pointer);
        let standard =
            if *rule == WRONG_PROBLEM { "RFC 9457 section 3.1" } else { "the OData JSON format 4.01 section 4.6" };
        let finding = self
            .context
            .finding(rule, self.documented.member_span(pattern), At::Body(pointer), message)
            .expected(expected)
            .actual(excerpt::value(actual))
            .help(format!("correct the service: {standard} says what this must be"));
        self.findings.push(finding);
    }
}

fn is_url(value: &Value) -> bool {
    value.as_str().is_some_and(is_uri_reference)
}

/// With `IEEE754Compatible=true` counts are strings.
fn is_count(value: &Value) -> bool {
    value.is_u64() || value.as_str().is_some_and(|text| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()))
}
