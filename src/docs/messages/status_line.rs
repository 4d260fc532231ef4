//! Status lines as docs write them.

use super::first_line::first_line;
use crate::text::{Position, SourceText};

/// `HTTP/1.1 200 OK` and its like, without the reason phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct StatusLine {
    pub(crate) status: u16,
    /// Where the number is.
    pub(crate) place: Position,
    /// Byte offset of the line after.
    pub(crate) end: usize,
}

/// Reads the status line that a fence begins with, if it does.
pub(crate) fn status_line(text: &SourceText) -> Option<StatusLine> {
    let (start, line) = first_line(text.text())?;
    let trimmed = line.trim_start();
    let indent = line.len() - trimmed.len();
    let number = match after_http(trimmed) {
        Some(rest) => Some(rest.trim_start()).filter(|number| number.len() < rest.len())?,
        None => without_http(trimmed)?,
    };
    let digits = number.get(..3).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
    if number[3..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let status = digits.parse().ok().filter(|status| (100..600).contains(status))?;
    let place = text.place(start + indent + trimmed.len() - number.len());
    Some(StatusLine { status, place, end: (start + line.len() + 1).min(text.text().len()) })
}

/// What follows `HTTP`, its version and the like: `HTTP/1.1 200`, `HTTP 200`, `HTTP code: 200`, `http/1.1 200`.
fn after_http(line: &str) -> Option<&str> {
    let lower = || line.strip_prefix("http").filter(|rest| rest.starts_with('/'));
    let rest = line.strip_prefix("HTTP").or_else(lower)?;
    let rest = rest.strip_prefix('/').map_or(rest, |v| v.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.'));
    Some(rest.strip_prefix(" code:").unwrap_or(rest))
}

/// Whether a fence begins with what is meant as a status line and is not one: `HTTP/1.1 2xx OK`, `HTP/1.1 200 OK`.
pub(crate) fn is_broken_status(text: &SourceText) -> bool {
    let Some((_, line)) = first_line(text.text()) else { return false };
    let Some((name, rest)) = line.trim().split_once('/') else { return false };
    let name = name.to_ascii_uppercase();
    let meant = matches!(name.as_str(), "HTTP" | "HTP" | "HTTTP" | "HTPP" | "HTTPS" | "TTP" | "HTT");
    meant && rest.starts_with(|c: char| c.is_ascii_digit()) && status_line(text).is_none()
}

/// `200 OK` with no `HTTP` before it: a number and a reason phrase in letters, nothing else on the line.
fn without_http(line: &str) -> Option<&str> {
    let (number, reason) = line.trim_end().split_once(' ')?;
    let phrase = reason.starts_with(|c: char| c.is_ascii_uppercase())
        && reason.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, ' ' | '-' | '\''));
    (number.len() == 3 && number.bytes().all(|b| b.is_ascii_digit()) && phrase).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_lines_as_people_write_them() {
        let code = |text: &str| status_line(&SourceText::new(text, 1, &[])).map(|line| line.status);
        assert_eq!(code("\nHTTP/1.1 200 OK"), Some(200));
        assert_eq!(code("HTTP/1.1 204"), Some(204));
        assert_eq!(code("HTTP 201 Created"), Some(201));
        assert_eq!(code("HTTP/2 404"), Some(404));
        assert_eq!(code("HTTP code: 200 OK"), Some(200));
        assert_eq!(code("http/1.1 200 ok"), Some(200));
        assert_eq!(code("400 Bad Request"), Some(400));
        let broken = |text: &str| is_broken_status(&SourceText::new(text, 1, &[]));
        assert!(broken("HTTP/1.1 2xx OK") && broken("HTP/1.1 200 OK") && broken("\nHTTP/1.1 OK"));
        assert!(!broken("HTTP/1.1 200 OK") && !broken("https://h/1") && !broken("text/1"));
        assert_eq!(code("2000 OK"), None);
        assert_eq!(code("HTTPS is safe"), None);
        assert_eq!(code("{\"a\": 1}"), None);
    }
}
