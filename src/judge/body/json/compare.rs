//! Compares a JSON body with the documented one: by directives, structure, values, schema and standards, in this order. Dates are
//! not judged here: what a single value must be (a date, a UUID, one of a list) is up to its schema. That an example shows a
//! date is decided in `schema/build/text_schema.rs`, what is a date in `notation/format.rs`. Only `match = "exact"` compares
//! values (`exact.rs`).

use serde_json::Value;

use super::body_rules::BodyRules;
use super::members::Members;
use super::shape_diff;
use super::standards;
use super::walk::BodyWalk;
use crate::finding::rules::body::CUT_SHORT;
use crate::finding::{At, Finding};
use crate::json::Pointer;
use crate::judge::body::documented::DocumentedJson;
use crate::judge::body::overridden_paths::OverriddenPaths;
use crate::judge::body::schema::findings::SchemaFindings;
use crate::judge::body::{assertions, exact};
use crate::judge::context::JudgeContext;
use crate::schema::{MOST_VIOLATIONS, Schemas, Violation};

/// Bytes of a response up to which its shape is compared as a whole, in addition to the walk.
const MOST_COMPARED: usize = 4 << 20;

/// Up to this many findings the difference in shape is shown as well.
const MOST_EXPLAINED: usize = 500;

/// Reports what is wrong with a response body; returns the difference in shape, for a reader.
pub(crate) fn judge(
    context: &mut JudgeContext<'_>,
    documented: &DocumentedJson<'_>,
    instance: &Value,
    schemas: &Schemas,
) -> Option<String> {
    let schema = documented.schema(context.case);
    let overridden = assertions::judge(context, Some(documented), instance);
    let rules = BodyRules::new(context.case, &context.request.url)
        .with_content_type(context.response.headers.get("content-type"))
        .overridden_at(&overridden);
    let members = Members::new(schemas.set(), schema, rules.partial);
    let mut tolerances = std::mem::take(&mut context.tolerances);
    let walk = BodyWalk::new(context, documented, rules, members, &mut tolerances);
    let (mut findings, members) = walk.run(instance);
    context.tolerances = tolerances;
    let structural = !findings.is_empty();
    let mut cut = findings.len() >= MOST_VIOLATIONS;
    findings.extend(exact::judge(context, documented, instance, &overridden));
    let violations = violations(context, instance, schema, schemas);
    cut |= violations.len() >= MOST_VIOLATIONS;
    let broken = judge_violations(context, documented, instance, schemas, violations, &overridden, &mut findings);
    let standard = standards::judge(context, documented, instance, &findings);
    let is_overridden = |finding: &Finding| matches!(&finding.at, At::Body(pointer) if overridden.cover(pointer));
    findings.extend(standard.into_iter().filter(|finding| !is_overridden(finding)));
    // The difference is for a reader's eyes, and for a response of that size it would be of no use.
    let readable = context.response.body.len() <= MOST_COMPARED && findings.len() <= MOST_EXPLAINED;
    let diff = if readable { shape_diff::of(documented, instance, rules, members, &broken) } else { None };
    if let Some(text) = diff.as_ref().filter(|_| !structural && broken.is_empty()) {
        findings.push(shape_diff::unexplained(context, documented, text));
    }
    if cut {
        findings.push(cut_short(context, documented));
    }
    for finding in findings {
        context.report(finding);
    }
    diff
}

/// How the response body breaks the schema. Where the schema cannot be used, the case cannot be judged.
fn violations(context: &mut JudgeContext<'_>, instance: &Value, schema: &Value, schemas: &Schemas) -> Vec<Violation> {
    schemas.check_response(schema, instance, &context.numbers).unwrap_or_else(|error| {
        context.cannot_judge(format!("the schema of the documented body cannot be used: {error}"));
        Vec::new()
    })
}

/// Adds a finding for each violation that counts; returns those violations.
fn judge_violations(
    context: &mut JudgeContext<'_>,
    documented: &DocumentedJson<'_>,
    instance: &Value,
    schemas: &Schemas,
    violations: Vec<Violation>,
    overridden: &OverriddenPaths,
    findings: &mut Vec<Finding>,
) -> Vec<Violation> {
    if violations.is_empty() {
        return violations;
    }
    let violations = violations.into_iter().filter(|violation| !overridden.cover(&violation.pointer)).collect();
    let mut tolerances = std::mem::take(&mut context.tolerances);
    let counted =
        SchemaFindings::new(context, documented, instance, schemas, &mut tolerances).judge(violations, findings);
    context.tolerances = tolerances;
    counted
}

/// What is reported where there are more findings than anyone reads.
fn cut_short(context: &JudgeContext<'_>, documented: &DocumentedJson<'_>) -> Finding {
    let span = documented.name_span(documented.pattern);
    let message =
        format!("the response breaks the docs in more than {MOST_VIOLATIONS} places: the rest of it was not judged");
    context.finding(&CUT_SHORT, span, At::Body(Pointer::root()), message).help(CUT_SHORT.fix)
}
