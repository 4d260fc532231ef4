//! Messages whose head is in comments above their body, as fences of JSON show them: `// POST /items`, `// Accept: text/plain`.

use super::gathered_lines::GatheredLines;
use super::part_label::is_whole_request;
use crate::text::{SourceText, lines};

/// The messages of a fence that begins with such a head; `None` where it shows anything else, or a request line without fields.
pub(crate) fn parts(text: &SourceText) -> Option<Vec<SourceText>> {
    if !text.text().trim_start().starts_with("//") {
        return None;
    }
    let (mut messages, mut has_head) = (Vec::new(), false);
    let (mut message, mut in_head, mut at) = (GatheredLines::default(), false, 0);
    for line in lines(text.text()) {
        let start = at;
        at += line.len();
        let inner = line.strip_prefix("//").map(str::trim);
        if let Some(first) = inner.filter(|inner| begins_message(inner)) {
            if !message.is_empty() {
                messages.push(std::mem::take(&mut message).finish());
            }
            has_head |= first.starts_with("HTTP/");
            in_head = true;
            push(&mut message, text, line, first, start);
        } else if message.is_empty() {
            line.trim().is_empty().then_some(())?;
        } else if let Some(field) = inner.filter(|_| in_head) {
            is_field(field).then_some(())?;
            has_head = true;
            push(&mut message, text, line, field, start);
        } else {
            if std::mem::take(&mut in_head) && !line.trim().is_empty() {
                message.push_at(text, "\n", start);
            }
            message.push_at(text, line, start);
        }
    }
    if message.is_empty() || !has_head {
        return None;
    }
    messages.push(message.finish());
    Some(messages)
}

/// Adds a line without the marks of its comment.
fn push(message: &mut GatheredLines, text: &SourceText, line: &str, shown: &str, start: usize) {
    message.push_at(text, &format!("{shown}\n"), start + line.find(shown).unwrap_or_default());
}

fn begins_message(line: &str) -> bool {
    let status = line.strip_prefix("HTTP/").and_then(|rest| rest.split(' ').nth(1));
    status.is_some_and(|code| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_digit()))
        || is_whole_request(line)
}

/// Whether a line is a header field: a name, a colon and a value, no sentence.
fn is_field(line: &str) -> bool {
    let name = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    line.split_once(':').is_some_and(|(it, value)| name(it) && value.starts_with(' ') && !value.trim().is_empty())
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
    fn other_comments_are_no_heads() {
        for text in [
            "// POST /owls\n{}\n",
            "// An owl\n{}\n",
            "{}\n// HTTP/1.1 200 OK\n",
            "// GET /owls\n// returns all owls: small ones as well\n[]\n",
            "// GET /owls returns all\n// Accept: */*\n[]\n",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
