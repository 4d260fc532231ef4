//! Page text -> [`Block`]s: one pass of pulldown-cmark, restarted where the page is not what Markdown takes it for.

use std::cell::OnceCell;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::block::{Block, BlockKind, Cell, Fence, Table};
use super::block_reader::{BlockReader, Events, Known};
use super::gathered_text::GatheredText;
use super::include_mark;
use super::liquid_blocks::{LiquidBlock, liquid_blocks};
use super::rewind::Mark;
use super::window::Window;
use super::{front_matter, mdx_directives, nested_fence, table_calls, table_rule};
use crate::docs::messages::request_line::begins_request;
use crate::text::{LineIndex, Page};

/// The extensions that real pages use; also what a fair speed floor has to turn on. Not the metadata blocks: the parser
/// finds them between any two thematic breaks, and would hide what is between them.
pub fn options() -> Options {
    Options::ENABLE_TABLES
}

/// About so many bytes of a page are one block.
const BYTES_OF_BLOCK: usize = 150;

/// All blocks of the page, in order. A fence without its closing line is cut where the next block plainly begins, and the
/// rest of the page is read from there.
pub(crate) fn blocks(page: &Page, lines: &LineIndex<'_>) -> Vec<Block> {
    let text = &*table_rule::without_tabs(&page.text);
    let mdx = page.path.to_ascii_lowercase().ends_with(".mdx");
    let base = front_matter::end(text);
    let mut reader = BlockReader {
        text,
        lines,
        base,
        end: base,
        stop: base,
        out: Vec::with_capacity(text.len() / BYTES_OF_BLOCK + 2),
        resume: None,
        components: mdx,
        nested_end: usize::MAX,
        known: Known::default(),
        open_components: Vec::new(),
        items: 0,
        in_link: false,
        window: Window::whole(),
        hashed: OnceCell::new(),
    };
    reader.front_matter_route(base);
    let mut liquid = liquid_blocks(text, mdx).into_iter().peekable();
    loop {
        while liquid.next_if(|block| block.range.start < reader.base).is_some() {}
        reader.stop = liquid.peek().map_or(text.len(), |block| block.range.start);
        match (reader.read_to_stop(), liquid.peek()) {
            (Some(next), _) if next > reader.base => reader.base = next,
            (_, Some(_)) => liquid.next().into_iter().for_each(|block| reader.liquid_block(block)),
            (_, None) => return mdx_directives::with_directives(text, lines, reader.out),
        }
    }
}

impl<'t> BlockReader<'t> {
    /// Reads up to `stop`, or up to where a block was cut: the offset at which the page goes on.
    fn read_to_stop(&mut self) -> Option<usize> {
        loop {
            self.end = self.window.end(self.text, self.base, self.stop);
            let parser = Parser::new_ext(&self.text[self.base..self.end], options());
            let last = self.read(parser.into_offset_iter());
            match (self.resume.take(), last) {
                (Some(next), _) if next < self.end || self.end == self.stop => {
                    self.window.after_cut(next.saturating_sub(self.base));
                    return Some(next);
                }
                (_, Some(mark)) if self.end < self.stop => {
                    self.go_back(mark);
                    self.window.grow();
                }
                _ => return None,
            }
        }
    }

    /// Reads what the parser finds; where it was not given all, the start of the last top-level block, which may go on.
    fn read(&mut self, mut events: Events<'t>) -> Option<Mark> {
        let mut last = (self.end < self.stop).then(|| self.mark(self.base));
        let mut depth = 0_usize;
        (self.items, self.in_link) = (0, false);
        while let Some((event, range)) = events.next() {
            let mut range = range.start + self.base..range.end + self.base;
            let mut event = event;
            if let Event::Start(Tag::Heading { .. }) = &event
                && let Some(text) = self.above_rule(&range)
            {
                (event, range) = (Event::Start(Tag::Paragraph), text);
            }
            if depth == 0 && last.is_some() {
                last = Some(self.mark(self.with_indentation(range.start)));
            }
            match &event {
                Event::Start(Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::Table(_) | Tag::HtmlBlock) => {}
                Event::Start(_) => depth += 1,
                Event::End(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
            match event {
                Event::Start(Tag::Heading { level, .. }) => self.heading(&mut events, level, range),
                Event::Start(Tag::CodeBlock(kind)) => self.code_block(&mut events, &kind, range),
                Event::Start(Tag::Table(_)) => self.table(&mut events, range),
                Event::Start(Tag::HtmlBlock) => self.html_block(&mut events, range),
                Event::Start(Tag::Paragraph) => self.paragraph(&range),
                Event::Start(Tag::Item) => {
                    self.item(&range);
                    self.labelled_value(&range);
                }
                Event::End(TagEnd::Item) => self.items = self.items.saturating_sub(1),
                Event::Start(Tag::Link { dest_url, .. }) => {
                    self.in_link = true;
                    self.link(&dest_url, &range);
                }
                Event::End(TagEnd::Link) => self.in_link = false,
                Event::InlineHtml(html) if html.starts_with("<!--") => self.inline_comments(&html, range),
                Event::InlineHtml(html) if nested_fence::is_component(&html) => self.inline_component(&range),
                Event::InlineHtml(_) => self.close_components(&range),
                Event::Code(code) => self.code_span(&code, range),
                Event::Text(text) if include_mark::is_mark(&text) => self.include(range),
                Event::Text(text) if self.items > 0 && begins_request(&text) => self.route_in_tight_item(range.start),
                _ => {}
            }
            if self.resume.is_some() {
                break;
            }
        }
        last
    }

    /// `[!INCLUDE [title](path)]` of docfx: Markdown has no event for it, so that the source is read.
    fn include(&mut self, range: Range<usize>) {
        if let Some((path, end)) = include_mark::path(&self.text[range.start..]) {
            self.push(BlockKind::Include(path.to_owned()), range.start..range.start + end);
        }
    }

    fn liquid_block(&mut self, block: LiquidBlock) {
        self.base = block.range.end;
        let Some((info, content)) = block.code else { return };
        let text = GatheredText::of(self.text, content, self.lines);
        self.push(BlockKind::Fence(Fence { info, text, unclosed: false }), block.range);
    }

    fn table(&mut self, events: &mut Events<'t>, range: Range<usize>) {
        let mut table = Table { text: String::with_capacity(range.len()), ..Table::default() };
        let (mut row, mut cell) = (Vec::new(), None::<(usize, usize)>);
        for (event, at) in events.by_ref() {
            match event {
                Event::End(TagEnd::Table) => break,
                Event::Start(Tag::TableCell) => cell = Some((table.text.len(), at.start + self.base)),
                Event::End(TagEnd::TableCell) => {
                    row.extend(cell.take().map(|(start, at)| Cell { range: start..table.text.len(), at }));
                }
                Event::End(TagEnd::TableHead) => table.head = std::mem::take(&mut row),
                Event::End(TagEnd::TableRow) => {
                    let next = Vec::with_capacity(table.head.len());
                    table.rows.push(std::mem::replace(&mut row, next));
                }
                event => cell_text(&mut table.text, &event),
            }
        }
        table.text.shrink_to_fit();
        table.calls = table_calls::calls(self.text, &table);
        if table.calls.is_empty() {
            self.table_route(&table);
        }
        self.push(BlockKind::Table(table), range);
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
