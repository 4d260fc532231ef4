//! Steps by their names.

use super::graph_input::Input;

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// This node.
    Node(usize),
    /// Nothing.
    Nothing,
    /// Several cases.
    Several(usize),
}

/// The step of a name, as seen from a page: a `[[setup]]`, a case by its id, a case of the page, any other case.
pub(super) fn named(input: &Input<'_>, name: &str, page: &str) -> Named {
    let mut setups = input.nodes().filter(|(node, case)| input.is_setup(*node) && case.name == name);
    if let Some((setup, _)) = setups.next() {
        return Named::Node(setup);
    }
    if let Some((node, _)) = input.nodes().find(|(_, case)| case.id == name) {
        return Named::Node(node);
    }
    let all: Vec<usize> = input.nodes().filter(|(_, case)| case.name == name).map(|(node, _)| node).collect();
    let on_page: Vec<usize> = all.iter().copied().filter(|node| input.case(*node).page == page).collect();
    let found = if on_page.is_empty() { all } else { on_page };
    match found.as_slice() {
        [] => Named::Nothing,
        [node] => Named::Node(*node),
        several => Named::Several(several.len()),
    }
}
