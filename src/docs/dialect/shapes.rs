//! The shape of a call beside an example of it: placeholders all over are no example where the page shows one with values.

use std::collections::HashSet;

use super::reader::DialectReading;
use crate::contract::{Dialect, DocumentedBody};
use crate::docs::messages::paths::{is_same_path, matches_path, path_of};
use crate::docs::messages::skeleton;
use crate::docs::outline::page_context::PageContext;
use crate::docs::outline::role::Role;
use crate::docs::{Example, FenceOutcome};
use crate::json;

/// How many examples of a page are compared with how many.
const MOST: usize = 200;

/// Leaves out the examples that show the shape of a call alone, where another one of the page shows the call with values.
pub(super) fn settle(page: &PageContext<'_>, reading: &mut DialectReading) {
    let shapes: Vec<usize> =
        (0..reading.examples.len()).filter(|&at| is_shape(&reading.examples[at])).take(MOST).collect();
    if shapes.is_empty() {
        return;
    }
    // With a status line of its own a response is shown, and not only its shape.
    let documents = page.fences().iter().filter(|fence| matches!(fence.role, Role::Json(_)));
    let documents: HashSet<u32> = documents.map(|fence| fence.place.line).collect();
    let shapes = shapes.into_iter().filter(|&at| documents.contains(&reading.examples[at].response.line));
    let worked: Vec<&Example> = reading.examples.iter().filter(|example| is_worked(example)).take(MOST).collect();
    let has_example = |at: &usize| worked.iter().any(|other| is_example_of(other, &reading.examples[*at]));
    let left_out: HashSet<usize> = shapes.filter(has_example).collect();
    if left_out.is_empty() {
        return;
    }
    let lines = |example: &Example| [example.request.line, example.response.line];
    let all = reading.examples.iter().enumerate();
    let (gone, kept): (Vec<_>, Vec<_>) = all.partition(|(at, _)| left_out.contains(at));
    let kept: HashSet<u32> = kept.into_iter().flat_map(|(_, example)| lines(example)).collect();
    let gone: HashSet<u32> =
        gone.into_iter().flat_map(|(_, example)| lines(example)).filter(|line| !kept.contains(line)).collect();
    for claim in &mut reading.claims {
        if claim.outcome == Some(FenceOutcome::InCase) && gone.contains(&page.fence(claim.fence).place.line) {
            claim.outcome = Some(FenceOutcome::Excused);
        }
    }
    let mut at = 0;
    reading.examples.retain(|_| {
        at += 1;
        !left_out.contains(&(at - 1))
    });
}

/// Whether neither the URL nor the response of an example has a value.
fn is_shape(example: &Example) -> bool {
    let shows_nothing = |body: &DocumentedBody| body.text().starts_with(json::OPENING) && !skeleton::has_values(body);
    let plain = example.dialect == Dialect::Http && example.directives.is_empty();
    plain && example.request.url.contains(['{', '<', '$']) && example.response.body.as_ref().is_some_and(shows_nothing)
}

fn is_worked(example: &Example) -> bool {
    let url = &example.request.url;
    !url.contains(['{', '<', '$']) && !path_of(url).contains("/:")
}

/// Whether an example with values is one of the call that a shape shows, and of that outcome.
fn is_example_of(worked: &Example, shape: &Example) -> bool {
    let (one, other) = (&worked.request, &shape.request);
    one.method == other.method
        && worked.response.status.shares_a_code_with(&shape.response.status)
        && (matches_path(&one.url, &other.url) || is_same_path(path_of(&one.url), path_of(&other.url)))
}
