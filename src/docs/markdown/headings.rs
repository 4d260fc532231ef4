//! Headings, and the routes that headings and code spans name.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::block::BlockKind;
use super::block_reader::{BlockReader, Events};
use super::named_route::{NamedRoute, named_route};
use super::route_parts;
use crate::docs::messages::method::METHODS;
use crate::docs::messages::request_line::RequestLine;

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
        let line = self.text[range.clone()].lines().next().unwrap_or_default();
        let named = if line.contains('/') { named_route(line) } else { None };
        self.push(BlockKind::Heading(level as u8, text), range.clone());
        if let Some(named) = named {
            self.route(range.start, named, range);
        }
    }

    /// A code span that is a route, or a path with its method right before it (`**GET** ...`).
    pub(super) fn code_span(&mut self, code: &str, range: Range<usize>) {
        let path = code.starts_with('/') || code.starts_with("http");
        if !path && !METHODS.iter().any(|method| code.starts_with(method)) {
            return;
        }
        let line = self.text[..range.start].rfind('\n').map_or(0, |newline| newline + 1);
        let before = if path { range.start.saturating_sub(14).max(line) } else { range.start };
        let from = (before..=range.start).find(|&at| self.text.is_char_boundary(at)).unwrap_or(range.start);
        if let Some(named) = named_route(&self.text[from..range.end]) {
            self.route(from, named, range);
        } else if let Some((method, url, at)) = self.routes.code_span(&self.text[line..range.start], code, &range) {
            let place = route_parts::text_place(self.text, self.lines, &at);
            self.push(BlockKind::Route(RequestLine::of_route(method, url, place)), at);
        }
    }

    /// A route named in the text that begins at `from`.
    fn route(&mut self, from: usize, named: NamedRoute<'t>, range: Range<usize>) {
        let line = named.line(self.lines.place(self.text, from + named.url_at));
        self.push(BlockKind::Route(line), from + named.at..range.end);
    }
}
