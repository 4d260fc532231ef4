//! Blocks of a page -> its fences in context, and its tables with the headings above them.

use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

use super::directives::{Directives, as_annotation, pair_by_name};
use super::fence_in_context::FenceInContext;
use super::fence_parts::{documents_in_order, messages, shows_nothing, without_mark};
use super::heading::Heading;
use super::label::{label, label_kind};
use super::outline::{Outline, PlacedTable};
use super::printed_request::is_printed;
use super::read_role::CommandDialect;
use super::role::Role;
use crate::contract::Dialect;
use crate::directive::{Directive, Expect};
use crate::docs::ReadOptions;
use crate::docs::annotation::annotation::Annotation;
use crate::docs::annotation::read::read as read_annotation;
use crate::docs::markdown::block::{Block, BlockKind, Fence};
use crate::docs::messages::part::LabelledPart;
use crate::docs::messages::request_line::request_line;
use crate::docs::messages::response_message::ResponseMessage;
use crate::docs::messages::status_line::{behind_arrow, success_alone};
use crate::docs::page_docs::Include;
use crate::docs::wording::LabelKind;
use crate::finding::{Finding, rules};
use crate::text::{Location, Page, Position, SourceText, first_bytes};

/// Puts each block into its context. `commands`: which fences are commands of a dialect.
pub(crate) fn outline(
    page: &Page,
    blocks: Vec<Block>,
    options: ReadOptions<'_>,
    commands: &CommandDialect<'_>,
    findings: &mut Vec<Finding>,
) -> Outline {
    let mut builder = OutlineBuilder {
        path: &page.path,
        text: &page.text,
        annotations: options.dialects.contains(&Dialect::ApiDoctor),
        expects: options.expects,
        commands,
        findings,
        out: Outline::default(),
        headings: Vec::new(),
        shared_headings: OnceCell::new(),
        annotation: None,
        directives: Directives::default(),
        fence_end: None,
        gap_start: 0,
        route_end: 0,
        follows_heading: false,
        comment_end: None,
    };
    let is_fence = |block: &&Block| matches!(block.kind, BlockKind::Fence(_) | BlockKind::Route { .. });
    builder.out.fences.reserve(blocks.iter().filter(is_fence).count());
    for block in blocks {
        builder.block(block);
    }
    builder.unbound_annotation();
    builder.directives.report_unbound(&page.path, builder.findings);
    pair_by_name(&mut builder.out.fences);
    builder.out.directives = builder.directives.of_page;
    builder.out
}

pub(super) struct OutlineBuilder<'a> {
    path: &'a str,
    pub(super) text: &'a str,
    /// API Doctor's annotations are read.
    annotations: bool,
    /// Directives of the settings.
    expects: &'a [Expect],
    commands: &'a CommandDialect<'a>,
    findings: &'a mut Vec<Finding>,
    pub(super) out: Outline,
    /// The headings above, outermost first.
    pub(super) headings: Vec<Heading>,
    /// The same, once a fence below them shares them.
    shared_headings: OnceCell<Rc<[Heading]>>,
    /// An annotation waiting for its fence.
    annotation: Option<Annotation>,
    /// Directives waiting for their fence.
    directives: Directives,
    /// Page offset at which the last fence ended, if no heading or comment has come since.
    fence_end: Option<usize>,
    /// Page offset at which the last fence or heading ended.
    pub(super) gap_start: usize,
    /// Whether what ended at `gap_start` was a heading.
    follows_heading: bool,
    /// Page offset at which the last route ended that is about all below it.
    pub(super) route_end: usize,
    /// Page offset of the end of a comment that was looked for; the greatest number where none is left.
    comment_end: Option<usize>,
}

impl OutlineBuilder<'_> {
    fn block(&mut self, block: Block) {
        let Block { kind, range, place } = block;
        let fence_before = self.fence_end.take();
        match kind {
            BlockKind::Heading(level, text) => self.heading(level, text, &range),
            BlockKind::Comment(inner) if self.directives.comment(self.path, &inner, self.findings) => {}
            BlockKind::Comment(inner) if self.annotations => {
                if let Some(annotation) = read_annotation(self.path, &inner, self.findings) {
                    self.unbound_annotation();
                    self.annotation = Some(annotation);
                }
            }
            BlockKind::Fence(fence) => self.fence(fence, range, place, fence_before),
            BlockKind::Table(table) => {
                let headings = self.headings_above();
                let directives = if table.calls.is_empty() { Vec::new() } else { self.directives.take(self.path) };
                self.out.tables.push(PlacedTable { table, place, headings, at: range.start, directives });
            }
            BlockKind::HtmlTable(table) => {
                let headings = self.headings_above();
                self.out.html_tables.push(PlacedTable {
                    table,
                    place,
                    headings,
                    at: range.start,
                    directives: Vec::new(),
                });
            }
            BlockKind::UnclosedComment if self.is_closed_below(range.start) => {}
            BlockKind::UnclosedComment => {
                let message = "this comment is never closed: it hides the rest of the page";
                let finding = Finding::docs(&rules::docs::UNCLOSED_COMMENT, self.path, place, message);
                self.findings.push(finding.help("close it with `-->`"));
            }
            BlockKind::HiddenFence => {
                let message = "this fence is inside an HTML block, so it is not rendered as one and not read";
                let finding = Finding::docs(&rules::docs::HIDDEN_FENCE, self.path, place, message);
                self.findings.push(finding.help("put a blank line before it"));
                self.out.hidden.push(place);
            }
            BlockKind::Route { line, leads } => {
                self.fence_end = fence_before;
                // The URL of a method may be in a heading further up.
                self.named_route(line.url_place.max(place), line, range, leads);
            }
            BlockKind::RouteEnd => {
                let end = FenceInContext { place, role: Role::Boundary, ..self.empty_fence(range.clone()) };
                self.out.fences.push(end);
                (self.gap_start, self.follows_heading) = (range.end, false);
            }
            BlockKind::Include(path) => self.out.includes.push(Include { path, place }),
            BlockKind::Comment(_) | BlockKind::Tab(_) => {}
        }
    }

    fn heading(&mut self, level: u8, mut text: String, range: &Range<usize>) {
        // Every example below a heading names it.
        const LONGEST: usize = 1000;
        text.truncate(first_bytes(&text, LONGEST).len());
        let heading = Heading { offset: range.start, level, text: text.as_str().into() };
        if level == 1 && self.out.title.is_none() {
            self.out.title = Some(text);
        }
        (self.gap_start, self.follows_heading) = (range.end, true);
        self.headings.retain(|above| above.level < level);
        self.headings.push(heading.clone());
        self.shared_headings = OnceCell::new();
        self.out.headings.push(heading);
    }

    fn fence(&mut self, fence: Fence, range: Range<usize>, place: Position, fence_before: Option<usize>) {
        if fence.unclosed {
            self.unclosed(&fence, place);
        }
        let mut directives = self.directives.take(self.path);
        directives.extend(self.expected(&fence, place));
        let waiting = self.annotation.take();
        let annotation = as_annotation(&directives).or(waiting);
        self.fence_end = Some(range.end);
        self.label_below_route(range.start);
        let between = fence_before.and_then(|end| self.text.get(end..range.start));
        // Two elements of one block of HTML.
        let beside = fence_before.is_some_and(|end| end > range.start);
        let adjacent = beside || between.is_some_and(shows_nothing);
        let mut first = Some((place, self.gap_start..range.start, annotation, adjacent));
        let gap = self.gap_start..range.start;
        let kind_above = || label_kind(self.text, &FenceInContext { gap, ..self.empty_fence(range.clone()) });
        let (Fence { info, text, .. }, mut mark) = without_mark(fence, kind_above);
        let indented = text.start().line == place.line && !self.text[range.start..].trim_start().starts_with('<');
        let annotated = first.as_ref().is_some_and(|(_, _, annotation, _)| annotation.is_some());
        let marked = mark.as_ref().map(|mark| mark.text.to_string());
        let called = || {
            if let Some(mark) = &marked {
                return (LabelKind::of(mark), mark.clone(), None);
            }
            let gap = self.gap_start..range.start;
            let fence = FenceInContext { info: info.clone(), gap, ..self.empty_fence(range.clone()) };
            let label = label(self.text, &fence);
            // The heading above several fences is about each of them.
            if label.text.is_empty() && adjacent && !beside {
                let heading = fence.heading().to_owned();
                return (LabelKind::of(&heading), heading, None);
            }
            (label_kind(self.text, &fence), label.text.to_owned(), label.offset)
        };
        let (asked, lack_bodies) = if annotated { (0, false) } else { self.requests_above() };
        let parts = match documents_in_order(&text, asked, lack_bodies, adjacent, &called) {
            Some(parts) => parts,
            None => messages(&info, text, annotated, indented, &called),
        };
        let repeats = self.repeats_command_above(&parts);
        for LabelledPart { text, label } in parts.into_iter().skip(usize::from(repeats)) {
            let next = || (text.start(), range.end..range.end, None, true);
            let (place, gap, annotation, adjacent) = first.take().unwrap_or_else(next);
            let fence = FenceInContext {
                place,
                gap,
                info: info.clone(),
                text,
                own_label: label.or_else(|| mark.take()),
                annotation,
                directives: directives.clone(),
                adjacent,
                ..self.empty_fence(range.clone())
            };
            let role = match Role::of(&fence, self.text, self.commands) {
                Role::Other => self
                    .read_markup(&fence)
                    .or_else(|| self.read_file(&fence))
                    .or_else(|| self.success_of_request_above(&fence))
                    .unwrap_or(Role::Other),
                role => role,
            };
            (self.gap_start, self.follows_heading) = (range.end, false);
            self.out.fences.push(FenceInContext { role, ..fence });
        }
    }

    /// The status behind an arrow that is all of a fence right below that of the request which it is the success of: `-> 204`.
    fn success_of_request_above(&self, fence: &FenceInContext) -> Option<Role> {
        // Nearly all fences end here.
        behind_arrow(fence.text.text()).filter(|_| fence.adjacent)?;
        let above = self.out.fences.last().filter(|above| above.section == fence.section)?;
        let line = success_alone(above.role.request()?.line.method, &fence.text)?;
        Some(Role::Response(ResponseMessage::of_status(line)))
    }

    /// Whether a fence begins with the request of the only command in the fence above, as that prints it (`curl -v`), and its response is
    /// below it: the command says what is sent.
    fn repeats_command_above(&self, parts: &[LabelledPart]) -> bool {
        let (Some(above), [request, _]) = (self.out.fences.last(), parts) else { return false };
        if !above.role.holds_commands() || above.section != self.out.headings.len() {
            return false;
        }
        let line = request_line(&request.text).filter(|line| line.has_version);
        line.is_some_and(|line| is_printed(above.text.text(), &line))
    }

    /// How many requests the fence above shows, where it shows nothing else, and whether one lacks its body.
    fn requests_above(&self) -> (usize, bool) {
        /// More than this is not a series.
        const MOST: usize = 12;
        let Some(last) = self.out.fences.last() else { return (0, false) };
        let parts = self.out.fences.iter().rev().take(MOST + 1).take_while(|fence| fence.range == last.range);
        let requests = parts.clone().count();
        let mut lack_bodies = false;
        for part in parts {
            let Role::Request(message) = &part.role else { return (0, false) };
            lack_bodies |= message.lacks_body();
        }
        (requests, lack_bodies)
    }

    /// What the settings say about a fence.
    fn expected(&mut self, fence: &Fence, place: Position) -> Vec<(Directive, Location)> {
        if self.expects.is_empty() {
            return Vec::new();
        }
        let last = place.line + 1 + fence.text.text().lines().count() as u32;
        let heading = self.headings.last().map_or("", |heading| &heading.text);
        let matching =
            self.expects.iter().filter(|expect| expect.matches_fence(self.path, (place.line, last), heading));
        let found: Vec<_> = matching.map(|expect| (expect.directive.clone(), expect.source.clone())).collect();
        self.out.expects_used.extend(found.iter().map(|(_, source)| source.clone()));
        found
    }

    fn unclosed(&mut self, fence: &Fence, place: Position) {
        let message = "this fence is never closed; it was read up to where the next block begins";
        let finding = Finding::docs(&rules::docs::UNCLOSED_FENCE, self.path, place, message);
        let end = place.line + 1 + fence.text.text().lines().count() as u32;
        self.findings.push(finding.help(format!("close it with a fence line before line {end}")));
    }

    pub(super) fn empty_fence(&self, range: Range<usize>) -> FenceInContext {
        FenceInContext {
            place: Position::new(1, 1),
            gap: self.gap_start..range.start,
            follows_heading: self.follows_heading,
            range,
            info: String::new(),
            text: SourceText::default(),
            own_label: None,
            annotation: None,
            directives: Vec::new(),
            headings: self.headings_above(),
            section: self.out.headings.len(),
            adjacent: false,
            role: Role::Other,
        }
    }

    /// The headings above what comes next, outermost first.
    fn headings_above(&self) -> Rc<[Heading]> {
        Rc::clone(self.shared_headings.get_or_init(|| Rc::from(self.headings.as_slice())))
    }

    /// Whether a comment that the block it begins in leaves open is closed in one below.
    fn is_closed_below(&mut self, start: usize) -> bool {
        if self.comment_end.is_none_or(|end| end < start) {
            let end = self.text.get(start..).and_then(|rest| rest.find("-->"));
            self.comment_end = Some(end.map_or(usize::MAX, |end| start + end));
        }
        self.comment_end != Some(usize::MAX)
    }

    /// An annotation that is followed by another one, or by the end of the page, instead of a fence.
    fn unbound_annotation(&mut self) {
        if let Some(annotation) = self.annotation.take() {
            let message = "this annotation has no fence below it";
            let finding = Finding::docs(&rules::docs::UNBOUND_ANNOTATION, self.path, annotation.span, message);
            self.findings.push(finding.help("put it right above its fence, or remove it"));
        }
    }
}
