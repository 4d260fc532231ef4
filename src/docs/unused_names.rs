//! Directives that name a fence by which no request finds its response: the name is of no example.

use std::collections::BTreeSet;

use super::PageDocs;
use super::outline::outline::Outline;
use crate::directive::{Directive, Role};
use crate::finding::Finding;
use crate::finding::rules::settings::UNUSED_OVERRIDE;
use crate::text::Location;

/// A finding for each directive of the page that names a fence of no example.
pub(super) fn unused_names(page: &str, outline: &Outline, docs: &PageDocs) -> Vec<Finding> {
    let mut named =
        outline.fences.iter().flat_map(|fence| &fence.directives).filter(|(it, _)| names_example(it)).peekable();
    if named.peek().is_none() {
        return Vec::new();
    }
    let used = sources_used(docs);
    let unused = named.filter(|(_, source)| source.page == page && !used.contains(source));
    unused.map(|(directive, source)| unused_name(directive, source)).collect()
}

/// Whether a directive gives a request or a response its name.
pub fn names_example(directive: &Directive) -> bool {
    directive.name.is_some() && !matches!(directive.role, Some(Role::None | Role::Resource))
}

/// Where the directives are that examples of a page, and commands without a response, took.
pub fn sources_used(docs: &PageDocs) -> BTreeSet<&Location> {
    let examples = docs.examples.iter().chain(&docs.steps);
    examples.flat_map(|example| &example.directives).map(|(_, source)| source).collect()
}

/// The finding about a directive whose name no example has.
pub fn unused_name(directive: &Directive, source: &Location) -> Finding {
    let name = directive.name.as_deref().unwrap_or_default();
    let message = format!("the name `{name}` is that of no example: its fence is in none");
    let finding = Finding::docs(&UNUSED_OVERRIDE, &source.page, source.place, message);
    finding.help("give a request and its response the same `name`, each in one fence of the page, or remove it")
}
