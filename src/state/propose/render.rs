//! Proposed captures and literals as TOML.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::Proposal;
use super::collections::ShownId;
use crate::json::quoted;
use crate::text::counted;

/// The proposals in TOML, to be pasted into the settings.
pub fn render(proposals: &[Proposal]) -> String {
    let mut out = String::new();
    for proposal in proposals {
        let Proposal { of, variable, source, urls, undo, cases, .. } = proposal;
        let cases = counted(*cases, "case");
        let take = if proposal.cases == 1 { "takes" } else { "take" };
        // Writing to a string does not fail.
        let _ = writeln!(out, "# {cases} {take} it.\n[[capture]]\nof = {{ id = {} }}", quoted(of));
        if let Some(urls) = urls {
            let _ = writeln!(out, "for = {{ url = {} }}", quoted(urls));
        }
        let _ = writeln!(out, "{} = {source}", key(variable));
        if let Some(undo) = undo {
            let _ = writeln!(out, "undo = {}", quoted(undo));
        }
        out.push('\n');
    }
    let literals = literals(proposals);
    if !literals.is_empty() {
        out.push_str("[literals]\n");
        for (literal, variable) in literals {
            let _ = writeln!(out, "{} = {}", quoted(&literal), quoted(&variable));
        }
    }
    out
}

/// A number of this many digits is likely to be shown elsewhere as another thing.
const SHORT: usize = 3;

/// The literals, each with what it stands for. An id that is a short number, or that several variables show, is named with the
/// segment of the path before it: elsewhere it is another thing.
fn literals(proposals: &[Proposal]) -> BTreeMap<String, String> {
    let shown: Vec<(&ShownId, &str)> = proposals.iter().flat_map(shown).collect();
    let mut variables: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for &(literal, variable) in &shown {
        variables.entry(&literal.text).or_default().insert(variable);
    }
    let is_number = |text: &str| text.len() <= SHORT && text.chars().all(|c| c.is_ascii_digit());
    let is_plain = |text: &str| !is_number(text) && variables[text].len() == 1;
    let entry = |(literal, variable): (&ShownId, &str)| match &literal.after {
        _ if is_plain(&literal.text) => Some((literal.text.clone(), variable.to_owned())),
        Some(after) => Some((format!("{after}/{}", literal.text), format!("{after}/{{{variable}}}"))),
        None => None,
    };
    shown.into_iter().filter_map(entry).collect()
}

/// The ids that cases of a proposal show, each with the variable.
fn shown(proposal: &Proposal) -> impl Iterator<Item = (&ShownId, &str)> {
    proposal.literals.iter().map(|literal| (literal, proposal.variable.as_str()))
}

/// A key, in quotes where it must have them.
fn key(name: &str) -> String {
    let is_bare = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    // `of`, `for` and `undo` are keys of their own.
    if is_bare { name.to_owned() } else { quoted(name) }
}
