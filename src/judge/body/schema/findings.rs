//! Each violation of the schema becomes a finding at the docs line of its key.

use serde_json::Value;

use super::breach::breach;
use super::disputes::disputes;
use super::keyword::rule_of;
use super::reported::Reported;
use crate::finding::rules::body::{NULL_FOR_VALUE, WRONG_OBJECT_TYPE, WRONG_TYPE};
use crate::finding::{At, Finding, Level, Rule, ToleranceKind};
use crate::json::Pointer;
use crate::judge::body::documented::DocumentedJson;
use crate::judge::context::JudgeContext;
use crate::judge::excerpt;
use crate::judge::path::{Step, collapse};
use crate::judge::remedies::allow_null;
use crate::judge::tolerances::log::ToleranceLog;
use crate::schema::{Schemas, Violation, documents_member};

pub(crate) struct SchemaFindings<'a, 'h> {
    context: &'a JudgeContext<'h>,
    documented: &'a DocumentedJson<'h>,
    instance: &'a Value,
    schema: &'a Value,
    schemas: &'a Schemas,
    tolerances: &'a mut ToleranceLog,
}

impl<'a, 'h> SchemaFindings<'a, 'h> {
    pub(crate) fn new(
        context: &'a JudgeContext<'h>,
        documented: &'a DocumentedJson<'h>,
        instance: &'a Value,
        schemas: &'a Schemas,
        tolerances: &'a mut ToleranceLog,
    ) -> Self {
        let schema = documented.schema(context.case);
        Self { context, documented, instance, schema, schemas, tolerances }
    }

    /// Adds a finding for each violation that is the fault of the response; returns those. `findings`: those of the walk.
    pub(crate) fn judge(&mut self, violations: Vec<Violation>, findings: &mut Vec<Finding>) -> Vec<Violation> {
        let reported = Reported::new(findings);
        let mut counted = Vec::new();
        for violation in violations {
            let is_null = self.instance.pointer(violation.pointer.as_str()).is_some_and(Value::is_null);
            if let Some(index) = reported.at(&violation.pointer) {
                if is_null && findings[index].rule.0 == &NULL_FOR_VALUE && self.is_documented(&violation.pointer) {
                    findings[index].level = Level::Deny;
                }
                continue;
            }
            if reported.covers(&violation) || self.is_disputed(&violation) {
                continue;
            }
            if is_null && self.is_nullable(&violation.pointer) {
                continue;
            }
            findings.push(self.finding(&violation, is_null));
            counted.push(violation);
        }
        counted
    }

    fn finding(&self, violation: &Violation, is_null: bool) -> Finding {
        let rule = if is_null { &NULL_FOR_VALUE } else { rule_of(&violation.keyword) };
        let what = subject(&violation.pointer, self.instance);
        let message = match rule.name {
            "null-for-value" => format!("{what} is null, which the docs rule out"),
            "breaks-schema" => format!("{what} breaks the documented schema (`{}`)", violation.keyword),
            _ => format!("{what} is not {}", excerpt::cut(&violation.expected, 100)),
        };
        let null_help = self.null_help(&violation.pointer);
        let help = match rule.name {
            "null-for-value" => &null_help,
            "outside-enum" => "add the value to the documented ones, or have the service send one of them",
            "breaks-schema" => "correct the schema, or the service",
            "wrong-object-type" => WRONG_OBJECT_TYPE.fix,
            _ => "correct the example or the documented type in the page, or the service",
        };
        let span = self.documented.nearest_span(&violation.pointer);
        let mut finding = self
            .context
            .finding(rule, span, At::Body(violation.pointer.clone()), message)
            .expected(excerpt::line(&violation.expected))
            .actual(excerpt::line(&violation.actual))
            .help(help);
        let other_type = rule == &WRONG_OBJECT_TYPE && self.context.case.expectation.facts.is_partial();
        if other_type || self.is_guessed_integer(rule, violation) {
            finding.level = Level::Warn;
        }
        finding
    }

    /// A whole number in a sample need not mean that only whole numbers come.
    fn is_guessed_integer(&self, rule: &Rule, violation: &Violation) -> bool {
        rule == &WRONG_TYPE
            && violation.expected.starts_with("an integer")
            && self.instance.pointer(violation.pointer.as_str()).is_some_and(Value::is_number)
            && self.context.case.is_transcript()
            && !self.is_documented(&violation.pointer)
    }

    /// Whether a type documents the member at `pointer`, so that the schema speaks for the docs, not for the example.
    fn is_documented(&self, pointer: &Pointer) -> bool {
        let (Some(parent), Some(name)) = (pointer.parent(), pointer.tokens().last()) else { return false };
        documents_member(self.schemas.set(), self.schema, &parent, &name) == Some(true)
    }

    /// Whether the annotation calls the member nullable, whatever its type says.
    fn is_nullable(&self, pointer: &Pointer) -> bool {
        let tokens: Vec<String> = pointer.tokens().collect();
        self.context.case.expectation.may_be_null(&tokens.iter().map(String::as_str).collect::<Vec<_>>())
    }

    fn null_help(&self, pointer: &Pointer) -> String {
        let collapsed = collapse(pointer, self.instance);
        let tokens: Vec<String> = collapsed.tokens().collect();
        let mut steps = Vec::with_capacity(tokens.len());
        for token in &tokens {
            steps.push(if token == "*" { Step::Item(0) } else { Step::Member(token) });
        }
        allow_null(self.context.case, &steps)
    }

    /// Whether the example breaks the schema in the same way; a schema that the user names for the case decides.
    fn is_disputed(&mut self, violation: &Violation) -> bool {
        if self.context.case.overrides.schema.is_some() {
            return false;
        }
        let breach = breach(violation, self.instance);
        let partial = self.context.case.expectation.facts.is_partial();
        let (body, schema, schemas) = (self.documented, self.schema, self.schemas);
        let disputed = body.disputes.get_or_init(|| disputes(body, schema, schemas, partial)).contains(&breach);
        if disputed {
            self.tolerances.record_once(ToleranceKind::Disputed, &breach.0, &violation.pointer);
        }
        disputed
    }
}

/// What a pointer refers to, in words.
fn subject(pointer: &Pointer, instance: &Value) -> String {
    let tokens: Vec<_> = pointer.tokens().collect();
    let is_item = pointer.parent().and_then(|p| instance.pointer(p.as_str()).map(Value::is_array)).unwrap_or(false);
    match tokens.as_slice() {
        [] => "the body".to_owned(),
        [.., array, _] if is_item => format!("an item of `{}`", excerpt::cut(array, 80)),
        [_] if is_item => "an item".to_owned(),
        [.., name] => format!("`{}`", excerpt::cut(name, 80)),
    }
}
