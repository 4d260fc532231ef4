//! `FenceInContext`: a fence with its headings, label, annotation and place on the page.

use std::ops::Range;
use std::rc::Rc;

use super::heading::Heading;
use super::role::Role;
use crate::directive::Directive;
use crate::docs::annotation::annotation::{Annotation, BlockType};
use crate::docs::messages::part::PartLabel;
use crate::text::{Location, Position, SourceText};

/// A fence with what the page has around it; also a route that is named outside a fence.
pub(crate) struct FenceInContext {
    pub(crate) place: Position,
    /// Bytes of the page.
    pub(crate) range: Range<usize>,
    /// Bytes of the page between the fence (or heading) before and this one.
    pub(crate) gap: Range<usize>,
    /// A heading, not a fence, comes before the gap.
    pub(crate) follows_heading: bool,
    pub(crate) info: String,
    pub(crate) text: SourceText,
    /// What a line in the fence calls it, where it is a part of one.
    pub(crate) own_label: Option<PartLabel>,
    pub(crate) annotation: Option<Annotation>,
    pub(crate) directives: Vec<(Directive, Location)>,
    /// Headings above, outermost first.
    pub(crate) headings: Rc<[Heading]>,
    /// Counts headings: equal for fences under the same one.
    pub(crate) section: usize,
    /// Nothing but blank lines is between this fence and the one before.
    pub(crate) adjacent: bool,
    pub(crate) role: Role,
}

impl FenceInContext {
    /// Whether an annotation or directive says that it is a block of that type.
    pub(crate) fn is_annotated(&self, block_type: BlockType) -> bool {
        self.annotation.as_ref().is_some_and(|annotation| annotation.block_type == block_type)
    }

    /// The text of the nearest heading above.
    pub(crate) fn heading(&self) -> &str {
        self.headings.last().map_or("", |heading| &heading.text)
    }

    /// The headings above that are themselves below a page offset, the nearest first.
    pub(crate) fn headings_below(&self, offset: usize) -> impl Iterator<Item = &Heading> {
        self.headings.iter().rev().take_while(move |heading| heading.offset > offset)
    }

    /// The level of the nearest heading above; 6, the lowest rank, where there is none.
    pub(crate) fn heading_level(&self) -> u8 {
        self.headings.last().map_or(6, |heading| heading.level)
    }
}
