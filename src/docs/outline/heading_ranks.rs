//! Where a part of an exchange ends: the next heading, by rank, that begins something else.

use super::heading::Heading;

/// For each heading of a page the nearest one from it on that begins something else than a part of an exchange, by rank.
pub(super) struct HeadingRanks {
    /// Of each heading and level, the first one of that rank or a higher one.
    next: Vec<[Option<u32>; LEVELS]>,
}

/// Headings have levels 1 to 6.
const LEVELS: usize = 7;

impl HeadingRanks {
    pub(super) fn new(headings: &[Heading]) -> Self {
        let indexed = headings.iter().enumerate().rev();
        let mut next: Vec<_> = indexed
            .scan([None; LEVELS], |nearest, (at, heading)| {
                if !heading.names_part_of_exchange() {
                    nearest[usize::from(heading.level)..].fill(Some(at as u32));
                }
                Some(*nearest)
            })
            .collect();
        next.reverse();
        Self { next }
    }

    /// The first heading from `first` on of this rank or a higher one that begins something else.
    pub(super) fn next(&self, first: usize, level: u8) -> Option<usize> {
        self.next.get(first)?[usize::from(level)].map(|at| at as usize)
    }
}
