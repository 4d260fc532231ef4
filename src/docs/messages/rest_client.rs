//! Fences in the format of REST clients in editors: comments and `@name = value` above a request, `###` between two; also
//! requests in plain fences with comments above them.

use super::info_string::is_language;
use super::languages::is_plain;
use super::request_line::begins_request;
use crate::text::{SourceText, lines};

/// The requests of such a fence, each without the lines above it; `None` where the fence is in another format.
pub(crate) fn requests(info: &str, text: &SourceText) -> Option<Vec<SourceText>> {
    if !is_plain(info) && !is_language(info, &["http", "rest", "console"]) {
        return None;
    }
    let source = text.text();
    let first = request_start(source, 0)?;
    let mut starts = vec![(0, first)];
    let (mut at, mut last, mut blank) = (0, first, false);
    for line in lines(source) {
        let comment = blank && ["# ", "// "].iter().any(|mark| line.starts_with(mark));
        blank = line.trim().is_empty();
        // Of several marks above one request the first separates it from the one before.
        if at > last
            && (line.starts_with("###") || comment)
            && let Some(from) = request_start(source, at)
        {
            starts.push((at, from));
            last = from;
        }
        at += line.len();
    }
    if starts.len() == 1 && first == 0 {
        return None;
    }
    let ends = starts.iter().skip(1).map(|(at, _)| *at).chain([source.len()]);
    Some(starts.iter().zip(ends).map(|(&(_, from), end)| part(text, from, end)).collect())
}

/// The part `from..end`; a prompt may precede `from` on its line.
fn part(text: &SourceText, from: usize, end: usize) -> SourceText {
    let shown = &text.text()[from..end];
    let later = memchr::memchr_iter(b'\n', shown.as_bytes()).map(|newline| from + newline + 1);
    let columns: Vec<u32> = [from].into_iter().chain(later).map(|at| text.place(at).column).collect();
    SourceText::new(shown, text.place(from).line, &columns)
}

/// Where the request begins that the lines from `at` on lead to.
fn request_start(source: &str, mut at: usize) -> Option<usize> {
    for line in source[at..].split_inclusive('\n') {
        let shown = line.trim();
        let comment = shown.is_empty() || ["#", "//"].iter().any(|mark| shown.starts_with(mark));
        let variable = shown.starts_with('@') && shown.contains('=');
        if !comment && !variable {
            let prompt = ["$ ", "> "].iter().find(|prompt| line.starts_with(**prompt)).map_or(0, |prompt| prompt.len());
            let from = at + prompt;
            return begins_request(&source[from..]).then_some(from);
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(info: &str, text: &str) -> Option<Vec<String>> {
        let found = requests(info, &SourceText::new(text, 1, &[]))?;
        Some(found.iter().map(|part| part.text().trim_end().to_owned()).collect())
    }

    #[test]
    fn lines_above_a_request_are_not_part_of_it() {
        let one = |text: &str| Some(vec![text.to_owned()]);
        assert_eq!(read("http", "# One lamp\n@host = h\n\n// now\nGET /a\nA: b\n"), one("GET /a\nA: b"));
        assert_eq!(read("rest", "$ GET /a\n"), one("GET /a"));
        assert_eq!(read("http", "GET /a\n"), None);
        assert_eq!((read("", "# One\nGET /a\n"), read("bash", "# One\nGET /a\n")), (one("GET /a"), None));
        assert_eq!(read("http", "# One\nHTTP/1.1 200 OK\n"), None);
    }

    #[test]
    fn marks_separate_requests_only() {
        let both = vec!["GET /a".to_owned(), "GET /b".to_owned()];
        assert_eq!(read("http", "### A\nGET /a\n\n### B\nGET /b\n"), Some(both.clone()));
        assert_eq!(read("text", "# A\nGET /a\n\n# B\nGET /b\n"), Some(both.clone()));
        assert_eq!(read("http", "GET /a\n\n###\n### B\n\n###\nGET /b\n"), Some(both));
        assert_eq!(read("http", "POST /a\n\n### A title\nA text\n"), None);
    }
}
