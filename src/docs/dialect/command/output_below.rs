//! What is below a command in its own fence.

use super::shown_output::CommandOutput;
use super::{output_comment, text_kind};
use crate::docs::wording::{self, LabelKind, Topic};
use crate::json;
use crate::text::{COLONS, SourceText};

/// The response below a command in its own fence, if it shows one. `prompted`: what has no prompt is output.
pub(super) fn below(source: &SourceText, range: std::ops::Range<usize>, prompted: bool) -> Option<CommandOutput> {
    let text = source.text();
    let at_line = range.start == 0 || text[..range.start].ends_with('\n');
    let rest_of_line = text[range.clone()].find('\n').map_or(range.len(), |newline| newline + 1);
    let start = range.start + if at_line { 0 } else { rest_of_line };
    let shown = &text[start..range.end];
    if let Some(commented) = output_comment::below(shown, start) {
        return CommandOutput::read(&commented.word.source_text(source), commented.is_called);
    }
    let is_output = prompted && !is_remark(shown);
    let comment = |line: &&str| {
        line.trim().is_empty() || (!is_output && line.trim_start().starts_with('#') && !text_kind::is_of_metrics(line))
    };
    let mut labelled = false;
    let leads = |line: &&str| {
        let label = is_label(line);
        labelled |= label;
        label || comment(line)
    };
    let leading: usize = shown.split_inclusive('\n').take_while(leads).map(str::len).sum();
    let shown = &shown[..leading + up_to_next_example(&shown[leading..])];
    let range = range.start..start + shown.len();
    let lines: Vec<&str> = shown[leading..].split_inclusive('\n').collect();
    let trailing: usize = lines.iter().rev().take_while(|line| comment(line)).map(|line| line.len()).sum();
    let end = range.end - trailing;
    (start + leading < end).then(|| source.slice(start + leading, end)).and_then(|text| {
        let is_word = source.text()[end..].trim().is_empty() && is_printed_word(text.text().trim());
        CommandOutput::read(&text, prompted || labelled || is_word)
    })
}

/// Whether a text is one word that no command is: `1.2.3`, `OK`.
fn is_printed_word(text: &str) -> bool {
    const LONGEST: usize = 40;
    let known = ["ok", "pong", "true", "false", "null"];
    let plain = text.len() <= LONGEST
        && !text.is_empty()
        && !text.contains(|c: char| c.is_whitespace() || "/=$<>|&;".contains(c));
    plain && (known.contains(&text) || text.contains(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase()))
}

/// Whether a line consists of words that say what follows, and nothing else: `Sample response`, `Error`.
fn is_bare_label(line: &str, topic: Topic) -> bool {
    !line.starts_with([' ', '\t', '{', '"'])
        && wording::consists_of(&[topic, Topic::OneExample, Topic::PartWord], line.trim_end()) == Some(true)
}

/// The bytes before a line, below a blank one, that announces another example.
fn up_to_next_example(shown: &str) -> usize {
    let (mut at, mut blank, mut any) = (0, false, false);
    for line in shown.split_inclusive('\n') {
        if any && blank && is_bare_label(line, Topic::ExampleHeading) {
            return at;
        }
        blank = line.trim().is_empty();
        any |= line.starts_with(json::OPENING);
        at += line.len();
    }
    shown.len()
}

/// Whether a line only says that the response follows: `Response:`, `/* Sample response */`, `// returns`.
fn is_label(line: &str) -> bool {
    const LONGEST: usize = 5;
    let line = line.trim();
    let marked = line.starts_with("//") || line.starts_with("/*") || line.starts_with("--");
    let label = line.trim_matches(|c: char| !c.is_alphanumeric());
    let ends = marked || line.ends_with(COLONS) || is_bare_label(line, Topic::ResponseHeading);
    ends && !line.contains(['{', '"', '='])
        && wording::words(label).count() <= LONGEST
        && LabelKind::of(label) == LabelKind::Response
}

/// Whether a text consists of comment lines, and not of metrics, whose format has such lines, too.
fn is_remark(text: &str) -> bool {
    let is_comment = |line: &str| line.starts_with("# ") && !text_kind::is_of_metrics(line);
    text.lines().all(|line| line.trim().is_empty() || is_comment(line.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, prompted: bool) -> Option<(Option<u16>, usize, Option<String>)> {
        let output = below(&SourceText::new(text, 1, &[]), 0..text.len(), prompted)?;
        Some((output.status.map(|s| s.0), output.headers.len(), output.body.map(|b| b.text().to_owned())))
    }

    #[allow(clippy::unnecessary_wraps, reason = "it is compared with an option")]
    fn body(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn the_head_is_read_where_it_is_shown() {
        let head = "HTTP/1.1 100 Continue\n\nHTTP/1.1 201 Created\nETag: 1\n\n{}\n";
        assert_eq!(shown(head, false), Some((Some(201), 1, body("{}"))));
        let verbose =
            "* Connected\n> GET / HTTP/1.1\n< HTTP/1.1 200 OK\n< A: b\n<\n{ [5 bytes data]\n{\"a\":\n1}\n* Closing\n";
        assert_eq!(shown(verbose, false), Some((Some(200), 1, body("{\"a\":\n1}"))));
    }

    #[test]
    fn comment_lines_may_be_the_response() {
        assert_eq!(shown("# {\"a\": 1}\n\n# next\n", false), Some((None, 0, body("{\"a\": 1}"))));
        assert_eq!(
            shown("# Returns:\n# {\n#   \"a\": 1\n# }\n# done\n", false),
            Some((None, 0, body("{\n  \"a\": 1\n}")))
        );
        assert_eq!(shown("# Returns => { \"a\": 1 }\n", false), Some((None, 0, body("{ \"a\": 1 }"))));
        assert_eq!(shown("# only words\n", false), None);
        let head = "# where the lamps are\nHTTP/1.1 200 OK\n\n{}\n$\n";
        assert_eq!(shown(head, true), Some((Some(200), 0, body("{}"))));
        assert_eq!(shown("# Output: on and lit\n\n# Response: none\n", false), Some((None, 0, body("on and lit"))));
        assert_eq!(shown("# Output:\n# on\n# off\n\n# next\n", false), Some((None, 0, body("on\noff"))));
        let head = "# Output has: HTTP/1.1 302 Found\n# Output has: Location: /b\n\n# Then: x\n";
        assert_eq!(shown(head, false), Some((Some(302), 1, None)));
        for text in ["# Returns: all lamps\n", "\n# Output: on\n", "# Output: a list of lamps, each with its name.\n"] {
            assert_eq!(shown(text, false), None, "{text}");
        }
    }

    #[test]
    fn a_failure_or_another_command_is_not_a_response() {
        assert_eq!(shown("curl: (60) SSL certificate problem\n", true), None);
        assert_eq!(shown("*   Trying 127.0.0.1...\ncurl: (7) Failed to connect\n", true), None);
        assert_eq!(shown("sudo systemctl restart lamps\n", true), None);
        assert_eq!(shown("for now\n", true), Some((None, 0, body("for now"))));
    }

    #[test]
    fn plain_text_is_a_response_only_below_a_prompt() {
        assert_eq!(shown("\nok\n", true), Some((None, 0, body("ok"))));
        assert_eq!(shown("\nnot a command\n", false), None);
        assert_eq!(shown("\n{\"a\": 1 \"b\"}\n", false), Some((None, 0, body("{\"a\": 1 \"b\"}"))));
    }
}
