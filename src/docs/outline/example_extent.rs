//! How far the example of a request goes: whether a heading still belongs to it.

use super::fence_in_context::FenceInContext;
use super::heading::Heading;
use crate::docs::wording::{self, Topic};

/// How many headings may be between a request and that of its response.
const MOST_BETWEEN: usize = 24;

/// Whether a page offset is below a heading that is nothing but that of a response or a body, which no heading of a higher rank parts
/// from the request above it: whatever the headings between the two say, they are parts of the same reference.
pub(super) fn responds_beside(headings: &[Heading], request: &FenceInContext, offset: usize) -> bool {
    let before = headings.partition_point(|heading| heading.offset < offset);
    let Some(between) = headings.get(..before).filter(|between| between.len() <= MOST_BETWEEN) else { return false };
    let mut level = u8::MAX;
    let mut above = between.iter().enumerate().rev().filter(|(_, heading)| {
        let is_above = heading.level < level;
        level = level.min(heading.level);
        is_above
    });
    above.any(|(at, heading)| {
        is_beside(heading, request)
            && !is_of_failures(heading, request)
            && (is_below_request(heading, request) || !is_far_failure(heading, &between[..at]))
            && between[..at].iter().all(|other| other.level >= heading.level || other.names_part_of_request())
            && (heading.names_response_alone() || heading.names_body_alone())
    })
}

/// Whether a heading is about failures, and one above it of the same rank or a higher one, below the request, about something else
/// than the exchange: all calls may fail so.
fn is_far_failure(heading: &Heading, above: &[Heading]) -> bool {
    let is_else = |other: &Heading| other.level <= heading.level && !other.names_part_of_exchange();
    above.iter().any(is_else) && wording::mentions(Topic::Failure, &heading.text)
}

/// Whether a heading of a higher rank than the request's own is about failures in general: none above the request at its rank is
/// about the request.
fn is_of_failures(heading: &Heading, request: &FenceInContext) -> bool {
    let of_request = |above: &Heading| above.level == heading.level && wording::mentions(Topic::Request, &above.text);
    heading.level < request.heading_level()
        && wording::mentions(Topic::Failure, &heading.text)
        && !request.headings.iter().any(of_request)
}

/// Whether a heading is of the rank of the request's own, or of one right above it that is about the request; all are beside a request
/// without a heading.
fn is_beside(heading: &Heading, request: &FenceInContext) -> bool {
    request.headings.is_empty() || heading.level == request.heading_level() || is_below_request(heading, request)
}

/// Whether a request is below a heading of the rank of another one that is about it: "Request", or right above it "Endpoint".
fn is_below_request(heading: &Heading, request: &FenceInContext) -> bool {
    let near = heading.level + 1 >= request.heading_level();
    let mut above = request.headings.iter().filter(|above| above.level == heading.level);
    above.any(|above| {
        wording::mentions(Topic::Request, &above.text)
            || near && wording::mentions(Topic::Route, &above.text)
            || wording::is_worded(Topic::MethodLabel, &above.text)
            || wording::is_worded(Topic::UrlLabel, &above.text)
    })
}

/// How far the example of a request goes on below its heading, as far as anyone has asked.
#[derive(Default)]
pub(crate) struct ExampleExtent {
    /// How many headings below that one begin nothing but parts of the example.
    parts: usize,
    /// The level of the last one that names a part of an exchange beside that of the request.
    part: Option<u8>,
    /// The level of the last one that is about success alone: one about failures beside it is a part of the example as well.
    success: Option<u8>,
    /// The highest rank, as a level, of those that name a part of the example.
    highest: Option<u8>,
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
        let beside = |part: &Heading| part.level == level || is_below_request(part, request);
        // What all responses, or failures, look like is described in a section of its own.
        let leads_away = |part: &Heading, highest: Option<u8>| {
            let of_rank = || request.headings.iter().any(|above| above.level == part.level);
            let general = || wording::mentions(Topic::Shape, &part.text) && of_rank();
            let outside = || level > part.level + 1 || general();
            part.level < level
                && !request.headings.is_empty()
                && (!beside(part) && outside()
                    || is_of_failures(part, request) && highest.is_none_or(|it| it > part.level))
        };
        while let Some(heading) = headings.get(self.parts) {
            let is_part =
                heading.names_part_of_exchange() || self.success == Some(heading.level) && heading.names_failure();
            if heading.level <= level && is_part && !leads_away(heading, self.highest) {
                self.success = if heading.names_success() { Some(heading.level) } else { self.success };
                self.part = beside(heading).then_some(heading.level);
                self.highest = Some(self.highest.map_or(heading.level, |known| known.min(heading.level)));
            } else if heading.level <= self.part.unwrap_or(level) {
                return Some(heading);
            }
            self.parts += 1;
        }
        None
    }
}
