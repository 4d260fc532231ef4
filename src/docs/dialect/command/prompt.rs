//! Where in a line of a fence a command begins, if the line holds one.

use super::client::CommandClient;
use super::output;

/// What a line of a fence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line {
    /// A command at this byte of the line; after a prompt or not.
    Command { at: usize, prompted: bool },
    /// `# ...`
    Comment,
    /// The text of a here-document that no command reads: `<<COMMENT`.
    HereComment,
    /// Anything else: what a command printed.
    Output,
}

/// Commands that may surround `curl` without a prompt before them.
const COMPANIONS: [&str; 13] =
    ["curl", "curl.exe", "echo", "cat", "printf", "export", "sudo", "time", "watch", "jq", "set", "read", "sleep"];

/// Words that end a loop or a condition in lines of their own.
const CLOSING: [&str; 3] = ["done", "fi", "esac"];

/// What a line is, before it is read as shell.
pub(crate) fn line(text: &str, client: &CommandClient) -> Line {
    let indent = text.len() - text.trim_start().len();
    let trimmed = &text[indent..];
    if let Some(length) = prompt(trimmed, client) {
        return Line::Command { at: indent + length, prompted: true };
    }
    if trimmed.starts_with("<<") {
        return Line::HereComment;
    }
    if let Some(root) = trimmed.strip_prefix("# ").or_else(|| trimmed.strip_prefix("> ")) {
        let command = root.trim_start();
        // The prompt of root, or of a Windows shell; in a comment or a quotation the name is only a word.
        if (client.is_call)(command) {
            return Line::Command { at: indent + trimmed.len() - command.len(), prompted: true };
        }
    }
    if trimmed.starts_with('#') {
        return Line::Comment;
    }
    if CLOSING.contains(&trimmed.trim_end_matches(';')) {
        return Line::Command { at: indent, prompted: false };
    }
    if let Some(call) = substituted(trimmed, client) {
        return Line::Command { at: indent + call, prompted: false };
    }
    if begins_command(trimmed, client) { Line::Command { at: indent, prompted: false } } else { Line::Output }
}

/// How many bytes of a line may be before the sign of its prompt.
const LONGEST_PROMPT: usize = 60;

/// `$ `, `% `, `~ $ `, `user@host:~$ `, `➜  ~ `: its length.
fn prompt(text: &str, client: &CommandClient) -> Option<usize> {
    if output::begins_meter(text) {
        return None;
    }
    for sign in ["$ ", "% ", "\u{276f} ", "\u{279c} "] {
        if let Some(rest) = text.strip_prefix(sign) {
            let rest = rest.trim_start();
            let rest = rest.strip_prefix("~ ").map_or(rest, str::trim_start);
            return Some(text.len() - rest.len());
        }
    }
    // Any other sign is a prompt before a call.
    let behind_sign = text.split_once(' ').filter(|(sign, _)| is_sign(sign)).map(|(_, rest)| rest.trim_start());
    if let Some(call) = behind_sign.filter(|rest| (client.is_call)(rest)) {
        return Some(text.len() - call.len());
    }
    // A prompt with a name before its sign is only accepted where a call follows.
    let signs = text.char_indices().take_while(|(at, _)| *at < LONGEST_PROMPT).filter(|(_, c)| "$#>~%".contains(*c));
    let signs = signs.map(|(at, _)| at);
    let mut calls = signs.filter(|at| text[at + 1..].strip_prefix(' ').is_some_and(|rest| (client.is_call)(rest)));
    let at = calls.next()?;
    let name = &text[..at];
    let plain = |c: char| c.is_alphanumeric() || "@:~-_./[]()\\ \u{279c}\u{276f}".contains(c);
    (name.chars().all(plain) && !(client.is_call)(text)).then_some(at + 2)
}

/// Whether a word is a sign of no script: an arrow, a picture.
fn is_sign(word: &str) -> bool {
    const LONGEST: usize = 8;
    !word.is_empty() && word.len() <= LONGEST && word.chars().all(|c| !c.is_ascii() && !c.is_alphanumeric())
}

/// `TOKEN=$(curl ...)`: where the call begins.
fn substituted(text: &str, client: &CommandClient) -> Option<usize> {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))?;
    let (name, value) = (&text[..end], text[end..].strip_prefix('=')?);
    if !is_name(name) {
        return None;
    }
    let opening = ["$(", "`", "\"$(", "\"`"].into_iter().find(|opening| value.starts_with(opening))?;
    (client.is_call)(&value[opening.len()..]).then_some(name.len() + 1 + opening.len())
}

fn begins_command(text: &str, client: &CommandClient) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    if (client.is_name)(first) {
        return (client.is_call)(text);
    }
    let rest = text[first.len()..].trim_start();
    let assignment = first.split_once('=').filter(|(name, _)| is_name(name)).map(|(_, value)| value);
    match assignment {
        Some(_) => rest.is_empty() || closes(first, rest, client),
        None => COMPANIONS.contains(&first) && (!rest.is_empty() && !rest.starts_with(['=', ':', ','])),
    }
}

/// `NAME="two words"`, `NAME=value curl ...`
fn closes(first: &str, rest: &str, client: &CommandClient) -> bool {
    rest.split_once(' ').is_some_and(|(name, _)| (client.is_name)(name))
        || first.contains("=\"") && rest.ends_with('"')
        || first.contains("='") && rest.ends_with('\'')
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::docs::dialect::curl::CURL;

    fn at(text: &str) -> Option<&str> {
        match line(text, &CURL) {
            Line::Command { at, .. } => Some(&text[at..]),
            _ => None,
        }
    }

    #[test]
    fn commands_begin_after_a_prompt_or_by_themselves() {
        for text in ["$ curl h/x", "  curl -s h/x", "# curl h:1/x", "> curl 'h'", "root@box:~# curl h/x", "~ curl h/x"]
        {
            assert!(at(text).is_some_and(|command| command.starts_with("curl ")), "{text}");
        }
        assert_eq!(at("\u{279c}  ~ curl h/x"), Some("curl h/x"));
        assert_eq!(
            (at("\u{1f680} curl h/x"), at("\u{1f680} lamps"), at("done")),
            (Some("curl h/x"), None, Some("done"))
        );
        assert_eq!(at("TOKEN=$(curl -s h/x)"), Some("curl -s h/x)"));
        for text in
            ["# use curl to fetch", "curl is a tool", "curl: (7) refused", "{\"a\": \"curl x/y\"}", "RUN curl h/x"]
        {
            assert_eq!(at(text), None, "{text}");
        }
        assert_eq!((line("# {\"a\": 1}", &CURL), line("<<COMMENT", &CURL)), (Line::Comment, Line::HereComment));
    }
}
