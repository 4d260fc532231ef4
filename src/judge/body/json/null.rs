//! `null` where the docs show a value.

use serde_json::Value;

use super::walk::BodyWalk;
use crate::contract::JsonPattern;
use crate::finding::Level;
use crate::finding::rules::body::NULL_FOR_VALUE;
use crate::judge::path::Step;
use crate::judge::remedies::allow_null;

impl<'a> BodyWalk<'a, '_, '_, '_> {
    /// Judges a `null` at the place that the walk has reached. A complete example promises that a member shown with a value
    /// is never `null`; a truncated one promises it of the collection that it is about only (else it is a warning). A body or
    /// an item that is `null` is of the wrong kind.
    pub(crate) fn null(&mut self, pattern: &'a JsonPattern) {
        if pattern.null {
            return;
        }
        let Some((Step::Member(name), above)) = self.path.steps().split_last() else {
            self.wrong_kind(pattern, &Value::Null);
            return;
        };
        if self.rules.nullable(above, name) || self.members.nullable(&self.path) {
            return;
        }
        let message = format!("`{name}` is null, the docs show {}", pattern.describe());
        let mut finding = self
            .finding(&NULL_FOR_VALUE, self.documented.member_span(pattern), message)
            .expected(format!("{}, as in {}", pattern.describe(), self.documented.excerpt(pattern)))
            .actual("null")
            .help(allow_null(self.context.case, self.path.steps()));
        // A collection without items is `[]`: a partial example may leave out members, not what its items come in.
        let collection = pattern.array.is_some() && self.rules.is_collection(self.path.steps());
        if self.rules.partial && !collection {
            finding.level = Level::Warn;
        }
        self.report(finding);
    }
}
