//! Blocks of a page -> its fences in context, and its tables with the headings above them.

use std::rc::Rc;

use super::directives::{Directives, as_annotation};
use super::fence_in_context::{FenceInContext, Role};
use crate::contract::Dialect;
use crate::directive::{PageDirective, Said};
use crate::docs::Include;
use crate::docs::annotation::annotation;
use crate::docs::annotation::annotation::Annotation;
use crate::docs::markdown::block::{Block, BlockKind, Fence, Table};
use crate::docs::markdown::liquid_blocks;
use crate::docs::messages::message::{RequestMessage, Rest};
use crate::docs::messages::start_line::RequestLine;
use crate::docs::messages::{rest_client, several_messages};
use crate::finding::{Finding, rules};
use crate::text::{Page, Position, SourceText};

/// A table with the nearest heading above it.
pub(crate) struct PlacedTable {
    pub(crate) table: Table,
    pub(crate) place: Position,
    pub(crate) heading: String,
}

/// What a page's blocks amount to.
#[derive(Default)]
pub(crate) struct Outline {
    pub(crate) title: Option<String>,
    pub(crate) pieces: Vec<FenceInContext>,
    pub(crate) tables: Vec<PlacedTable>,
    /// Every heading: its page offset, level and text.
    pub(crate) headings: Vec<(usize, u8, String)>,
    /// HTTP-looking fences that HTML hides.
    pub(crate) hidden: Vec<Position>,
    /// What directives say of the whole page.
    pub(crate) page: Vec<(PageDirective, Said)>,
    pub(crate) includes: Vec<Include>,
}

/// Walks the blocks once.
pub(crate) fn outline(page: &Page, blocks: Vec<Block>, dialects: &[Dialect], findings: &mut Vec<Finding>) -> Outline {
    let mut walk = Walk {
        page: &page.path,
        text: &page.text,
        dialects,
        findings,
        out: Outline::default(),
        stack: Rc::from([]),
        pending: None,
        directives: Directives::default(),
        fence_end: None,
        gap_from: 0,
        leads: false,
    };
    for block in blocks {
        walk.block(block);
    }
    walk.unbound();
    walk.directives.end(&page.path, walk.findings);
    walk.out.page = walk.directives.page;
    walk.out
}

struct Walk<'a> {
    page: &'a str,
    text: &'a str,
    dialects: &'a [Dialect],
    findings: &'a mut Vec<Finding>,
    out: Outline,
    /// The headings above, shared by the fences below them.
    stack: Rc<[(u8, String)]>,
    /// An annotation waiting for its fence.
    pending: Option<Annotation>,
    /// Directives waiting for theirs.
    directives: Directives,
    /// Page offset at which the last fence ended, if no heading or comment has come since.
    fence_end: Option<usize>,
    /// Page offset at which the last fence or heading ended.
    gap_from: usize,
    /// It was a heading.
    leads: bool,
}

impl Walk<'_> {
    fn block(&mut self, block: Block) {
        let Block { kind, range, place } = block;
        let before = self.fence_end.take();
        match kind {
            BlockKind::Heading(level, text) => {
                if level == 1 && self.out.title.is_none() {
                    self.out.title = Some(text.clone());
                }
                self.out.headings.push((range.start, level, text.clone()));
                (self.gap_from, self.leads) = (range.end, true);
                let above = self.stack.iter().filter(|(above, _)| *above < level).cloned();
                self.stack = above.chain([(level, text)]).collect();
            }
            BlockKind::Comment(inner) if self.directives.comment(self.page, &inner, self.findings) => {}
            BlockKind::Comment(inner) if self.dialects.contains(&Dialect::ApiDoctor) => {
                if let Some(annotation) = annotation::read(self.page, &inner, self.findings) {
                    self.unbound();
                    self.pending = Some(annotation);
                }
            }
            BlockKind::Fence(fence) => self.fence(fence, range, place, before),
            BlockKind::Table(table) => {
                let heading = self.stack.last().map(|(_, text)| text.clone()).unwrap_or_default();
                self.out.tables.push(PlacedTable { table, place, heading });
            }
            BlockKind::UnclosedComment => {
                let message = "this comment is never closed: it hides the rest of the page";
                let finding = Finding::docs(&rules::docs::UNCLOSED_COMMENT, self.page, place, message);
                self.findings.push(finding.help("close it with `-->`"));
            }
            BlockKind::HiddenFence => {
                let message = "this fence stands inside an HTML block, so it is not rendered as one and not read";
                let finding = Finding::docs(&rules::docs::HIDDEN_FENCE, self.page, place, message);
                self.findings.push(finding.help("put a blank line before it"));
                self.out.hidden.push(place);
            }
            BlockKind::Route(line) => {
                self.fence_end = before;
                self.route(line, range);
            }
            BlockKind::Include(path) => self.out.includes.push(Include { path, place }),
            BlockKind::Comment(_) | BlockKind::Tab(_) => {}
        }
    }

    fn fence(&mut self, fence: Fence, range: std::ops::Range<usize>, place: Position, before: Option<usize>) {
        if fence.lost_close {
            let message = "this fence is never closed; it was read up to where the next block begins";
            let finding = Finding::docs(&rules::docs::LOST_FENCE, self.page, place, message);
            self.findings
                .push(finding.help(format!("close it with a fence line before line {}", end_line(&fence, place))));
        }
        let directives = self.directives.take(self.page);
        let annotation = as_annotation(&directives).or_else(|| self.pending.take());
        self.pending = None;
        self.fence_end = Some(range.end);
        let adjacent = before
            .and_then(|end| self.text.get(end..range.start))
            .is_some_and(|gap| gap.chars().all(|c| c.is_whitespace() || c == '>'));
        let text = liquid_blocks::without_raw(&fence.text).unwrap_or(fence.text);
        let parts = match rest_client::requests(&fence.info, &text).filter(|_| annotation.is_none()) {
            Some(requests) => requests.into_iter().flat_map(several_messages::exchanges).collect(),
            None if annotation.is_none() => several_messages::exchanges(text),
            None => vec![text],
        };
        let mut first = Some((place, annotation, adjacent));
        for text in parts {
            let gap = if first.is_some() { self.gap_from..range.start } else { range.end..range.end };
            let (place, annotation, adjacent) = first.take().unwrap_or((text.start(), None, true));
            let info = fence.info.clone();
            self.piece(FenceInContext {
                place,
                gap,
                leads: self.leads,
                range: range.clone(),
                info,
                text,
                annotation,
                directives: directives.clone(),
                headings: Rc::clone(&self.stack),
                section: self.out.headings.len(),
                adjacent,
                role: Role::Other,
            });
        }
    }

    fn piece(&mut self, mut piece: FenceInContext) {
        piece.find_role(self.text);
        (self.gap_from, self.leads) = (piece.range.end, false);
        self.out.pieces.push(piece);
    }

    /// A route outside a fence: it takes nothing from the fences around it.
    fn route(&mut self, start: RequestLine, range: std::ops::Range<usize>) {
        let heading = range.start < self.gap_from;
        let place = start.url_place;
        let message = RequestMessage { start, rest: Rest::default() };
        self.out.pieces.push(FenceInContext {
            place,
            gap: self.gap_from..range.start,
            leads: self.leads,
            range,
            info: String::new(),
            text: SourceText::default(),
            annotation: None,
            directives: Vec::new(),
            headings: Rc::clone(&self.stack),
            section: self.out.headings.len(),
            adjacent: false,
            role: Role::Route { message, heading },
        });
    }

    /// An annotation that meets another one, or the end of the page, before a fence.
    fn unbound(&mut self) {
        if let Some(annotation) = self.pending.take() {
            let message = "this annotation has no fence to say something about";
            let finding = Finding::docs(&rules::docs::UNBOUND_ANNOTATION, self.page, annotation.place, message);
            self.findings.push(finding.help("put it right above its fence, or remove it"));
        }
    }
}

fn end_line(fence: &Fence, place: Position) -> u32 {
    place.line + 1 + fence.text.text().lines().count() as u32
}
