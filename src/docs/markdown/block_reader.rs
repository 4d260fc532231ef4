//! The reader of the blocks of a page: what it knows while it reads, and the blocks it has found.

use std::cell::OnceCell;
use std::ops::Range;

use pulldown_cmark::OffsetIter;

use super::block::{Block, BlockKind};
use super::html_table::KnownTables;
use super::route_of_fence::route_of_fence;
use super::route_parts::RouteParts;
use super::window::Window;
use crate::text::LineIndex;

pub(super) struct BlockReader<'t> {
    pub(super) text: &'t str,
    pub(super) lines: &'t LineIndex<'t>,
    /// Page offset at which the running parser started.
    pub(super) base: usize,
    /// Page offset at which the text ends that it was given.
    pub(super) end: usize,
    /// Page offset at which the text ends that is Markdown.
    pub(super) stop: usize,
    pub(super) out: Vec<Block>,
    /// Set where a fence was cut: the page is read on from there.
    pub(super) resume: Option<usize>,
    /// The page is rendered by something that knows components: an `.mdx` page, or one that has used a component.
    pub(super) components: bool,
    /// Page offset at which the last fence ended that is indented too far to be one.
    pub(super) nested_end: usize,
    pub(super) known: Known,
    /// The names of the components that have named a route and are not closed yet.
    pub(super) open_components: Vec<String>,
    /// How many list items the text is in.
    pub(super) items: usize,
    /// The text is that of a link.
    pub(super) in_link: bool,
    pub(super) window: Window,
    /// The headings of the page begin with `#`; looked for once.
    pub(super) hashed: OnceCell<bool>,
}

/// What is known at a place from what was read above it; where the page is read again from there, it is known again.
#[derive(Clone, Default)]
pub(super) struct Known {
    pub(super) routes: RouteParts,
    pub(super) tables: KnownTables,
    /// Page offset up to which the routes of the text are known.
    pub(super) routes_end: usize,
    /// Page offset up to which the labels of URLs and methods are known.
    pub(super) parts_end: usize,
    /// Whether the last heading is about a request.
    pub(super) in_request: InRequest,
    /// The method that a heading or line has just labelled, and where that ends; its URL may be in a fence below.
    pub(super) labelled_method: Option<(&'static str, usize)>,
    /// The method that the last heading begins or ends with, and where the heading ends; its path may be right below.
    pub(super) headed_method: Option<(&'static str, usize)>,
    /// The route that was named last: a path alone below it may be an example of its path.
    pub(super) last_route: Option<(&'static str, String)>,
    /// The route with a host that was named last, in a sentence or in a line of its own.
    pub(super) named: Option<(&'static str, String)>,
    /// Page offsets of the lines that end the fences whose content is read as a part of the page.
    pub(super) container_ends: Vec<usize>,
    /// The paragraph that may label what is below it.
    pub(super) label: Option<Range<usize>>,
    /// The URL that the last list item consists of, and where it ends.
    pub(super) listed_url: Option<(String, usize)>,
    /// The last path of its form, in a line of its own.
    pub(super) last_example: Option<String>,
}

/// Whether a heading is about a request. Its words are only searched where that matters: it hardly ever does.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum InRequest {
    #[default]
    No,
    Yes,
    /// As the words of this heading say; an index into the blocks.
    AsHeading(usize),
}

pub(super) type Events<'t> = OffsetIter<'t>;

impl BlockReader<'_> {
    pub(super) fn push(&mut self, kind: BlockKind, range: Range<usize>) {
        if let BlockKind::Route { line, .. } = &kind
            && !line.assumed
            && line.has_host()
        {
            self.known.named = Some((line.method, line.url.clone()));
        }
        if let BlockKind::Route { line, leads: true } = &kind
            && !line.assumed
        {
            self.known.last_route = Some((line.method, line.url.clone()));
        }
        if let BlockKind::Fence(fence) = &kind
            && let Some(route) = route_of_fence(fence.text.text())
        {
            self.known.last_route = Some(route);
        }
        let place = self.lines.place(range.start);
        self.push_block(Block { kind, range, place });
    }

    pub(super) fn push_block(&mut self, block: Block) {
        self.out.push(block);
    }
}
