//! Documents in code spans that the words around them call a response, or in a list what is sent: "Response: `{"id": 7}`", "`{}` is
//! returned", "- Request: `{"name": "x"}`".

use std::ops::Range;

use super::block::{BlockKind, Fence};
use super::block_reader::BlockReader;
use super::gathered_text::GatheredText;
use super::inline_marks;
use crate::docs::messages::request_line::begins_request;
use crate::docs::wording::{self, LabelKind, Topic};
use crate::http::status;
use crate::json;
use crate::text::{COLONS, looked_at};

/// How many words the label of a document has, a colon behind it.
const LONGEST_INLINE_LABEL: usize = 5;

/// How many bytes may be between the fence of a request and what the first sentence below it shows.
const LONGEST_SENTENCE: usize = 300;

/// How many words lead to a document without a colon.
const LONGEST_VERB: usize = 2;

impl BlockReader<'_> {
    /// A document in a code span that ends its line, and that the words around it call a response or what is sent: a fence.
    pub(super) fn inline_document(&mut self, code: &str, range: Range<usize>) {
        let shown = self.text[range.clone()].trim_matches(|c: char| c == '`' || c.is_whitespace());
        let is_taken = range.start < self.known.routes_end;
        // Lines may be indented, but not in a quote.
        let is_whole = || shown.split_whitespace().eq(code.split_whitespace());
        let is_value = is_plain_value(code);
        if is_taken || !is_value && !code.trim_end().ends_with(json::CLOSING) || !is_whole() {
            return;
        }
        let rest = inline_marks::near(&self.text[range.end..]).split('\n').next().unwrap_or_default();
        let is_part = || {
            if is_value {
                self.is_response_value(&range, rest)
            } else {
                self.is_labelled_part(&range, rest) || self.answers_fence(&range, rest)
            }
        };
        if !is_part() || json::read(shown).is_err() {
            return;
        }
        let start = self.offset_of(shown, &range);
        let text = GatheredText::of(self.text, start..start + shown.len(), self.lines);
        self.push(BlockKind::Fence(Fence { info: "json".to_owned(), text, unclosed: false }), range);
    }

    /// Whether a value is all that is behind a label of a response, in its line or below it, and no other code is between it and what is
    /// above: "HTTP response: `9`".
    fn is_response_value(&self, range: &Range<usize>, rest: &str) -> bool {
        let between = self.out.last().and_then(|last| self.text.get(last.range.end..range.start));
        if between.is_none_or(|it| it.len() > LONGEST_SENTENCE || it.trim_start_matches('`').contains('`')) {
            return false;
        }
        let label = self.before(range.start);
        let above = inline_marks::near_end(&self.text[..range.start - label.len()]).trim_end();
        let label = if label.trim().is_empty() { above.rsplit('\n').next().unwrap_or_default() } else { label };
        let introduces = label.trim_end_matches([' ', '*', '_', '\r', '\\']).ends_with(COLONS);
        introduces
            && rest.trim_matches(['.', ' ', '\r', '\\', '*', '_']).is_empty()
            && wording::words(label).count() <= LONGEST_VERB
            && wording::mentions(Topic::ResponseHeading, label)
            && LabelKind::of(label) == LabelKind::Response
    }

    /// Whether the label before a document in its line, or all of the line above it, calls it a response, or what is sent.
    fn is_labelled_part(&self, range: &Range<usize>, rest: &str) -> bool {
        let mut label = self.before(range.start);
        let ends = rest.trim_end_matches(['.', ' ', '\r', '\\', '*', '_']).is_empty();
        let in_line_above = label.trim().is_empty();
        if in_line_above && ends {
            // The code is below its label.
            let above = inline_marks::near_end(&self.text[..range.start - label.len()]).trim_end_matches('\n');
            label = above.rsplit('\n').next().unwrap_or_default();
        }
        let introduces = label.trim_end_matches([' ', '*', '_', '\r', '\\']).ends_with(COLONS);
        let words = wording::words(label).count();
        // What the page explains goes on behind a label of one word.
        let goes_on = introduces && words <= LONGEST_VERB && rest.starts_with(['.', ';', ',']);
        let few = words <= if introduces { LONGEST_INLINE_LABEL } else { LONGEST_VERB };
        let is_called = || match LabelKind::of(label) {
            LabelKind::Response => true,
            LabelKind::Request | LabelKind::RequestBody => introduces && ends && self.items > 0 && !in_line_above,
            _ => introduces && self.is_content_of_response(label, range.start),
        };
        (ends || goes_on) && few && is_called()
    }

    /// Whether a label is that of the content of the response which the list item around it is about: "Content:" below "Code: 200",
    /// "Success:" below "Response". Failures in a line are said of the call, and no examples.
    fn is_content_of_response(&self, label: &str, at: usize) -> bool {
        let name = label.trim_matches(|c: char| !c.is_alphabetic());
        let is_part = wording::is(Topic::ContentLabel, name) || wording::is(Topic::SuccessHeading, name);
        if self.items < 2 || !is_part {
            return false;
        }
        let indent = |line: &str| line.len() - line.trim_start().len();
        let above = inline_marks::near_end(&self.text[..at]);
        let mut lines = above.lines().rev().filter(|line| !line.trim().is_empty());
        let Some(own) = lines.by_ref().find(|line| line.contains(name)).map(indent) else { return false };
        let around = lines.find(|line| indent(line) < own).map(|item| item.trim_start_matches([' ', '-', '*', '+']));
        let is_failure = |word: &str| status::error_code(word).is_some();
        around.is_some_and(|item| {
            LabelKind::of(item) == LabelKind::Response
                && !wording::words(item).any(is_failure)
                && !wording::mentions(Topic::Failure, item)
        })
    }

    /// Whether a document is what the first sentence below the fence of a request says of the response: "`{}` is returned", "Returns
    /// `{}`. It goes on".
    fn answers_fence(&self, range: &Range<usize>, rest: &str) -> bool {
        let Some(last) = self.out.last() else { return false };
        let words = self.text.get(last.range.end..range.start).filter(|words| words.len() <= LONGEST_SENTENCE);
        let is_request =
            || matches!(&last.kind, BlockKind::Fence(fence) if begins_request(fence.text.text().trim_start()));
        let Some(words) = words.filter(|_| is_request()) else { return false };
        let few = |words: &str| wording::words(&words[..looked_at(words.len())]).count() <= LONGEST_INLINE_LABEL;
        let clause = rest.split(['.', '\u{3002}', ',', ';']).next().unwrap_or_default();
        let is_promised = || wording::mentions(Topic::StatusReturned, clause) && few(clause);
        let ends = || rest.trim_start().is_empty() || rest.starts_with(['.', '\u{3002}']);
        match words.trim() {
            "" => is_promised(),
            verb => few(verb) && ends() && !verb.contains('`') && wording::mentions(Topic::PromisesStatus, verb),
        }
    }
}

/// Whether a text is a value of JSON without brackets that says nothing else: no status, no word for a type.
pub(super) fn is_plain_value(code: &str) -> bool {
    let code = code.trim();
    let is_number = || {
        code.starts_with(|c: char| c.is_ascii_digit() || c == '-')
            && code.bytes().all(|byte| byte.is_ascii_digit() || b"-+.eE".contains(&byte))
            && json::read(code).is_ok()
    };
    matches!(code, "true" | "false") || is_number() && status::code(code).is_none()
}

#[cfg(test)]
mod tests {
    use crate::contract::Dialect;
    use crate::docs::read_page;
    use crate::text::{Page, bytes_looked_at};

    #[test]
    fn documents_far_below_a_request_are_not_a_sentence_about_it() {
        for unit in ["lamps `{}` and ", "`{}` "] {
            let page = |times: usize| format!("```http\nGET /lamps HTTP/1.1\n```\n\n{}\n", unit.repeat(times));
            let work = |times: usize| {
                let page = Page { path: "p.md".into(), text: page(times) };
                bytes_looked_at(|| _ = read_page(&page, &Dialect::ALL))
            };
            let (few, many) = (work(500), work(4000));
            assert!(few > 0 && many < few * 8 + few / 8, "{unit}: {few} bytes, then {many}");
        }
    }
}
