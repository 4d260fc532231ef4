//! Messages whose head is in comments above their body, as fences of JSON show them: `// POST /items`, `// Accept: text/plain`.

use std::ops::Range;

use super::gathered_lines::GatheredLines;
use super::part_label::is_whole_request;
use crate::http::method::{leading_method, sends_none};
use crate::http::{is_known_field, status};
use crate::json;
use crate::text::{SourceText, lines};

/// The messages of a fence that begins with such a head; `None` where it shows anything else, or a request line without fields.
pub(crate) fn parts(text: &SourceText) -> Option<Vec<SourceText>> {
    if !text.text().trim_start().starts_with("//") {
        return None;
    }
    let (mut messages, mut has_head) = (Vec::<Message>::new(), false);
    let (mut in_head, mut at) = (false, 0);
    for line in lines(text.text()) {
        let start = at;
        at += line.len();
        let inner = line.strip_prefix("//").map(str::trim);
        if let Some(first) = inner.filter(|inner| begins_message(inner)) {
            has_head |= first.starts_with("HTTP/");
            in_head = true;
            messages.push(Message::default());
            push(&mut messages.last_mut()?.lines, text, line, first, start);
        } else if messages.is_empty() {
            line.trim().is_empty().then_some(())?;
        } else if let Some(field) = inner.filter(|_| in_head) {
            is_field(field).then_some(())?;
            has_head = true;
            push(&mut messages.last_mut()?.lines, text, line, field, start);
        } else {
            let message = messages.last_mut()?;
            if std::mem::take(&mut in_head) {
                message.head = message.lines.text().len();
                if !line.trim().is_empty() {
                    message.lines.push_at(text, "\n", start);
                }
            }
            message.body.get_or_insert(start..start).end = at;
            message.lines.push_at(text, line, start);
        }
    }
    if !has_head || !messages.iter().all(Message::is_whole) {
        return None;
    }
    with_responses_apart(messages, text)
}

/// The messages as texts. The document of one that sends none is the response to it, where the fence shows no other.
fn with_responses_apart(messages: Vec<Message>, text: &SourceText) -> Option<Vec<SourceText>> {
    let responds = |message: &Message| message.lines.text().starts_with("HTTP/");
    if messages.iter().any(Message::reads_with_document) && messages.iter().any(responds) {
        return None;
    }
    let mut parts = Vec::new();
    for message in messages {
        if !message.reads_with_document() {
            parts.push(message.lines.finish());
            continue;
        }
        if message.lines.text().starts_with("HEAD ") {
            return None;
        }
        let mut head = message.lines;
        head.truncate(message.head);
        parts.push(head.finish());
        let body = message.body?;
        parts.push(text.slice(body.start, body.end));
    }
    Some(parts)
}

/// A head and what is below it.
#[derive(Default)]
struct Message {
    lines: GatheredLines,
    /// The length of the head in these lines, once something is below it.
    head: usize,
    /// The lines below it in the fence.
    body: Option<Range<usize>>,
}

impl Message {
    fn body(&self) -> &str {
        self.body.as_ref().map_or("", |_| self.lines.text()[self.head..].trim())
    }

    /// Whether nothing is below the head but a document: anything else may be code.
    fn is_whole(&self) -> bool {
        let body = self.body();
        body.is_empty() || body.starts_with(json::OPENING) && json::read(body).is_ok()
    }

    /// Whether it is a request of a kind that sends no document, above one.
    fn reads_with_document(&self) -> bool {
        sends_none(leading_method(self.lines.text())) && !self.body().is_empty()
    }
}

/// Adds a line without the marks of its comment.
fn push(message: &mut GatheredLines, text: &SourceText, line: &str, shown: &str, start: usize) {
    message.push_at(text, &format!("{shown}\n"), start + line.find(shown).unwrap_or_default());
}

fn begins_message(line: &str) -> bool {
    let code = line.strip_prefix("HTTP/").and_then(|rest| rest.split(' ').nth(1));
    code.and_then(status::code).is_some() || is_whole_request(line)
}

/// Whether a line is a header field: a well-known name or one that begins as those of one's own do, a colon and a value.
fn is_field(line: &str) -> bool {
    let own = |name: &str| {
        let rest = name.strip_prefix("X-").or_else(|| name.strip_prefix("x-")).unwrap_or_default();
        !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    line.split_once(':').is_some_and(|(name, value)| {
        (is_known_field(name) || own(name)) && value.starts_with(' ') && !value.trim().is_empty()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Vec<String>> {
        let parts = parts(&SourceText::new(text, 1, &[]))?;
        Some(parts.iter().map(|part| part.text().to_owned()).collect())
    }

    #[test]
    fn heads_in_comments_are_those_of_the_bodies_below() {
        let request = "// POST https://owls.test/owls\n// Accept: application/json\n{\n  \"name\": \"Bo\" // any\n}\n";
        let shown = "POST https://owls.test/owls\nAccept: application/json\n\n{\n  \"name\": \"Bo\" // any\n}\n";
        assert_eq!(read(request), Some(vec![shown.to_owned()]));
        assert_eq!(read("// HTTP/1.1 201 Created\n{}\n"), Some(vec!["HTTP/1.1 201 Created\n\n{}\n".to_owned()]));
        let both = format!("{request}\n// HTTP/1.1 200 OK\n// Age: 1\n\n{{}}\n");
        let response = "HTTP/1.1 200 OK\nAge: 1\n\n{}\n".to_owned();
        assert_eq!(read(&both), Some(vec![format!("{shown}\n"), response]));
        assert_eq!(read("// GET /owls\n// Accept: */*\n"), Some(vec!["GET /owls\nAccept: */*\n".to_owned()]));
    }

    #[test]
    fn the_document_of_a_message_that_sends_none_is_a_part_of_its_own() {
        let both = ["GET /owls\nX-Key: 1\n".to_owned(), "[\n  7 // one\n]\n".to_owned()];
        assert_eq!(read("// GET /owls\n// X-Key: 1\n[\n  7 // one\n]\n"), Some(both.to_vec()));
        let text = SourceText::new("// GET /owls\n// X-Key: 1\n[]\n", 4, &[]);
        assert_eq!(parts(&text).map(|parts| parts[1].start().line), Some(6));
    }

    #[test]
    fn other_comments_are_not_heads() {
        for text in [
            "// POST /owls\n{}\n",
            "// An owl\n{}\n",
            "{}\n// HTTP/1.1 200 OK\n",
            "// GET /owls\n// returns all owls: small ones as well\n[]\n",
            "// GET /owls returns all\n// Accept: */*\n[]\n",
            "// DELETE /owls/1\n// Requires: admin\nawait client.owls.remove(1)\n",
            "// POST /owls\n// Note: slow\n{}\n",
            "// PUT /owls/1\n// Accept: */*\nfetch(owl)\n",
            "// POST /owls\n// X-Key: 1\n{ ...owl, }; send()\n",
            "// GET /owls\n// Accept: */*\n[]\n// HTTP/1.1 200 OK\n{}\n",
            "// HEAD /owls\n// Accept: */*\n[]\n",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
