//! The body: read on both sides, walked for structure, checked by schema, compared in shape.

use serde_json::Value;

use super::answer_json::answer_json;
use super::hearing::JudgeContext;
use super::members::Members;
use super::schema_findings::SchemaFindings;
use super::shown::Shown;
use super::terms::BodyRules;
use super::walk::Walk;
use super::{assertions, brief, diff, exact, other, presence, standard};
use crate::contract::JsonPattern;
use crate::finding::rules::body::CUT_SHORT;
use crate::finding::{At, Finding};
use crate::json::Pointer;
use crate::schema::{MOST_VIOLATIONS, Schemas};
use crate::text::{Position, SourceText};

/// What judging the body leaves behind: enough to place what is still to be said about it.
#[derive(Default)]
pub(super) struct BodyResult<'a> {
    /// The answer's body.
    pub(super) instance: Option<Value>,
    /// The documented one.
    documented: Option<Documented<'a>>,
    /// The difference in shape, for a reader.
    pub(super) diff: Option<String>,
}

impl BodyResult<'_> {
    /// Where the docs speak of a place in the answer.
    pub(super) fn place(&self, pointer: &Pointer) -> Option<Position> {
        self.documented.as_ref().map(|documented| documented.place(documented.pattern.nearest(pointer).0))
    }
}

/// A documented body with its pattern.
pub(super) struct Documented<'a> {
    pub(super) passage: &'a SourceText,
    pub(super) pattern: &'a JsonPattern,
    pub(super) shown: &'a Shown,
}

impl Documented<'_> {
    /// The line and column of a pattern's key.
    pub(super) fn place(&self, pattern: &JsonPattern) -> Position {
        self.passage.place(pattern.at)
    }

    /// The documented value as written, bounded.
    pub(super) fn excerpt(&self, pattern: &JsonPattern) -> String {
        brief::cut(self.passage.text().get(pattern.start..pattern.end).unwrap_or_default(), 100)
    }
}

/// Judges the body. `shown`: the documented one, if it is JSON. `readable`: the headers do not already say that the answer's
/// is something else.
pub(super) fn judge<'a>(
    hearing: &mut JudgeContext<'a>,
    schemas: &Schemas,
    shown: impl FnOnce() -> Option<&'a Shown>,
    readable: bool,
) -> BodyResult<'a> {
    let case = hearing.case;
    other::as_said(hearing);
    let (true, Some(passage)) = (presence::judge(hearing) && readable, &case.expectation.body) else {
        other::undocumented(hearing);
        return BodyResult::default();
    };
    let Some(shown) = shown() else {
        other::judge(hearing, passage);
        return BodyResult::default();
    };
    let documented = Documented { passage, pattern: &shown.pattern, shown };
    let Some(instance) = answer_json(hearing, &documented) else {
        return BodyResult { documented: Some(documented), ..BodyResult::default() };
    };
    let diff = compare(hearing, &documented, &instance, shown.schema(case), schemas);
    BodyResult { instance: Some(instance), documented: Some(documented), diff }
}

fn compare(
    hearing: &mut JudgeContext<'_>,
    documented: &Documented<'_>,
    instance: &Value,
    schema: &Value,
    schemas: &Schemas,
) -> Option<String> {
    let claims = assertions::judge(hearing, Some(documented), instance);
    let terms = BodyRules::new(hearing.case, &hearing.request.url)
        .answered(hearing.response.headers.get("content-type"))
        .without(&claims);
    let members = Members::new(schemas.set(), schema, terms.partial);
    let mut ledger = std::mem::take(&mut hearing.ledger);
    let walk = Walk::new(hearing, documented, terms, members, &mut ledger);
    let (mut findings, members) = walk.run(instance);
    let structural = !findings.is_empty();
    let mut cut = findings.len() >= MOST_VIOLATIONS;
    findings.extend(exact::judge(hearing, documented, instance, &claims));
    let mut broken = Vec::new();
    match schemas.check_answer(schema, instance, &hearing.numbers) {
        Ok(violations) if violations.is_empty() => {}
        Ok(violations) => {
            cut |= violations.len() >= MOST_VIOLATIONS;
            let mut stage = SchemaFindings::new(hearing, documented, instance, schema, schemas, &mut ledger);
            let violations = violations.into_iter().filter(|violation| !claims.cover(&violation.pointer)).collect();
            broken = stage.judge(violations, &mut findings);
        }
        Err(error) => hearing.cannot_judge(format!("the schema of the documented body cannot be used: {error}")),
    }
    hearing.ledger = ledger;
    let standard = standard::judge(hearing, documented, instance, &findings);
    let standard = standard.into_iter().filter(|f| !matches!(&f.at, At::Body(pointer) if claims.cover(pointer)));
    findings.extend(standard);
    // The difference is for a reader's eyes, and for an answer that size it would be of no use to them.
    let readable = hearing.response.body.len() <= MOST_COMPARED && findings.len() <= MOST_EXPLAINED;
    let diff = if readable { diff::of(documented, instance, terms, members, &broken) } else { None };
    if let Some(text) = diff.as_ref().filter(|_| !structural && broken.is_empty()) {
        findings.push(diff::unexplained(hearing, documented, text));
    }
    if cut {
        findings.push(cut_short(hearing, documented));
    }
    for finding in findings {
        hearing.report(finding);
    }
    diff
}

/// Bytes of an answer up to which its shape is compared as a whole, beside the walk.
const MOST_COMPARED: usize = 4 << 20;

/// Findings up to which the difference in shape is shown beside them.
const MOST_EXPLAINED: usize = 500;

/// What is told when there is more to tell than anyone reads.
fn cut_short(hearing: &JudgeContext<'_>, documented: &Documented<'_>) -> Finding {
    let place = documented.place(documented.pattern);
    let message = format!("the answer has more than {MOST_VIOLATIONS} faults: the rest of it was not judged");
    hearing.finding(&CUT_SHORT, place, At::Body(Pointer::root()), message).help(CUT_SHORT.fix)
}
