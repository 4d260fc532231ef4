//! Page text -> [`Block`]s: the only file that names pulldown-cmark.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, OffsetIter, Options, Parser, Tag, TagEnd};

use super::block::{Block, BlockKind, Cell, Fence, Table};
use super::{comment, lost_fence};
use crate::source::{LineIndex, Passage};

/// The extensions that real pages use; also what a fair speed floor has to turn on. Not the metadata blocks: the parser
/// finds them between any two thematic breaks, and would hide what stands there.
pub fn options() -> Options {
    Options::ENABLE_TABLES
}

/// All blocks of the page, in order. A fence whose close was lost is cut where the next block plainly begins, and the
/// rest of the page is read from there.
pub(super) fn blocks(text: &str, lines: &LineIndex) -> Vec<Block> {
    let mut out = Vec::new();
    let mut base = front_matter(text);
    loop {
        let mut walk = Walk { text, lines, base, out: &mut out, resume: None };
        walk.all(Parser::new_ext(&text[base..], options()).into_offset_iter());
        match walk.resume {
            Some(next) if next > base => base = next,
            _ => return out,
        }
    }
}

/// Bytes of front matter (YAML between `---`, TOML between `+++`) and byte order mark at the start of a page.
fn front_matter(text: &str) -> usize {
    let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = text[bom..].split_inclusive('\n');
    let Some(first) = lines.next() else { return bom };
    let mark = first.trim_end();
    if mark != "---" && mark != "+++" {
        return bom;
    }
    let mut at = bom + first.len();
    for line in lines {
        at += line.len();
        if line.trim_end() == mark || (mark == "---" && line.trim_end() == "...") {
            return at;
        }
    }
    bom
}

struct Walk<'t, 'o> {
    text: &'t str,
    lines: &'t LineIndex,
    base: usize,
    out: &'o mut Vec<Block>,
    /// Set where a lost fence was cut: read on from there.
    resume: Option<usize>,
}

type Events<'t> = OffsetIter<'t>;

impl<'t> Walk<'t, '_> {
    fn all(&mut self, mut events: Events<'t>) {
        while let Some((event, range)) = events.next() {
            let range = range.start + self.base..range.end + self.base;
            match event {
                Event::Start(Tag::Heading { level, .. }) => self.heading(&mut events, level, range),
                Event::Start(Tag::CodeBlock(kind)) => self.fence(&mut events, &kind, range),
                Event::Start(Tag::Table(_)) => self.table(&mut events, range),
                Event::Start(Tag::HtmlBlock) => self.html(&mut events, range),
                Event::InlineHtml(html) if html.starts_with("<!--") => self.comments(&html, range),
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
        self.push(if tab { BlockKind::Tab(text) } else { BlockKind::Heading(level as u8, text) }, range);
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
        if fenced && lost_fence::left_container(self.text, &range) {
            return self.outgrown(info, range);
        }
        let cut = if fenced { lost_fence::cut(self.text, &range, &content.text) } else { None };
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
        let whole = lost_fence::outgrown(self.text, range.start);
        let mut content = Content::default();
        for line in whole.lines {
            content.add(&self.text[line.clone()], line.start);
        }
        let text = content.passage(self.text, self.lines, self.lines.line(range.start) + 1);
        self.resume = Some(whole.resume);
        self.push(BlockKind::Fence(Fence { info, text, lost_close: true }), range.start..whole.resume);
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
        let raw = content.passage(self.text, self.lines, self.lines.line(range.start));
        self.html_parts(&raw, &range);
    }

    /// An inline comment is rarely more than one line: its own text will do.
    fn comments(&mut self, html: &str, range: Range<usize>) {
        let place = self.lines.place(self.text, range.start);
        let raw = Passage::new(html, place.line, &[place.column, 1]);
        self.html_parts(&raw, &range);
    }

    fn html_parts(&mut self, raw: &Passage, range: &Range<usize>) {
        for part in comment::split(raw) {
            let place = part.place;
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

/// Text gathered from events, with the page offset of each of its lines.
#[derive(Default)]
struct Content {
    text: String,
    starts: Vec<usize>,
}

impl Content {
    /// Empty, with room for so many bytes.
    fn of_bytes(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), starts: Vec::with_capacity(bytes / 24 + 1) }
    }

    fn add(&mut self, part: &str, at: usize) {
        if self.text.is_empty() || self.text.ends_with('\n') {
            self.starts.push(at);
        }
        let inner = part.strip_suffix('\n').unwrap_or(part);
        self.starts.extend(memchr::memchr_iter(b'\n', inner.as_bytes()).map(|nl| at + nl + 1));
        self.text.push_str(part);
    }

    fn passage(self, page: &str, lines: &LineIndex, fallback: u32) -> Passage {
        let line = self.starts.first().map_or(fallback, |&at| lines.line(at));
        let column = |&at: &usize| match page.as_bytes().get(at.wrapping_sub(1)) {
            None | Some(b'\n') => 1,
            Some(_) => lines.place(page, at).column,
        };
        let columns: Vec<u32> = self.starts.iter().map(column).collect();
        Passage::new(self.text, line, &columns)
    }
}
