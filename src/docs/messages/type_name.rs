//! Names of types in the place of a document: `[server]`, `<Server[]>`, `Array<Server>`.

use super::info_string::is_language;

/// Whether a fence shows the name of a type and nothing else. In JSON a name in brackets is a list that breaks.
pub(crate) fn is_type_name(info: &str, text: &str) -> bool {
    /// No name is longer, in bytes.
    const LONGEST: usize = 80;
    let shown = text.trim();
    if shown.len() > LONGEST || shown.contains(char::is_whitespace) {
        return false;
    }
    let in_brackets = |open, close| shown.strip_prefix(open).and_then(|inner| inner.strip_suffix(close));
    if let Some(name) = in_brackets('[', ']') {
        return is_name(name) && !is_language(info, &["json", "json5", "jsonc"]);
    }
    if let Some(name) = in_brackets('<', '>') {
        return name.strip_suffix("[]").is_some_and(is_name);
    }
    let generic = || {
        let (outer, inner) = shown.strip_suffix('>')?.split_once('<')?;
        Some(is_name(outer) && is_name(inner.strip_suffix("[]").unwrap_or(inner)))
    };
    shown.strip_suffix("[]").is_some_and(is_name) || generic() == Some(true)
}

/// Whether a text is a name, and no word for a value.
fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'))
        && !["true", "false", "null"].contains(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_types() {
        for text in ["[server]", "<Server[]>", "Server[]\n", "Array<Server>", "List<a.Server[]>"] {
            assert!(is_type_name("", text), "{text}");
        }
        for text in ["[]", "[true]", "[1]", "[\"server\"]", "[a, b]", "<server>", "<a/>", "<a>b</a>", "server", "a < b"]
        {
            assert!(!is_type_name("", text), "{text}");
        }
        assert!(!is_type_name("json", "[server]") && is_type_name("json", "<Server[]>"));
    }
}
