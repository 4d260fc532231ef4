//! Which response with a status line belongs to which request.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::pair::{Pair, Unpaired};
use super::same_example::same_example;
use crate::docs::annotation::annotation::BlockType;
use crate::docs::messages::message;
use crate::docs::messages::paths::matches_path;
use crate::docs::messages::request_message::RequestMessage;
use crate::docs::messages::response_message::ResponseMessage;
use crate::docs::outline::fence_in_context::FenceInContext;
use crate::docs::outline::open_fences::OpenFences;
use crate::docs::outline::role::Role;
use crate::docs::wording::{self, LabelKind, Topic};

/// The responses of a page that have a status line, each with its request or the reason why it has none.
#[derive(Debug, Default)]
pub(crate) struct Pairing {
    /// In the order of the responses.
    pub(crate) pairs: Vec<Pair>,
    /// In page order.
    pub(crate) unpaired: Vec<(usize, Unpaired)>,
}

impl Pairing {
    /// Finds all pairs; `in_rows`: the requests of the responses in rows.
    pub(crate) fn of(open: &OpenFences<'_>, in_rows: &BTreeMap<usize, usize>) -> Self {
        let mut search = Search {
            open,
            has_response: vec![false; open.count()],
            named: OnceCell::new(),
            in_rows,
            found: Self::default(),
        };
        // Annotated responses first: whether a request has one decides whether another one may follow it.
        for annotated in [true, false] {
            for response in 0..open.count() {
                search.response(response, annotated);
            }
        }
        let mut found = search.found;
        found.pairs.sort_by_key(|pair| (pair.response, pair.request));
        found.unpaired.sort_by_key(|(response, _)| *response);
        found
    }
}

struct Search<'s, 'p> {
    open: &'s OpenFences<'p>,
    /// Of each fence: a response to it was found.
    has_response: Vec<bool>,
    /// The annotated requests by their names, in page order.
    named: OnceCell<HashMap<&'p str, Vec<usize>>>,
    /// The requests in tabs of the same names as those of their responses.
    in_rows: &'s BTreeMap<usize, usize>,
    found: Pairing,
}

impl<'p> Search<'_, 'p> {
    fn fence(&self, index: usize) -> &'p FenceInContext {
        self.open.page.fence(index)
    }

    fn add(&mut self, request: usize, response: usize) {
        self.has_response[request] = true;
        self.found.pairs.push(Pair { request, response });
    }

    /// Finds the requests of a fence, if it holds a response that is `annotated` or not.
    fn response(&mut self, at: usize, annotated: bool) {
        let fence = self.fence(at);
        match self.open.role(at) {
            Role::RequestAndResponse(..) if annotated == fence.annotation.is_some() => self.add(at, at),
            Role::Response(_) if annotated == fence.is_annotated(BlockType::Response) => {
                let requests = self.by_name(at);
                if requests.is_empty() {
                    match self.by_position(at).or_else(|reason| self.by_named_route(at).ok_or(reason)) {
                        Ok(request) => self.add(request, at),
                        Err(reason) => self.found.unpaired.push((at, reason)),
                    }
                }
                for request in requests {
                    self.add(request, at);
                }
            }
            _ => {}
        }
    }

    fn is_annotated_request(&self, at: usize) -> bool {
        self.fence(at).is_annotated(BlockType::Request) && matches!(self.open.role(at), Role::Request(_))
    }

    /// For each name in a response's annotation the annotated request of that name: the nearest one above, else the first
    /// below.
    fn by_name(&self, response: usize) -> Vec<usize> {
        let (mut requests, mut seen) = (Vec::new(), HashSet::new());
        for name in self.names(response) {
            let Some(named) = self.named().get(name.as_str()) else { continue };
            let above = named.partition_point(|&request| request < response).saturating_sub(1);
            requests.extend(Some(named[above]).filter(|request| seen.insert(*request)));
        }
        requests
    }

    fn names(&self, at: usize) -> &'p [String] {
        self.fence(at).annotation.as_ref().map_or(&[], |annotation| &annotation.names)
    }

    fn named(&self) -> &HashMap<&'p str, Vec<usize>> {
        self.named.get_or_init(|| {
            let mut named: HashMap<&str, Vec<usize>> = HashMap::new();
            for at in (0..self.open.count()).filter(|&at| self.is_annotated_request(at)) {
                for name in self.names(at) {
                    named.entry(name).or_default().push(at);
                }
            }
            named
        })
    }

    /// The request above to which a response belongs by its position.
    fn by_position(&self, response: usize) -> Result<usize, Unpaired> {
        let annotated = self.fence(response).is_annotated(BlockType::Response);
        if let Some(&request) = self.in_rows.get(&response) {
            return if self.open.role(request).holds_commands() { Err(Unpaired::NoRequest) } else { Ok(request) };
        }
        // A command separates a plain response from a request above it.
        let commands = if annotated { None } else { self.open.commands_above(response) };
        let nearest = self.open.request_above(response).max(commands).ok_or(Unpaired::NoRequest)?;
        if !annotated && let Some(route) = self.route_of_later_section(nearest, response) {
            return Ok(route);
        }
        match self.open.role(nearest) {
            Role::Commands(_) | Role::Boundary => Err(Unpaired::NoRequest),
            Role::ExcludedRequest | Role::BareRoute(_) if annotated => {
                self.variant_above(nearest).ok_or(Unpaired::NoExample(nearest))
            }
            Role::ExcludedRequest => Err(Unpaired::NoExample(nearest)),
            _ if annotated => Ok(nearest),
            Role::BareRoute(_) if self.answers_route(nearest, response) => Ok(nearest),
            Role::BareRoute(_) => Err(Unpaired::NoExample(nearest)),
            _ if self.fence(nearest).is_annotated(BlockType::Request) && self.has_response[nearest] => {
                Err(Unpaired::HasResponse(nearest))
            }
            _ if self.has_response_in_its_fence(nearest)
                && self.fence(nearest).section != self.fence(response).section =>
            {
                Err(Unpaired::OtherSection(nearest))
            }
            _ if same_example(self.open, nearest, response) => Ok(nearest),
            _ => Err(Unpaired::OtherSection(nearest)),
        }
    }

    /// The route outside a fence that leads a section below that of a request, to which the request does not belong: what is below it
    /// is the response to the route.
    fn route_of_later_section(&self, request: usize, response: usize) -> Option<usize> {
        let mut routes =
            self.open.named_routes_above(response).take_while(|&at| at > request).take(MOST_BETWEEN).peekable();
        routes.peek()?;
        let asked = self.open.role(request).request()?;
        let section = self.fence(request).section;
        let is_other = |message: &RequestMessage| {
            message.line.method != asked.line.method || !matches_path(&asked.line.url, &message.line.url)
        };
        routes.find(|&at| {
            self.open.role(at).is_leading_route()
                && self.fence(at).section > section
                && self.open.role(at).request().is_some_and(is_other)
                && !self.fence(request).is_annotated(BlockType::Request)
                && same_example(self.open, at, response)
        })
    }

    /// Whether the fence of a request shows what it calls the response to it: nothing in another section is one.
    fn has_response_in_its_fence(&self, request: usize) -> bool {
        let next = request + 1;
        next < self.open.count()
            && self.fence(next).range == self.fence(request).range
            && self.open.page.label_kind(next) == LabelKind::Response
            && !self.open.role(next).is_request_like()
    }

    /// The annotated request without a response of which the excluded one at `excluded` is a variant: under the same heading
    /// and of the same method.
    fn variant_above(&self, excluded: usize) -> Option<usize> {
        let method = |at: usize| message::request(&self.fence(at).text).map(|request| request.line.method);
        let section = self.fence(excluded).section;
        let above = (0..excluded).rev().take_while(|&at| self.fence(at).section == section).take(MOST_BETWEEN);
        let mut open = above.filter(|&at| self.is_annotated_request(at) && !self.has_response[at]).peekable();
        open.peek()?;
        let of_excluded = method(excluded);
        open.find(|&at| method(at) == of_excluded)
    }

    /// Whether the page says that a response belongs to the bare route above it.
    fn answers_route(&self, route: usize, response: usize) -> bool {
        let labelled = self.fence(response).adjacent
            || self.open.page.label_kind(response) == LabelKind::Response
            || self.is_labelled_failure(response)
            || self.is_headed(route, response);
        labelled
            && !self.open.page.hides_fence_between(route, response)
            && !is_skeleton(self.open.role(response))
            && same_example(self.open, route, response)
    }

    /// Whether a short label right above a response calls it a failure: "**Error (no such lamp):**".
    fn is_labelled_failure(&self, response: usize) -> bool {
        const LONGEST: usize = 8;
        let label = self.open.page.label(response).text;
        wording::words(label).count() <= LONGEST && wording::mentions(Topic::Failure, label)
    }

    /// Whether a heading between a route and a response says that responses are below it.
    fn is_headed(&self, route: usize, response: usize) -> bool {
        let from = self.fence(route).range.start;
        self.fence(response).headings_below(from).any(|heading| LabelKind::of(&heading.text) == LabelKind::Response)
    }

    /// The route that a heading or code span names, for a response below it that no request fence claims.
    fn by_named_route(&self, response: usize) -> Option<usize> {
        if self.fence(response).annotation.is_some() {
            return None;
        }
        let end = self.open.request_above(response).max(self.open.commands_above(response));
        let above = self.open.named_routes_above(response).take_while(|&at| Some(at) > end).take(MOST_BETWEEN);
        let belongs = |at: &usize| same_example(self.open, *at, response);
        let routes: Vec<usize> = above.filter(belongs).collect();
        let in_heading = |at: &usize| matches!(self.open.role(*at), Role::NamedRoute { leads: true, .. });
        let only = if let [only] = routes.as_slice() { Some(*only) } else { None };
        routes.iter().copied().find(in_heading).or(only)
    }
}

/// How many fences or routes may lie between a response and its request, where those are skipped.
const MOST_BETWEEN: usize = 100;

/// Whether a response states syntax rather than showing an example.
pub(crate) fn is_skeleton(role: &Role) -> bool {
    role.response().is_some_and(ResponseMessage::is_skeleton)
}
