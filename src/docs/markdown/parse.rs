//! Page text -> [`Block`]s: the only file that names pulldown-cmark.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, OffsetIter, Options, Parser, Tag, TagEnd};

use super::block::{Block, BlockKind, Cell, Fence, Table};
use super::gathered_text::Content;
use super::liquid_blocks;
use super::liquid_blocks::Island;
use super::route_parts;
use super::route_parts::RouteParts;
use super::{comment, front_matter, nested_fence, pre_element, table_rule, unclosed_fence};
use crate::docs::include;
use crate::docs::messages::start_line;
use crate::docs::pairing::route;
use crate::text::{LineIndex, Page, SourceText};

/// The extensions that real pages use; also what a fair speed floor has to turn on. Not the metadata blocks: the parser
/// finds them between any two thematic breaks, and would hide what stands there.
pub fn options() -> Options {
    Options::ENABLE_TABLES
}

/// All blocks of the page, in order. A fence whose close was lost is cut where the next block plainly begins, and the
/// rest of the page is read from there.
pub(crate) fn blocks(page: &Page, lines: &LineIndex) -> Vec<Block> {
    let text = &*table_rule::without_tabs(&page.text);
    let mdx = page.path.to_ascii_lowercase().ends_with(".mdx");
    let base = front_matter::end(text);
    let parts = RouteParts::default();
    let mut walk = Walk { text, lines, base, out: Vec::new(), resume: None, components: mdx, parts };
    let islands = liquid_blocks::islands(text, mdx);
    let mut islands = islands.into_iter().peekable();
    loop {
        while islands.next_if(|island| island.range.start < walk.base).is_some() {}
        let stop = islands.peek().map_or(text.len(), |island| island.range.start);
        walk.all(Parser::new_ext(&text[walk.base..stop], options()).into_offset_iter());
        match (walk.resume.take(), islands.peek()) {
            (Some(next), _) if next > walk.base => walk.base = next,
            (_, Some(_)) => islands.next().into_iter().for_each(|island| walk.island(island)),
            (_, None) => return walk.out,
        }
    }
}

struct Walk<'t> {
    text: &'t str,
    lines: &'t LineIndex,
    base: usize,
    out: Vec<Block>,
    /// Set where a lost fence was cut: read on from there.
    resume: Option<usize>,
    /// The page is rendered by something that knows components: an `.mdx` page, or one that has used a component.
    components: bool,
    parts: RouteParts,
}

type Events<'t> = OffsetIter<'t>;

impl<'t> Walk<'t> {
    fn all(&mut self, mut events: Events<'t>) {
        while let Some((event, range)) = events.next() {
            let range = range.start + self.base..range.end + self.base;
            match event {
                Event::Start(Tag::Heading { level, .. }) => self.heading(&mut events, level, range),
                Event::Start(Tag::CodeBlock(kind)) => self.fence(&mut events, &kind, range),
                Event::Start(Tag::Table(_)) => self.table(&mut events, range),
                Event::Start(Tag::HtmlBlock) => self.html(&mut events, range),
                Event::InlineHtml(html) if html.starts_with("<!--") => self.comments(&html, range),
                Event::Code(code) => self.code(&code, range),
                Event::Text(text) if include::is_mark(&text) => self.include(range),
                _ => {}
            }
            if self.resume.is_some() {
                return;
            }
        }
    }

    fn push(&mut self, kind: BlockKind, range: Range<usize>) {
        let place = self.lines.place(self.text, range.start);
        self.out.push(Block { kind, range, place });
    }

    fn heading(&mut self, events: &mut Events<'t>, level: HeadingLevel, range: Range<usize>) {
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
        let route = if line.contains('/') { route::named(line).map(|named| (range.start, named)) } else { None };
        self.push(BlockKind::Heading(level as u8, text), range.clone());
        self.route(route, range);
    }

    /// A code span that is a route, or a path with its method right before it (`**GET** ...`).
    fn code(&mut self, code: &str, range: Range<usize>) {
        let path = code.starts_with('/') || code.starts_with("http");
        if !path && !start_line::METHODS.iter().any(|method| code.starts_with(method)) {
            return;
        }
        let line = self.text[..range.start].rfind('\n').map_or(0, |nl| nl + 1);
        let before = if path { range.start.saturating_sub(14).max(line) } else { range.start };
        let from = (before..=range.start).find(|&at| self.text.is_char_boundary(at)).unwrap_or(range.start);
        if let Some(named) = route::named(&self.text[from..range.end]) {
            self.route(Some((from, named)), range);
        } else if let Some((method, url, at)) = self.parts.code(&self.text[line..range.start], code, &range) {
            let place = route_parts::inside(self.text, self.lines, &at);
            self.push(BlockKind::Route(route_parts::line(method, url, place)), at);
        }
    }

    fn route(&mut self, named: Option<(usize, route::Named<'t>)>, range: Range<usize>) {
        if let Some((from, named)) = named {
            let at = from + named.at;
            let line = named.line(self.lines.place(self.text, from + named.url_at));
            self.push(BlockKind::Route(line), at..range.end);
        }
    }

    /// `[!INCLUDE [title](path)]` of docfx: Markdown has no event for it, the source tells.
    fn include(&mut self, range: Range<usize>) {
        if let Some((path, end)) = include::written(&self.text[range.start..]) {
            self.push(BlockKind::Include(path.to_owned()), range.start..range.start + end);
        }
    }

    /// A part of the page that Markdown is not to read.
    fn island(&mut self, island: Island) {
        self.base = island.range.end;
        let Some((info, content)) = island.code else { return };
        let mut shown = Content::default();
        shown.add(&self.text[content.clone()], content.start);
        let text = shown.passage(self.text, self.lines, self.lines.line(content.start));
        self.push(BlockKind::Fence(Fence { info, text, lost_close: false }), island.range);
    }

    /// A fence that stands where Markdown sees none: its lines, the indentation of its opening stripped.
    fn nested(&mut self, start: usize) {
        let info = nested_fence::info(self.text, start).to_owned();
        let end = self.lines_of_fence(start, info, false);
        self.resume = Some(end);
    }

    fn fence(&mut self, events: &mut Events<'t>, kind: &CodeBlockKind<'t>, range: Range<usize>) {
        let mut content = Content::of_bytes(range.len());
        for (event, at) in events.by_ref() {
            match event {
                Event::End(TagEnd::CodeBlock) => break,
                Event::Text(part) => content.add(&part, at.start + self.base),
                _ => {}
            }
        }
        let (info, fenced) = match kind {
            CodeBlockKind::Fenced(info) => (info.trim().to_owned(), true),
            CodeBlockKind::Indented => (String::new(), false),
        };
        if !fenced
            && content.text.contains("```")
            && let Some(start) = nested_fence::first(self.text, range.clone())
        {
            return self.nested(start);
        }
        if fenced && unclosed_fence::left_container(self.text, &range) {
            return self.outgrown(info, range);
        }
        let cut = if fenced { unclosed_fence::cut(self.text, &range, &content.text) } else { None };
        if let Some(cut) = cut {
            content.text.truncate(cut.keep);
            self.resume = Some(cut.resume);
        }
        let text = content.passage(self.text, self.lines, self.lines.line(range.start) + u32::from(fenced));
        let end = self.resume.unwrap_or(range.end);
        self.push(BlockKind::Fence(Fence { info, text, lost_close: cut.is_some() }), range.start..end);
    }

    /// A fence whose lines stand left of the list item it began in: Markdown ends it there, its author did not mean to.
    fn outgrown(&mut self, info: String, range: Range<usize>) {
        self.resume = Some(self.lines_of_fence(range.start, info, true));
    }

    /// Takes the lines from the opening at `start` to the closing line; the page goes on at the offset returned.
    fn lines_of_fence(&mut self, start: usize, info: String, lost_close: bool) -> usize {
        let whole = unclosed_fence::outgrown(self.text, start);
        let mut content = Content::default();
        for line in whole.lines {
            content.add(&self.text[line.clone()], line.start);
        }
        let text = content.passage(self.text, self.lines, self.lines.line(start) + 1);
        self.push(BlockKind::Fence(Fence { info, text, lost_close }), start..whole.resume);
        whole.resume
    }

    fn table(&mut self, events: &mut Events<'t>, range: Range<usize>) {
        let mut table = Table::default();
        let (mut row, mut cell) = (Vec::new(), None::<(usize, usize)>);
        for (event, at) in events.by_ref() {
            match event {
                Event::End(TagEnd::Table) => break,
                Event::Start(Tag::TableCell) => cell = Some((table.text.len(), at.start + self.base)),
                Event::End(TagEnd::TableCell) => {
                    row.extend(cell.take().map(|(start, at)| Cell { range: start..table.text.len(), at }));
                }
                Event::End(TagEnd::TableHead) => table.head = std::mem::take(&mut row),
                Event::End(TagEnd::TableRow) => table.rows.push(std::mem::take(&mut row)),
                event => cell_text(&mut table.text, &event),
            }
        }
        self.push(BlockKind::Table(table), range);
    }

    fn html(&mut self, events: &mut Events<'t>, range: Range<usize>) {
        let mut content = Content::of_bytes(range.len());
        for (event, at) in events.by_ref() {
            match event {
                Event::End(TagEnd::HtmlBlock) => break,
                Event::Html(part) | Event::Text(part) => content.add(&part, at.start + self.base),
                _ => {}
            }
        }
        self.components |= nested_fence::is_component(&content.text);
        let raw = content.passage(self.text, self.lines, self.lines.line(range.start));
        for part in pre_element::parts(&raw) {
            self.out.push(Block { kind: part.kind, range: range.clone(), place: part.place });
        }
        self.html_parts(&raw, &range);
    }

    /// An inline comment is rarely more than one line: its own text will do.
    fn comments(&mut self, html: &str, range: Range<usize>) {
        let place = self.lines.place(self.text, range.start);
        let raw = SourceText::new(html, place.line, &[place.column, 1]);
        self.html_parts(&raw, &range);
    }

    fn html_parts(&mut self, raw: &SourceText, range: &Range<usize>) {
        for part in comment::split(raw) {
            let place = part.place;
            if self.components && part.kind == BlockKind::HiddenFence {
                let line = self.lines.start(place.line);
                if let Some(start) = nested_fence::first(self.text, line..range.end) {
                    return self.nested(start);
                }
            }
            self.out.push(Block { kind: part.kind, range: range.clone(), place });
        }
    }
}

fn cell_text(text: &mut String, event: &Event<'_>) {
    match event {
        Event::Text(part) => text.push_str(part),
        Event::Code(part) => {
            text.push('`');
            text.push_str(part);
            text.push('`');
        }
        Event::SoftBreak | Event::HardBreak | Event::InlineHtml(_) => text.push(' '),
        _ => {}
    }
}
