//! The output of `curl -v`.

use super::output_text::trimmed;
use super::shown_output::CommandOutput;
use crate::contract::{DocumentedBody, Field};
use crate::docs::messages::status_line::status_line;
use crate::text::SourceText;

/// What `-v` prints: the response's head after `< `, the request's after `> `, remarks after `* `.
pub(super) fn verbose(text: &SourceText) -> Option<CommandOutput> {
    let source = text.text();
    let mut output = CommandOutput::default();
    let (mut at, mut end) = (0, None);
    for line in source.split_inclusive('\n') {
        let trimmed = line.trim_start();
        if let Some(field) = trimmed.strip_prefix('<').filter(|rest| rest.trim().is_empty() || rest.starts_with(' ')) {
            let field = field.trim();
            let from = at + line.find(field).unwrap_or(0);
            if let Some(status) = status_line(&SourceText::new(field, 1, &[])) {
                let digits = from + field.find(&status.status.to_string()).unwrap_or(0);
                output =
                    CommandOutput { status: Some((status.status, text.place(digits))), ..CommandOutput::default() };
            } else if let Some((name, value)) = field.split_once(':') {
                let field =
                    Field { name: name.trim().to_owned(), value: value.trim().to_owned(), place: text.place(from) };
                output.headers.push(field);
            }
            end = Some(at + line.len());
        }
        at += line.len();
    }
    output.status?;
    let body = trimmed(text, skip_remarks(source, end?));
    Some(output.with_body(body.map(DocumentedBody::new)))
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
