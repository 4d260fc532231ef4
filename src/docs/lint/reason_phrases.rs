//! Status lines whose reason phrase is that of another status code: `404 OK`.

use crate::docs::outline::page_context::PageContext;
use crate::finding::{Finding, rules};
use crate::http::reason_phrases;

/// A finding for each such line.
pub(super) fn lint(page: &PageContext<'_>) -> Vec<Finding> {
    let lines = page.fences().iter().filter(|fence| fence.role.looks_like_http()).flat_map(|fence| {
        let text = fence.text.text();
        let mut seen = None;
        memchr::memmem::find_iter(text.as_bytes(), b"HTTP/").filter_map(move |found| {
            let start = memchr::memrchr(b'\n', &text.as_bytes()[..found]).map_or(0, |feed| feed + 1);
            if seen.replace(start) == Some(start) {
                return None;
            }
            let line = text[start..].split('\n').next()?;
            let (code, phrase_at) = status_and_phrase(line)?;
            let codes = reason_phrases::codes_of(line[phrase_at..].trim());
            let wrong = !codes.is_empty() && !codes.contains(&code);
            wrong.then(|| (code, codes[0], fence.text.rest_of_line(start + phrase_at)))
        })
    });
    let report = |(code, other, span)| {
        let message = format!("this reason phrase is that of {other}, the status code is {code}");
        let finding = Finding::docs(&rules::lint::REASON_AGAINST_STATUS, page.path(), span, message);
        finding.help("correct the code or the phrase: one of the two is a slip")
    };
    lines.map(report).collect()
}

/// The code of a line that begins like a status line (after the marks of `curl -v`), and where its phrase begins.
fn status_and_phrase(line: &str) -> Option<(u16, usize)> {
    let rest = line.trim_start().trim_start_matches("< ");
    let (version, after) = rest.split_once(' ')?;
    if !version.starts_with("HTTP/") {
        return None;
    }
    let code = after.get(..3)?.parse().ok()?;
    let phrase = after[3..].trim_start();
    Some((code, line.len() - phrase.len()))
}

#[cfg(test)]
mod tests {
    use crate::docs::lint::testing::found;

    #[test]
    fn a_phrase_of_another_code_is_reported() {
        let page =
            |status: &str| format!("```http\nGET /a HTTP/1.1\nHost: h\n```\n\n```http\nHTTP/1.1 {status}\n```\n");
        assert_eq!(found(&page("404 OK"), "L012"), ["7:14 this reason phrase is that of 200, the status code is 404"]);
        for status in [
            "404 Not Found",
            "404",
            "200 Fine",
            "413 Payload Too Large",
            "413 Content Too Large",
            "302 Moved Temporarily",
        ] {
            assert!(found(&page(status), "L012").is_empty(), "{status}");
        }
    }
}
