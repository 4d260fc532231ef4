//! Which part of a page is below each heading.

use std::ops::Range;

use super::heading::Heading;

/// The sections of a page: what is below each heading, up to the next one of its rank or a higher one.
pub(crate) struct Sections<'p> {
    headings: &'p [Heading],
    /// Of each heading, the one whose section it is in.
    parents: Vec<Option<usize>>,
    /// Where the section of each heading ends.
    ends: Vec<usize>,
}

impl<'p> Sections<'p> {
    /// Finds them in one pass. `end`: that of the page.
    pub(crate) fn new(headings: &'p [Heading], end: usize) -> Self {
        let (mut parents, mut ends) = (Vec::with_capacity(headings.len()), vec![end; headings.len()]);
        let mut open: Vec<usize> = Vec::new();
        for (at, heading) in headings.iter().enumerate() {
            while let Some(&last) = open.last().filter(|&&last| headings[last].level >= heading.level) {
                ends[last] = heading.offset;
                open.pop();
            }
            parents.push(open.last().copied());
            open.push(at);
        }
        Self { headings, parents, ends }
    }

    /// The heading right above an offset, by its index.
    pub(crate) fn nearest(&self, offset: usize) -> Option<usize> {
        self.headings.partition_point(|heading| heading.offset <= offset).checked_sub(1)
    }

    /// The headings that an offset is below, outermost first.
    pub(crate) fn above(&self, offset: usize) -> Vec<usize> {
        let mut above: Vec<usize> = std::iter::successors(self.nearest(offset), |&at| self.parents[at]).collect();
        above.reverse();
        above
    }

    /// The heading whose section a heading is in.
    pub(crate) fn parent(&self, heading: usize) -> Option<usize> {
        self.parents[heading]
    }

    /// The bytes of the section of a heading.
    pub(crate) fn range(&self, heading: usize) -> Range<usize> {
        self.headings[heading].offset..self.ends[heading]
    }

    /// The text of a heading.
    pub(crate) fn title(&self, heading: usize) -> &'p str {
        &self.headings[heading].text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_ends_at_the_next_heading_of_its_rank() {
        let levels = [1, 3, 3, 2, 1];
        let heading = |(at, &level): (usize, &u8)| Heading { offset: 10 * at, level, text: "x".into() };
        let headings: Vec<Heading> = levels.iter().enumerate().map(heading).collect();
        let sections = Sections::new(&headings, 60);
        assert_eq!((0..5).map(|at| sections.range(at)).collect::<Vec<_>>(), [0..40, 10..20, 20..30, 30..40, 40..60]);
        assert_eq!((sections.above(25), sections.above(35), sections.above(59)), (vec![0, 2], vec![0, 3], vec![4]));
        assert_eq!(Sections::new(&[], 9).above(3), [0; 0]);
    }
}
