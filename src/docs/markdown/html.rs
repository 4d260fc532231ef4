//! Raw HTML and components: their comments, their `<pre>` elements, the fences inside, and the routes that they name.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use pulldown_cmark::{Event, TagEnd};

use super::block::{Block, BlockKind};
use super::block_reader::{BlockReader, Events};
use super::gathered_text::GatheredText;
use super::labelled_route::is_label_of_route;
use super::named_route::route_line;
use super::paragraphs::lines_from;
use super::route_parts::Route;
use super::{
    comment, html_table, inline_marks, nested_fence, pre_element, route_component, table_of_call, table_route,
};
use crate::text::SourceText;

static COMMENT_END: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("-->"));
static HEADING: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("\n#"));

/// The byte range inside the comment that a block consists of, if the comment ends.
fn comment_alone(block: &str) -> Option<Range<usize>> {
    let inside = block.trim().strip_prefix("<!--")?.strip_suffix("-->")?;
    let start = block.len() - block.trim_start().len() + "<!--".len();
    COMMENT_END.find(inside.as_bytes()).is_none().then(|| start..start + inside.len())
}

/// Where a heading of Markdown is in a block of HTML, right below an element: most site generators read it as one. Not in an
/// element whose text is shown verbatim.
fn heading_within(block: &str) -> Option<usize> {
    const VERBATIM: [&str; 6] = ["<pre", "<code", "<script", "<style", "<!--", "<textarea"];
    let at = HEADING.find(block.as_bytes()).filter(|&at| block[..at].trim_end().ends_with('>'))? + 1;
    let line = block[at..].lines().next()?;
    let title = line.trim_start_matches('#');
    let level = line.len() - title.len();
    let is_heading = level <= 6 && title.starts_with(' ') && title.trim_start().starts_with(char::is_alphabetic);
    (is_heading && !VERBATIM.iter().any(|tag| block[..at].contains(tag))).then_some(at)
}

/// Whether a block is an element of the layout of a page around one line: `<div class="box">`, the line, `</div>`.
fn is_box_of_line(block: &str) -> bool {
    const ELEMENTS: [&str; 5] = ["<div", "<p", "<section", "<blockquote", "<center"];
    let mut lines = block.trim().lines().map(str::trim);
    let is_tag = |line: &str, open: &str| {
        line.strip_prefix(open).is_some_and(|rest| rest.starts_with([' ', '>'])) && line.ends_with('>')
    };
    let Some(opening) = lines.next() else { return false };
    let opened = ELEMENTS.iter().find(|open| is_tag(opening, open));
    let shown = lines.by_ref().find(|line| !line.is_empty());
    let mut rest = lines.filter(|line| !line.is_empty());
    let closing = rest.next();
    let closes = |open: &str| closing.is_none_or(|line| line == format!("</{}>", &open[1..]));
    opened.is_some_and(|open| shown.is_some() && closes(open) && rest.next().is_none())
}

impl<'t> BlockReader<'t> {
    pub(super) fn html_block(&mut self, events: &mut Events<'t>, range: Range<usize>) {
        // From a heading on, the text is read as part of the page.
        let heading = heading_within(&self.text[range.clone()]).map(|at| range.start + at);
        let range = range.start..heading.unwrap_or(range.end);
        let mut content = GatheredText::new(self.text);
        for (event, at) in events.by_ref() {
            match event {
                Event::End(TagEnd::HtmlBlock) => break,
                Event::Html(part) | Event::Text(part) if at.start + self.base < range.end => {
                    content.add(&part, at.start + self.base);
                }
                _ => {}
            }
        }
        self.html_content(content, range);
        self.resume = self.resume.or(heading);
    }

    fn html_content(&mut self, content: GatheredText<'t>, range: Range<usize>) {
        // Most HTML of a page is a comment, in which nothing is shown.
        if let Some(inside) = comment_alone(content.text()) {
            let raw = content.into_source_text(self.lines, self.lines.line(range.start));
            let place = raw.place(inside.start - "<!--".len());
            return self.push_block(Block { kind: BlockKind::Comment(raw.part(inside)), range, place });
        }
        self.components |= nested_fence::is_component(content.text());
        self.close_components(&range);
        self.html_heading(&range);
        let pushed = self.out.len();
        self.component_routes(&range);
        self.route_within_component(&range);
        let shows_call = self.html_tables(&range);
        if !shows_call {
            self.html_table_route(&range);
        }
        let raw = content.into_source_text(self.lines, self.lines.line(range.start));
        for part in pre_element::parts(&raw) {
            self.push_block(Block { kind: part.kind, range: range.clone(), place: part.place });
        }
        let elements = self.out.len();
        self.comments(&raw, &range);
        // What follows a fence that is hidden here is read again.
        if let Some(next) = self.resume {
            let comments = self.out.split_off(elements);
            let mut elements = self.out.split_off(pushed);
            elements.retain(|block| self.lines.start(block.place.line) < next);
            self.out.extend(elements.into_iter().chain(comments));
        }
    }

    /// A heading in HTML that a block begins with: `<h3 id="parameters">Parameters</h3>`.
    fn html_heading(&mut self, range: &Range<usize>) {
        let block = &self.text[range.clone()];
        let shown = block.trim_start();
        let Some(level) = shown.strip_prefix("<h").and_then(|rest| rest.chars().next()?.to_digit(10)) else { return };
        let Some(open) = shown.find('>').filter(|_| (1..=6).contains(&level)) else { return };
        let Some(close) = shown.find(&format!("</h{level}")).filter(|close| *close > open) else { return };
        let start = range.start + block.len() - shown.len();
        let text = inline_marks::text(&shown[open + 1..close]);
        if !text.is_empty() {
            self.push(BlockKind::Heading(level as u8, text), start..start + close);
        }
    }

    /// An inline comment is rarely more than one line: its own text will do.
    pub(super) fn inline_comments(&mut self, html: &str, range: Range<usize>) {
        let place = self.lines.place(range.start);
        let raw = SourceText::new(html, place.line, &[place.column, 1]);
        self.comments(&raw, &range);
    }

    fn comments(&mut self, raw: &SourceText, range: &Range<usize>) {
        for part in comment::split(raw) {
            let place = part.place;
            if part.kind == BlockKind::HiddenFence {
                let line = self.lines.start(place.line);
                if self.components
                    && let Some(start) = nested_fence::first(self.text, line..range.end)
                {
                    return self.nested_fence(start);
                }
                self.push_block(Block { kind: part.kind, range: range.clone(), place });
                // Its closing line, below a blank one, does not open another fence.
                self.resume = nested_fence::end(self.text, line).filter(|&end| end > range.end);
                return;
            }
            self.push_block(Block { kind: part.kind, range: range.clone(), place });
        }
    }

    /// The routes of components and of summaries.
    fn component_routes(&mut self, range: &Range<usize>) {
        let text = &self.text[range.clone()];
        for named in route_component::routes(text) {
            if let Some(name) = route_component::left_open(&text[named.at..]) {
                self.open_components.push(name.to_owned());
            }
            self.route(range.start, named, true);
        }
    }

    /// The one line within a component or an element around text that is a route, or a label and a route: `<Callout>`, and below it
    /// "GET /items".
    fn route_within_component(&mut self, range: &Range<usize>) {
        let text = &self.text[range.clone()];
        let begins = |c: char| c.is_ascii_uppercase();
        let is_component = text.trim_start().strip_prefix('<').is_some_and(|name| name.starts_with(begins));
        if !is_component && !is_box_of_line(text) {
            return;
        }
        let mut routes = lines_from(text, range.start).filter_map(|(at, line)| {
            let shown = line.trim();
            let label =
                shown.find(": ").filter(|colon| is_label_of_route(&shown[..*colon])).map_or(0, |colon| colon + 2);
            let named = route_line(&shown[label..])?;
            Some((at + line.len() - line.trim_start().len() + label, named))
        });
        if let (Some((at, named)), None) = (routes.next(), routes.next()) {
            self.route(at, named, true);
        }
    }

    /// The route of a component whose attributes are in lines of their own, so that Markdown takes it for text; whether it has one.
    pub(super) fn component_in_lines(&mut self, range: &Range<usize>) -> bool {
        let known = self.out.len();
        if nested_fence::is_component(&self.text[range.clone()]) {
            self.component_routes(range);
        }
        let is_route = self.out.len() != known;
        if is_route {
            self.known.routes_end = range.end;
        }
        is_route
    }

    /// The ends of components that have named a route.
    pub(super) fn close_components(&mut self, range: &Range<usize>) {
        let text = &self.text[range.clone()];
        while let Some(at) = self.open_components.last().and_then(|name| route_component::closing(text, name)) {
            self.open_components.pop();
            let at = range.start + at;
            self.push(BlockKind::RouteEnd, at..at);
        }
    }

    /// The route of a component within a line: `<Route method="GET">/items</Route>`.
    pub(super) fn inline_component(&mut self, range: &Range<usize>) {
        if range.start >= self.known.routes_end {
            let line = self.text[range.start..].lines().next().unwrap_or_default();
            self.known.routes_end = range.start + line.len();
            self.component_routes(&(range.start..self.known.routes_end));
        }
    }

    /// The tables that begin in a block of HTML. Whether one of them shows a call with its response.
    fn html_tables(&mut self, block: &Range<usize>) -> bool {
        let mut shows_call = false;
        while let Some(range) = self.known.tables.next(self.text, block) {
            if html_table::is_hidden(self.text.get(block.start..range.start).unwrap_or_default()) {
                continue;
            }
            if let Some(mut table) = html_table::read(&self.text[range.clone()], range.start) {
                table.calls.extend(table_of_call::call(self.text, &table).map(Ok));
                shows_call |= !table.calls.is_empty();
                self.push(BlockKind::HtmlTable(table), range);
            }
        }
        shows_call
    }

    /// The route that a table in HTML is about.
    fn html_table_route(&mut self, range: &Range<usize>) {
        if let Some((method, url, at)) = table_route::in_html(&self.text[range.clone()]) {
            self.route_in_parts(Route::at_url(method, url, range.start + at.start..range.start + at.end));
        }
    }
}
