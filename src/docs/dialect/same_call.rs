//! Routes that name once more what a command above them calls: a response below such a route is one to the command.

use super::reader::DialectReading;
use crate::contract::Dialect;
use crate::docs::messages::paths::matches_path;
use crate::docs::wording::{LabelKind, announces_route};
use crate::docs::{DocRequest, Example};

/// Puts the command in the place of a route that only names its call. A command without a response of its own is not a step then.
pub(super) fn settle(reading: &mut DialectReading) {
    let named = |example: &Example| example.dialect == Dialect::Http && shows_route_alone(&example.request);
    let routes: Vec<usize> = (0..reading.examples.len()).filter(|&at| named(&reading.examples[at])).collect();
    if routes.is_empty() {
        return;
    }
    let shown = reading.examples.iter().filter(|example| example.dialect.shows_commands());
    let mut commands: Vec<&Example> = shown.chain(&reading.steps).collect();
    commands.sort_by_key(|command| command.request.line);
    let mut found = Vec::new();
    for at in routes {
        let example = &reading.examples[at];
        let above = commands.partition_point(|command| command.request.line < example.request.line);
        let command = above.checked_sub(1).map(|last| commands[last]).filter(|command| names_call(example, command));
        found.extend(command.map(|command| (at, command.request.clone(), command.dialect)));
    }
    let shown: Vec<(u32, Vec<String>)> = found
        .iter()
        .map(|(at, ..)| (reading.examples[*at].response.line, reading.examples[*at].headings.clone()))
        .collect();
    for (at, request, dialect) in found {
        reading.steps.retain(|step| step.request.line != request.line || step.request.url != request.url);
        let example = &mut reading.examples[at];
        (example.request, example.dialect) = (request, dialect);
    }
    // The other method of the route, which the page does not call.
    let is_other = |example: &Example| {
        named(example)
            && shown.iter().any(|(line, headings)| *line == example.response.line && *headings == example.headings)
    };
    if !shown.is_empty() {
        reading.examples.retain(|example| !is_other(example));
    }
}

fn shows_route_alone(request: &DocRequest) -> bool {
    request.body.is_none() && request.headers.is_empty()
}

/// Whether an example is of the route that the command above it calls, in the section of that, with its response below.
fn names_call(example: &Example, command: &Example) -> bool {
    let (named, called) = (&example.request, &command.request);
    // Any other heading begins another operation.
    let is_part = |heading: &String| announces_route(heading) || LabelKind::of(heading) != LabelKind::Unknown;
    example.headings.get(command.headings.len()).is_some_and(is_part)
        && example.headings.starts_with(&command.headings)
        && example.response.line > named.line
        && named.method == called.method
        && matches_path(&called.url, &named.url)
}
