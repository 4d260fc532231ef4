//! Looks into the bodies of the cases that are wanted: schemas, repairs, what cannot be read.

use super::Contract;
use crate::contract::{BodyKind, Case, DocumentedBody, Field, Property};
use crate::docs::json_edits;
use crate::finding::{Finding, Skip, SkipKind, Tolerance, ToleranceKind, rules};
use crate::http::media_type;
use crate::json::Document;
use crate::schema::{SchemaSet, answer_schema, request_schema};

impl Contract {
    /// Gives every case its schemas, and tells what is wrong with the documented bodies; once. Contract files hold cases
    /// that were fitted when they were written.
    pub fn fit(&mut self) {
        if std::mem::replace(&mut self.fitted, true) {
            return;
        }
        for case in &mut self.cases {
            let table = self.tables.get(&case.page).map_or(&[][..], Vec::as_slice);
            fit_request(case, &self.schemas, table, &mut self.findings);
            fit_answer(case, &self.schemas, table, &mut self.findings);
        }
        self.findings.sort_by(|a, b| a.location.cmp(&b.location));
        // A request with two answers is one fence: say what is wrong with it once.
        self.findings.dedup();
    }

    /// Puts the user's own schema, where the user names one for a case, in the place of the docs'.
    pub fn give_own_schemas(&mut self) {
        for case in self.cases.iter_mut().filter(|case| case.promise.schema.is_some()) {
            let name = case.promise.schema.clone().unwrap_or_default();
            if self.schemas.get(&name).is_some() {
                case.expectation.schema = Some(serde_json::json!({ "$ref": format!("{name}.json") }));
                continue;
            }
            let place = case.expectation.status_place;
            let message = format!("no schema is named `{name}`: there is no such file in the schemas folder");
            let finding = Finding::docs(&rules::settings::NO_SUCH_SCHEMA, &case.page, place, message);
            self.findings.push(finding.help(rules::settings::NO_SUCH_SCHEMA.fix));
            let reason = format!("the schema `{name}` that is to judge the answer does not exist");
            case.skip.get_or_insert_with(|| Skip::new(SkipKind::Unreadable, reason));
        }
    }
}

fn fit_request(case: &mut Case, set: &SchemaSet, table: &[Property], findings: &mut Vec<Finding>) {
    let Some(body) = case.request.body.as_ref().filter(|body| is_json(&case.request.headers, body)) else { return };
    if let Some(document) = read(body, &case.page, findings) {
        case.request.schema = Some(request_schema(set, &document.root, table));
    }
}

fn fit_answer(case: &mut Case, set: &SchemaSet, table: &[Property], findings: &mut Vec<Finding>) {
    let expectation = &mut case.expectation;
    let Some(body) = expectation.body.as_ref().filter(|body| is_json(&expectation.headers, body)) else { return };
    let Some(document) = read(body, &case.page, findings) else {
        let at = body.json().map_or_else(|error| body.place(error.at), |_| body.start());
        let reason =
            format!("the documented answer at {}:{at} is not JSON: nothing can be compared with it", case.page);
        case.skip.get_or_insert_with(|| Skip::new(SkipKind::Unreadable, reason));
        return;
    };
    let schema = answer_schema(
        set,
        &document.root,
        expectation.facts.type_name.as_deref(),
        expectation.facts.collection,
        &expectation.facts.collection_property,
        table,
    );
    expectation.schema = Some(schema);
    if !document.repairs.is_empty() {
        case.tolerances.push(Tolerance::of_case(ToleranceKind::Repaired));
    }
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
        let message = format!("the member `{name}` stands twice in this object");
        findings.push(Finding::docs(&rules::docs::DUPLICATE_KEY, page, body.place(*at), message));
    }
    Some(document)
}

const FORM: &str = "application/x-www-form-urlencoded";

/// Whether a documented body is JSON: by its media type, else by its first character. What `curl -d` sends is called a form
/// whatever it is.
pub fn is_json(headers: &[Field], body: &DocumentedBody) -> bool {
    match headers.iter().find(|field| field.name.eq_ignore_ascii_case("content-type")) {
        Some(field) if media_type(&field.value) != FORM => media_type(&field.value).contains("json"),
        _ => body.text().trim_start().starts_with(['{', '[']) && body.kind() != BodyKind::JsonLines,
    }
}
