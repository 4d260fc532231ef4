use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Proposal;

/// The proposals in TOML, to be pasted into the settings.
pub fn render(proposals: &[Proposal]) -> String {
    let mut out = String::new();
    for proposal in proposals {
        let Proposal { of, variable, source, urls, undo, cases, .. } = proposal;
        let cases = if *cases == 1 { "1 case takes".to_owned() } else { format!("{cases} cases take") };
        // Writing to a string does not fail.
        let _ = writeln!(out, "# {cases} it.\n[[capture]]\nof = {{ id = {} }}", quoted(of));
        if let Some(urls) = urls {
            let _ = writeln!(out, "for = {{ url = {} }}", quoted(urls));
        }
        let _ = writeln!(out, "{} = {source}", key(variable));
        if let Some(undo) = undo {
            let _ = writeln!(out, "undo = {}", quoted(undo));
        }
        out.push('\n');
    }
    let mut literals: BTreeMap<&str, &str> = BTreeMap::new();
    for proposal in proposals {
        literals.extend(proposal.literals.iter().map(|literal| (literal.as_str(), proposal.variable.as_str())));
    }
    if !literals.is_empty() {
        out.push_str("[literals]\n");
        for (literal, variable) in literals {
            let _ = writeln!(out, "{} = {}", quoted(literal), quoted(variable));
        }
    }
    out
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A key, in quotes where it must have them.
fn key(name: &str) -> String {
    let is_bare = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    // `of`, `for` and `undo` are keys of their own.
    if is_bare { name.to_owned() } else { quoted(name) }
}
