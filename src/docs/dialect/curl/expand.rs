//! Variables and substitutions of the shell, and placeholders of docs.

/// The length of an expansion and the name of what it is replaced with.
pub(crate) fn expanded(text: &str) -> Option<(usize, String)> {
    let enclosed = |open: &str, close: char| -> Option<(usize, String)> {
        let inner = text.strip_prefix(open)?;
        let end = inner.find(close)?;
        Some((open.len() + end + 1, inner[..end].trim().to_owned()))
    };
    let plain = |command: String| {
        let word = |c: char| !(c.is_alphanumeric() || "_-.".contains(c));
        command.split(word).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
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

/// The length of `$(...)`, nested ones included.
fn substitution(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
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
    let line = text.split('\n').next().unwrap_or_default();
    if line.starts_with("{{") {
        return line.find("}}").map(|at| at + 2);
    }
    let inner = line.strip_prefix('<').filter(|inner| inner.starts_with(|c: char| c.is_alphabetic()))?;
    let end = inner.find('>')?;
    (!inner[..end].contains(['<', '"', '\''])).then_some(end + 2)
}
