//! Documented bodies against the documented types.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Schema;

use crate::compile::own_tables::Rows;
use crate::contract::{Case, DocumentedBody, TableSubject};
use crate::finding::rules::lint::{EXAMPLE_LACKS_REQUIRED, MEMBER_WITHOUT_PROPERTY};
use crate::finding::rules::types::EXAMPLE_BREAKS_SCHEMA;
use crate::finding::{Finding, Level, Rule};
use crate::json::has_dots;
use crate::json::{Located, Locator, Node, Pointer, Value};
use crate::notation::format::has_format;
use crate::notation::is_stand_in;
use crate::schema::{Origin, Schemas, Violation, documenting_type, each_member, lineage};
use crate::text::Span;

/// What is known of the docs besides the case.
#[derive(Clone, Copy)]
pub(super) struct Docs<'a> {
    pub(super) schemas: &'a Schemas,
    /// Types of which not every property is known; see [`Contract`](crate::compile::Contract).
    pub(super) incomplete: &'a BTreeSet<String>,
    /// The tables of the case's page can only be about this operation.
    pub(super) has_own_tables: bool,
    pub(super) rows: &'a Rows,
}

pub(super) fn lint(case: &Case, docs: Docs<'_>, found: &mut Vec<Finding>) {
    let (request, response) = (&case.request, &case.expectation);
    if let (Some(body), Some(schema)) = (&request.body, &request.schema) {
        // What a request may omit differs from what an object must have.
        Lint { case, body, schema, docs, partial: true, is_about: TableSubject::may_be_sent, found }.run();
    }
    if let (Some(body), Some(schema)) = (&response.body, &response.schema) {
        let partial = response.facts.is_partial() || response.facts.expect_error;
        Lint { case, body, schema, docs, partial, is_about: TableSubject::may_come_back, found }.run();
    }
}

struct Lint<'a> {
    case: &'a Case,
    body: &'a DocumentedBody,
    schema: &'a Schema,
    docs: Docs<'a>,
    /// Members may be missing.
    partial: bool,
    /// Whether a row may describe a member of it.
    is_about: fn(TableSubject) -> bool,
    found: &'a mut Vec<Finding>,
}

impl Lint<'_> {
    fn run(mut self) {
        let body = self.body;
        let Some(root) = body.root() else { return };
        let places = Locator::new(root);
        // A schema that does not compile is reported where it is read.
        let violations = self.docs.schemas.check(self.schema, &root.to_serde()).unwrap_or_default();
        let mut folded: BTreeMap<(Pointer, String, String), usize> = BTreeMap::new();
        for violation in violations {
            let Some(here) = places.locate(&violation.pointer).filter(is_value) else { continue };
            if violation.keyword == "enum" && here.node.as_str().is_some_and(|text| text.eq_ignore_ascii_case("string"))
            {
                continue;
            }
            let about =
                (places.in_every_item(&violation.pointer), violation.keyword.clone(), violation.expected.clone());
            if let Some(&first) = folded.get(&about) {
                self.found[first].fold(violation.pointer);
            } else if let Some(finding) = self.breach(&violation, &here) {
                folded.insert(about, self.found.len());
                self.found.push(finding);
            }
        }
        // Where no type documents anything, members need not be looked at.
        if self.docs.schemas.set().types.is_empty() {
            return;
        }
        self.members(&places, root);
    }

    fn breach(&self, violation: &Violation, here: &Located<'_>) -> Option<Finding> {
        let what = if here.key.is_empty() { "the body".to_owned() } else { format!("`{}`", here.key) };
        if matches!(violation.keyword.as_str(), "required" | "dependentRequired") {
            let open = matches!(&here.node.value, Value::Object { open: true, .. });
            let message = format!("{what} lacks {}, which its schema requires", violation.expected);
            let finding = self.finding(&EXAMPLE_LACKS_REQUIRED, self.body.source().token(here.start), message);
            return (!self.partial && !open).then(|| finding.help("add it, or mark the example as truncated"));
        }
        let message = format!("{what} is shown as {}, the docs expect {}", violation.actual, violation.expected);
        // Even where a service ignores case, the docs should spell a word one way.
        let same = violation.actual.starts_with('"')
            && violation.expected.to_lowercase().contains(&violation.actual.to_lowercase());
        let message = if same { message + ": only the case differs" } else { message };
        let mut finding =
            self.finding(&EXAMPLE_BREAKS_SCHEMA, self.body.source().span(here.start..here.node.end), message);
        let whom = self.by_whom(&violation.pointer);
        let help = match whom.clone().or_else(|| self.by_row(&violation.pointer)) {
            Some(whom) => format!("correct the example, or {whom}"),
            None => "correct the example, or the documented type".to_owned(),
        };
        if whom.is_none() && !self.docs.has_own_tables || is_doubtful(violation, here) {
            finding.level = Level::Warn;
        }
        Some(finding.expected(&violation.expected).actual(&violation.actual).help(help))
    }

    fn finding(&self, rule: &'static Rule, span: Span, message: String) -> Finding {
        Finding::docs(rule, &self.case.page, span, message)
    }

    /// Which type documents the value at `pointer`, and where: `` `shop.order` (types/order.md:14) ``; where a table has it, in its
    /// row.
    fn by_whom(&self, pointer: &Pointer) -> Option<String> {
        let set = self.docs.schemas.set();
        let name = documenting_type(set, self.schema, pointer)?;
        let row = member_at(pointer).and_then(|member| set.row(name, &member));
        Some(match (row, set.get(name).map(|schema| &schema.origin)) {
            (Some(row), Some(Origin::Docs(place))) => {
                format!("its row in the table of `{name}` ({}:{row})", place.page)
            }
            _ => self.named(name),
        })
    }

    /// The row of the page's own tables that describes the value at `pointer`, if it is the only one of that name.
    fn by_row(&self, pointer: &Pointer) -> Option<String> {
        let member = member_at(pointer)?;
        let row = self.docs.rows.only(self.case, &member, |row| (self.is_about)(row.subject))?;
        Some(format!("the row of `{member}` in the table ({}:{})", self.case.page, row.place))
    }

    fn named(&self, name: &str) -> String {
        match self.docs.schemas.set().get(name).map(|schema| &schema.origin) {
            Some(Origin::Docs(place)) => format!("`{name}` ({}:{})", place.page, place.place.line),
            Some(Origin::User(file)) => format!("`{name}` ({})", file.display()),
            None => format!("`{name}`"),
        }
    }

    /// Members that no documented type has; the same member in several items is one finding.
    fn members(&mut self, places: &Locator<'_>, root: &Node) {
        let (set, schema) = (self.docs.schemas.set(), self.schema);
        let mut seen: BTreeMap<Pointer, usize> = BTreeMap::new();
        each_member(set, schema, root, &mut |at, member, types| {
            let is_incomplete = |name: &&str| lineage(set, name).iter().any(|t| self.docs.incomplete.contains(*t));
            if types.is_empty() || types.iter().any(is_incomplete) {
                return true;
            }
            let here = at.join(&member.key);
            let everywhere = places.in_every_item(&here);
            if let Some(&first) = seen.get(&everywhere) {
                self.found[first].fold(here);
                return false;
            }
            let named: Vec<String> = types.iter().map(|name| self.named(name)).collect();
            let message = format!("the example shows `{}`, which {} does not have", member.key, named.join(" or "));
            let finding = self.finding(&MEMBER_WITHOUT_PROPERTY, self.body.source().token(member.key_start), message);
            seen.insert(everywhere, self.found.len());
            self.found.push(finding.help("document the property, or correct the member's name"));
            false
        });
    }
}

/// The member that is at a place, or whose item is.
fn member_at(pointer: &Pointer) -> Option<String> {
    pointer.tokens().filter(|token| !token.bytes().all(|b| b.is_ascii_digit())).last()
}

/// Whether the two may agree nevertheless: many tables call a timestamp "date", and characters that nobody sees are
/// not meant.
fn is_doubtful(violation: &Violation, here: &Located<'_>) -> bool {
    let Value::String(text) = &here.node.value else { return false };
    let invisible = |c: char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    let is_timestamp = || text.get(10..11) == Some("T") && text.get(..10).is_some_and(|date| has_format("date", date));
    violation.keyword == "format" && violation.expected.starts_with("a date (") && is_timestamp()
        || text.contains(invisible)
}

/// Whether a value is shown, not a stand-in for one or the beginning of one.
fn is_value(here: &Located<'_>) -> bool {
    match &here.node.value {
        Value::Elision | Value::Placeholder(_) => false,
        Value::String(text) => {
            let cut = has_dots(text) || text.contains("***");
            !(cut || is_stand_in(here.key, text))
        }
        _ => true,
    }
}
