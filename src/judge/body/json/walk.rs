//! The walk over pattern and response body: kinds, missing and further members, `null`, emptiness, elision. One walk, in
//! document order; what a scalar must be is left to the schema.

use serde_json::{Map, Value};

use super::body_rules::{Absence, BodyRules};
use super::members::{Members, UnshownMember};
use crate::contract::{ArrayPattern, JsonPattern, MemberPattern, ObjectPattern, RowLength};
use crate::finding::rules::body::{
    MISSING_CONTROL_INFORMATION, MISSING_MEMBER, NOT_EMPTY, UNDOCUMENTED_MEMBER, WRONG_KIND, WRONG_ROW_LENGTH,
};
use crate::finding::{At, Finding, Level, Rule, ToleranceKind, TolerancePlace};
use crate::json::{InOrder, ValueType};
use crate::judge::body::documented::DocumentedJson;
use crate::judge::context::JudgeContext;
use crate::judge::excerpt;
use crate::judge::path::{Path, Step};
use crate::judge::remedies::{empty_key, make_optional, mark_truncated};
use crate::judge::tolerances::log::ToleranceLog;
use crate::schema::MOST_VIOLATIONS;
use crate::text::{Span, counted};

/// `'a`: the pattern and the response body; `'h`: the case; `'s`: the schema; `'l`: the walk itself.
pub(crate) struct BodyWalk<'a, 'h, 's, 'l> {
    pub(super) context: &'l JudgeContext<'h>,
    pub(crate) documented: &'a DocumentedJson<'h>,
    pub(crate) rules: BodyRules<'h>,
    pub(crate) members: Members<'s>,
    pub(crate) tolerances: &'l mut ToleranceLog,
    pub(crate) path: Path<'a>,
    findings: Vec<Finding>,
}

impl<'a, 'h, 's, 'l> BodyWalk<'a, 'h, 's, 'l> {
    pub(crate) fn new(
        context: &'l JudgeContext<'h>,
        documented: &'a DocumentedJson<'h>,
        rules: BodyRules<'h>,
        members: Members<'s>,
        tolerances: &'l mut ToleranceLog,
    ) -> Self {
        Self { context, documented, rules, members, tolerances, path: Path::default(), findings: Vec::new() }
    }

    /// Walks the whole body; returns the findings, and what was learned about further members.
    pub(crate) fn run(mut self, instance: &'a Value) -> (Vec<Finding>, Members<'s>) {
        self.value(self.documented.pattern, instance);
        (self.findings, self.members)
    }

    fn value(&mut self, pattern: &'a JsonPattern, actual: &'a Value) {
        if self.findings.len() >= MOST_VIOLATIONS || self.rules.is_overridden(self.path.steps(), None) {
            return;
        }
        if pattern.elided {
            self.tolerances.record_at(ToleranceKind::Elided, &self.path);
        } else if pattern.placeholder {
            self.tolerances.record_at(ToleranceKind::Placeholder, &self.path);
        } else if actual.is_null() {
            self.null(pattern);
        } else if pattern.is_unspecified() {
            self.tolerances.record_at(ToleranceKind::Unshown, &self.path);
        } else {
            match (actual, &pattern.scalar, &pattern.object, &pattern.array) {
                (Value::Object(members), _, Some(object), _) => self.object(pattern, object, members),
                (Value::Array(items), _, _, Some(array)) => self.array(pattern, array, items),
                (Value::Object(_) | Value::Array(_), ..) | (_, None, ..) => self.wrong_kind(pattern, actual),
                (_, Some(scalar), ..) if scalar.placeholder => {
                    self.tolerances.record_at(ToleranceKind::Placeholder, &self.path);
                }
                _ => {}
            }
        }
    }

    fn object(&mut self, pattern: &'a JsonPattern, object: &'a ObjectPattern, actual: &'a Map<String, Value>) {
        let (mut shown, mut received) = (0, InOrder::new(actual));
        for member in &object.members {
            match received.get(&member.key) {
                Some(value) => {
                    shown += 1;
                    self.path.push(Step::Member(&member.key));
                    self.value(&member.pattern, value);
                    self.path.pop();
                }
                None => self.missing(member, actual),
            }
        }
        if object.map_value.is_some() {
            // A map without entries shows as little as a list without items.
            self.tolerances.note_array(&self.path, shown == actual.len());
        }
        if shown == actual.len() {
            return;
        }
        for (name, value) in actual.iter().filter(|(name, _)| object.member(name).is_none()) {
            if self.rules.is_overridden(self.path.steps(), Some(name)) {
                continue;
            }
            if let Some(pattern) = object.at(name) {
                self.tolerances.record_member(ToleranceKind::Placeholder, &self.path, Some(name));
                self.path.push(Step::Member(name));
                self.value(pattern, value);
                self.path.pop();
                continue;
            }
            match self.members.classify(&self.path, object, actual, name) {
                UnshownMember::Elided => self.tolerances.record_at(ToleranceKind::Elided, &self.path),
                UnshownMember::Unshown => self.tolerances.record_at(ToleranceKind::Unshown, &self.path),
                UnshownMember::Truncated => {
                    self.tolerances.record_member(ToleranceKind::Truncated, &self.path, Some(name));
                }
                UnshownMember::Undocumented if self.findings.len() < MOST_VIOLATIONS => {
                    self.undocumented(pattern, name, value);
                }
                // That there are more is reported once, at the end.
                UnshownMember::Known | UnshownMember::Undocumented => {}
            }
        }
    }

    fn array(&mut self, pattern: &'a JsonPattern, array: &'a ArrayPattern, actual: &'a [Value]) {
        if self.rules.must_be_empty(self.path.steps()) {
            if !actual.is_empty() {
                self.not_empty(pattern, actual.len());
            }
            return;
        }
        let Some(any_item) = array.item.as_deref() else {
            if !actual.is_empty() {
                let kind = if array.open { ToleranceKind::Elided } else { ToleranceKind::Unshown };
                self.tolerances.record_at(kind, &self.path);
            }
            return;
        };
        if let Some(row) = array.row.filter(|row| !actual.is_empty() && row.length != actual.len()) {
            self.row_length(pattern, row, array.open, actual.len());
        }
        self.tolerances.note_array(&self.path, actual.is_empty());
        if actual.is_empty() && self.rules.is_collection(self.path.steps()) {
            self.tolerances.record(ToleranceKind::NotExercised, TolerancePlace::Case);
        }
        let documented = self.documented;
        let is_root = self.path.steps().is_empty();
        for (index, value) in actual.iter().enumerate() {
            let name = self.context.events.get(index).filter(|_| is_root);
            let array = name.and_then(|name| documented.of_event(name)).unwrap_or(array);
            let any_item = array.item.as_deref().unwrap_or(any_item);
            self.path.push(Step::Item(index));
            if let (Some(item), Value::Object(members)) = (&any_item.object, value)
                && !array.shows_together(item, members)
            {
                self.tolerances.record_at(ToleranceKind::Unshown, &self.path);
            }
            self.value(array.item_of(index, actual).unwrap_or(any_item), value);
            self.path.pop();
        }
    }

    fn missing(&mut self, member: &'a MemberPattern, actual: &Map<String, Value>) {
        let rule = match self.rules.absence(self.path.steps(), member) {
            Absence::Fine => return,
            Absence::Broken if self.members.may_be_absent(&self.path, &member.key) => return,
            Absence::Paging => {
                self.tolerances.record_member(ToleranceKind::NotExercised, &self.path, Some(&member.key));
                return;
            }
            Absence::Control => &MISSING_CONTROL_INFORMATION,
            Absence::Broken => &MISSING_MEMBER,
        };
        let in_other_case = actual.keys().find(|name| name.eq_ignore_ascii_case(&member.key));
        let help = if let Some(name) = in_other_case {
            format!("the response has `{name}`: member names are case-sensitive; correct the page or the service")
        } else {
            let steps = [self.path.steps(), &[Step::Member(member.key.as_str())]].concat();
            let listed = make_optional(self.context.case, &steps);
            format!("have the service send it, remove it from the example, or {listed}")
        };
        self.path.push(Step::Member(&member.key));
        let message = format!("member `{}` is missing", excerpt::cut(&member.key, 80));
        let expected =
            format!("`{}`, shown as {}", excerpt::cut(&member.key, 80), self.documented.excerpt(&member.pattern));
        let span = self.documented.name_span(&member.pattern);
        let finding = self.finding(rule, span, message).expected(expected).actual("no such member").help(help);
        self.findings.push(finding);
        self.path.pop();
    }

    fn undocumented(&mut self, pattern: &'a JsonPattern, name: &'a str, value: &Value) {
        self.path.push(Step::Member(name));
        let message = format!("member `{}` is not documented", excerpt::cut(name, 80));
        let mut finding = self
            .finding(&UNDOCUMENTED_MEMBER, self.documented.name_span(pattern), message)
            .expected("only the members that the example shows, as it is not marked as truncated")
            .actual(excerpt::value(value))
            .help(format!(
                "add the member to the example or to the resource's page, or {}",
                mark_truncated(self.context.case)
            ));
        if self.context.case.is_transcript() {
            finding.level = Level::Warn;
        }
        self.findings.push(finding);
        self.path.pop();
    }

    fn not_empty(&mut self, pattern: &'a JsonPattern, count: usize) {
        let finding = self
            .finding(&NOT_EMPTY, self.documented.name_span(pattern), "the collection is not empty")
            .expected("an empty array")
            .actual(counted(count, "item"))
            .help(format!("change the request so that it finds nothing, or remove {}", empty_key(self.context.case)));
        self.findings.push(finding);
    }

    fn row_length(&mut self, pattern: &'a JsonPattern, row: RowLength, is_open: bool, count: usize) {
        if is_open {
            return self.tolerances.record_at(ToleranceKind::Elided, &self.path);
        }
        if self.context.case.expectation.facts.is_partial() && count > row.length {
            return self.tolerances.record_at(ToleranceKind::Truncated, &self.path);
        }
        let shown = counted(row.length, "item");
        let message = format!("a row of {} where each row that the docs show has {shown}", counted(count, "item"));
        let mut finding = self
            .finding(&WRONG_ROW_LENGTH, self.documented.name_span(pattern), message)
            .expected(format!("{shown}, as in {}", self.documented.excerpt(pattern)))
            .actual(counted(count, "item"))
            .help(WRONG_ROW_LENGTH.fix);
        if !row.by_position {
            finding.level = Level::Warn;
        }
        self.findings.push(finding);
    }

    pub(crate) fn wrong_kind(&mut self, pattern: &'a JsonPattern, actual: &Value) {
        let message = format!("{} where the docs show {}", ValueType::of(actual).with_article(), pattern.describe());
        let finding = self
            .finding(&WRONG_KIND, self.documented.member_span(pattern), message)
            .expected(format!("{}, as in {}", pattern.describe(), self.documented.excerpt(pattern)))
            .actual(excerpt::value(actual))
            .help("correct the example in the page, or the service");
        self.findings.push(finding);
    }

    /// A finding at the place that the walk has reached.
    pub(crate) fn finding(&self, rule: &'static Rule, docs: Span, message: impl Into<String>) -> Finding {
        self.context.finding(rule, docs, At::Body(self.path.pointer()), message)
    }

    pub(crate) fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }
}
