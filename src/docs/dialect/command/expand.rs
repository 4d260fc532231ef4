//! Variables and substitutions of the shell, and placeholders of docs.

use crate::text::first_bytes;

/// The length of an expansion and the name of what it is replaced with; that of a command is in parentheses, without characters that
/// mean something in a URL or a body.
pub(crate) fn expanded(text: &str) -> Option<(usize, String)> {
    let text = near(text);
    let enclosed = |open: &str, close: char| -> Option<(usize, String)> {
        let inner = text.strip_prefix(open)?;
        let end = inner.find(close)?;
        Some((open.len() + end + 1, inner[..end].trim().to_owned()))
    };
    let plain = |command: String| {
        let word = |c: char| !(c.is_alphanumeric() || "_-.+%,~/".contains(c));
        let words = command.split(word).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        format!("({words})")
    };
    if text.starts_with("${") {
        return enclosed("${", '}').filter(|(_, name)| name.starts_with(|c: char| c.is_alphabetic() || c == '_'));
    }
    if text.starts_with("$(") {
        let length = substitution(text)?;
        return Some((length, plain(text[2..length - 1].trim().to_owned())));
    }
    if text.starts_with('`') {
        return enclosed("`", '`').map(|(length, command)| (length, plain(command)));
    }
    let name = text.strip_prefix('$')?;
    let length = name.len() - name.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_').len();
    let named = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    named.then(|| (1 + length, name[..length].to_owned()))
}

/// How far the end of an expansion or a placeholder is looked for: what is longer is none.
const FAR: usize = 4000;

fn near(text: &str) -> &str {
    first_bytes(text, FAR)
}

/// How deep substitutions may nest.
const DEEPEST: usize = 16;

/// The length of `$(...)`, nested ones included.
fn substitution(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' if depth == DEEPEST => return None,
            '(' => depth += 1,
            ')' if depth == 1 => return Some(at + 1),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The length of a placeholder at the start of `text`.
pub(crate) fn placeholder(text: &str) -> Option<usize> {
    let text = near(text);
    if let Some(inner) = text.strip_prefix("{{") {
        let line = inner.split('\n').next().unwrap_or_default();
        return line.find("}}").map(|at| at + 4);
    }
    if let Some(inner) = text.strip_prefix('{') {
        // `{your host}`: without a blank it needs no care.
        let end = inner.find(|c: char| !(c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.')))?;
        let words = inner[..end].trim() == &inner[..end] && inner[..end].contains(' ');
        return (words && inner[end..].starts_with('}')).then_some(end + 2);
    }
    let inner = text.strip_prefix('<').filter(|inner| inner.starts_with(|c: char| c.is_alphabetic()))?;
    let end = inner.find(['>', '<', '"', '\'', '\n'])?;
    inner[end..].starts_with('>').then_some(end + 2)
}
