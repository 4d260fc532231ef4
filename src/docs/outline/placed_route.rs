//! Routes outside of fences in their context, and what labels the fence below one.

use std::ops::Range;
use std::rc::Rc;

use super::build::OutlineBuilder;
use super::fence_in_context::FenceInContext;
use super::heading::Heading;
use super::role::Role;
use crate::docs::messages::request_line::RequestLine;
use crate::docs::messages::request_message::RequestMessage;
use crate::docs::wording::{self, Topic};
use crate::http::method::method;
use crate::text::Position;

impl OutlineBuilder<'_> {
    /// A route outside a fence: the fences around it keep their gap.
    pub(super) fn named_route(&mut self, place: Position, mut line: RequestLine, range: Range<usize>, leads: bool) {
        if line.assumed
            && let Some(method) = self.method_of_page(range.start)
        {
            line.method = method;
        }
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

    /// The method that is all that the words above a URL alone name, on a page about one call: "It must be called with a POST request."
    fn method_of_page(&self, url: usize) -> Option<&'static str> {
        /// How much of a page is looked at.
        const FAR: usize = 8000;
        let parts = |heading: &Heading| {
            heading.names_part_of_exchange() || heading.continues_example() || heading.names_part_of_request()
        };
        let asks = |fence: &FenceInContext| {
            fence.role.is_request_like() || fence.role.holds_commands() || fence.role.is_leading_route()
        };
        let is_of_one_call = url < FAR
            && self.out.headings.iter().skip_while(|heading| heading.level == 1).all(parts)
            && !self.out.fences.iter().any(|fence| asks(fence) && !fence.role.is_lone_url());
        let words = self.text.get(..url).filter(|_| is_of_one_call)?;
        let is_request = |word: &str| wording::is(Topic::Request, word);
        let mut named = words.match_indices(|c: char| c.is_ascii_uppercase()).filter_map(|(at, _)| {
            let begins = !words[..at].ends_with(|c: char| c.is_alphanumeric());
            let method = method(words[at..].split(|c: char| !c.is_ascii_alphabetic()).next()?).filter(|_| begins)?;
            let next = words[at + method.len()..].trim_start_matches(['`', '*', ' ']);
            wording::words(next).next().is_some_and(is_request).then_some(method)
        });
        let only = named.next()?;
        named.all(|other| other == only).then_some(only)
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
