//! The difference in shape as text, by `assert-json-diff`.

use assert_json_diff::{CompareMode, Config, assert_json_matches_no_panic};
use serde_json::Value;

use super::body_rules::BodyRules;
use super::members::Members;
use super::projection::Projection;
use super::shape_pair::{Alike, Shapes};
use crate::finding::rules::body::BODY_DIFFERS;
use crate::finding::{At, Finding};
use crate::json::Pointer;
use crate::judge::body::judge::Documented;
use crate::judge::context::JudgeContext;
use crate::schema::Violation;

/// Lines kept of a difference.
const MOST_LINES: usize = 40;

/// How documented and actual body differ in shape; `None` where they do not. `broken`: values the schema refused.
pub(crate) fn of(
    documented: &Documented<'_>,
    instance: &Value,
    terms: BodyRules<'_>,
    members: Members<'_>,
    broken: &[Violation],
) -> Option<String> {
    let mut projection = Projection::new(terms, members, broken);
    // Nearly always they are alike, and then nobody reads them.
    if projection.of::<Alike>(documented.pattern, instance).holds(terms.partial) {
        return None;
    }
    let shapes: Shapes = projection.of(documented.pattern, instance);
    let (mode, sides) = if terms.partial {
        (CompareMode::Inclusive, "")
    } else {
        (CompareMode::Strict, "lhs: the answer, rhs: the docs\n\n")
    };
    let text = assert_json_matches_no_panic(&shapes.actual, &shapes.expected, Config::new(mode)).err()?;
    Some(bounded(sides, &text))
}

/// The blocks in a steady order (the strict mode gives them in that of a hash set), cut at [`MOST_LINES`].
fn bounded(sides: &str, text: &str) -> String {
    let mut blocks: Vec<_> = text.split("\n\n").map(str::trim_end).filter(|block| !block.is_empty()).collect();
    blocks.sort_unstable();
    let mut out = sides.to_owned();
    let mut lines = 0;
    for (index, block) in blocks.iter().enumerate() {
        lines += block.lines().count() + 1;
        if lines > MOST_LINES && index > 0 {
            let more = format!("... and {} more differences", blocks.len() - index);
            out.push_str(&more);
            break;
        }
        let kept: Vec<_> = block.lines().take(MOST_LINES).collect();
        out.push_str(&kept.join("\n"));
        out.push_str("\n\n");
    }
    out.truncate(out.trim_end().len());
    out
}

/// The walk found nothing, the shapes differ all the same: one of the two is wrong, and silence would be a green lie.
pub(crate) fn unexplained(context: &JudgeContext<'_>, documented: &Documented<'_>, text: &str) -> Finding {
    let place = documented.place(documented.pattern);
    context
        .finding(
            &BODY_DIFFERS,
            place,
            At::Body(Pointer::root()),
            "the body's structure differs from the documented one",
        )
        .expected("the structure of the documented body")
        .actual(text)
        .help("compare the two bodies; please report this, for no single rule explains the difference")
}
