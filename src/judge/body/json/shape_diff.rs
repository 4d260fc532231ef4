//! The difference in shape as text, by `assert-json-diff`.

use assert_json_diff::{CompareMode, Config, assert_json_matches_no_panic};
use serde_json::Value;

use super::body_rules::BodyRules;
use super::difference;
use super::members::Members;
use super::projection::Projection;
use super::shape_pair::{Shapes, ShapesMatch};
use crate::finding::rules::body::BODY_DIFFERS;
use crate::finding::{At, Finding};
use crate::json::Pointer;
use crate::judge::body::documented::DocumentedJson;
use crate::judge::context::JudgeContext;
use crate::schema::Violation;

/// How documented and actual body differ in shape; `None` where they do not. `broken`: violations of the schema.
pub(crate) fn of(
    documented: &DocumentedJson<'_>,
    instance: &Value,
    rules: BodyRules<'_>,
    members: Members<'_>,
    broken: &[Violation],
) -> Option<String> {
    let mut projection = Projection::new(rules, members, broken);
    // They nearly always match, and then the text is not needed.
    if projection.of::<ShapesMatch>(documented.pattern, instance).is_match(rules.partial) {
        return None;
    }
    let shapes: Shapes = projection.of(documented.pattern, instance);
    let mode = if rules.partial { CompareMode::Inclusive } else { CompareMode::Strict };
    let report = assert_json_matches_no_panic(&shapes.actual, &shapes.expected, Config::new(mode)).err()?;
    Some(difference::table(&report))
}

/// The walk found nothing, yet the shapes differ: one of the two is wrong, and the case must not look green.
pub(crate) fn unexplained(context: &JudgeContext<'_>, documented: &DocumentedJson<'_>, text: &str) -> Finding {
    let span = documented.name_span(documented.pattern);
    let message = "the structure of the body differs from the documented one";
    context
        .finding(&BODY_DIFFERS, span, At::Body(Pointer::root()), message)
        .expected("the structure of the documented body")
        .actual(text)
        .help("compare the two bodies, and please report this: no other rule explains the difference")
}
