//! A text that is not TOML, in words that say what to write: most often the value of a key is missing or has no quotes.

use toml::de::DeTable;

/// The message about the line at a byte offset of the text; the parser's own where it says enough. A value is not repeated: it
/// may be a secret.
pub(super) fn explain(text: &str, at: Option<usize>, message: &str) -> String {
    let line = at.and_then(|at| line_at(text, at)).unwrap_or_default();
    let (key, value) = match line.split_once('=') {
        Some((key, value)) => (key.trim(), value.trim_start()),
        None => (line.trim(), ""),
    };
    let named = is_key(key);
    let is_entry = line.contains('=') || message.starts_with("key with no value");
    let has_value = !value.is_empty() && !value.starts_with('#');
    match message {
        _ if !named => message.to_owned(),
        _ if message.starts_with("invalid basic string, expected `\"`") => with_closing_quote(key, '"'),
        _ if message.starts_with("invalid literal string, expected `'`") => with_closing_quote(key, '\''),
        _ if is_entry && !has_value => format!("`{key}` has no value: write `{key} = \"...\"`"),
        _ if is_bare_text(value) => {
            format!("the value of `{key}` has no quotes, which a text needs: write `{key} = \"...\"`")
        }
        _ => message.to_owned(),
    }
}

/// Whether a word is the last part of a key of the settings; anything else is not repeated, as it may be a secret.
fn is_key(word: &str) -> bool {
    const SCHEMA: &str = include_str!("doctrial.schema.json");
    let name = word.rsplit('.').next().unwrap_or_default();
    let is_bare = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    is_bare && SCHEMA.contains(&format!("\"{name}\": {{"))
}

/// Whether a value is neither a text in quotes, nor a list or table, nor a number, date or boolean of TOML.
fn is_bare_text(value: &str) -> bool {
    !value.starts_with(['"', '\'', '[', '{']) && DeTable::parse(&format!("x = {value}")).is_err()
}

fn with_closing_quote(key: &str, quote: char) -> String {
    format!("the text of `{key}` does not end on its line: write `{quote}` after it")
}

/// The line that an offset is in, or at the end of.
fn line_at(text: &str, at: usize) -> Option<&str> {
    let before = text.get(..at)?;
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    text.get(start..)?.lines().next()
}

#[cfg(test)]
mod tests {
    fn explained(text: &str) -> String {
        let error = toml::de::DeTable::parse(text).expect_err(text);
        super::explain(text, error.span().map(|span| span.start), error.message())
    }

    #[test]
    fn a_missing_value_or_quote_is_named_with_its_key() {
        let missing = "`docs` has no value: write `docs = \"...\"`";
        for text in ["docs =", "docs = \n", "docs =\ntimeout = '3s'", "docs", "docs = # later"] {
            assert_eq!(explained(text), missing, "{text}");
        }
        let unquoted = "the value of `docs` has no quotes, which a text needs: write `docs = \"...\"`";
        for text in ["docs = pages", "docs = fine", "docs = true-docs", "a = 1\ndocs = ./pages", "docs = 3s"] {
            assert_eq!(explained(text), unquoted, "{text}");
        }
        assert_eq!(explained("docs = \"pages"), "the text of `docs` does not end on its line: write `\"` after it");
        assert_eq!(explained("docs = 'pages\n"), "the text of `docs` does not end on its line: write `'` after it");
    }

    #[test]
    fn what_is_wrong_otherwise_is_said_by_the_parser() {
        assert!(explained("docs = 'a'\ndocs = 'b'").starts_with("duplicate key"));
        assert!(explained("docs = ['a' 'b']").starts_with("missing comma"));
        assert!(!explained("docs = [\n  pages,\n]").contains("has no value"));
        assert!(explained("[tls\ndocs = 'a'").starts_with("unclosed table"));
    }

    #[test]
    fn a_value_is_not_repeated() {
        for text in [
            "bearer = kd83hsw9",
            "bearer: kd83hsw9",
            "client-secret: kd83hsw9==",
            "scopes = [\n\"kd83hsw9\n]",
            "bearer = \"abc\nkd83hsw9==",
            "\"kd83hsw9",
            "kd83hsw9",
        ] {
            let message = explained(&format!("[auth]\n{text}"));
            assert!(!message.contains("kd83hsw9"), "{text}: {message}");
        }
    }
}
