//! Routes outside of fences in their context, and what labels the fence below one.

use std::ops::Range;
use std::rc::Rc;

use super::build::OutlineBuilder;
use super::fence_in_context::FenceInContext;
use super::heading::Heading;
use super::role::Role;
use crate::docs::messages::message::RequestMessage;
use crate::docs::messages::request_line::RequestLine;
use crate::text::Position;

impl OutlineBuilder<'_> {
    /// A route outside a fence: the fences around it keep their gap.
    pub(super) fn named_route(&mut self, place: Position, line: RequestLine, range: Range<usize>, leads: bool) {
        if leads {
            self.route_end = range.end;
        }
        let mut fence = self.empty_fence(range);
        // Named before any heading, in the front matter: it is about the whole page.
        if leads && fence.headings.is_empty() && !line.assumed && self.text.starts_with(['-', '+', '\u{feff}']) {
            let text = format!("{} {}", line.method, line.url).into();
            fence.headings = Rc::from([Heading { offset: 0, level: 0, text }]);
        }
        let message = RequestMessage::of_route(line);
        let role = Role::NamedRoute { message, leads };
        self.out.fences.push(FenceInContext { place, role, ..fence });
    }

    /// Lines of the paragraph of a route, below it and right above a fence, are what labels the fence, and the route is not.
    pub(super) fn label_below_route(&mut self, fence: usize) {
        let route = std::mem::take(&mut self.route_end);
        let rest = self.text.get(route..fence).filter(|_| route > self.gap_start).unwrap_or_default();
        if let Some((line, below)) = rest.split_once('\n')
            && below
                .split('\n')
                .next()
                .is_some_and(|next| next.contains(char::is_alphanumeric) && !next.trim_start().starts_with(['<', '|']))
            && !below.trim_end().contains("\n\n")
        {
            self.gap_start = route + line.len() + 1;
        }
    }
}
