//! The response of a command that ends the reference of an operation: its route and its responses are in sections above.

use crate::docs::DocRequest;
use crate::docs::messages::error_body;
use crate::docs::messages::message;
use crate::docs::messages::paths::{is_same_path, leaves_path_open, matches_path, path_of};
use crate::docs::messages::request_message::RequestMessage;
use crate::docs::outline::heading::Heading;
use crate::docs::outline::open_fences::OpenFences;
use crate::docs::outline::role::Role;
use crate::docs::pairing::same_example::same_example;
use crate::docs::pairing::status_codes::status_codes;
use crate::docs::wording::{self, LabelKind, Topic, announces_example, announces_route};
use crate::http::status::is_error;
use crate::http::url_template::Authority;

/// How many fences above a command are looked at.
const MOST: usize = 40;

/// The fence of the first success above the command at `index` that is called a response, where the route above it is the
/// one of the command and does not have it for its own. `alone`: the fence shows no other command.
pub(super) fn find(open: &OpenFences<'_>, index: usize, request: &DocRequest, alone: bool) -> Option<usize> {
    let (mut found, mut successes) = (None, 0);
    for at in (0..index).rev().take(MOST) {
        let role = open.role(at);
        if role.holds_commands()
            || matches!(role, Role::RequestAndResponse(..))
            || open.page.fence(at).annotation.is_some()
        {
            return None;
        }
        if role.is_request_like() || role.is_leading_route() {
            let response = found?;
            // A route alone is the syntax of what the command requests.
            let is_bare = || role.request().is_some_and(RequestMessage::is_bare);
            let is_alone = matches!(role, Role::ExcludedRequest)
                || !role.is_named_route() && announces_route(open.page.fence(at).heading()) && is_bare();
            let is_free = is_alone
                || !same_example(open, at, response)
                || shows_body(open, at, response, request)
                || shows_url(open, at, index)
                || successes == 1 && shows_values(open, at, request);
            return (is_free && !is_in_other_part(open, at, index) && makes(open, at, request)).then_some(response);
        }
        if is_success(open, at) {
            found = Some(at);
            successes += 1;
        }
    }
    found.filter(|&response| alone && index <= MOST && is_example_beside(open, index, response))
}

/// Whether a heading of a higher rank than that above a route is between it and a command: what is below is not part of its reference.
fn is_in_other_part(open: &OpenFences<'_>, route: usize, command: usize) -> bool {
    let (upper, lower) = (open.page.fence(route), open.page.fence(command));
    let between = open.page.outline.headings_between(upper.range.end, lower.range.start);
    between.iter().any(|heading| heading.level < upper.heading_level())
}

/// Whether a command is an example in a section beside or below that of a response: nothing else on the page is requested before it.
fn is_example_beside(open: &OpenFences<'_>, index: usize, response: usize) -> bool {
    let (command, response) = (open.page.fence(index), open.page.fence(response));
    let (one, other) = (&command.headings, &response.headings);
    let Some((own, parents)) = one.split_last() else { return false };
    let Some(beside) = other.get(parents.len()..).filter(|_| !parents.is_empty() && other.starts_with(parents)) else {
        return false;
    };
    // "Example", and below its response "Examples in code".
    if beside.is_empty() {
        return announces_example(&own.text);
    }
    let is_beside = beside.first().is_some_and(|heading| heading.level == own.level && heading.offset != own.offset);
    // What all responses have in common is none.
    let is_response =
        |heading: &Heading| heading.names_response_alone() && LabelKind::of(&heading.text) != LabelKind::Shape;
    is_beside && (announces_example(&own.text) || names_client(&own.text)) && beside.iter().any(is_response)
}

/// Whether the heading of a command names its client: "cURL Command".
fn names_client(heading: &str) -> bool {
    wording::mentions(Topic::Client, heading)
}

/// Whether a command shows how a route outside of fences is called: with values where that leaves them open, or with a query.
fn shows_values(open: &OpenFences<'_>, route: usize, request: &DocRequest) -> bool {
    let Some(message) = open.role(route).request().filter(|_| open.role(route).is_named_route()) else { return false };
    // The route itself is an example of a request above it.
    let section = open.page.fence(route).section;
    if open.request_above(route).is_some_and(|above| open.page.fence(above).section == section) {
        return false;
    }
    let is_name =
        |segment: &str| segment.len() > 2 && segment.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
    let is_open = |url: &str| leaves_path_open(url) || path_of(url).split('/').any(is_name);
    let (named, shown) = (&message.line.url, &request.url);
    is_open(named) && !is_open(shown) || shown.contains('?') && !named.contains('?')
}

/// Whether a command shows the body of a route above it, of which the page shows nothing else before the response.
fn shows_body(open: &OpenFences<'_>, route: usize, response: usize, request: &DocRequest) -> bool {
    let bare = open.role(route).request().is_some_and(RequestMessage::is_bare);
    let no_document = || (route + 1..response).all(|at| !matches!(open.role(at), Role::Json(_) | Role::Text(_)));
    bare && request.body.is_some() && no_document()
}

/// Whether a command is the example of a call, with the whole of its URL, of which the fence above it in the same section has only the
/// syntax, without a scheme: `GET {tenant}.example.com/items`.
fn shows_url(open: &OpenFences<'_>, route: usize, command: usize) -> bool {
    let Role::BareRoute(message) = open.role(route) else { return false };
    let lacks_scheme = || Authority::of_url(&message.line.url).is_some_and(|authority| authority.scheme.is_none());
    let label = open.page.label(command).text;
    open.page.fence(route).section == open.page.fence(command).section
        && lacks_scheme()
        && (announces_example(label) || LabelKind::of(label) == LabelKind::Request)
}

/// Whether the route of a fence, an example or only the syntax of a call, is that of a request.
fn makes(open: &OpenFences<'_>, at: usize, request: &DocRequest) -> bool {
    let same = |method: &str, url: &str| {
        method == request.method
            && (matches_path(&request.url, url) || is_same_path(path_of(&request.url), path_of(url)))
    };
    match open.role(at).request() {
        Some(message) => same(message.line.method, &message.line.url),
        None => message::request(&open.page.fence(at).text)
            .is_some_and(|message| message.line.second.is_none() && same(message.line.method, &message.line.url)),
    }
}

/// Whether a fence is called a response, and shows no failure.
fn is_success(open: &OpenFences<'_>, at: usize) -> bool {
    let fails = match open.role(at) {
        Role::Json(body) => body.root().and_then(error_body::error_class).is_some(),
        Role::Response(message) => is_error(message.line.status),
        _ => return false,
    };
    let failure = |text: &str| status_codes(text).iter().any(|(code, _)| is_error(*code));
    let label = open.page.label(at).text;
    !fails && !failure(label) && open.page.label_kind(at) == LabelKind::Response
}
