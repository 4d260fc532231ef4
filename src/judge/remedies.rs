//! What to write in a page so that the response is accepted, in the words of the page's own dialect: a key of its annotation,
//! or a directive.

use super::path::Step;
use crate::contract::Case;

/// How the page says that the member at `steps` may be absent.
pub(super) fn make_optional(case: &Case, steps: &[Step<'_>]) -> String {
    list(case, "optionalProperties", "optional", steps)
}

/// What to do about an unexpected `null` of the member at `steps`.
pub(super) fn allow_null(case: &Case, steps: &[Step<'_>]) -> String {
    let listed = list(case, "nullableProperties", "nullable", steps);
    format!("{listed}, write in the property table that it can be null, or have the service send a value")
}

/// How the page says that the example does not show the whole body.
pub(super) fn mark_truncated(case: &Case) -> &'static str {
    if case.dialect.is_annotated() {
        "mark the example `\"truncated\": true`"
    } else {
        "write `<!-- doctrial truncated = true -->` above the response"
    }
}

/// The key by which the page says that a collection must be empty.
pub(super) fn empty_key(case: &Case) -> &'static str {
    if case.dialect.is_annotated() { "`isEmpty` from the annotation" } else { "`empty` from the directive" }
}

fn list(case: &Case, annotation: &str, directive: &str, steps: &[Step<'_>]) -> String {
    let entry = entry(case, steps);
    if case.dialect.is_annotated() {
        return format!("list `{entry}` in `{annotation}`");
    }
    format!("write `<!-- doctrial {directive} = [\"{entry}\"] -->` above the response")
}

/// The path to a member from the documented resource, as the lists take it.
fn entry(case: &Case, steps: &[Step<'_>]) -> String {
    let collection = case.expectation.facts.collection_property.as_str();
    let from_resource = match steps {
        [Step::Member(name), Step::Item(_), rest @ ..] if *name == collection => rest,
        [Step::Item(_), rest @ ..] => rest,
        steps => steps,
    };
    let token = |step: &Step<'_>| match step {
        Step::Member(name) => (*name).to_owned(),
        Step::Item(_) => "*".to_owned(),
    };
    from_resource.iter().map(token).collect::<Vec<_>>().join("/")
}
