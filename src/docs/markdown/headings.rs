//! Headings, and the routes that they name.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::block::BlockKind;
use super::block_reader::{BlockReader, Events, InRequest};
use super::headed_route::{method_of_heading, path_before_method};
use super::inline_marks;
use super::method_in_text::labelled_method;
use super::named_route::{named_route, route_without_slash};
use super::route_parts::{Route, RouteParts};
use crate::docs::wording::{self, Remembered, Topic, announces_example, announces_route};
use crate::http::method::METHODS;
use crate::text::COLONS;

/// A heading without the anchor or classes that generators of sites read behind it: `Responses {#lamp-responses}`.
fn without_attributes(text: &str) -> &str {
    if !text.ends_with('}') {
        return text;
    }
    let open = ["{#", "{: ", "{ #"].iter().filter_map(|mark| text.rfind(mark)).max();
    let begins = open.filter(|&at| text[at..].find('}') == Some(text.len() - at - 1));
    let title = begins.map_or(text, |at| text[..at].trim_end());
    if title.is_empty() { text } else { title }
}

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
        let text = without_attributes(text.trim()).to_owned();
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
        self.known.routes.label_in_heading(&text, range.end);
        self.known.routes.heading(&text, &self.text[range.clone()], level as u8, &range);
        if named.is_some() {
            self.known.routes.named_in_heading(level as u8);
        }
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

    /// The path that a heading consists of is read, where neither its section nor the sections within it name a method.
    pub(super) fn read_path(&mut self, text: &str, level: u8, range: &Range<usize>) {
        let plain = |c: char| c.is_ascii_alphanumeric() || "/-_{}<>:".contains(c);
        if text.len() < 2 || !text.chars().all(plain) {
            return;
        }
        let near = inline_marks::near(&self.text[range.end..]);
        let rank = |line: &str| line.len() - line.trim_start_matches('#').len();
        let mut section = near.lines().take_while(|line| !(1..=usize::from(level)).contains(&rank(line)));
        if !section.any(|line| METHODS.iter().any(|method| line.contains(method))) {
            self.url_alone(text, range, true);
        }
    }

    /// Whether the last heading is about a request.
    pub(super) fn is_in_request(&mut self) -> bool {
        thread_local!(static KNOWN: Remembered<bool> = const { Remembered::new() });
        if let InRequest::AsHeading(at) = self.known.in_request {
            let is_about = match self.out.get(at).map(|block| &block.kind) {
                Some(BlockKind::Heading(_, text)) => KNOWN.with(|known| {
                    known.of(text, |text| {
                        wording::mentions(Topic::Request, text) || announces_route(text) || announces_example(text)
                    })
                }),
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
        if !label.contains(COLONS)
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
}
