//! Routes and URLs below a request: which of them name the same call once more.

use super::bare_json::Reader;
use super::part_of_heading::part_of_heading;
use crate::docs::messages::paths::{leaves_path_open, matches_path};
use crate::docs::outline::role::Role;
use crate::docs::wording::LabelKind;

impl Reader<'_, '_> {
    /// Whether a fence lists several calls of the route of a request: `GET /items?q=a`, `GET /items?q=b`.
    pub(super) fn lists_calls_of(&self, request: usize, list: usize) -> bool {
        if !matches!(self.open.role(list), Role::ExcludedRequest) || self.fence(list).annotation.is_some() {
            return false;
        }
        let Some(message) = self.open.role(request).request() else { return false };
        let path = message.line.url.split('?').next().unwrap_or_default();
        let is_call = |line: &str| {
            let target = line.trim().strip_prefix(message.line.method).map(str::trim_start);
            target.is_some_and(|target| target.split(['?', ' ']).next() == Some(path))
        };
        let mut lines = self.fence(list).text.text().lines().filter(|line| !line.trim().is_empty());
        !path.is_empty() && lines.all(is_call)
    }

    /// The end of the box that a route is in, where it is a remark: a request or route above it in the same section has no response yet, and
    /// nothing is shown in the box.
    pub(super) fn end_of_remark(&self, route: usize) -> Option<usize> {
        let is_route = self.open.role(route).is_named_route();
        let around = is_route.then(|| self.open.page.remark_around(route)).flatten()?;
        let section = self.fence(route).section;
        let shows = |at: &usize| matches!(self.open.role(*at), Role::Json(_) | Role::Text(_) | Role::Response(_));
        let is_inside = |at: &usize| self.fence(*at).range.start < around.end;
        let above = (0..route).rev().take_while(|&at| self.fence(at).section == section && !shows(&at));
        let mut above = above.filter(|&at| self.fence(at).range.start < around.start);
        let is_about =
            above.any(|at| matches!(self.open.role(at), Role::Request(_)) || self.open.role(at).is_leading_route());
        let shown_inside = (route + 1..self.open.count()).take_while(is_inside).any(|at| shows(&at));
        (is_about && !shown_inside).then_some(around.end)
    }

    /// Whether a route names what a request says: the same method, and its path or the end of it, values in it left open.
    pub(super) fn names_same_route(&self, request: usize, route: usize) -> bool {
        let line = |at: usize| self.open.role(at).request().map(|message| &message.line);
        let (Some(request), Some(route)) = (line(request), line(route)) else { return false };
        let path = |url: &'_ str| url.split('?').next().unwrap_or_default().trim_end_matches('/').to_owned();
        let fits = || matches_path(&request.url, &route.url) || matches_path(&route.url, &request.url);
        request.method == route.method && (path(&request.url).ends_with(&path(&route.url)) || fits())
    }

    /// Whether a route names a request above once more, under a heading about the response to that.
    pub(super) fn is_label_of_response(&self, request: usize, route: usize) -> bool {
        let from = self.fence(request).range.start;
        let heading = self.fence(route).headings_below(from).next();
        heading.is_some_and(|heading| part_of_heading(&heading.text) == LabelKind::Response)
            && self.names_same_route(request, route)
            && !self.is_more_specific(request, route)
    }

    /// Whether a route below a request, or below another route, shows how it is called: with a query, or with values where that
    /// leaves them open.
    pub(super) fn is_more_specific(&self, request: usize, route: usize) -> bool {
        let line = |at: usize| self.open.role(at).request().map(|message| &message.line);
        let (Some(request), Some(route)) = (line(request), line(route)) else { return false };
        let query = |url: &str| url.split_once('?').map_or(String::new(), |(_, query)| query.to_owned());
        let (asked, shown) = (query(&request.url), query(&route.url));
        let closes = leaves_path_open(&request.url) && !leaves_path_open(&route.url);
        let left_open = |query: &str| query.matches(['{', '<']).count();
        let shows_values = || left_open(&shown) == 0 || left_open(&shown) < left_open(&asked);
        !shown.is_empty() && shown != asked && shows_values() || closes
    }

    /// Whether a URL alone is of the same service as a request, and another one: it is requested, too.
    pub(super) fn is_sibling_url(&self, request: usize, url: usize) -> bool {
        let base = |at: usize| {
            let url = &self.open.role(at).request()?.line.url;
            let rest = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
            let (host, path) = rest.split_once('/')?;
            let named = host.contains(['.', ':']) || host == "localhost";
            named.then(|| (host, path.split('/').next(), path))
        };
        let (Some(one), Some(other)) = (base(request), base(url)) else { return false };
        (one.0, one.1) == (other.0, other.1) && one.2 != other.2
    }
}
