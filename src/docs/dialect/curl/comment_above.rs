//! What the comment above a command promises of its response: `# Wrong password: returns 401`.

use crate::docs::pairing::promised_response::PromisedResponse;
use crate::docs::pairing::status_codes::status_codes;
use crate::docs::wording::{self, Topic};
use crate::text::SourceText;

/// The one status that the comment lines right above the command at byte `start` promise.
pub(super) fn promised(fence: &SourceText, start: usize) -> Option<PromisedResponse> {
    let text = fence.text();
    let mut end = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let mut found = None;
    while end > 0 {
        let line = text[..end - 1].rfind('\n').map_or(0, |newline| newline + 1);
        let comment = &text[line..end];
        if !comment.trim_start().starts_with('#') {
            break;
        }
        let codes = if wording::mentions(Topic::PromisesStatus, comment) { status_codes(comment) } else { Vec::new() };
        match (codes.as_slice(), &found) {
            ([], _) => {}
            (&[(code, at)], None) => found = Some((code, line + at)),
            _ => return None,
        }
        end = line;
    }
    let (status, at) = found?;
    Some(PromisedResponse { status, place: fence.place(at), content_type: None, body: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_right_above_promises_the_status() {
        let status = |text: &str| {
            let start = text.find("curl").expect("a command");
            promised(&SourceText::new(text, 1, &[]), start).map(|promised| promised.status)
        };
        assert_eq!(status("# Wrong password -- returns 401 Unauthorized\ncurl h/a"), Some(401));
        assert_eq!(status("# It responds with\n# and returns `204`\ncurl h/a"), Some(204));
        for text in ["# returns 200 or 404\ncurl h", "# returns 401 Unauthorized\n\ncurl h", "# 401\ncurl h", "curl h"]
        {
            assert_eq!(status(text), None, "{text}");
        }
    }
}
