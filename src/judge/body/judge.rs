//! The body: read on both sides, walked for structure, checked by schema, compared in shape.

use serde_json::Value;

use super::documented::Shown;
use super::json::body_rules::BodyRules;
use super::json::members::Members;
use super::json::response::answer_json;
use super::json::walk::Walk;
use super::json::{shape_diff, standards};
use super::schema::findings::SchemaFindings;
use super::{assertions, exact, not_json, presence};
use crate::contract::JsonPattern;
use crate::finding::rules::body::CUT_SHORT;
use crate::finding::{At, Finding};
use crate::json::Pointer;
use crate::judge::context::JudgeContext;
use crate::judge::excerpt;
use crate::schema::{MOST_VIOLATIONS, Schemas};
use crate::text::{Position, SourceText};

/// What judging the body leaves behind: enough to place what is still to be said about it.
#[derive(Default)]
pub(crate) struct BodyResult<'a> {
    /// The answer's body.
    pub(crate) instance: Option<Value>,
    /// The documented one.
    documented: Option<Documented<'a>>,
    /// The difference in shape, for a reader.
    pub(crate) diff: Option<String>,
}

impl BodyResult<'_> {
    /// Where the docs speak of a place in the answer.
    pub(crate) fn place(&self, pointer: &Pointer) -> Option<Position> {
        self.documented.as_ref().map(|documented| documented.place(documented.pattern.nearest(pointer).0))
    }
}

/// A documented body with its pattern.
pub(crate) struct Documented<'a> {
    pub(crate) passage: &'a SourceText,
    pub(crate) pattern: &'a JsonPattern,
    pub(crate) shown: &'a Shown<'a>,
}

impl Documented<'_> {
    /// The line and column of a pattern's key.
    pub(crate) fn place(&self, pattern: &JsonPattern) -> Position {
        self.passage.place(pattern.at)
    }

    /// The documented value as written, bounded.
    pub(crate) fn excerpt(&self, pattern: &JsonPattern) -> String {
        excerpt::cut(self.passage.text().get(pattern.start..pattern.end).unwrap_or_default(), 100)
    }
}

/// Judges the body. `shown`: the documented one, if it is JSON. `readable`: the headers do not already say that the answer's
/// is something else.
pub(crate) fn judge<'a>(
    context: &mut JudgeContext<'a>,
    schemas: &Schemas,
    shown: impl FnOnce() -> Option<&'a Shown<'a>>,
    readable: bool,
) -> BodyResult<'a> {
    let case = context.case;
    not_json::as_said(context);
    let (true, Some(passage)) = (presence::judge(context) && readable, &case.expectation.body) else {
        not_json::undocumented(context);
        return BodyResult::default();
    };
    let Some(shown) = shown() else {
        not_json::judge(context, passage.source());
        return BodyResult::default();
    };
    let documented = Documented { passage: passage.source(), pattern: shown.pattern, shown };
    let Some(instance) = answer_json(context, &documented) else {
        return BodyResult { documented: Some(documented), ..BodyResult::default() };
    };
    let diff = compare(context, &documented, &instance, shown.schema(case), schemas);
    BodyResult { instance: Some(instance), documented: Some(documented), diff }
}

fn compare(
    context: &mut JudgeContext<'_>,
    documented: &Documented<'_>,
    instance: &Value,
    schema: &Value,
    schemas: &Schemas,
) -> Option<String> {
    let claims = assertions::judge(context, Some(documented), instance);
    let terms = BodyRules::new(context.case, &context.request.url)
        .answered(context.response.headers.get("content-type"))
        .without(&claims);
    let members = Members::new(schemas.set(), schema, terms.partial);
    let mut tolerances = std::mem::take(&mut context.tolerances);
    let walk = Walk::new(context, documented, terms, members, &mut tolerances);
    let (mut findings, members) = walk.run(instance);
    let structural = !findings.is_empty();
    let mut cut = findings.len() >= MOST_VIOLATIONS;
    findings.extend(exact::judge(context, documented, instance, &claims));
    let mut broken = Vec::new();
    match schemas.check_answer(schema, instance, &context.numbers) {
        Ok(violations) if violations.is_empty() => {}
        Ok(violations) => {
            cut |= violations.len() >= MOST_VIOLATIONS;
            let mut stage = SchemaFindings::new(context, documented, instance, schema, schemas, &mut tolerances);
            let violations = violations.into_iter().filter(|violation| !claims.cover(&violation.pointer)).collect();
            broken = stage.judge(violations, &mut findings);
        }
        Err(error) => context.cannot_judge(format!("the schema of the documented body cannot be used: {error}")),
    }
    context.tolerances = tolerances;
    let standard = standards::judge(context, documented, instance, &findings);
    let standard = standard.into_iter().filter(|f| !matches!(&f.at, At::Body(pointer) if claims.cover(pointer)));
    findings.extend(standard);
    // The difference is for a reader's eyes, and for an answer that size it would be of no use to them.
    let readable = context.response.body.len() <= MOST_COMPARED && findings.len() <= MOST_EXPLAINED;
    let diff = if readable { shape_diff::of(documented, instance, terms, members, &broken) } else { None };
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

/// Bytes of an answer up to which its shape is compared as a whole, beside the walk.
const MOST_COMPARED: usize = 4 << 20;

/// Findings up to which the difference in shape is shown beside them.
const MOST_EXPLAINED: usize = 500;

/// What is told when there is more to tell than anyone reads.
fn cut_short(context: &JudgeContext<'_>, documented: &Documented<'_>) -> Finding {
    let place = documented.place(documented.pattern);
    let message = format!("the answer has more than {MOST_VIOLATIONS} faults: the rest of it was not judged");
    context.finding(&CUT_SHORT, place, At::Body(Pointer::root()), message).help(CUT_SHORT.fix)
}
