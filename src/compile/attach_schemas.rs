//! Reads the bodies of the cases that are left in a draft: their schemas, their repairs, what cannot be read.

use std::borrow::Cow;
use std::sync::Arc;

use super::own_tables::Rows;
use super::{Contract, ContractDraft};
use crate::contract::{Case, DocumentedBody, Expectation, JsonLayout, Property, whole_placeholder};
use crate::docs::{json_edits, unreadable_body};
use crate::finding::{Finding, Skip, SkipKind, Tolerance, ToleranceKind, rules};
use crate::json::Document;
use crate::schema::{SchemaSet, Tables, request_schema, response_schema, shows_stand_ins};
use crate::text::Position;

impl ContractDraft {
    /// Gives each case its schemas, and reports what is wrong with the documented bodies.
    pub fn attach_schemas(self) -> Contract {
        self.attach(false)
    }

    /// As [`ContractDraft::attach_schemas`], but a case about which nothing can be reported gets its schemas by [`completed`],
    /// when it is fired: the bodies of ten thousand cases need not be kept at once.
    pub fn defer_schemas(self) -> Contract {
        self.attach(true)
    }

    fn attach(self, defer: bool) -> Contract {
        let Self { cases, page_directives, schemas, mut findings, pages, tables, own_tables, incomplete_types, .. } =
            self;
        let none: Arc<[Property]> = Arc::default();
        // Cases of one operation follow each other, and share its rows.
        let (mut shared, mut last): (_, &[Property]) = (Arc::clone(&none), &[]);
        let attach = |mut case: Case| {
            let all = tables.get(&case.page).unwrap_or(&none);
            let own = own_tables.of(&case, all);
            if defer && case.is_plain() {
                if own.len() == all.len() {
                    shared = Arc::clone(all);
                } else if !std::ptr::eq(own, last) {
                    (shared, last) = (own.into(), own);
                }
                case.deferred = Some(Arc::clone(&shared));
                return case;
            }
            with_schemas(case, &schemas, own, &mut findings)
        };
        let cases = cases.into_iter().map(attach).collect();
        findings.sort_by(|a, b| a.location.cmp(&b.location));
        // A request with two responses is one fence: report what is wrong with it once.
        findings.dedup();
        // Where they are put off, no one reads what is wrong with the docs.
        let rows = if defer { Rows::default() } else { Rows { tables, own_tables } };
        Contract { cases, schemas, findings, pages, page_directives, incomplete_types, rows }
    }
}

/// The case with the schemas that were put off until now, as far as sending it and judging the response take them; its bodies
/// are read again, so that `case` keeps nothing of them.
pub fn completed<'c>(case: &'c Case, set: &SchemaSet) -> Cow<'c, Case> {
    let Some(table) = &case.deferred else { return Cow::Borrowed(case) };
    let mut own = Case { deferred: None, ..case.clone() };
    for body in [&mut own.request.body, &mut own.expectation.body].into_iter().flatten() {
        *body = body.unread();
    }
    let findings = &mut Vec::new();
    let root = own.request.body.as_ref().and_then(DocumentedBody::root);
    let own = if root.is_some_and(shows_stand_ins) { with_request_schema(own, set, table, findings) } else { own };
    Cow::Owned(with_response_schema(own, set, table, findings))
}

fn with_schemas(case: Case, set: &SchemaSet, table: &[Property], findings: &mut Vec<Finding>) -> Case {
    with_response_schema(with_request_schema(case, set, table, findings), set, table, findings)
}

fn with_request_schema(mut case: Case, set: &SchemaSet, table: &[Property], findings: &mut Vec<Finding>) -> Case {
    let is_shown = |body: &&DocumentedBody| whole_placeholder(body.text()).is_none();
    let declared = case.request.media_type();
    let body = case.request.body.as_ref().filter(|body| body.is_json(declared.as_ref())).filter(is_shown);
    let document = body.and_then(|body| read(body, &case.page, findings));
    case.request.schema = document.map(|document| request_schema(set, &document.root, table));
    case
}

fn with_response_schema(mut case: Case, set: &SchemaSet, table: &[Property], findings: &mut Vec<Finding>) -> Case {
    case.mark_maps();
    match response_document(&case.expectation, &case.page, findings) {
        ResponseDocument::Json(document) => {
            if !document.repairs.is_empty() {
                case.tolerances.push(Tolerance::of_case(ToleranceKind::Repaired));
            }
            case.expectation.schema = Some(schema_of(&case.expectation, document, set, table));
        }
        ResponseDocument::Broken(at) => {
            let reason = format!(
                "the documented response at {}:{at} is not JSON: nothing can be compared with it; correct it, as \
                 `doctrial check` says",
                case.page
            );
            case.skip.get_or_insert_with(|| Skip::new(SkipKind::Unreadable, reason));
        }
        ResponseDocument::Other => {}
    }
    case.expectation.fields = Arc::default();
    // Their defects are reported for the case that they belong to.
    case.alternatives.retain_mut(|alternative| {
        let schema = match response_document(alternative, &case.page, &mut Vec::new()) {
            ResponseDocument::Json(document) => Some(schema_of(alternative, document, set, table)),
            ResponseDocument::Broken(_) => return false,
            ResponseDocument::Other => None,
        };
        alternative.schema = schema;
        alternative.fields = Arc::default();
        true
    });
    case
}

/// The documented body of a response.
enum ResponseDocument<'b> {
    Json(&'b Document),
    /// It should be JSON, but cannot be read beyond this place.
    Broken(Position),
    /// None, or something else.
    Other,
}

fn response_document<'b>(
    expectation: &'b Expectation,
    page: &str,
    findings: &mut Vec<Finding>,
) -> ResponseDocument<'b> {
    let declared = expectation.media_type();
    let Some(body) = &expectation.body else { return ResponseDocument::Other };
    let document = match body.json_layout(declared.as_ref()) {
        None => return ResponseDocument::Other,
        Some(JsonLayout::Document) => read(body, page, findings),
        Some(layout) => body.read_as(layout).ok().map(|document| with_findings(document, body, page, findings)),
    };
    let broken_at = || body.json().map_or_else(|error| body.place(error.at), |_| body.start());
    document.map_or_else(|| ResponseDocument::Broken(broken_at()), ResponseDocument::Json)
}

fn schema_of(
    expectation: &Expectation,
    document: &Document,
    set: &SchemaSet,
    properties: &[Property],
) -> serde_json::Value {
    let facts = &expectation.facts;
    let tables = Tables { properties, fields: &expectation.fields };
    let type_name = facts.type_name.as_deref();
    response_schema(set, &document.root, type_name, facts.collection, &facts.collection_property, tables)
}

/// Reads a documented JSON body and reports how it deviates from JSON.
fn read<'b>(body: &'b DocumentedBody, page: &str, findings: &mut Vec<Finding>) -> Option<&'b Document> {
    let document = match body.json() {
        Ok(document) => document,
        Err(error) => {
            findings.push(unreadable_body(page, body, error));
            return None;
        }
    };
    Some(with_findings(document, body, page, findings))
}

/// Reports how a documented JSON body, which was read, deviates from JSON.
fn with_findings<'b>(
    document: &'b Document,
    body: &DocumentedBody,
    page: &str,
    findings: &mut Vec<Finding>,
) -> &'b Document {
    if let Some(first) = document.repairs.first() {
        let more = match document.repairs.len() - 1 {
            0 => String::new(),
            n => format!(", and {n} more"),
        };
        let message = format!("this body is not strict JSON: {}{more}", first.kind.describe());
        let finding = Finding::docs(&rules::docs::REPAIRED_BODY, page, body.place(first.at), message);
        findings.push(finding.help(first.kind.remedy()).fix(json_edits(body.source(), 0, &document.repairs)));
    }
    for (name, at) in &document.duplicates {
        let message = format!("the member `{name}` appears twice in this object");
        findings.push(Finding::docs(&rules::docs::DUPLICATE_KEY, page, body.source().token(*at), message));
    }
    document
}
