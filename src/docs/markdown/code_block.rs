//! Fenced and indented code blocks, also where Markdown misreads where one begins or ends.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, TagEnd};

use super::block::{BlockKind, Fence};
use super::block_reader::{BlockReader, Events};
use super::gathered_text::GatheredText;
use super::named_route::{named_route, route_line};
use super::paragraphs::lines_from;
use super::{directive_fence, left_container, nested_fence, output_gutter, unclosed_fence};
use crate::docs::messages::request_line::begins_request;

impl<'t> BlockReader<'t> {
    pub(super) fn code_block(&mut self, events: &mut Events<'t>, kind: &CodeBlockKind<'t>, range: Range<usize>) {
        let mut content = GatheredText::new(self.text);
        for (event, at) in events.by_ref() {
            match event {
                Event::End(TagEnd::CodeBlock) => break,
                Event::Text(part) => content.add(&part, at.start + self.base),
                _ => {}
            }
        }
        match kind {
            CodeBlockKind::Fenced(info) => self.fenced(info.trim().to_owned(), content, range),
            CodeBlockKind::Indented => self.indented(content, range),
        }
    }

    fn fenced(&mut self, info: String, mut content: GatheredText<'t>, range: Range<usize>) {
        if let Some(at) = self.known.container_ends.iter().position(|end| *end == range.start) {
            self.known.container_ends.remove(at);
            self.resume = Some(self.lines.end(self.lines.line(range.start)));
            return;
        }
        // What is in it is rendered verbatim: it is read as a part of the page.
        let is_whole = range.end < self.end || self.end == self.stop;
        if (info == "mdx-code-block" || directive_fence::holds_markdown(&info)) && is_whole {
            let closing = self.text[..range.end].trim_end().rfind('\n').map_or(range.start, |newline| newline + 1);
            self.components |= info == "mdx-code-block";
            self.known.container_ends.extend(Some(closing).filter(|closing| *closing > range.start));
            self.resume = Some(self.lines.end(self.lines.line(range.start)));
            return;
        }
        let goes_on = self.may_go_on(range.end);
        if !goes_on && left_container::left_container(self.text, &range) {
            self.resume = Some(self.fence_lines(range.start, info, true));
            return;
        }
        // What shows that a fence is not closed may be further below.
        if goes_on && !unclosed_fence::holds_opening(self.text, &range, content.text()) {
            return;
        }
        let cut = unclosed_fence::cut(self.text, &range, content.text());
        if let Some(cut) = cut {
            content.truncate(cut.keep);
            self.resume = Some(cut.resume);
        }
        if let Some(indent) = indent_of_message(content.text()) {
            content = content.without_starts(|line| if line.trim().is_empty() { 0 } else { indent });
        } else if output_gutter::has_gutter(content.text()) {
            content = content.without_starts(output_gutter::of_line);
        }
        let text = content.into_source_text(self.lines, self.lines.line(range.start) + 1);
        let (info, text) = directive_fence::without_options(info, text);
        let end = self.resume.unwrap_or(range.end);
        if cut.is_none() && self.collection_route(&info, &text, &(range.start..end)) {
            return;
        }
        self.route_in_title(&info, text.text(), range.start);
        // Where components are known, no indentation makes code of a closing line.
        let unclosed = cut.is_some_and(|cut| !(cut.closed && self.components));
        self.push(BlockKind::Fence(Fence { info, text, unclosed }), range.start..end);
    }

    fn indented(&mut self, content: GatheredText<'t>, range: Range<usize>) {
        if content.text().contains("```")
            && let Some(start) = nested_fence::first_indented(self.text, range.clone())
        {
            self.indented_route(&(range.start..start));
            return self.nested_fence(start);
        }
        if is_layout(content.text()) {
            return;
        }
        // Where components are known, no indentation makes code of one.
        if self.components && nested_fence::is_component(content.text()) {
            self.component_in_lines(&range);
            return;
        }
        // What is indented below a fence that is indented too far is text of the same part of the page.
        if self.text.get(self.nested_end..range.start).is_some_and(|between| between.trim().is_empty()) {
            self.nested_end = range.end;
            return;
        }
        let text = content.into_source_text(self.lines, self.lines.line(range.start));
        if self.collection_route("", &text, &range) {
            return;
        }
        self.push(BlockKind::Fence(Fence { info: String::new(), text, unclosed: false }), range);
    }

    /// The one route of the lines above a fence that is indented with them: alone, or behind a label.
    fn indented_route(&mut self, range: &Range<usize>) {
        let mut routes = lines_from(&self.text[range.clone()], range.start).filter_map(|(at, line)| {
            let shown = line.trim();
            let labelled = || shown.ends_with('`') && shown.contains(": `");
            let named = route_line(shown).or_else(|| named_route(shown).filter(|_| labelled()))?;
            Some((at + line.find(shown)?, named))
        });
        if let (Some((at, named)), None) = (routes.next(), routes.next()) {
            self.route(at, named, true);
        }
    }

    /// A fence that Markdown does not see: its lines, without the indentation of the opening one.
    pub(super) fn nested_fence(&mut self, start: usize) {
        let info = nested_fence::info(self.text, start).to_owned();
        let end = self.fence_lines(start, info, false);
        self.nested_end = end;
        self.resume = Some(end);
    }

    /// Takes the lines from the opening at `start` to the closing line; the page goes on at the offset returned.
    fn fence_lines(&mut self, start: usize, info: String, unclosed: bool) -> usize {
        let whole = left_container::fence_lines(self.text, start);
        let mut content = GatheredText::new(self.text);
        for line in whole.lines {
            content.add(&self.text[line.clone()], line.start);
        }
        let text = content.into_source_text(self.lines, self.lines.line(start) + 1);
        self.push(BlockKind::Fence(Fence { info, text, unclosed }), start..whole.resume);
        whole.resume
    }
}

/// The blanks that all lines of a message in a fence begin with, in bytes.
fn indent_of_message(text: &str) -> Option<usize> {
    // Nearly all fences end here.
    if !text.starts_with([' ', '\t', '\n']) {
        return None;
    }
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    let shown = first.trim_start();
    let indent = &first[..first.len() - shown.len()];
    let is_message = begins_request(shown) || shown.starts_with("HTTP/");
    let is_shared = || text.lines().all(|line| line.trim().is_empty() || line.starts_with(indent));
    (!indent.is_empty() && is_message && is_shared()).then_some(indent.len())
}

/// Whether an indented block consists of elements of the layout of a page: within other HTML it is no code.
fn is_layout(text: &str) -> bool {
    const ELEMENTS: [&str; 16] =
        ["a", "b", "button", "div", "em", "h1", "h2", "h3", "h4", "label", "li", "p", "small", "span", "strong", "ul"];
    let shown = text.trim();
    let Some(inside) = shown.strip_prefix('<').filter(|_| shown.ends_with('>')) else { return false };
    let name = inside.trim_start_matches('/');
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    let is_tag = |line: &str| line.is_empty() || line.starts_with('<') && line.ends_with('>');
    // No document begins with the end of an element.
    let closes = || inside.starts_with('/') && shown.lines().map(str::trim).all(is_tag);
    !shown.contains('\n') && ELEMENTS.contains(&&name[..end]) || closes()
}
