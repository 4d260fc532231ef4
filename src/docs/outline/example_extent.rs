use super::fence_in_context::FenceInContext;
use super::heading::Heading;
use crate::docs::wording::{self, Topic};

/// How far the example of a request goes on below its heading, as far as anyone has asked.
#[derive(Default)]
pub(crate) struct ExampleExtent {
    /// How many headings below that one begin nothing but parts of the example.
    parts: usize,
    /// The level of the last one that names a part of an exchange beside that of the request.
    part: Option<u8>,
}

impl ExampleExtent {
    /// Whether the headings before `offset`, of those that follow the request, begin nothing but parts of its example.
    pub(super) fn reaches(&mut self, headings: &[Heading], request: &FenceInContext, offset: usize) -> bool {
        let before = headings.partition_point(|heading| heading.offset < offset);
        self.first_outside(&headings[..before], request).is_none()
    }

    /// The first of the headings below a request that begins something else than a part of its example: it is not below the
    /// request's own, names no part of an exchange, and is not below one that does beside that of the request.
    pub(crate) fn first_outside<'h>(
        &mut self,
        headings: &'h [Heading],
        request: &FenceInContext,
    ) -> Option<&'h Heading> {
        let level = request.heading_level();
        let is_about_request = |heading: &Heading| {
            wording::mentions(Topic::Request, &heading.text) || wording::mentions(Topic::Route, &heading.text)
        };
        let beside = |part: &Heading| {
            let mut above = request.headings.iter();
            part.level == level || above.any(|heading| heading.level == part.level && is_about_request(heading))
        };
        while let Some(heading) = headings.get(self.parts) {
            if heading.level <= level && heading.names_part_of_exchange() {
                self.part = beside(heading).then_some(heading.level);
            } else if heading.level <= self.part.unwrap_or(level) {
                return Some(heading);
            }
            self.parts += 1;
        }
        None
    }
}
