//! `match = "exact"`: the documented values themselves, not only their types. The walk judges which members and kinds must
//! come; here only what both sides have is compared.

use std::collections::HashSet;

use serde_json::Value;

use super::assertions::most_places;
use super::documented::DocumentedJson;
use super::overridden_paths::OverriddenPaths;
use crate::directive::Matcher;
use crate::finding::rules::other_body::UNMET_EXPECTATION;
use crate::finding::{At, Finding};
use crate::json::Pointer;
use crate::judge::context::JudgeContext;
use crate::judge::excerpt;
use crate::text::Location;

/// Compares the response with the documented body where a directive asks for it.
pub(crate) fn judge(
    context: &JudgeContext<'_>,
    documented: &DocumentedJson<'_>,
    actual: &Value,
    overridden: &OverriddenPaths,
) -> Vec<Finding> {
    let Some(location) = &context.case.overrides.exact else { return Vec::new() };
    let unordered = context.case.overrides.body.iter().filter(|a| a.matcher == Matcher::Unordered);
    let unordered =
        unordered.flat_map(|a| a.place.places(actual)).map(|(pointer, _)| pointer).take(most_places(context)).collect();
    let mut comparison = Comparison { context, documented, overridden, unordered, location, findings: Vec::new() };
    comparison.compare(documented.value(), actual, &Pointer::root());
    comparison.findings
}

struct Comparison<'a, 'h> {
    context: &'a JudgeContext<'h>,
    documented: &'a DocumentedJson<'h>,
    overridden: &'a OverriddenPaths,
    unordered: HashSet<Pointer>,
    location: &'a Location,
    findings: Vec<Finding>,
}

impl Comparison<'_, '_> {
    fn compare(&mut self, shown: &Value, actual: &Value, at: &Pointer) {
        if self.overridden.cover(at) {
            return;
        }
        match (shown, actual) {
            (Value::Object(shown), Value::Object(actual)) => {
                for (name, shown) in shown {
                    if let Some(actual) = actual.get(name) {
                        self.compare(shown, actual, &at.join(name));
                    }
                }
            }
            (Value::Array(shown), Value::Array(actual)) => self.arrays(shown, actual, at),
            // The walk reports another kind.
            (Value::Object(_) | Value::Array(_), _) | (_, Value::Object(_) | Value::Array(_)) => {}
            (shown, actual) => {
                if !Matcher::Equals(shown.clone()).accepts(Some(actual)) {
                    self.differs(shown, actual, at);
                }
            }
        }
    }

    fn arrays(&mut self, shown: &[Value], actual: &[Value], at: &Pointer) {
        if shown.len() != actual.len() {
            return self.differs(&shown.into(), &actual.into(), at);
        }
        if !self.unordered.contains(at) {
            for (index, (shown, actual)) in shown.iter().zip(actual).enumerate() {
                self.compare(shown, actual, &at.item(index));
            }
            return;
        }
        let mut left: Vec<&Value> = actual.iter().collect();
        for item in shown {
            let same = Matcher::Equals(item.clone());
            match left.iter().position(|candidate| same.accepts(Some(candidate))) {
                Some(found) => drop(left.swap_remove(found)),
                None => return self.differs(item, &actual.into(), at),
            }
        }
    }

    fn differs(&mut self, shown: &Value, actual: &Value, at: &Pointer) {
        let (pattern, _) = self.documented.pattern.nearest(at);
        let message = "the value is not the documented one".to_owned();
        let finding = self
            .context
            .finding(&UNMET_EXPECTATION, self.documented.member_span(pattern), At::Body(at.clone()), message)
            .expected(format!("{} (`match = \"exact\"`, {})", excerpt::value(shown), self.location))
            .actual(excerpt::value(actual))
            .help("correct the example, remove `match = \"exact\"`, or mark this place as `\"ignored\"`");
        self.findings.push(finding);
    }
}
