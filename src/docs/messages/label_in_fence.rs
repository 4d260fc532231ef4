//! A word or two above a message in its fence that only say what it is: `REQUEST`, `--- Response ---`.

use super::lines::first_line;
use super::request_line::begins_request;
use super::status_line::status_line;
use crate::docs::wording::{self, Topic};
use crate::text::SourceText;

/// The message below such a line; `None` where there is none.
pub(crate) fn without_label(text: &SourceText) -> Option<SourceText> {
    const LONGEST: usize = 40;
    let source = text.text();
    let (at, line) = first_line(source).filter(|(_, line)| line.len() <= LONGEST && !line.contains(['{', '"', '/']))?;
    let is_label = || {
        wording::consists_of(&[Topic::Part, Topic::PartWord], line) == Some(true)
            || wording::consists_of(&[Topic::ResponseHeading, Topic::PartWord], line) == Some(true)
    };
    let message = source.get(at + line.len() + 1..).filter(|_| is_label())?;
    let begins = |message: &SourceText| begins_request(message.text()) || status_line(message).is_some();
    let message = text.slice(source.len() - message.len(), source.len());
    begins(&message).then_some(message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_above_a_message_is_not_part_of_it() {
        let shown =
            |text: &str| without_label(&SourceText::new(text, 1, &[1])).map(|message| message.text().to_owned());
        assert_eq!(shown("REQUEST\nGET /a HTTP/1.1\n").as_deref(), Some("GET /a HTTP/1.1\n"));
        assert_eq!(shown("--- Response ---\n\nHTTP/1.1 200 OK").as_deref(), Some("\nHTTP/1.1 200 OK"));
        for text in ["REQUEST", "Request\nis sent", "GET /a\nHTTP/1.1 200 OK", "Hello\nGET /a"] {
            assert_eq!(shown(text), None, "{text}");
        }
    }
}
