//! What the comment above or below a command promises of its response: `# Wrong password: returns 401`.

use crate::docs::messages::status_line::success_alone;
use crate::docs::pairing::status_codes::status_codes;
use crate::docs::pairing::unshown_response::PromisedResponse;
use crate::docs::wording::{self, Topic, begins_with_status};
use crate::text::{SourceText, line_start};

/// The one status that the comment lines right above the command at byte `start` promise.
pub(super) fn promised(fence: &SourceText, start: usize) -> Option<PromisedResponse> {
    let text = fence.text();
    let mut end = line_start(text, start);
    let mut found = None;
    while end > 0 {
        let line = line_start(text, end - 1);
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

/// The status that the comment right below a command with this method, which ends at byte `end`, begins with: `# -> 201 with the new
/// lamp`. A number alone is one where it is the success of what changes something.
pub(super) fn promised_below(fence: &SourceText, end: usize, method: &str) -> Option<PromisedResponse> {
    let rest = &fence.text()[end..];
    let line = rest.trim_start().lines().next()?;
    let comment = line.strip_prefix('#').or_else(|| line.strip_prefix("//"))?;
    let shown = comment.trim_start_matches([' ', '#', '=', '-', '>', '\u{2192}']);
    let named = shown.strip_prefix("HTTP ");
    let shown = named.unwrap_or(shown);
    if named.is_none() && shown.trim_end().len() == 3 {
        success_alone(method, &SourceText::new(shown, 1, &[]))?;
    }
    let status = shown.get(..3).filter(|_| begins_with_status(shown))?.parse().ok()?;
    let at = end + rest.len() - rest.trim_start().len() + line.len() - shown.len();
    Some(PromisedResponse { status, place: fence.place(at), content_type: None, body: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_right_below_begins_with_the_status() {
        let of = |text: &str, method| promised_below(&SourceText::new(text, 1, &[]), 9, method);
        let status = |text: &str| of(text, "GET").map(|promised| promised.status);
        assert_eq!(status("curl h/x\n# \u{2192} 201 with the lamp\n"), Some(201));
        assert_eq!((status("curl h/x\n// HTTP 204\n"), status("curl h/x\n# all 200 lamps\n")), (Some(204), None));
        assert_eq!((status("curl h/x\n# 404\n"), status("curl h/x\n# => 200\n")), (None, None));
        assert_eq!(of("curl h/x\n# 204\n", "DELETE").map(|promised| promised.status), Some(204));
    }

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
