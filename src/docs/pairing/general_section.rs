//! Sections about all requests of a page: what is shown there is the response to none of them.

use super::shown_failure::shows_failure;
use crate::docs::messages::curl_line::is_curl;
use crate::docs::messages::paths::{are_of_path, is_same_path, path_of, segments};
use crate::docs::outline::fence_in_context::FenceInContext;
use crate::docs::outline::open_fences::OpenFences;
use crate::docs::outline::role::Role;
use crate::docs::wording::LabelKind;
use crate::http::is_top_level_type;

/// How many fences around a request are looked at.
const MOST: usize = 20;

/// Whether a response below a request is in a section beside several different calls: a heading of the rank of a section that
/// shows another call, too, or of the request's own where that has its response and its neighbours are other calls.
pub(super) fn is_general(open: &OpenFences<'_>, request: usize, response: usize) -> bool {
    let page = open.page;
    let (asking, answering) = (page.fence(request), page.fence(response));
    if asking.section == answering.section || asking.headings.is_empty() {
        return false;
    }
    if shows_several_calls(asking) && shows_failure(page, response) {
        return true;
    }
    let between = page.outline.headings_between(asking.range.end, answering.range.start);
    let Some(top) = between.iter().min_by_key(|heading| heading.level) else { return false };
    let level = asking.heading_level();
    let Some(own) = asking.headings.iter().find(|heading| heading.level >= top.level) else { return false };
    let starts_from = |at: &usize, offset: usize| page.fence(*at).range.start >= offset;
    let above = (0..request).rev().take(MOST);
    if top.level < level {
        // The requests right above, none of which has a response of its own.
        let without_response = above.take_while(|at| starts_from(at, own.offset) && !shows_response(open, *at));
        return without_response.into_iter().any(|at| !is_syntax(open, at) && is_other_call(open, request, at));
    }
    let mut below = (request + 1..response).take(MOST).take_while(|at| !starts_from(at, top.offset));
    let parent = asking.headings.iter().rev().find(|heading| heading.level < top.level);
    let parent = parent.map_or(0, |parent| parent.offset);
    let is_beside = |at: usize| page.fence(at).heading_level() == level && page.fence(at).section < asking.section;
    top.level == level
        && below.any(|at| shows_response(open, at))
        && above
            .take_while(|at| starts_from(at, parent))
            .any(|at| is_beside(at) && !is_syntax(open, at) && is_other_call(open, request, at))
}

/// Whether a fence shows commands for several calls: a failure in another section is one of all of them.
fn shows_several_calls(asking: &FenceInContext) -> bool {
    let Role::Commands(_) = asking.role else { return false };
    let commands = asking.text.text().lines().filter(|line| is_curl(line));
    let mut paths = commands.map(path_of_command).filter(|path| !path.is_empty());
    paths.next().is_some_and(|first| paths.any(|path| !is_one_call(first, path)))
}

/// Whether a fence shows no more than the syntax of a call.
fn is_syntax(open: &OpenFences<'_>, at: usize) -> bool {
    matches!(open.page.fence(at).role, Role::BareRoute(_) | Role::ExcludedRequest)
}

/// Whether a fence plainly shows a response.
pub(super) fn shows_response(open: &OpenFences<'_>, at: usize) -> bool {
    match &open.page.fence(at).role {
        Role::Json(_) | Role::Text(_) => open.page.label_kind(at) == LabelKind::Response,
        role => role.response().is_some(),
    }
}

/// Whether a fence or a route shows another call than that of a request. Of a command without a path nothing is known.
pub(super) fn is_other_call(open: &OpenFences<'_>, request: usize, at: usize) -> bool {
    let call = |at: usize| match &open.page.fence(at).role {
        Role::Commands(_) => Some((None, path_of_command(open.page.fence(at).text.text()))),
        role if role.is_named_route() && !role.is_leading_route() => None,
        role => role.request().map(|message| (Some(message.line.method), path_of(&message.line.url))),
    };
    let (Some((method, path)), Some((other_method, other))) = (call(request), call(at)) else { return false };
    let same_method = method.zip(other_method).is_none_or(|(one, other)| one == other);
    !same_method || !is_one_call(path, other)
}

/// Whether two paths are of one call, identifiers in them left open.
fn is_one_call(one: &str, other: &str) -> bool {
    if is_same_path(one, other) {
        return true;
    }
    let (shown, others) = (segments(one), segments(other));
    let is_value = |segment: &str| segment.contains(|c: char| c.is_ascii_digit()) && segment.len() > 2;
    let alike = |(a, b): (&&str, &&str)| {
        a == b || is_value(a) && is_value(b) || function(a).is_some_and(|name| function(b) == Some(name))
    };
    let same = !shown.is_empty() && shown.len() == others.len() && shown.iter().zip(&others).all(alike);
    same || are_of_path(&shown, &others) || are_of_path(&others, &shown)
}

/// The name of a function in a path: `lists` of `lists('a')`.
fn function(segment: &str) -> Option<&str> {
    segment.find('(').map(|at| &segment[..at])
}

/// The path that a command asks for: that of its first URL, or of the first word with a slash that is not an option.
fn path_of_command(text: &str) -> &str {
    let ends_word = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`');
    let is_media_type = |word: &str| word.split_once('/').is_some_and(|(kind, _)| is_top_level_type(kind));
    let is_path = |word: &&str| word.contains('/') && !is_media_type(word) && !word.starts_with('-');
    let url = match text.split_once("://") {
        Some((_, rest)) => rest.split(ends_word).next(),
        None => text.split(ends_word).find(is_path),
    };
    url.and_then(|url| url.find('/').map(|at| path_of(&url[at..]))).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_make_no_other_call() {
        assert!(is_one_call("/lamps/a1234?id=1", "/lamps/b5678") && is_one_call("/api/lamps/7", "/lamps/{id}"));
        assert!(is_one_call("/lists('list-id')/lamps('id')", "/lists('5C7')/lamps('6D7')"));
        assert!(!is_one_call("/lamps", "/shelves") && !is_one_call("/lamps/7", "/lamps"));
        assert!(!is_one_call("", "/lamps") && is_one_call("", ""));
        assert_eq!(path_of_command("curl -H 'Accept: application/json' localhost:80/lamps/7?x=1"), "/lamps/7");
        assert_eq!(path_of_command("curl \"https://h/a/b?c=/d\""), "/a/b");
        assert_eq!(path_of_command("curl h:80"), "");
    }
}
