//! Placeholders for a whole body or value, and the names of those for what a command reads. Those within a text are in
//! `http/url_template/placeholder.rs`.

/// The name of the placeholder that a text is as a whole: `<binary>`, `{binary data}`, `{{ TAR STREAM }}`,
/// `[Zip file contents]`; empty for `...binary data...` and `...`.
pub fn whole_placeholder(text: &str) -> Option<&str> {
    let text = text.trim();
    if text.contains('\n') {
        return None;
    }
    if text.starts_with("...") && text.ends_with("...") || text.starts_with('\u{2026}') || is_left_out(text) {
        return Some("");
    }
    let within = |open: &str, close: &str| text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
    let name = [("{{", "}}"), ("<", ">"), ("{", "}"), ("[", "]"), ("$(", ")"), ("${(", ")}"), ("${", "}")]
        .into_iter()
        .find_map(|(open, close)| within(open, close).filter(|inner| is_words(inner)))?;
    Some(name.trim())
}

/// Whether a line, or a text of one line, stands for what is left out: lines of a head, a body.
pub fn is_left_out(text: &str) -> bool {
    let text = text.trim();
    // "... many more fields ..."
    let within_dots = || text.strip_prefix("... ").and_then(|rest| rest.strip_suffix(" ...")).is_some_and(is_words);
    matches!(text, "..." | "\u{2026}" | "[...]" | "<...>" | "<etc.>" | "<etc>" | "[etc.]" | "etc." | "etc...")
        || within_dots()
}

/// The name for what a command reads from standard input, which a page does not show.
pub const STANDARD_INPUT: &str = "stdin";

/// The prefix of a name for what another command prints: `output-of-sed`.
pub const OUTPUT_OF: &str = "output-of-";

/// Whether a name stands for something other than a file that a command reads.
pub fn is_command_input(name: &str) -> bool {
    name == STANDARD_INPUT || name.starts_with(OUTPUT_OF)
}

/// Words, not markup and not JSON.
fn is_words(inner: &str) -> bool {
    inner.contains(char::is_alphabetic) && !inner.contains(['<', '>', '"', '\'', ':', '{', '}', '='])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_one_placeholder_has_a_name() {
        for (text, name) in [
            ("<binary>", Some("binary")),
            ("{{ TAR STREAM }}", Some("TAR STREAM")),
            ("[Zip file with the app]", Some("Zip file with the app")),
            ("...binary data...", Some("")),
            ("[...]", Some("")),
            ("... more of it ...", Some("")),
            ("$(date +%s)", Some("date +%s")),
            ("${(date +%s)}", Some("date +%s")),
            ("<html><b>x</b></html>", None),
            ("[1, 2]", None),
            ("The contents of the file go here.", None),
        ] {
            assert_eq!(whole_placeholder(text), name, "{text}");
        }
    }
}
