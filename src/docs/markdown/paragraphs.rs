//! Paragraphs and list items that are a route, a URL, a command or a document and nothing else, or label a part of a route.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::block::{BlockKind, Fence};
use super::block_reader::BlockReader;
use super::collection_route::whole_url;
use super::gathered_text::GatheredText;
use super::method_in_text::{ends_with_method, labelled_method};
use super::named_route::route_line;
use super::route_parts::{Route, labels_method};
use super::{command_span, inline_marks, nested_fence, route_component};
use crate::docs::messages::curl_line::is_curl;
use crate::docs::messages::request_line::begins_request;
use crate::text::begins_fence;
use crate::text::{COLONS, line_start, lines};

static FENCE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("```"));

impl BlockReader<'_> {
    /// A paragraph with one line that is a route and nothing else; several are a list, and so are those in list items.
    pub(super) fn paragraph(&mut self, range: &Range<usize>) {
        let text = &self.text[range.clone()];
        self.announcing_label(text, range);
        if self.is_shown_whole(range) {
            return;
        }
        if self.labelled_value(range) {
            return;
        }
        if self.items == 0 || text.starts_with(['*', '_']) {
            self.known.routes.label(text, range.end);
        }
        if text.starts_with(|c: char| c.is_ascii_uppercase())
            && let Some(route) = self.known.routes.verb_of_prose(text, range)
        {
            return self.route_in_parts(route);
        }
        if self.items == 0 && self.part_alone(range) {
            return;
        }
        if self.items > 0 && self.is_above_fence(range) {
            return self.route_in_item(range);
        }
        self.route_in_lines(range);
    }

    /// Takes a paragraph that is a document, a message, a fence, a component with its route, or a command. Whether it is one.
    fn is_shown_whole(&mut self, range: &Range<usize>) -> bool {
        let text = &self.text[range.clone()];
        let document = command_span::document(text)
            .filter(|_| self.follows_command(range.start) || self.is_called_response(range.start));
        if let Some(document) = document {
            self.document_span(range, &document);
            return true;
        }
        if self.items == 0 && (self.raw_message(range) || self.raw_document(range)) {
            return true;
        }
        if FENCE.find(text.as_bytes()).is_some()
            && let Some(start) = nested_fence::first_in_paragraph(self.text, range.clone())
        {
            self.nested_fence(start);
            return true;
        }
        if let Some(named) = route_component::of_directive(text) {
            let url_range = range.start + named.url_at..range.start + named.end;
            self.route_in_parts(Route { method: named.method, url: named.url, url_range, range: range.clone() });
            self.known.routes_end = range.end;
            return true;
        }
        if text.starts_with('<') && self.component_in_lines(range) {
            return true;
        }
        self.labelled_lines(range);
        let lines = command_span::lines(text).filter(|_| self.items == 0);
        if let Some(lines) = &lines {
            self.command_span(range, lines);
        }
        lines.is_some()
    }

    /// Takes the one line of a paragraph that is a route, else the URL that it is.
    fn route_in_lines(&mut self, range: &Range<usize>) {
        let text = &self.text[range.clone()];
        if self.items > 0 || !text.contains('/') {
            self.known.labelled_method =
                labelled_method(text).map(|method| (method, range.end)).or(self.known.labelled_method);
            return;
        }
        let lines = lines_from(text, range.start).map(|(at, line)| (at, line.trim_end()));
        let mut routes = lines.filter_map(|(at, line)| Some((at, line.len(), route_line(line)?)));
        match (routes.next(), routes.next()) {
            (Some((at, length, named)), None) => {
                self.route(at, named, true);
                self.known.routes_end = at + length;
            }
            (None, _) if self.announced_route(range) => {}
            (None, _) if text.contains("://") && self.opened_url(range) => {}
            (None, _) if self.headed_path(range) || self.path_of_last_route(range) => {}
            (None, _) if text.contains("://") && self.bare_target(range) => {}
            (None, _) if text.starts_with("**/") => self.path_in_bold(range),
            (None, _) => self.lone_url(range),
            _ => {}
        }
    }

    /// Whether a fence is right below a paragraph.
    fn is_above_fence(&self, range: &Range<usize>) -> bool {
        begins_fence(self.text[range.end..].trim_start())
    }

    /// The one line of a paragraph that is a route, in a list item that shows a body below it.
    fn route_in_item(&mut self, range: &Range<usize>) {
        let lines = lines_from(&self.text[range.clone()], range.start).map(|(at, line)| (at, line.trim_end()));
        let mut routes = lines.filter_map(|(at, line)| Some((at, line.len(), route_line(line.trim_start())?, line)));
        if let (Some((at, length, named, line)), None) = (routes.next(), routes.next()) {
            let indent = line.len() - line.trim_start().len();
            self.route(at + indent, named, true);
            self.known.routes_end = at + length;
        }
    }

    /// A line within a list item without paragraphs that is a route, and leads to the fence below it.
    pub(super) fn route_in_tight_item(&mut self, start: usize) {
        /// So many lines may be between the two, as a status or fields of the head.
        const MOST_BETWEEN: usize = 4;
        let line_start = line_start(self.text, start);
        if start < self.known.routes_end || !self.text[line_start..start].trim().is_empty() {
            return;
        }
        let mut lines = inline_marks::near(&self.text[start..]).lines();
        let line = lines.next().unwrap_or_default();
        let is_other = |line: &&str| begins_fence(line) || begins_request(line);
        let next = lines.take(MOST_BETWEEN + 1).map(str::trim_start).find(is_other);
        if next.is_some_and(begins_fence)
            && let Some(named) = route_line(line.trim_end())
        {
            self.route(start, named, true);
            self.known.routes_end = start + line.len();
        }
    }

    /// The lines of a paragraph that label the URL and the method of a route.
    pub(super) fn labelled_lines(&mut self, range: &Range<usize>) {
        let start = range.start.max(self.known.parts_end);
        let text = self.text.get(start..range.end).unwrap_or_default();
        self.known.parts_end = self.known.parts_end.max(range.end);
        if !has_colon(text) && !ends_with_method(text) && !text.contains(" - ") && !text.starts_with('|') {
            return;
        }
        for (at, line) in lines_from(text, start) {
            self.route_behind_label(line, at);
            if let Some((url, from)) = whole_url("", line).filter(|(url, _)| url.contains("://")) {
                self.known.routes.url_alone(url, at + from..at + from + url.len());
            }
            if let Some(route) = self.known.routes.line(line, at) {
                self.route_of_labels(route);
            } else if self.known.routes.awaits_method(at)
                && let Some(route) = self.known.routes.described(line)
                && !labels_method(inline_marks::near(&self.text[at + line.len()..]))
            {
                self.route_in_parts(route);
            }
        }
    }

    /// A command in code spans, as a fence.
    fn command_span(&mut self, range: &Range<usize>, lines: &[Range<usize>]) {
        let mut shown = GatheredText::new(self.text);
        for (at, line) in lines.iter().enumerate() {
            let from = range.start + line.start;
            shown.add(&self.text[from..range.start + line.end], from);
            shown.add(if at + 1 < lines.len() { " \\\n" } else { "\n" }, range.start + line.end);
        }
        let text = shown.into_source_text(self.lines, self.lines.line(range.start));
        self.push(BlockKind::Fence(Fence { info: "bash".to_owned(), text, unclosed: false }), range.clone());
    }

    /// A document in a code span, as a fence.
    fn document_span(&mut self, range: &Range<usize>, document: &Range<usize>) {
        let (start, end) = (range.start + document.start, range.start + document.end);
        let text = GatheredText::of(self.text, start..end, self.lines);
        self.known.routes_end = range.end;
        self.push(BlockKind::Fence(Fence { info: String::new(), text, unclosed: false }), range.clone());
    }

    /// Whether nothing but blank lines is between the last fence, which shows a command, and an offset.
    fn follows_command(&self, offset: usize) -> bool {
        let Some(last) = self.out.last() else { return false };
        let is_command = matches!(&last.kind, BlockKind::Fence(fence) if is_curl(fence.text.text()));
        is_command && self.text.get(last.range.end..offset).is_some_and(|between| between.trim().is_empty())
    }
}

/// Whether a text has a colon of any width.
fn has_colon(text: &str) -> bool {
    const WIDE: &str = "\u{ff1a}";
    match memchr::memchr2(b':', WIDE.as_bytes()[0], text.as_bytes()) {
        Some(at) => text.as_bytes()[at] == b':' || text[at..].contains(COLONS),
        None => false,
    }
}

/// The lines of a text that starts at an offset, each with its own.
pub(super) fn lines_from(text: &str, start: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut end = start;
    lines(text).map(move |line| {
        end += line.len();
        (end - line.len(), line)
    })
}
