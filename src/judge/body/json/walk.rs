//! The walk over pattern and answer: kinds, missing and further members, `null`, emptiness, elision. One walk, in document
//! order; what a scalar must be is left to the schema.

use serde_json::{Map, Value};

use super::body_rules::{Absence, BodyRules};
use super::members::{Extra, Members};
use crate::contract::{ArrayPattern, JsonPattern, MemberPattern, ObjectPattern};
use crate::finding::rules::body::{
    MISSING_CONTROL_INFORMATION, MISSING_MEMBER, NOT_EMPTY, UNDOCUMENTED_MEMBER, WRONG_KIND,
};
use crate::finding::{At, Finding, Level, Rule, ToleranceKind, TolerancePlace};
use crate::judge::body::judge::Documented;
use crate::judge::context::JudgeContext;
use crate::judge::excerpt;
use crate::judge::path::{Path, Step};
use crate::judge::tolerances::log::ToleranceLog;
use crate::schema::MOST_VIOLATIONS;

/// `'a`: the pattern and the answer; `'h`: the case; `'s`: the schema; `'l`: the walk itself.
pub(crate) struct Walk<'a, 'h, 's, 'l> {
    context: &'l JudgeContext<'h>,
    pub(crate) documented: &'a Documented<'h>,
    pub(crate) terms: BodyRules<'h>,
    pub(crate) members: Members<'s>,
    pub(crate) tolerances: &'l mut ToleranceLog,
    pub(crate) path: Path<'a>,
    findings: Vec<Finding>,
}

impl<'a, 'h, 's, 'l> Walk<'a, 'h, 's, 'l> {
    pub(crate) fn new(
        context: &'l JudgeContext<'h>,
        documented: &'a Documented<'h>,
        terms: BodyRules<'h>,
        members: Members<'s>,
        tolerances: &'l mut ToleranceLog,
    ) -> Self {
        Self { context, documented, terms, members, tolerances, path: Path::default(), findings: Vec::new() }
    }

    /// Walks the whole answer; gives the findings, and what was learned about further members.
    pub(crate) fn run(mut self, instance: &'a Value) -> (Vec<Finding>, Members<'s>) {
        self.value(self.documented.pattern, instance);
        (self.findings, self.members)
    }

    fn value(&mut self, pattern: &'a JsonPattern, actual: &'a Value) {
        if self.findings.len() >= MOST_VIOLATIONS || self.terms.are_silent_on(self.path.steps(), None) {
            return;
        }
        if pattern.elided {
            self.tolerances.record_at(ToleranceKind::Elided, &self.path);
        } else if actual.is_null() {
            self.null(pattern);
        } else if pattern.is_unshown() {
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
        let mut met = 0;
        for member in &object.members {
            match actual.get(&member.key) {
                Some(value) => {
                    met += 1;
                    self.path.push(Step::Member(&member.key));
                    self.value(&member.pattern, value);
                    self.path.pop();
                }
                None => self.missing(member, actual),
            }
        }
        if met == actual.len() {
            return;
        }
        for (name, value) in actual.iter().filter(|(name, _)| object.member(name).is_none()) {
            if self.terms.are_silent_on(self.path.steps(), Some(name)) {
                continue;
            }
            if let Some(pattern) = object.at(name) {
                self.tolerances.record_member(ToleranceKind::Placeholder, &self.path, Some(name));
                self.path.push(Step::Member(name));
                self.value(pattern, value);
                self.path.pop();
                continue;
            }
            match self.members.extra(&self.path, object, actual, name) {
                Extra::Elided => self.tolerances.record_at(ToleranceKind::Elided, &self.path),
                Extra::Unshown => self.tolerances.record_at(ToleranceKind::Unshown, &self.path),
                Extra::Truncated => self.tolerances.record_member(ToleranceKind::Truncated, &self.path, Some(name)),
                Extra::Undocumented if self.findings.len() < MOST_VIOLATIONS => self.undocumented(pattern, name, value),
                // Enough is enough: what is cut short is told apart.
                Extra::Known | Extra::Undocumented => {}
            }
        }
    }

    fn array(&mut self, pattern: &'a JsonPattern, array: &'a ArrayPattern, actual: &'a [Value]) {
        if self.terms.must_be_empty(self.path.steps()) {
            if !actual.is_empty() {
                self.not_empty(pattern, actual.len());
            }
            return;
        }
        let Some(item) = &array.item else {
            if !actual.is_empty() {
                let kind = if array.open { ToleranceKind::Elided } else { ToleranceKind::Unshown };
                self.tolerances.record_at(kind, &self.path);
            }
            return;
        };
        self.tolerances.note_array(&self.path, actual.is_empty());
        if actual.is_empty() && self.terms.is_collection(self.path.steps()) {
            self.tolerances.record(ToleranceKind::NotExercised, TolerancePlace::Case);
        }
        for (index, value) in actual.iter().enumerate() {
            self.path.push(Step::Item(index));
            self.value(item, value);
            self.path.pop();
        }
    }

    fn missing(&mut self, member: &'a MemberPattern, actual: &Map<String, Value>) {
        let rule = match self.terms.absence(self.path.steps(), member) {
            Absence::Fine => return,
            Absence::Paging => {
                self.tolerances.record_member(ToleranceKind::NotExercised, &self.path, Some(&member.key));
                return;
            }
            Absence::Control => &MISSING_CONTROL_INFORMATION,
            Absence::Broken => &MISSING_MEMBER,
        };
        let cousin = actual.keys().find(|name| name.eq_ignore_ascii_case(&member.key));
        let help = match cousin {
            Some(name) => {
                format!("the answer has `{name}`: member names are case-sensitive; correct the page or the service")
            }
            None => {
                "have the service send it, take it out of the example, or list it in `optionalProperties`".to_owned()
            }
        };
        self.path.push(Step::Member(&member.key));
        let message = format!("member `{}` is missing", excerpt::cut(&member.key, 80));
        let expected =
            format!("`{}`, shown as {}", excerpt::cut(&member.key, 80), self.documented.excerpt(&member.pattern));
        let finding =
            self.finding(rule, &member.pattern, message).expected(expected).actual("no such member").help(help);
        self.findings.push(finding);
        self.path.pop();
    }

    fn undocumented(&mut self, pattern: &'a JsonPattern, name: &'a str, value: &Value) {
        self.path.push(Step::Member(name));
        let message = format!("member `{}` is not documented", excerpt::cut(name, 80));
        let mut finding = self
            .finding(&UNDOCUMENTED_MEMBER, pattern, message)
            .expected("only the members the example shows, for it is not marked as truncated")
            .actual(excerpt::value(value))
            .help("add the member to the example or to the resource's page, or mark the example `truncated`");
        if self.context.case.is_sample() {
            finding.level = Level::Warn;
        }
        self.findings.push(finding);
        self.path.pop();
    }

    fn not_empty(&mut self, pattern: &'a JsonPattern, count: usize) {
        let finding = self
            .finding(&NOT_EMPTY, pattern, "the collection is not empty")
            .expected("an empty array (`isEmpty`)")
            .actual(format!("{count} items"))
            .help("make the request one that finds nothing, or take `isEmpty` out of the annotation");
        self.findings.push(finding);
    }

    pub(crate) fn wrong_kind(&mut self, pattern: &'a JsonPattern, actual: &Value) {
        let finding = self
            .finding(
                &WRONG_KIND,
                pattern,
                format!("{} where the docs show {}", excerpt::kind(actual), pattern.describe()),
            )
            .expected(format!("{}, as in {}", pattern.describe(), self.documented.excerpt(pattern)))
            .actual(excerpt::value(actual))
            .help("correct the example in the page, or the service");
        self.findings.push(finding);
    }

    /// A finding at the place the walk stands at, about the docs line of `pattern`.
    pub(crate) fn finding(&self, rule: &'static Rule, pattern: &JsonPattern, message: impl Into<String>) -> Finding {
        self.context.finding(rule, self.documented.place(pattern), At::Body(self.path.pointer()), message)
    }

    pub(crate) fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }
}
