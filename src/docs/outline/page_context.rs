//! `PageContext`: a page's text and outline with look-ups in them; all that a dialect reads from.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use super::example_extent::{ExampleExtent, responds_beside};
use super::fence_in_context::FenceInContext;
use super::heading::Heading;
use super::heading_ranks::HeadingRanks;
use super::outline::Outline;
use super::titled_parts::TitledParts;
use crate::contract::Dialect;

use crate::http::status::is_error;
use crate::text::{LineIndex, Page, Position};

/// A page with its outline: all that a dialect reads from.
pub(crate) struct PageContext<'p> {
    pub(crate) page: &'p Page,
    pub(crate) lines: &'p LineIndex<'p>,
    pub(crate) outline: &'p Outline,
    /// Those that are read.
    pub(crate) dialects: &'p [Dialect],
    /// A fence of the page is annotated.
    pub(crate) has_annotations: bool,
    /// Of each fence: where it starts, and the farthest end of those up to it.
    fence_ranges: Vec<Range<usize>>,
    /// Of each fence: the first one below that is not part of the same.
    past_parts: Vec<usize>,
    ranks: OnceCell<HeadingRanks>,
    extents: RefCell<HashMap<usize, ExampleExtent>>,
    codes: RefCell<Option<SectionCodes>>,
    titled: OnceCell<TitledParts>,
}

/// The bytes of a section, and the status codes that its prose names, each with its page offset.
type SectionCodes = (Range<usize>, Rc<[(u16, usize)]>);

impl<'p> PageContext<'p> {
    pub(crate) fn new(page: &'p Page, lines: &'p LineIndex<'p>, outline: &'p Outline, dialects: &'p [Dialect]) -> Self {
        let fences = outline.fences.iter().filter(|fence| !fence.role.is_named_route());
        let mut fence_ranges: Vec<Range<usize>> = fences.map(|fence| fence.range.clone()).collect();
        fence_ranges.sort_by_key(|range| range.start);
        let mut farthest = 0;
        for range in &mut fence_ranges {
            farthest = farthest.max(range.end);
            range.end = farthest;
        }
        let has_annotations =
            outline.fences.iter().any(|fence| fence.annotation.as_ref().is_some_and(|it| !it.by_directive));
        Self {
            page,
            lines,
            outline,
            dialects,
            has_annotations,
            fence_ranges,
            past_parts: past_parts(&outline.fences),
            ranks: OnceCell::new(),
            extents: RefCell::default(),
            codes: RefCell::default(),
            titled: OnceCell::new(),
        }
    }

    /// Whether a page offset is inside a fence.
    pub(crate) fn is_in_fence(&self, offset: usize) -> bool {
        self.end_in_fence(offset).is_some()
    }

    /// Where what is in one fence with a page offset ends; `None` outside of fences.
    pub(crate) fn end_in_fence(&self, offset: usize) -> Option<usize> {
        let up_to = self.fence_ranges.partition_point(|range| range.start <= offset);
        let end = self.fence_ranges[..up_to].last().map(|range| range.end).filter(|end| offset < *end)?;
        Some(self.fence_ranges.get(up_to).map_or(end, |next| next.start.min(end)))
    }

    /// The parts of the page that are outside of its fences, in order.
    pub(crate) fn outside_fences(&self) -> impl Iterator<Item = Range<usize>> {
        let mut start = 0;
        let ends = self.fence_ranges.iter().map(|range| (range.start, range.end));
        let gaps = ends.chain([(self.text().len(), 0)]).map(move |(end, next)| {
            let gap = start..end;
            start = start.max(next);
            gap
        });
        gaps.filter(|gap| !gap.is_empty())
    }

    /// Whether HTML hides a fence between two others: a response to what is above it may be hidden there.
    pub(crate) fn hides_fence_between(&self, above: usize, below: usize) -> bool {
        let hidden = &self.outline.hidden;
        let first = hidden.partition_point(|place| *place < self.fence(above).place);
        hidden.get(first).is_some_and(|place| *place < self.fence(below).place)
    }

    /// Whether the headings between a request and a page offset begin nothing but parts of its example.
    pub(crate) fn stays_in_example(&self, request: &FenceInContext, offset: usize) -> bool {
        let headings = &self.outline.headings[request.section..];
        let mut extents = self.extents.borrow_mut();
        extents.entry(request.section).or_default().reaches(headings, request, offset)
            || responds_beside(headings, request, offset)
            || self.fails_beside(request, offset)
    }

    /// Whether a page offset is that of a response with the status of a failure below a heading that says why, right below the section of
    /// a request that is the only one of its rank: no other call fails so.
    fn fails_beside(&self, request: &FenceInContext, offset: usize) -> bool {
        let headings = &self.outline.headings;
        let Some(heading) = headings.get(request.section).filter(|heading| heading.offset < offset) else {
            return false;
        };
        let level = request.heading_level();
        let above = headings[..request.section.saturating_sub(1)].iter().rev();
        let is_first = above.take_while(|above| above.level >= level).next().is_none();
        let is_last = headings.get(request.section + 1).is_none_or(|next| next.offset > offset || next.level < level);
        let at = self.outline.fences.partition_point(|fence| fence.range.start < offset);
        let fails = |fence: &FenceInContext| fence.role.response().is_some_and(|it| is_error(it.line.status));
        heading.level == level
            && heading.names_reason()
            && is_first
            && is_last
            && self.outline.fences.get(at).is_some_and(|fence| fence.range.start == offset && fails(fence))
    }

    /// The first heading behind a page offset, of this rank or a higher one, that begins something else than a part of an
    /// exchange.
    pub(crate) fn begins_after(&self, from: usize, level: u8) -> Option<&'p Heading> {
        let first = self.outline.heading_indexes(from, usize::MAX).start;
        self.ranks().next(first, level).map(|at| &self.outline.headings[at])
    }

    fn ranks(&self) -> &HeadingRanks {
        self.ranks.get_or_init(|| HeadingRanks::new(&self.outline.headings))
    }

    /// The status codes that a section names: those of the section asked for last are known, as responses to one request
    /// follow each other.
    pub(crate) fn codes_of_section(
        &self,
        section: Range<usize>,
        read: impl FnOnce() -> Vec<(u16, usize)>,
    ) -> Rc<[(u16, usize)]> {
        if let Some((_, codes)) = self.codes.borrow().as_ref().filter(|(known, _)| *known == section) {
            return Rc::clone(codes);
        }
        let codes: Rc<[(u16, usize)]> = read().into();
        *self.codes.borrow_mut() = Some((section, Rc::clone(&codes)));
        codes
    }

    /// The page's path.
    pub(crate) fn path(&self) -> &'p str {
        &self.page.path
    }

    pub(crate) fn text(&self) -> &'p str {
        &self.page.text
    }

    pub(crate) fn fences(&self) -> &'p [FenceInContext] {
        &self.outline.fences
    }

    pub(crate) fn fence(&self, index: usize) -> &'p FenceInContext {
        &self.outline.fences[index]
    }

    /// The first fence below one that is not part of the same.
    pub(crate) fn past_parts(&self, fence: usize) -> usize {
        self.past_parts[fence]
    }

    /// The titles of the parts of the page.
    pub(super) fn titled_parts(&self) -> &TitledParts {
        self.titled.get_or_init(|| TitledParts::of(self.text(), |offset| self.is_in_fence(offset)))
    }

    /// Whether no paragraph ends between what names a route and a fence below it: the words with the route lead to the fence.
    pub(crate) fn leads_to(&self, route: usize, fence: usize) -> bool {
        let between = self.text().get(self.fence(route).range.end..self.fence(fence).range.start);
        between.is_some_and(|between| !between.trim_end().contains("\n\n"))
    }

    /// The text between a fence (or heading) and the one above it.
    pub(crate) fn gap(&self, fence: usize) -> &'p str {
        self.text().get(self.fence(fence).gap.clone()).unwrap_or_default()
    }

    pub(crate) fn place(&self, offset: usize) -> Position {
        self.lines.place(offset)
    }
}

/// Of each fence the first one below that is not part of the same: all parts of a fence have its range.
fn past_parts(fences: &[FenceInContext]) -> Vec<usize> {
    let mut past: Vec<usize> = (1..=fences.len()).collect();
    for at in (1..fences.len()).rev().filter(|&at| fences[at - 1].range == fences[at].range) {
        past[at - 1] = past[at];
    }
    past
}
