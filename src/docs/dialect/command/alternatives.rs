//! One request shown for several clients: commands of one of them, and the same for another one beside it.

use std::collections::BTreeMap;

use super::client::{Clients, CommandClient};
use super::command_request::CommandRequest;
use super::responses_below::responses_below;
use super::script;
use crate::contract::{BodyKind, Dialect};
use crate::docs::DocRequest;
use crate::docs::dialect::remaining::Remaining;
use crate::docs::messages::paths::{is_same_path, matches_path, path_of};
use crate::docs::messages::request_message::RequestMessage;
use crate::docs::messages::skeleton;
use crate::docs::outline::open_fences::OpenFences;
use crate::docs::outline::role::Role;
use crate::docs::wording::{self, Topic};

/// How many fences above or below a command the same request may be shown for another client.
const NEAR: usize = 12;

/// Whether the fence at `at` makes the same request with another client than that of `dialect`.
pub(super) fn makes(
    open: &OpenFences<'_>,
    at: usize,
    request: &DocRequest,
    dialect: Dialect,
    clients: Clients,
) -> bool {
    let Role::Commands(other) = open.page.fence(at).role else { return false };
    let client = clients.iter().find(|client| client.dialect == other && other != dialect);
    client.is_some_and(|client| requests(open, at, client).iter().any(|made| is_same(made, request)))
}

/// The fence of commands below another one that the words between the two call another form of it: "or".
pub(super) fn other_form(open: &OpenFences<'_>, index: usize) -> Option<usize> {
    let next = (index + 1..open.count()).find(|&at| !open.role(at).is_named_route())?;
    let (fence, other) = (open.page.fence(index), open.page.fence(next));
    let words = open.page.text().get(fence.range.end..other.range.start)?;
    let alternative = wording::is_worded(Topic::Alternative, words) && fence.section == other.section;
    (alternative && open.role(next).holds_commands()).then_some(next)
}

/// Whether the route that is named at `at` is that of a request.
pub(super) fn names(open: &OpenFences<'_>, at: usize, request: &DocRequest) -> bool {
    let route = open.role(at).request().map(|message| &message.line);
    route.is_some_and(|route| {
        route.method == request.method
            && (matches_path(&request.url, &route.url) || is_same_path(path_of(&request.url), path_of(&route.url)))
    })
}

/// Whether a fence of the same section makes the same request with a client that comes before `client`.
pub(super) fn repeats_command(
    open: &OpenFences<'_>,
    index: usize,
    request: &DocRequest,
    client: &CommandClient,
    clients: Clients,
) -> bool {
    let first: Vec<Dialect> = clients.iter().map(|client| client.dialect).collect();
    let rank = |dialect: Dialect| first.iter().position(|known| *known == dialect);
    open.near_in_section(index, NEAR).any(|at| match open.page.fence(at).role {
        Role::Commands(dialect) => {
            rank(dialect) < rank(client.dialect) && makes(open, at, request, client.dialect, clients)
        }
        _ => false,
    })
}

/// The requests of the commands in a fence that have no response, neither below them nor in a fence up to page offset `end`.
pub(crate) fn unanswered_requests(remaining: &Remaining<'_>, at: usize, end: usize) -> Vec<DocRequest> {
    let (open, clients) = (&remaining.open, remaining.clients);
    let Role::Commands(dialect) = open.role(at) else { return Vec::new() };
    let Some(client) = clients.iter().find(|client| client.dialect == *dialect) else { return Vec::new() };
    let text = open.page.fence(at).text.text();
    let is_comment = |line: &str| line.trim().is_empty() || line.trim_start().starts_with("# ");
    let shows_response = |range: std::ops::Range<usize>| !text[range].lines().all(is_comment);
    if script::read(text, client).commands.iter().any(|command| shows_response(command.below.clone())) {
        return Vec::new();
    }
    let requests = requests(open, at, client);
    let Some(last) = requests.last() else { return requests };
    let below = responses_below(open, at, last, &[], &|_| false);
    let is_shown = below.iter().any(|shown| open.page.fence(shown.fence).range.start < end);
    if is_shown { Vec::new() } else { requests }
}

/// Whether the next commands below a route are those of its example: they make the same request.
pub(crate) fn is_made_below(remaining: &Remaining<'_>, route: usize, message: &RequestMessage) -> bool {
    let (open, clients) = (&remaining.open, remaining.clients);
    let section = open.page.fence(route).section;
    let roles = (route + 1..open.count()).take_while(|&at| open.page.fence(at).section == section);
    let next = roles.filter(|&at| !open.role(at).is_named_route()).find(|&at| {
        matches!(open.page.fence(at).role, Role::Commands(_)) || open.page.fence(at).role.is_request_like()
    });
    let Some((at, Role::Commands(dialect))) = next.map(|at| (at, &open.page.fence(at).role)) else { return false };
    let client = clients.iter().find(|client| client.dialect == *dialect);
    let path = path_of(&message.line.url);
    let same = |made: &DocRequest| made.method == message.line.method && is_same_path(path, path_of(&made.url));
    client.is_some_and(|client| requests(open, at, client).iter().any(same))
}

/// Whether a command shows what is sent, and the request above it only the shape of that, or nothing of it.
pub(super) fn shows_more(request: &DocRequest, above: &RequestMessage) -> bool {
    let shows_body =
        above.body.as_ref().is_some_and(|body| body.kind() != BodyKind::Json || skeleton::has_values(body));
    request.body.is_some() && !shows_body
        || request.url.contains('?') && above.body.is_none() && !above.line.url.contains('?')
}

fn requests(open: &OpenFences<'_>, at: usize, client: &CommandClient) -> Vec<DocRequest> {
    let commands = script::read(open.page.fence(at).text.text(), client).commands.into_iter();
    let (files, mut findings) = (BTreeMap::new(), Vec::new());
    let read = commands.filter_map(|command| CommandRequest::read(open, at, command, &files, &mut findings, client));
    read.map(|command| command.request).collect()
}

fn is_same(one: &DocRequest, other: &DocRequest) -> bool {
    one.method == other.method && path_of(&one.url) == path_of(&other.url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_match_paths_with_placeholders() {
        assert!(matches_path("https://h/v1/a/7?x=1", "/a/{id}") && matches_path("/a/:id", "/a/:id"));
        assert!(!matches_path("https://h/a", "/a/{id}") && !matches_path("/b/7", "/a/{id}"));
    }
}
