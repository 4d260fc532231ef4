//! Which step gives a case the value of a variable.

use std::collections::BTreeMap;

use super::graph_input::Input;
use crate::contract::Case;
use crate::directive::Capture;
use crate::http::url_template::normalized;

/// The captures, by variable (as names are compared).
pub(super) struct Sources<'i> {
    by_variable: BTreeMap<String, Vec<Source<'i>>>,
}

/// A capture, and the node whose response it reads.
#[derive(Clone, Copy)]
pub(super) struct Source<'i> {
    pub(super) node: usize,
    pub(super) capture: &'i Capture,
}

/// The step that gives a value.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// This one.
    Node(usize),
    /// None is meant for the case.
    None,
    /// Several, none nearer than the others.
    Several(Vec<usize>),
}

impl<'i> Sources<'i> {
    pub(super) fn of(input: &Input<'i>) -> Self {
        let mut by_variable: BTreeMap<String, Vec<Source<'i>>> = BTreeMap::new();
        for (node, case) in input.nodes() {
            for capture in case.overrides.captures() {
                by_variable.entry(normalized(&capture.variable)).or_default().push(Source { node, capture });
            }
        }
        Self { by_variable }
    }

    pub(super) fn variables(&self) -> impl Iterator<Item = &str> {
        self.by_variable.keys().map(String::as_str)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = (&str, Source<'i>)> {
        self.by_variable.iter().flat_map(|(name, sources)| sources.iter().map(move |source| (name.as_str(), *source)))
    }

    pub(super) fn has(&self, variable: &str) -> bool {
        self.by_variable.contains_key(&normalized(variable))
    }

    /// The step that gives a variable to a case: one that is meant for it, else the nearest above it on its page, else the
    /// only one in its folder, else the only one of all.
    pub(super) fn choose(&self, input: &Input<'_>, of: usize, variable: &str) -> Choice {
        let case = input.case(of);
        let others = self.by_variable.get(variable).into_iter().flatten().filter(|source| source.node != of);
        let meant = |source: &&Source<'i>| source.capture.cases.as_ref().is_some_and(|cases| cases.matches(case));
        let (mut found, mut general) = (Vec::new(), Vec::new());
        for source in others {
            if meant(&source) {
                found.push(source.node);
            } else if source.capture.cases.is_none() {
                general.push(source.node);
            }
        }
        if !found.is_empty() {
            return single(found);
        }
        let on_page: Vec<usize> = general.iter().copied().filter(|node| input.case(*node).page == case.page).collect();
        if let Some(nearest) = nearest(input, &on_page, case) {
            return Choice::Node(nearest);
        }
        let in_folder = |node: &usize| !input.is_setup(*node) && folder(&input.case(*node).page) == folder(&case.page);
        let in_folder: Vec<usize> = general.iter().copied().filter(in_folder).collect();
        if in_folder.is_empty() { single(general) } else { single(in_folder) }
    }
}

fn single(mut nodes: Vec<usize>) -> Choice {
    nodes.dedup();
    match nodes.as_slice() {
        [] => Choice::None,
        [node] => Choice::Node(*node),
        _ => Choice::Several(nodes),
    }
}

/// The last of the nodes above a case, else the first below it.
fn nearest(input: &Input<'_>, nodes: &[usize], case: &Case) -> Option<usize> {
    let line = |node: &usize| input.case(*node).request.line;
    let above = nodes.iter().filter(|node| line(node) < case.request.line).max_by_key(|node| line(node));
    above.or(nodes.iter().min_by_key(|node| line(node))).copied()
}

fn folder(page: &str) -> &str {
    page.rsplit_once('/').map_or("", |(folder, _)| folder)
}
