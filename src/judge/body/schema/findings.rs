//! What the schema says of values: each violation becomes a finding at the docs line of its key, unless the walk has
//! spoken there, or the documented example breaks the schema in the same way.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::finding::rules::body::{
    BREAKS_SCHEMA, NULL_FOR_VALUE, OUTSIDE_ENUM, WRONG_FORMAT, WRONG_OBJECT_TYPE, WRONG_TYPE,
};
use crate::finding::{At, Finding, Level, Rule, ToleranceKind};
use crate::json;
use crate::json::{Node, Pointer};
use crate::judge::body::documented::Shown;
use crate::judge::body::json::null::HELP as NULL_HELP;
use crate::judge::body::judge::Documented;
use crate::judge::context::JudgeContext;
use crate::judge::excerpt;
use crate::judge::path::collapse;
use crate::judge::tolerances::log::ToleranceLog;
use crate::notation::placeholder;
use crate::schema::{Schemas, Violation, documents_member};

/// A way to break the schema: where (indices apart), by which family of keywords, and, where the keyword is about
/// members, by which of them.
pub(crate) type Breach = (Pointer, &'static str, String);

pub(crate) struct SchemaFindings<'a, 'h> {
    context: &'a JudgeContext<'h>,
    documented: &'a Documented<'h>,
    instance: &'a Value,
    schema: &'a Value,
    schemas: &'a Schemas,
    tolerances: &'a mut ToleranceLog,
}

impl<'a, 'h> SchemaFindings<'a, 'h> {
    pub(crate) fn new(
        context: &'a JudgeContext<'h>,
        documented: &'a Documented<'h>,
        instance: &'a Value,
        schema: &'a Value,
        schemas: &'a Schemas,
        tolerances: &'a mut ToleranceLog,
    ) -> Self {
        Self { context, documented, instance, schema, schemas, tolerances }
    }

    /// Adds a finding for each violation that stands; gives those back. `findings`: what the walk said.
    pub(crate) fn judge(&mut self, violations: Vec<Violation>, findings: &mut Vec<Finding>) -> Vec<Violation> {
        let reported = Reported::new(findings);
        let mut standing = Vec::new();
        for violation in violations {
            let is_null = self.instance.pointer(violation.pointer.as_str()).is_some_and(Value::is_null);
            if let Some(&index) = reported.at.get(&violation.pointer) {
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
            standing.push(violation);
        }
        standing
    }

    fn finding(&self, violation: &Violation, is_null: bool) -> Finding {
        let (pattern, _) = self.documented.pattern.nearest(&violation.pointer);
        let rule = if is_null { &NULL_FOR_VALUE } else { rule_of(&violation.keyword) };
        let what = subject(&violation.pointer, self.instance);
        let message = match rule.name {
            "null-for-value" => format!("{what} is null, the docs rule that out"),
            "breaks-schema" => format!("{what} breaks the documented schema (`{}`)", violation.keyword),
            _ => format!("{what} is not {}", excerpt::cut(&violation.expected, 100)),
        };
        let help = match rule.name {
            "null-for-value" => NULL_HELP,
            "outside-enum" => "add the value to the documented ones, or have the service send one of them",
            "breaks-schema" => "correct the schema, or the service",
            "wrong-object-type" => WRONG_OBJECT_TYPE.fix,
            _ => "correct the example or the documented type in the page, or the service",
        };
        let mut finding = self
            .context
            .finding(rule, self.documented.place(pattern), At::Body(violation.pointer.clone()), message)
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
        let number = self.instance.pointer(violation.pointer.as_str()).is_some_and(Value::is_number);
        let wanted = violation.expected.starts_with("an integer");
        rule == &WRONG_TYPE
            && wanted
            && number
            && self.context.case.is_sample()
            && !self.is_documented(&violation.pointer)
    }

    /// Whether a type documents the member at `pointer`, so that the schema speaks for the docs, not for the example.
    fn is_documented(&self, pointer: &Pointer) -> bool {
        let (Some(parent), Some(name)) = (pointer.parent(), pointer.tokens().last()) else { return false };
        documents_member(self.schemas.set(), self.schema, &parent, &name) == Some(true)
    }

    /// Whether the annotation calls the member nullable, whatever its type says.
    fn is_nullable(&self, pointer: &Pointer) -> bool {
        let name = pointer.tokens().last();
        name.is_some_and(|name| self.context.case.expectation.facts.nullable.contains(&name))
    }

    fn is_disputed(&mut self, violation: &Violation) -> bool {
        let breach = breach(violation, self.instance);
        let partial = self.context.case.expectation.facts.is_partial();
        let Documented { shown, .. } = self.documented;
        let disputed = shown.disputes.get_or_init(|| disputes(shown, self.schema, self.schemas, partial));
        let hit = disputed.contains(&breach);
        if hit {
            self.tolerances.record_once(ToleranceKind::Disputed, &breach.0, &violation.pointer);
        }
        hit
    }
}

fn breach(violation: &Violation, instance: &Value) -> Breach {
    let family = family(&violation.keyword);
    let about = if is_about_members(&violation.keyword) { violation.expected.clone() } else { String::new() };
    (collapse(&violation.pointer, instance), family, about)
}

/// What the walk has reported, by place.
struct Reported {
    /// The finding at a place, by its number.
    at: HashMap<Pointer, usize>,
    /// The members reported of an object.
    members: HashMap<Pointer, Vec<String>>,
}

impl Reported {
    fn new(findings: &[Finding]) -> Self {
        let (mut at, mut members) = (HashMap::new(), HashMap::<_, Vec<_>>::new());
        for (number, finding) in findings.iter().enumerate() {
            let At::Body(pointer) = &finding.at else { continue };
            if let (Some(parent), Some(name)) = (pointer.parent(), pointer.tokens().last()) {
                members.entry(parent).or_default().push(name);
            }
            at.insert(pointer.clone(), number);
        }
        Self { at, members }
    }

    /// Whether a place above is reported, or the very member that this violation is about.
    fn covers(&self, violation: &Violation) -> bool {
        let mut above = violation.pointer.parent();
        while let Some(pointer) = above {
            if self.at.contains_key(&pointer) {
                return true;
            }
            above = pointer.parent();
        }
        let names = self.members.get(&violation.pointer).filter(|_| is_about_members(&violation.keyword));
        let quoted = |name: &String| [format!("\"{name}\""), format!("`{name}`")];
        names.is_some_and(|names| names.iter().flat_map(quoted).any(|name| violation.expected.contains(&name)))
    }
}

fn is_about_members(keyword: &str) -> bool {
    matches!(family(keyword), "required" | "further")
}

fn rule_of(keyword: &str) -> &'static Rule {
    match family(keyword) {
        "type" => &WRONG_TYPE,
        "format" => &WRONG_FORMAT,
        "enum" => &OUTSIDE_ENUM,
        "@odata.type" => &WRONG_OBJECT_TYPE,
        _ => &BREAKS_SCHEMA,
    }
}

/// Keywords that say the same kind of thing.
fn family(keyword: &str) -> &'static str {
    match keyword {
        "type" => "type",
        "@odata.type" => "@odata.type",
        "format" | "pattern" | "contentEncoding" | "contentMediaType" => "format",
        "enum" | "const" => "enum",
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => "number",
        "required" | "dependentRequired" => "required",
        "additionalProperties" | "unevaluatedProperties" => "further",
        _ => "other",
    }
}

/// What a pointer points at, in words.
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

/// How the documented example breaks the schema. Stand-ins (`"Double"`) and elided values do not count, nor do members
/// that a partial example leaves out.
fn disputes(body: &Shown<'_>, schema: &Value, schemas: &Schemas, partial: bool) -> HashSet<Breach> {
    let shown = body.value();
    let violations = schemas.check_answer(schema, shown, &body.root.unheld_numbers()).unwrap_or_default();
    let real = violations.iter().filter(|violation| is_real(body.root, &violation.pointer));
    real.map(|violation| breach(violation, shown))
        .filter(|(_, family, _)| !(partial && *family == "required"))
        .collect()
}

/// Whether the documented node at `pointer` is a value, not a stand-in for one.
fn is_real(root: &Node, pointer: &Pointer) -> bool {
    let (mut here, mut key) = (root, String::new());
    for token in pointer.tokens() {
        let next = match &here.value {
            json::Value::Object { .. } => here.get(&token),
            json::Value::Array { items, .. } => token.parse::<usize>().ok().and_then(|index| items.get(index)),
            _ => None,
        };
        let Some(next) = next else { return true };
        if here.members().is_some() {
            key = token;
        }
        here = next;
    }
    match &here.value {
        json::Value::Elision => false,
        json::Value::String(text) => !placeholder(&key, text),
        _ => true,
    }
}
