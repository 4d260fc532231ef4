//! Examples that would contradict their documented type if they showed what was received: from then on neither would be judged by.

use crate::contract::Case;
use crate::finding::rules::types::EXAMPLE_BREAKS_SCHEMA;
use crate::finding::{Finding, ToleranceKind, Verdict};

/// Whether a case passes for a contradiction between the example and its type that was not there before.
pub(super) fn is_new(before: &Verdict, after: &Verdict) -> bool {
    let mut disputed = after.tolerances.iter().filter(|tolerance| tolerance.kind == ToleranceKind::Disputed);
    disputed.any(|tolerance| !before.tolerances.contains(tolerance))
}

/// Why an example is left, with the place of the type. `findings` are those of the page as it would be, in which `case` is.
pub(super) fn reason(case: &Case, findings: &[Finding]) -> String {
    let shown = &case.expectation;
    let last = shown.body.as_ref().map_or(shown.line, |body| body.place(body.text().len()).line);
    let is_about_it = |finding: &&Finding| {
        finding.rule == EXAMPLE_BREAKS_SCHEMA
            && finding.location.page == case.page
            && (shown.line..=last).contains(&finding.location.place.line)
    };
    let contradiction = findings.iter().find(is_about_it);
    let what = contradiction.map(|finding| match &finding.help {
        Some(help) => format!(": {}; {}", finding.message, help.replacen("correct the example, or", "correct", 1)),
        None => format!(": {}", finding.message),
    });
    format!("the example would contradict its documented type{}", what.unwrap_or_default())
}
