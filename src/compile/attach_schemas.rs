//! Reads the bodies of the cases that are left in a draft: their schemas, their repairs, what cannot be read.

use super::{Contract, ContractDraft};
use crate::contract::{Case, DocumentedBody, Expectation, Property};
use crate::docs::json_edits;
use crate::finding::{Finding, Skip, SkipKind, Tolerance, ToleranceKind, rules};
use crate::json::Document;
use crate::schema::{SchemaSet, request_schema, response_schema};

impl ContractDraft {
    /// Gives each case its schemas, and reports what is wrong with the documented bodies.
    pub fn attach_schemas(self) -> Contract {
        let Self { cases, page_directives, schemas, mut findings, pages, tables, incomplete_types } = self;
        let attach = |case: Case| {
            let table = tables.get(&case.page).map_or(&[][..], Vec::as_slice);
            with_response_schema(
                with_request_schema(case, &schemas, table, &mut findings),
                &schemas,
                table,
                &mut findings,
            )
        };
        let cases = cases.into_iter().map(attach).collect();
        findings.sort_by(|a, b| a.location.cmp(&b.location));
        // A request with two responses is one fence: report what is wrong with it once.
        findings.dedup();
        Contract { cases, schemas, findings, pages, page_directives, incomplete_types }
    }
}

fn with_request_schema(mut case: Case, set: &SchemaSet, table: &[Property], findings: &mut Vec<Finding>) -> Case {
    let body = case.request.body.as_ref().filter(|body| body.is_json(case.request.media_type().as_ref()));
    let document = body.and_then(|body| read(body, &case.page, findings));
    case.request.schema = document.map(|document| request_schema(set, &document.root, table));
    case
}

fn with_response_schema(mut case: Case, set: &SchemaSet, table: &[Property], findings: &mut Vec<Finding>) -> Case {
    let Expectation { body, facts, .. } = &case.expectation;
    let declared = case.expectation.media_type();
    let Some(body) = body.as_ref() else { return case };
    let read = if body.is_json_lines(declared.as_ref()) {
        body.lines().ok().map(|document| with_findings(document, body, &case.page, findings))
    } else if body.is_json(declared.as_ref()) {
        read(body, &case.page, findings)
    } else {
        return case;
    };
    let Some(document) = read else {
        let at = body.json().map_or_else(|error| body.place(error.at), |_| body.start());
        let reason =
            format!("the documented response at {}:{at} is not JSON: nothing can be compared with it", case.page);
        case.skip.get_or_insert_with(|| Skip::new(SkipKind::Unreadable, reason));
        return case;
    };
    let (type_name, items) = (facts.type_name.as_deref(), &facts.collection_property);
    let schema = response_schema(set, &document.root, type_name, facts.collection, items, table);
    if !document.repairs.is_empty() {
        case.tolerances.push(Tolerance::of_case(ToleranceKind::Repaired));
    }
    case.expectation.schema = Some(schema);
    case
}

/// Reads a documented JSON body and reports what it deviates from JSON in.
fn read<'b>(body: &'b DocumentedBody, page: &str, findings: &mut Vec<Finding>) -> Option<&'b Document> {
    let document = match body.json() {
        Ok(document) => document,
        Err(error) => {
            let finding = Finding::docs(&rules::docs::BODY_NOT_JSON, page, body.place(error.at), &error.message);
            findings.push(finding.help("correct the JSON; what is left out can be shown as `...`"));
            return None;
        }
    };
    Some(with_findings(document, body, page, findings))
}

/// Reports what a documented JSON body, which was read, deviates from JSON in.
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
        findings.push(finding.fix(json_edits(body.source(), 0, &document.repairs)));
    }
    for (name, at) in &document.duplicates {
        let message = format!("the member `{name}` appears twice in this object");
        findings.push(Finding::docs(&rules::docs::DUPLICATE_KEY, page, body.source().token(*at), message));
    }
    document
}
