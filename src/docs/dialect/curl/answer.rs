//! The text below a command, or of a fence after it -> the answer it shows.

use super::looks;
use super::word::Word;
use crate::contract::Field;
use crate::docs::messages::{message, start_line};
use crate::text::{Position, SourceText};

/// An answer as it is shown: with `-i` or `-v` head and body, else the body alone.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Answer {
    pub(crate) status: Option<(u16, Position)>,
    pub(crate) headers: Vec<Field>,
    pub(crate) body: Option<SourceText>,
    /// The text holds this many JSON documents, one after the other.
    pub(crate) documents: usize,
}

/// Reads an answer. `trusted`: the page says in other ways that this is one, so that plain text is one, too.
pub(crate) fn read(text: &SourceText, trusted: bool) -> Option<Answer> {
    if let Some(answer) = verbose(text) {
        return Some(answer);
    }
    if let Some(answer) = with_head(text) {
        return Some(answer);
    }
    let body = trimmed(text, 0)?;
    let shown = body.text();
    if looks::is_failure(shown) {
        return None;
    }
    let documents = looks::documents(shown).len() + usize::from(looks::is_json_scalar(shown));
    let markup = shown.starts_with("<?xml") || shown.to_ascii_lowercase().starts_with("<!doctype") || is_element(shown);
    let is_answer = documents > 0 || looks::begins_json(shown) || markup || (trusted && !looks::is_command(shown));
    is_answer.then(|| Answer { body: Some(body), documents, ..Answer::default() })
}

/// `<x ...> ... </x>`
fn is_element(text: &str) -> bool {
    let name = text.strip_prefix('<').map(|rest| rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default());
    name.is_some_and(|name| !name.is_empty() && text.trim_end().ends_with(&format!("</{name}>")))
}

/// What `-i` prints; of several heads (`100 Continue`, redirects) the last counts.
fn with_head(text: &SourceText) -> Option<Answer> {
    let mut message = message::response(text)?;
    while let Some(next) = message.rest.body.as_ref().and_then(message::response) {
        message = next;
    }
    let body = message.rest.body;
    let documents = body.as_ref().map_or(0, |body| looks::documents(body.text()).len());
    let status = Some((message.start.status, message.start.place));
    Some(Answer { status, headers: message.rest.headers, body, documents })
}

/// What `-v` prints: the answer's head behind `< `, the request's behind `> `, remarks behind `* `.
fn verbose(text: &SourceText) -> Option<Answer> {
    let source = text.text();
    let mut answer = Answer::default();
    let (mut at, mut end) = (0, None);
    for line in source.split_inclusive('\n') {
        let trimmed = line.trim_start();
        if let Some(field) = trimmed.strip_prefix('<').filter(|rest| rest.trim().is_empty() || rest.starts_with(' ')) {
            let field = field.trim();
            let from = at + line.find(field).unwrap_or(0);
            if let Some(status) = start_line::status(&SourceText::new(field, 1, &[])) {
                let digits = from + field.find(&status.status.to_string()).unwrap_or(0);
                answer = Answer { status: Some((status.status, text.place(digits))), ..Answer::default() };
            } else if let Some((name, value)) = field.split_once(':') {
                let field =
                    Field { name: name.trim().to_owned(), value: value.trim().to_owned(), place: text.place(from) };
                answer.headers.push(field);
            }
            end = Some(at + line.len());
        }
        at += line.len();
    }
    answer.status?;
    answer.body = trimmed(text, skip_remarks(source, end?));
    answer.documents = answer.body.as_ref().map_or(0, |body| looks::documents(body.text()).len());
    Some(answer)
}

fn skip_remarks(source: &str, mut at: usize) -> usize {
    for line in source[at..].split_inclusive('\n') {
        let remark = ["* ", "> ", "} [", "{ ["].iter().any(|mark| line.trim_start().starts_with(mark));
        if !remark && !line.trim().is_empty() {
            break;
        }
        at += line.len();
    }
    at
}

/// From the first non-blank line after `at` (the start of a line) to the last one, its trailing remarks of `-v` cut off.
pub(crate) fn trimmed(text: &SourceText, at: usize) -> Option<SourceText> {
    let source = text.text();
    let mut end = source.trim_end().len().max(at);
    loop {
        let line = source[at..end].rfind('\n').map_or(at, |newline| at + newline + 1);
        if !source[line..end].starts_with("* ") {
            break;
        }
        end = source[at..line].trim_end().len() + at;
    }
    let leading =
        source[at..end].split_inclusive('\n').take_while(|line| line.trim().is_empty()).map(str::len).sum::<usize>();
    (at + leading < end).then(|| text.slice(at + leading, end))
}

/// What stands below a command in its own fence; `None` if that is no answer. `prompted`: what has no prompt is output.
pub(crate) fn below(source: &SourceText, range: std::ops::Range<usize>, prompted: bool) -> Option<Answer> {
    let text = source.text();
    let at_line = range.start == 0 || text[..range.start].ends_with('\n');
    let rest_of_line = text[range.clone()].find('\n').map_or(range.len(), |newline| newline + 1);
    let start = range.start + if at_line { 0 } else { rest_of_line };
    let shown = &text[start..range.end];
    if let Some(commented) = commented(shown, start) {
        return read(&commented.passage(source), false);
    }
    let comment = |line: &&str| line.trim().is_empty() || (!prompted && line.trim_start().starts_with('#'));
    let leading: usize = shown.split_inclusive('\n').take_while(comment).map(str::len).sum();
    let lines: Vec<&str> = shown[leading..].split_inclusive('\n').collect();
    let trailing: usize = lines.iter().rev().take_while(|line| comment(line)).map(|line| line.len()).sum();
    let end = range.end - trailing;
    (start + leading < end).then(|| source.slice(start + leading, end)).and_then(|text| read(&text, prompted))
}

/// `# {"a": 1}`: an answer in comment lines, right below the command.
fn commented(shown: &str, start: usize) -> Option<Word> {
    let mut word = Word::at(start);
    let mut at = start;
    for line in shown.split_inclusive('\n') {
        let from = at;
        at += line.len();
        let Some(comment) = line.trim_start().strip_prefix('#') else {
            if line.trim().is_empty() && word.text.is_empty() {
                continue;
            }
            break;
        };
        let inner = comment.trim_start_matches([' ', '#']);
        let inner = if word.text.is_empty() {
            inner.trim_start_matches(['=', '-', '>', ' '])
        } else {
            comment.strip_prefix(' ').unwrap_or(comment)
        };
        if word.text.is_empty() && !(looks::begins_json(inner) || inner.starts_with("HTTP/")) {
            continue;
        }
        word.push(inner, from + line.len() - inner.len());
        if !looks::documents(&word.text).is_empty() {
            break;
        }
    }
    (!word.text.is_empty()).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, prompted: bool) -> Option<(Option<u16>, usize, Option<String>)> {
        let answer = below(&SourceText::new(text, 1, &[]), 0..text.len(), prompted)?;
        Some((answer.status.map(|s| s.0), answer.headers.len(), answer.body.map(|b| b.text().to_owned())))
    }

    #[allow(clippy::unnecessary_wraps, reason = "what it is compared with may be none")]
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
    fn comment_lines_may_be_the_answer() {
        assert_eq!(shown("# {\"a\": 1}\n\n# next\n", false), Some((None, 0, body("{\"a\": 1}"))));
        assert_eq!(
            shown("# Returns:\n# {\n#   \"a\": 1\n# }\n# done\n", false),
            Some((None, 0, body("{\n  \"a\": 1\n}")))
        );
        assert_eq!(shown("# only words\n", false), None);
    }

    #[test]
    fn a_failure_or_another_command_is_no_answer() {
        assert_eq!(shown("curl: (60) SSL certificate problem\n", true), None);
        assert_eq!(shown("*   Trying 127.0.0.1...\ncurl: (7) Failed to connect\n", true), None);
        assert_eq!(shown("sudo systemctl restart lamps\n", true), None);
        assert_eq!(shown("for now\n", true), Some((None, 0, body("for now"))));
    }

    #[test]
    fn plain_text_is_an_answer_only_below_a_prompt() {
        assert_eq!(shown("\nok\n", true), Some((None, 0, body("ok"))));
        assert_eq!(shown("\nnot a command\n", false), None);
        assert_eq!(shown("\n{\"a\": 1 \"b\"}\n", false), Some((None, 0, body("{\"a\": 1 \"b\"}"))));
    }
}
