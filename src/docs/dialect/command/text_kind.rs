//! What the text below a command is by its form, whatever the info string of its fence.

use crate::json;
/// Whether a text is what `curl` prints where it got no response: `curl: (7) Failed to connect`.
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
    let words = [
        "sudo ",
        "while true",
        "export ",
        "systemctl ",
        "docker ",
        "kubectl ",
        "apt-get ",
        "npm ",
        "pip ",
        "$ ",
        "printf ",
        "echo ",
        "cat ",
        "openssl ",
        "python ",
        "python3 ",
        "git ",
        "helm ",
        "./",
        "chmod ",
        "mkdir ",
        "curl ",
    ];
    let looped =
        line.starts_with("for ") && line.contains("; do") || line.starts_with("while ") && line.contains("; do");
    looped || words.iter().any(begins)
}

/// Whether a text defines what a name stands for: `$response =`, and its form below.
pub(crate) fn is_definition(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default().trim();
    let name = line.strip_suffix('=').map(str::trim_end).and_then(|line| line.strip_prefix('$'));
    name.is_some_and(|name| name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'))
}

/// Whether a text begins with a comment as source code has it: `/* Levels */`.
pub(crate) fn is_code(text: &str) -> bool {
    let behind = |(_, rest): (&str, &str)| rest.trim_start().starts_with(json::OPENING);
    text.trim_start().starts_with("/*") && !text.split_once("*/").is_some_and(behind)
}

/// Whether a text, or a line of it, begins with a remark of metrics, whose format has comments of its own.
pub(crate) fn is_of_metrics(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with("# HELP ") || text.starts_with("# TYPE ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_and_commands_are_not_responses() {
        assert!(is_failure("* Trying\ncurl: (60) SSL") && !is_failure("curl: (x)") && !is_failure("see curl: (60)"));
        for text in ["sudo make me", "while true; do", "for i in 1 2; do", "docker ps", "$ ls", "printf 'a:b' | base64"]
        {
            assert!(is_command(text), "{text}");
        }
        assert!(is_definition("$lamp =\n{\"on\": $bool}") && !is_definition("{\"a\": 1}") && !is_definition("$ a ="));
        assert!(
            is_code("/* Levels */\nDIM = 1,")
                && !is_code("/* All */\n{}")
                && !is_code("/* All */ [1]")
                && !is_code("a/*")
        );
        for text in ["ok", "for now", "while you wait", "dockerd 1.2"] {
            assert!(!is_command(text), "{text}");
        }
    }
}
