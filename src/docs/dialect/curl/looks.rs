//! What a text is by its looks; the info string of its fence is not asked.

use crate::json;

/// The JSON documents a text is made of: where each begins and ends. Empty where it is something else.
pub(crate) fn documents(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let start = at + rest.len() - rest.trim_start().len();
        if start == text.len() {
            return found;
        }
        if !text[start..].starts_with(['{', '[']) {
            return Vec::new();
        }
        match json::read(&text[start..]) {
            Ok(document) => {
                found.push((start, start + document.root.end));
                return found;
            }
            Err(error) => {
                // Another document begins where the end of this one was expected.
                let end = start + error.at;
                let one = text.get(start..end).and_then(|one| json::read(one).ok());
                let Some(document) = one.filter(|_| text[end..].starts_with(['{', '['])) else { return Vec::new() };
                found.push((start, start + document.root.end));
                at = end;
            }
        }
    }
}

/// Whether a text begins as JSON does; it may be broken further down.
pub(crate) fn begins_json(text: &str) -> bool {
    let text = text.trim_start();
    let after = |open: char| text.strip_prefix(open).map(|rest| rest.trim_start().chars().next());
    let object = after('{').is_some_and(|next| next.is_none_or(|c| "\"'}/.\u{2026}".contains(c) || c.is_alphabetic()));
    object
        || after('[').is_some_and(|next| next.is_none_or(|c| "\"'{[]/.\u{2026}-<".contains(c) || c.is_alphanumeric()))
}

/// A scalar that is a whole answer: `true`, `"x"`, `12`.
pub(crate) fn is_json_scalar(text: &str) -> bool {
    let text = text.trim();
    let strict = json::read(text).is_ok_and(|document| document.repairs.is_empty());
    strict && !text.contains('\n') && !text.starts_with(['{', '['])
}

/// Whether a text is what `curl` prints where no answer came: `curl: (7) Failed to connect`.
pub(crate) fn is_failure(text: &str) -> bool {
    text.lines().any(|line| {
        let number = line.trim_start().strip_prefix("curl: (").and_then(|rest| rest.split_once(')'));
        number.is_some_and(|(number, _)| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
    })
}

/// Whether a text begins with a command line.
pub(crate) fn is_command(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default().trim();
    let begins = |prefix: &&str| line.starts_with(*prefix);
    let words =
        ["sudo ", "while true", "export ", "systemctl ", "docker ", "kubectl ", "apt-get ", "npm ", "pip ", "$ "];
    let looped =
        line.starts_with("for ") && line.contains("; do") || line.starts_with("while ") && line.contains("; do");
    looped || words.iter().any(begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_follow_each_other() {
        assert_eq!(documents(" {\"a\": 1}\n{\n}\n[]"), [(1, 9), (10, 13), (14, 16)]);
        assert!(documents("{\"a\" 1}").is_empty() && documents("x").is_empty());
    }

    #[test]
    fn failures_and_commands_are_told_from_text() {
        assert!(is_failure("* Trying\ncurl: (60) SSL") && !is_failure("curl: (x)") && !is_failure("see curl: (60)"));
        for text in ["sudo make me", "while true; do", "for i in 1 2; do", "docker ps", "$ ls"] {
            assert!(is_command(text), "{text}");
        }
        for text in ["ok", "for now", "while you wait", "dockerd 1.2"] {
            assert!(!is_command(text), "{text}");
        }
    }

    #[test]
    fn json_is_told_by_its_beginning() {
        for text in ["{\"a\"", "{ a: 1", "[1, 2", "{}", "[<time>, 1]", "{ // all"] {
            assert!(begins_json(text), "{text}");
        }
        for text in ["{{ x }}", "[*] text", "{% if %}", "plain"] {
            assert!(!begins_json(text), "{text}");
        }
        assert!(is_json_scalar("true\n") && is_json_scalar("\"x\"") && !is_json_scalar("ok"));
    }
}
