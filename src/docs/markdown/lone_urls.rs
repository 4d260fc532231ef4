//! URLs that are all there is in a paragraph or list item, below a heading or label that announces a request or an example.

use std::ops::Range;

use super::block::BlockKind;
use super::block_reader::{BlockReader, InRequest};
use super::collection_route::{is_base, is_requested, is_to_read};
use crate::docs::messages::paths::path_of;
use crate::docs::messages::request_line::RequestLine;
use crate::docs::wording::{self, Topic, announces_example};

/// How pages write `://` where a tool would make a link of the URL.
const ESCAPED_SCHEME: &str = "&#58;//";

impl BlockReader<'_> {
    /// Takes a paragraph that may be the label of what is below it: a few words in bold or before a colon.
    pub(super) fn announcing_label(&mut self, text: &str, range: &Range<usize>) {
        const LONGEST: usize = 60;
        let shown = text.trim_end();
        if shown.len() < LONGEST && shown.ends_with([':', '\u{ff1a}', '*']) && !shown.contains(['\n', '/', '`']) {
            self.known.label = Some(range.start..range.start + shown.len());
        }
    }

    /// Whether the label right above an offset announces a request or an example.
    fn is_announced(&self, at: usize) -> bool {
        let Some(label) = &self.known.label else { return false };
        let between = self.text.get(label.end..at);
        let is_right_above =
            between.is_some_and(|between| between.trim_matches(['-', '*', '+', ' ', '\r', '\n']).is_empty());
        let words = &self.text[label.clone()];
        is_right_above && (wording::mentions(Topic::Request, words) || announces_example(words))
    }

    /// The first line of a list item, which may have no paragraph of its own.
    pub(super) fn item(&mut self, range: &Range<usize>) {
        self.items += 1;
        // An item may begin in the line of the one that it is in, and so may any number of others.
        let begins_line = range.start >= self.known.parts_end;
        let is_first = self.items == 1;
        let may_be_announced = is_first && self.known.in_request != InRequest::No;
        if !begins_line && !may_be_announced {
            return;
        }
        let line = self.text[range.clone()].split_inclusive('\n').next().unwrap_or_default();
        if is_first && (line.contains("://") || line.contains('`') || line.contains(ESCAPED_SCHEME)) {
            let shown = line.trim_start_matches(['-', '*', '+', ' ']);
            let start = range.start + line.len() - shown.len();
            self.url_in_list(&(start..start + shown.len()));
        }
        if !begins_line {
            return;
        }
        if line.contains('/') {
            let shown = line.trim_start_matches(['-', '+', ' ']);
            let shown = shown.strip_prefix("* ").unwrap_or(shown);
            let start = range.start + line.len() - shown.len();
            self.target_in_item(&(start..start + shown.len()));
        }
        self.labelled_lines(&(range.start..range.start + line.len()));
    }

    /// The URL of a list item: the first of a list that a heading or label announces, and those right below it that differ from it in
    /// their query alone.
    fn url_in_list(&mut self, range: &Range<usize>) {
        let follows = self.known.listed_url.take().filter(|(_, end)| {
            self.text.get(*end..range.start).is_some_and(|between| {
                between.len() < 40 && between.trim_matches(['-', '*', '+', ' ', '\r', '\n', '`']).is_empty()
            })
        });
        let Some((url, _)) = lone_url(&self.text[range.clone()]) else { return };
        let announced = match &follows {
            Some((above, _)) => path_of(&url) == path_of(above),
            None => self.is_announced(range.start) || !is_to_read(&url) && self.is_in_request(),
        };
        if announced {
            self.take_lone_url(&url, range);
            self.known.in_request = InRequest::No;
            self.known.listed_url = Some((url, range.start + self.text[range.clone()].trim_end().len()));
        }
    }

    /// A paragraph that is nothing but a URL, below a heading or label about the request.
    pub(super) fn lone_url(&mut self, range: &Range<usize>) {
        // Nearly all paragraphs are something else.
        let Some((url, in_code)) = lone_url(&self.text[range.clone()]) else { return };
        if in_code || !is_to_read(&url) && self.is_in_request() || self.is_announced(range.start) {
            self.take_lone_url(&url, range);
        }
    }

    fn take_lone_url(&mut self, url: &str, range: &Range<usize>) {
        if self.text[range.clone()].contains(url) {
            self.url_alone(url, range, true);
        } else {
            let line = RequestLine::of_url(url.to_owned(), self.lines.place(range.start));
            self.push(BlockKind::Route { line, leads: true }, range.clone());
        }
        self.known.routes_end = range.end;
    }
}

/// The URL that a text consists of, and whether it is in code, with its host.
fn lone_url(text: &str) -> Option<(String, bool)> {
    let alone = ["=>", "\u{2192}"].iter().find_map(|arrow| text.trim().strip_suffix(arrow)).unwrap_or(text).trim();
    let url = link_to_itself(alone).unwrap_or_else(|| alone.trim_matches(['`', '*', '<', '>']));
    // Prose ends here.
    if url.contains([' ', '`']) {
        return None;
    }
    let url = url.replace(ESCAPED_SCHEME, "://");
    let is_one = !url.contains(char::is_whitespace) && is_requested(&url) && !is_base(&url);
    let in_code = alone.starts_with('`') && url.contains("://");
    is_one.then_some((url, in_code))
}

/// The URL of a link whose text is its own URL.
fn link_to_itself(text: &str) -> Option<&str> {
    let (shown, target) = text.strip_prefix('[')?.strip_suffix(')')?.split_once("](")?;
    (shown == target).then_some(shown)
}
