//! What is wrong with captures and steps, known before anything is sent.

use std::collections::BTreeSet;

use super::graph_input::Input;
use super::sources::{Source, Sources};
use super::steps::Named;
use crate::finding::Finding;
use crate::finding::rules::state::{AMBIGUOUS_SOURCE, NEEDS_CYCLE, NO_SOURCE, UNKNOWN_STEP, UNUSED_CAPTURE};
use crate::finding::suggest::suggestion;
use crate::http::url_template::normalized;
use crate::text::Location;

/// A finding for each capture whose value nothing takes.
pub(super) fn unused(sources: &Sources<'_>, used: &BTreeSet<(usize, String)>) -> Vec<Finding> {
    let mut seen: BTreeSet<(&Location, &str)> = BTreeSet::new();
    let is_taken = |(name, source): &(&str, Source<'_>)| used.contains(&(source.node, (*name).to_owned()));
    let all: Vec<_> = sources.all().collect();
    let taken: BTreeSet<(&Location, &str)> =
        all.iter().filter(|one| is_taken(one)).map(|(name, source)| (&source.capture.written_at, *name)).collect();
    let mut found = Vec::new();
    for (name, source) in &all {
        let location = &source.capture.written_at;
        if seen.insert((location, name)) && !taken.contains(&(location, *name)) {
            let variable = &source.capture.variable;
            let message = format!("no request takes the captured value `{variable}`");
            let help = format!(
                "name it as the placeholder that it fills (`{{{variable}}}`), give it under [literals], or remove the capture"
            );
            found.push(Finding::docs(&UNUSED_CAPTURE, &location.page, location.place, message).help(help));
        }
    }
    found
}

/// A finding for each literal whose variable nothing gives.
pub(super) fn without_source(input: &Input<'_>, sources: &Sources<'_>) -> Vec<Finding> {
    let is_own = |variable: &str| input.nodes().any(|(_, case)| case.own_parameter(variable).is_some());
    let known =
        |variable: &str| sources.has(variable) || input.given.contains(&normalized(variable)) || is_own(variable);
    let unknown = input.literals.iter().filter(|literal| !known(&literal.text.variable));
    let finding = |literal: &crate::config::Literal| {
        let names: Vec<&str> = sources.all().map(|(_, source)| source.capture.variable.as_str()).collect();
        let near = suggestion(&literal.text.variable, &names);
        let message = format!(
            "[literals]: `{}` is the variable `{}`, which no capture and no parameter gives{near}",
            literal.text.text, literal.text.variable
        );
        let place = &literal.source;
        Finding::docs(&NO_SOURCE, &place.page, place.place, message).help(NO_SOURCE.fix)
    };
    unknown.map(finding).collect()
}

/// The finding about a step that is named and not there, or not alone.
pub(super) fn unknown_step(input: &Input<'_>, name: &str, found: &Named, source: &Location) -> Finding {
    let message = if let Named::Several(count) = found {
        format!("{count} cases are named `{name}`: write the id of one instead")
    } else {
        let names: Vec<&str> = input.nodes().map(|(_, case)| case.name.as_str()).collect();
        let near = suggestion(name, &names);
        format!("no case and no [[setup]] is named `{name}`{near}")
    };
    Finding::docs(&UNKNOWN_STEP, &source.page, source.place, message).help(UNKNOWN_STEP.fix)
}

/// The finding about a variable that several steps give.
pub(super) fn ambiguous(input: &Input<'_>, at: usize, variable: &str, nodes: &[usize]) -> Finding {
    let case = input.case(at);
    let names: Vec<&str> = nodes.iter().take(3).map(|node| input.case(*node).id.as_str()).collect();
    let more = if nodes.len() > 3 { format!(", and {} more", nodes.len() - 3) } else { String::new() };
    let message =
        format!("`{{{variable}}}` is captured from several cases, none of them nearer: {}{more}", names.join(", "));
    Finding::docs(&AMBIGUOUS_SOURCE, &case.page, case.request.url_place, message).help(AMBIGUOUS_SOURCE.fix)
}

/// The finding about a case that needs itself.
pub(super) fn cycle(input: &Input<'_>, at: usize, provider: usize) -> Finding {
    let (case, provider) = (input.case(at), input.case(provider));
    let message = format!("`{}` needs `{}`, which needs it in turn", case.name, provider.name);
    Finding::docs(&NEEDS_CYCLE, &case.page, case.request.url_place, message).help(NEEDS_CYCLE.fix)
}
