//! Headings, and the routes that headings and code spans name.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::block::{BlockKind, Fence};
use super::block_reader::{BlockReader, Events, InRequest};
use super::collection_route::{
    NEAR, ends_with_method, is_requested, labelled_method, lone_url, method_in_words, whole_url,
};
use super::example_target::is_of_route;
use super::gathered_text::GatheredText;
use super::headed_route::{lone_target, method_of_heading, path_before_method};
use super::named_route::{NamedRoute, method_before, named_route, route_line, route_without_slash};
use super::route_parts::{Route, RouteParts};
use super::route_target::target;
use super::{command_span, inline_marks, nested_fence, route_component, route_parts, table_route};
use crate::docs::messages::method::{METHODS, method};
use crate::docs::messages::paths::{matches_path, path_of};
use crate::docs::messages::request_line::RequestLine;
use crate::docs::wording::{self, LabelKind, Topic, announces_example, announces_route};
use crate::json;
use crate::text::{Position, SourceText};

static FENCE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("```"));

impl<'t> BlockReader<'t> {
    pub(super) fn heading(&mut self, events: &mut Events<'t>, level: HeadingLevel, range: Range<usize>) {
        let (mut text, mut tab) = (String::new(), false);
        for (event, _) in events.by_ref() {
            match event {
                Event::End(TagEnd::Heading(_)) => break,
                Event::Start(Tag::Link { dest_url, .. }) => tab |= dest_url.starts_with("#tab/"),
                Event::Text(part) | Event::Code(part) => text.push_str(&part),
                Event::SoftBreak | Event::HardBreak => text.push(' '),
                _ => {}
            }
        }
        let text = text.trim().to_owned();
        if tab {
            return self.push(BlockKind::Tab(text), range);
        }
        // It says how the request of the heading above is made, and begins nothing.
        if let Some(method) = labelled_method(&text) {
            self.known.labelled_method = Some((method, range.end));
            self.labelled_heading(&self.text[range.clone()], range.start);
            return;
        }
        let line = self.text[range.clone()].lines().next().unwrap_or_default();
        // So does one that labels the URL or the method of the route in code: `### URL: `/items``.
        if line.contains('`') && self.labelled_heading(line, range.start) {
            return;
        }
        let named = if line.contains('/') { named_route(line).or_else(|| route_without_slash(line)) } else { None };
        self.known.routes.label(&text, range.end);
        self.known.routes.heading(&text, &self.text[range.clone()], level as u8, &range);
        let headed = self.known.routes.headed_method(&text, &range);
        let behind = if named.is_none() && headed.is_none() { path_before_method(line) } else { None };
        let is_complete = named.is_some() || headed.is_some() || behind.is_some();
        let method = if is_complete { None } else { method_of_heading(&text) };
        self.known.headed_method = method.map(|method| (method, range.end));
        self.known.in_request = InRequest::AsHeading(self.out.len());
        let path = (!is_complete && method.is_none() && text.starts_with('/')).then(|| text.clone());
        self.push(BlockKind::Heading(level as u8, text), range.clone());
        if let Some(named) = named {
            self.route(range.start, named, true);
        } else if let Some(route) = headed {
            self.route_in_parts(route);
        } else if let Some((method, url, at)) = behind {
            let range = range.start + at.start..range.start + at.end;
            self.route_in_parts(Route::at_url(method, url, range));
        } else if let Some(path) = path {
            self.read_path(&path, level as u8, &range);
        }
    }

    /// A heading that is a path and nothing else, where its section names no method, in the sections within it neither: it is read.
    fn read_path(&mut self, text: &str, level: u8, range: &Range<usize>) {
        let near = inline_marks::near(&self.text[range.end..]);
        let rank = |line: &str| line.len() - line.trim_start_matches('#').len();
        let mut section = near.lines().take_while(|line| !(1..=usize::from(level)).contains(&rank(line)));
        let names_method = section.any(|line| METHODS.iter().any(|method| line.contains(method)));
        let plain = |c: char| c.is_ascii_alphanumeric() || "/-_{}<>:".contains(c);
        if names_method || text.len() < 2 || !text.chars().all(plain) {
            return;
        }
        let at = range.start + self.text[range.clone()].find(text).unwrap_or_default();
        let line = RequestLine::of_url(text.to_owned(), self.lines.place(at));
        self.push(BlockKind::Route { line, leads: true }, at..at + text.len());
    }

    /// Whether the last heading is about a request.
    pub(super) fn is_in_request(&mut self) -> bool {
        if let InRequest::AsHeading(at) = self.known.in_request {
            let is_about = match self.out.get(at).map(|block| &block.kind) {
                Some(BlockKind::Heading(_, text)) => {
                    wording::mentions(Topic::Request, text) || announces_route(text) || announces_example(text)
                }
                _ => false,
            };
            self.known.in_request = if is_about { InRequest::Yes } else { InRequest::No };
        }
        self.known.in_request == InRequest::Yes
    }

    /// Takes a heading that labels a part of a route in a code span; whether it does.
    fn labelled_heading(&mut self, line: &str, start: usize) -> bool {
        let Some(open) = line.find('`') else { return false };
        let Some(close) = line[open + 1..].find('`').map(|length| open + 1 + length) else { return false };
        let (label, value) = (&line[..open], &line[open + 1..close]);
        if !label.contains([':', '\u{ff1a}'])
            || !RouteParts::is_label(label)
            || !line[close + 1..].trim().trim_matches(['*', '#']).is_empty()
        {
            return false;
        }
        if let Some(route) = self.known.routes.code_span(label, value, &(start + open + 1..start + close)) {
            self.route_in_parts(route);
        }
        true
    }

    /// A paragraph with one line that is a route and nothing else; several are a list, and so are those in list items.
    pub(super) fn paragraph(&mut self, range: &Range<usize>) {
        let text = &self.text[range.clone()];
        let document = command_span::document(text)
            .filter(|_| self.follows_command(range.start) || self.is_called_response(range.start));
        if let Some(document) = document {
            return self.document_span(range, &document);
        }
        if FENCE.find(text.as_bytes()).is_some()
            && let Some(start) = nested_fence::first_in_paragraph(self.text, range.clone())
        {
            return self.nested_fence(start);
        }
        if let Some(named) = route_component::of_directive(text) {
            let url_range = range.start + named.url_at..range.start + named.end;
            self.route_in_parts(Route { method: named.method, url: named.url, url_range, range: range.clone() });
            self.known.routes_end = range.end;
            return;
        }
        self.labelled_lines(range);
        if let Some(lines) = command_span::lines(text).filter(|_| self.items == 0) {
            return self.command_span(range, &lines);
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
        if self.items > 0 && self.is_above_fence(range) {
            return self.route_in_item(range);
        }
        if self.items > 0 || !text.contains('/') {
            self.known.labelled_method =
                labelled_method(text).map(|method| (method, range.end)).or(self.known.labelled_method);
            return;
        }
        let mut at = range.start;
        let lines = text.split_inclusive('\n').map(|line| {
            at += line.len();
            (at - line.len(), line.trim_end())
        });
        let mut routes = lines.filter_map(|(at, line)| Some((at, line.len(), route_line(line)?)));
        match (routes.next(), routes.next()) {
            (Some((at, length, named)), None) => {
                self.route(at, named, true);
                self.known.routes_end = at + length;
            }
            (None, _) if self.headed_path(range) || self.path_of_last_route(range) => {}
            (None, _) if text.contains("://") && self.bare_target(range) => {}
            (None, _) => self.lone_url(range),
            _ => {}
        }
    }

    /// Whether a fence is right below a paragraph.
    fn is_above_fence(&self, range: &Range<usize>) -> bool {
        self.text[range.end..].trim_start().starts_with("```")
    }

    /// The one line of a paragraph that is a route, in a list item that shows a body below it.
    fn route_in_item(&mut self, range: &Range<usize>) {
        let mut at = range.start;
        let lines = self.text[range.clone()].split_inclusive('\n').map(|line| {
            at += line.len();
            (at - line.len(), line.trim_end())
        });
        let mut routes = lines.filter_map(|(at, line)| Some((at, line.len(), route_line(line.trim_start())?, line)));
        if let (Some((at, length, named, line)), None) = (routes.next(), routes.next()) {
            let indent = line.len() - line.trim_start().len();
            self.route(at + indent, named, true);
            self.known.routes_end = at + length;
        }
    }

    /// The lines of a paragraph that label the URL and the method of a route.
    fn labelled_lines(&mut self, range: &Range<usize>) {
        let mut at = range.start.max(self.known.parts_end);
        let text = self.text.get(at..range.end).unwrap_or_default();
        self.known.parts_end = self.known.parts_end.max(range.end);
        if !text.contains([':', '\u{ff1a}']) && !ends_with_method(text) {
            return;
        }
        for line in text.split_inclusive('\n') {
            if let Some((url, from)) = whole_url("", line).filter(|(url, _)| url.contains("://")) {
                self.known.routes.url_alone(url, at + from);
            }
            if let Some(route) = self.known.routes.line(line, at) {
                self.route_in_parts(route);
            }
            at += line.len();
        }
    }

    /// The first line of a list item, which may have no paragraph of its own.
    pub(super) fn item(&mut self, range: &Range<usize>) {
        self.items += 1;
        // An item may begin in the line of the one that it is in, and so may any number of others.
        let begins_line = range.start >= self.known.parts_end;
        let begins_list = self.items == 1 && self.known.in_request != InRequest::No;
        if !begins_line && !begins_list {
            return;
        }
        let line = self.text[range.clone()].split_inclusive('\n').next().unwrap_or_default();
        // The first of a list, below a heading that announces an example.
        if begins_list && (line.contains("://") || line.contains('`')) && self.is_in_request() {
            let shown = line.trim_start_matches(['-', '*', '+', ' ']);
            let start = range.start + line.len() - shown.len();
            let known = self.out.len();
            self.lone_url(&(start..start + shown.len()));
            if self.out.len() != known {
                self.known.in_request = InRequest::No;
            }
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

    /// A route whose method and URL are in different places.
    pub(super) fn route_in_parts(&mut self, Route { method, url, url_range, range }: Route) {
        let place = route_parts::text_place(self.text, self.lines, &url_range);
        self.push(BlockKind::Route { line: RequestLine::of_route(method, url, place), leads: true }, range);
    }

    /// The route that a table in HTML is about.
    pub(super) fn html_table_route(&mut self, range: &Range<usize>) {
        if let Some((method, url, at)) = table_route::in_html(&self.text[range.clone()]) {
            self.route_in_parts(Route::at_url(method, url, range.start + at.start..range.start + at.end));
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
        let mut shown = GatheredText::new(self.text);
        shown.add(&self.text[start..end], start);
        let text = shown.into_source_text(self.lines, self.lines.line(start));
        self.known.routes_end = range.end;
        self.push(BlockKind::Fence(Fence { info: String::new(), text, unclosed: false }), range.clone());
    }

    /// Whether nothing but blank lines is between the last fence, which shows a command, and an offset.
    fn follows_command(&self, offset: usize) -> bool {
        let Some(last) = self.out.last() else { return false };
        let is_command = matches!(&last.kind, BlockKind::Fence(fence) if fence.text.text().starts_with("curl "));
        is_command && self.text.get(last.range.end..offset).is_some_and(|between| between.trim().is_empty())
    }

    /// The route that a fence is, with the method that is labelled above it or in it.
    pub(super) fn collection_route(&mut self, info: &str, text: &SourceText, range: &Range<usize>) -> bool {
        let content = text.text();
        let lone = lone_url(content).or_else(|| {
            let url = content.trim();
            let is_relative = url.contains('/') && url.starts_with(|c: char| c.is_ascii_alphanumeric());
            let is_one = is_relative && !url.contains(char::is_whitespace) && !url.contains(['"', '\'']);
            let at = content.len() - content.trim_start().len();
            (is_one && self.method_of_last_route(url).is_some()).then_some((url, at))
        });
        if let Some((url, _)) = lone
            && let Some(route) = self.labelled_fence(url, range)
        {
            self.route_in_parts(route);
            return true;
        }
        let labelled = self.known.labelled_method.take().or_else(|| self.known.headed_method.take());
        let labelled = labelled.filter(|(_, end)| range.start.saturating_sub(*end) < NEAR).map(|(method, _)| method);
        let below = lone.and_then(|(url, at)| {
            let method =
                labelled.or_else(|| self.method_of_last_route(url)).or_else(|| self.method_right_above(range))?;
            Some((method, url, at))
        });
        let line = match below {
            Some((method, url, at)) => RequestLine::of_route(method, url.to_owned(), text.place(at)),
            None => match whole_url(info, content).filter(|_| !self.is_called_response(range.start)) {
                Some((url, at)) => self.line_of_url(url, text.place(at), range.start),
                None => return false,
            },
        };
        let template = self.known.last_route.take();
        self.push(BlockKind::Route { line, leads: true }, range.clone());
        // A path of the same form further below is another example of the template.
        if let Some((_, route)) = template.as_ref()
            && lone.is_some_and(|(url, _)| matches_path(url, route))
        {
            self.known.last_route = template;
        }
        true
    }

    /// A paragraph that is nothing but a path of the form of the last route, with values where that leaves them open.
    pub(super) fn path_of_last_route(&mut self, range: &Range<usize>) -> bool {
        if self.known.last_route.is_none() {
            return false;
        }
        let Some((url, at)) = lone_target(&self.text[range.clone()]) else { return false };
        let Some(method) = self.method_of_last_route(&url) else { return false };
        let template = self.known.last_route.take();
        let adds_query = |route: &str| url.contains('?') && !route.contains('?');
        let is_new = template.as_ref().is_some_and(|(_, route)| path_of(route) != path_of(&url) || adds_query(route))
            && self.known.last_example.as_deref() != Some(url.as_str());
        if is_new {
            self.known.last_example = Some(url.clone());
            self.route_in_parts(Route::at_url(method, url, range.start + at.start..range.start + at.end));
        }
        self.known.last_route = template;
        self.known.routes_end = range.end;
        true
    }

    /// The route that is complete with the URL of a fence right below its label.
    fn labelled_fence(&mut self, url: &str, range: &Range<usize>) -> Option<route_parts::Route> {
        if !self.known.routes.is_labelled(range.start) {
            return None;
        }
        let at = range.start + self.text[range.clone()].find(url)?;
        let is_value = self.known.routes.value(url, at..at + url.len());
        self.known.routes.route().filter(|_| is_value)
    }

    /// The method of the route that was named last, where a path in a fence is an example of that route's.
    pub(super) fn method_of_last_route(&self, url: &str) -> Option<&'static str> {
        let (method, route) = self.known.last_route.as_ref()?;
        is_of_route(url, route).then_some(*method)
    }

    /// The method that is all that is right above a fence with a path: `**POST**`.
    fn method_right_above(&self, range: &Range<usize>) -> Option<&'static str> {
        let words = self.words_above(range.start);
        method(words.trim_matches(|c: char| !c.is_ascii_alphabetic()))
    }

    /// The line of a URL that is shown alone: the words right above may name its method.
    fn line_of_url(&self, url: &str, place: Position, offset: usize) -> RequestLine {
        let line = RequestLine::of_url(url.to_owned(), place);
        match method_in_words(self.words_above(offset)) {
            Some(method) => RequestLine { method, assumed: false, ..line },
            None => line,
        }
    }

    /// Whether the words right above an offset call what is there a response.
    fn is_called_response(&self, offset: usize) -> bool {
        LabelKind::of(self.words_above(offset)) == LabelKind::Response
    }

    /// The paragraph or heading right above an offset, as far as it is near.
    fn words_above(&self, offset: usize) -> &'t str {
        let near = inline_marks::near_end(&self.text[..offset]).trim_end();
        near.rfind("\n\n").map_or(near, |blank| &near[blank..])
    }

    /// A paragraph that is nothing but a URL, below a heading about the request.
    fn lone_url(&mut self, range: &Range<usize>) {
        let text = &self.text[range.clone()];
        let alone = ["=>", "\u{2192}"].iter().find_map(|arrow| text.trim().strip_suffix(arrow)).unwrap_or(text).trim();
        let url = link_to_itself(alone).unwrap_or_else(|| alone.trim_matches(['`', '*', '<', '>']));
        let in_code = alone.starts_with('`') && url.contains("://");
        if url.contains(char::is_whitespace)
            || url.contains('`')
            || !is_requested(url)
            || !in_code && !self.is_in_request()
        {
            return;
        }
        let at = range.start + text.find(url).unwrap_or_default();
        let line = RequestLine::of_url(url.to_owned(), self.lines.place(at));
        self.push(BlockKind::Route { line, leads: true }, at..at + url.len());
        self.known.routes_end = range.end;
    }

    /// The routes of components and of summaries.
    pub(super) fn component_routes(&mut self, range: &Range<usize>) {
        let text = &self.text[range.clone()];
        for named in route_component::routes(text) {
            if let Some(name) = route_component::left_open(&text[named.at..]) {
                self.open_components.push(name.to_owned());
            }
            self.route(range.start, named, true);
        }
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

    /// A code span that is a route, or a path with its method right before it (`**GET** ...`).
    pub(super) fn code_span(&mut self, code: &str, range: Range<usize>) {
        if code.starts_with(['{', '[']) {
            return self.inline_document(code, range);
        }
        let path = code.starts_with('/') || code.starts_with("http");
        let of_base = || route_parts::base_placeholder(code).is_some();
        let is_upper = code.as_bytes().first().is_some_and(u8::is_ascii_uppercase);
        let of_method = || is_upper && METHODS.iter().any(|method| code.starts_with(method));
        if range.start < self.known.routes_end || !(path || of_base() || of_method()) {
            return;
        }
        let before = self.before(range.start);
        if path && self.route_with_method(before, &range) {
            return;
        }
        if let Some(route) = self.known.routes.code_span(before, code, &range) {
            self.route_in_parts(route);
        } else if path && !self.in_link && self.target_in_words(before, code, &range) {
            self.known.routes_end = range.end;
        } else if path && before.is_empty() && self.items == 0 {
            self.target_below_words(code, &range);
        } else if !path
            && !self.in_link
            && let Some(named) = named_route(&self.text[range.clone()])
        {
            self.route(range.start, named, false);
        }
    }

    /// A document in a code span that ends its line, and that the words before it call a response: a fence of one line.
    fn inline_document(&mut self, code: &str, range: Range<usize>) {
        const LONGEST_LABEL: usize = 5;
        const LONGEST_VERB: usize = 2;
        let shown = self.text[range.clone()].trim_matches(['`', ' ']);
        let rest = self.text[range.end..].split('\n').next().unwrap_or_default();
        let ends = rest.trim_end_matches(['.', ' ', '\r', '\\', '*', '_']).is_empty();
        if !ends || shown != code.trim() || !code.trim_end().ends_with(['}', ']']) {
            return;
        }
        let label = self.before(range.start);
        let introduces = label.trim_end_matches([' ', '*', '_']).ends_with([':', '\u{ff1a}']);
        let few = wording::words(label).count() <= if introduces { LONGEST_LABEL } else { LONGEST_VERB };
        if !few || LabelKind::of(label) != LabelKind::Response || json::read(shown).is_err() {
            return;
        }
        let start = range.start + self.text[range.clone()].find(shown).unwrap_or_default();
        let place = self.lines.place(start);
        let text = SourceText::new(shown, place.line, &[place.column]);
        self.push(BlockKind::Fence(Fence { info: "json".to_owned(), text, unclosed: false }), range);
    }

    /// A link whose text is its own URL is a path as a code span is; any other one refers to something else.
    pub(super) fn link(&mut self, destination: &str, range: &Range<usize>) {
        let shown = self.text[range.start..].trim_start_matches(['[', '`', '<']);
        if range.start >= self.known.routes_end && !destination.is_empty() && shown.starts_with(destination) {
            let before = self.before(range.start);
            if !self.route_with_method(before, range) && self.target_in_words(before, destination, range) {
                self.known.routes_end = range.end;
            }
        }
    }

    /// What is before an offset in its line, and not far from it.
    fn before(&self, offset: usize) -> &'t str {
        let near = inline_marks::near_end(&self.text[..offset]);
        near.rfind('\n').map_or(near, |newline| &near[newline + 1..])
    }

    /// The route of a path (a code span or a link) that has its method at the end of what is before it in its line.
    fn route_with_method(&mut self, before: &str, range: &Range<usize>) -> bool {
        let line = range.start - before.len();
        let Some((method, at)) = method_before(before) else { return false };
        let url_at = range.start + inline_marks::leading(&self.text[range.clone()]);
        let Some((url, length)) = target(&self.text[url_at..range.end]) else { return false };
        self.route(line, NamedRoute { method, at, url, url_at: url_at - line, end: url_at + length - line }, false);
        self.known.routes_end = range.end;
        true
    }

    /// A route named in the text that begins at `from`.
    pub(super) fn route(&mut self, from: usize, named: NamedRoute, leads: bool) {
        let range = from + named.at..from + named.end;
        let place = self.lines.place(from + named.url_at);
        let line = named.line(place);
        self.push(BlockKind::Route { line, leads }, range);
    }
}

/// The URL of a link whose text is its own URL.
fn link_to_itself(text: &str) -> Option<&str> {
    let (shown, target) = text.strip_prefix('[')?.strip_suffix(')')?.split_once("](")?;
    (shown == target).then_some(shown)
}
