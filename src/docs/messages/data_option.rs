//! A request line with the body behind it, as an option of `curl` has it: `POST /items -d '{"name": "x"}'`.

use super::request_line::RequestLine;
use super::request_message::RequestMessage;
use crate::text::SourceText;

/// The request whose body follows `-d` on its first line; `None` where there is no such option.
pub(super) fn request(text: &SourceText, line: &RequestLine) -> Option<RequestMessage> {
    let option = [" -d ", " --data "].into_iter().find(|option| line.url.contains(option))?;
    let source = text.text();
    let first = source.find(&line.url)?;
    let opening = first + line.url.find(option)? + option.len();
    let opening = opening + source[opening..].len() - source[opening..].trim_start_matches(' ').len();
    let quote = source[opening..].chars().next().filter(|c| matches!(c, '\'' | '"'))?;
    let body = opening + 1;
    let close = body + source[body..].rfind(quote)?;
    let only = source[close + 1..].trim().is_empty() && !source[body..close].contains(&format!("{quote}\n{quote}"));
    let url = line.url[..line.url.find(option)?].trim_end().to_owned();
    let line = RequestLine { url, end: source.len(), ..line.clone() };
    let inner = source[body..close].trim();
    let start = body + source[body..close].find(inner)?;
    let body = (!inner.is_empty()).then(|| part(text, start, inner).into());
    only.then(|| RequestMessage { line, headers: Vec::new(), body, left_out: None, defects: Vec::new() })
}

/// A part of a text that may begin within a line.
pub(super) fn part(text: &SourceText, start: usize, part: &str) -> SourceText {
    let first = text.place(start);
    let mut at = start;
    let columns = part.split('\n').map(|line| {
        at += line.len() + 1;
        text.place(at - line.len() - 1).column
    });
    SourceText::new(part, first.line, &columns.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::super::message;
    use super::*;

    #[test]
    fn a_body_may_be_behind_the_url() {
        let read = |text: &str| {
            let message = message::request(&SourceText::new(text, 1, &[])).expect("a request");
            (message.line.url, message.body.map(|body| body.text().to_owned()))
        };
        assert_eq!(read("POST /a -d '{\"b\": 1}'\n"), ("/a".to_owned(), Some("{\"b\": 1}".to_owned())));
        assert_eq!(
            read("POST /a?x=1 -d '\n{\n \"b\": 1\n}'"),
            ("/a?x=1".to_owned(), Some("{\n \"b\": 1\n}".to_owned()))
        );
        assert_eq!(read("POST /a -d \"b\"\n{}").0, "/a -d \"b\"");
    }
}
