//! `Outline`: the fences, tables and headings of a page, for every dialect to read.

use std::ops::Range;
use std::rc::Rc;

use super::fence_in_context::FenceInContext;
use super::heading::Heading;
use crate::directive::{Directive, PageDirective};
use crate::docs::markdown::block::Table;
use crate::docs::page_docs::Include;
use crate::text::{Location, Position};

/// What a page consists of, for every dialect to read; none changes it.
#[derive(Default)]
pub(crate) struct Outline {
    /// The first H1.
    pub(crate) title: Option<String>,
    /// Its fences, and the routes that headings and code spans name, in page order.
    pub(crate) fences: Vec<FenceInContext>,
    pub(crate) tables: Vec<PlacedTable>,
    /// Those in HTML: they are about types, and promise no response.
    pub(crate) html_tables: Vec<PlacedTable>,
    pub(crate) headings: Vec<Heading>,
    /// HTTP-looking fences that HTML hides.
    pub(crate) hidden: Vec<Position>,
    /// What directives say about the whole page.
    pub(crate) directives: Vec<(PageDirective, Location)>,
    /// The directives of the settings that are about a fence, by their location.
    pub(crate) expects_used: Vec<Location>,
    pub(crate) includes: Vec<Include>,
}

/// A table with the headings above it, outermost first.
pub(crate) struct PlacedTable {
    pub(crate) table: Table,
    pub(crate) place: Position,
    pub(crate) headings: Rc<[Heading]>,
    /// Page offset.
    pub(crate) at: usize,
    /// Those above a table whose rows show calls: they are about each row.
    pub(crate) directives: Vec<(Directive, Location)>,
}

impl PlacedTable {
    /// The nearest heading above it; empty where there is none.
    pub(crate) fn heading(&self) -> &str {
        self.headings.last().map_or("", |heading| &heading.text)
    }
}

impl Outline {
    /// All tables, those in HTML among them.
    pub(crate) fn all_tables(&self) -> impl Iterator<Item = &PlacedTable> {
        self.tables.iter().chain(&self.html_tables)
    }

    /// The headings between two page offsets.
    pub(crate) fn headings_between(&self, from: usize, to: usize) -> &[Heading] {
        &self.headings[self.heading_indexes(from, to)]
    }

    /// The indexes of the headings between two page offsets.
    pub(super) fn heading_indexes(&self, from: usize, to: usize) -> Range<usize> {
        let first = self.headings.partition_point(|heading| heading.offset <= from);
        first..self.headings.partition_point(|heading| heading.offset < to).max(first)
    }
}
