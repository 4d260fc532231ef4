//! Responses of which the words above say that another endpoint gives them than the one of a command.

use crate::docs::DocRequest;
use crate::docs::messages::paths::{matches_path, path_of};
use crate::docs::outline::open_fences::OpenFences;
use crate::docs::outline::role::Role;
use crate::docs::wording::{self, Topic};
use crate::http::method::only_reads;

/// Whether the words above the response at `at` say that it comes for another request than that of a command, or than those of `urls`
/// beside it.
pub(super) fn is_of_other_request(open: &OpenFences<'_>, at: usize, request: &DocRequest, urls: &[&str]) -> bool {
    let label = open.page.label(at).text;
    names_other_endpoint(label, urls)
        || introduces_error_of_other_request(label) && !is_only_response(open, at, request)
}

/// Whether a section shows nothing else that may come for a command that only reads: the URL of one may well be that of what is not there,
/// while a body shows what is sent in the good case.
fn is_only_response(open: &OpenFences<'_>, at: usize, request: &DocRequest) -> bool {
    /// How many fences beside one are looked at.
    const NEAR: usize = 8;
    let shows_document = |fence: usize| matches!(open.role(fence), Role::Json(_) | Role::Response(_));
    only_reads(&request.method) && !open.near_in_section(at, NEAR).any(|beside| beside != at && shows_document(beside))
}

/// Whether a label names an endpoint, in a code span, and none that is called: "The `/export` endpoint responds with:" below a call of
/// `/import`.
fn names_other_endpoint(label: &str, urls: &[&str]) -> bool {
    // What comes is in the last sentence: "The `/jobs` endpoint shows how it goes. This one responds with:"
    let label = label.rsplit(". ").next().unwrap_or(label);
    if wording::mentions(Topic::ThisCall, label)
        || !label.contains("`/")
        || !wording::mentions(Topic::Route, label)
        || !wording::mentions(Topic::Response, label)
    {
        return false;
    }
    let is_path = |span: &&str| span.len() > 1 && span.starts_with('/') && !span.contains([' ', '.']);
    let mut paths = label.split('`').skip(1).step_by(2).filter(is_path).peekable();
    let is_within =
        |url: &str, path: &str| path_of(url).find(path).is_some_and(|at| !goes_on(&path_of(url)[at + path.len()..]));
    let is_called = |path: &str| {
        let path = path_of(path).trim_end_matches('/');
        urls.iter().any(|url| matches_path(url, path) || is_within(url, path))
    };
    paths.peek().is_some() && !paths.any(is_called)
}

/// Whether what is behind a part of a path goes on with its last segment.
fn goes_on(behind: &str) -> bool {
    !behind.is_empty() && !behind.starts_with('/')
}

/// Whether a label says that an error comes where the reader asks for something else than what a command asks for: "If you ask for a lamp
/// that is not there, an error is returned:".
fn introduces_error_of_other_request(label: &str) -> bool {
    wording::introduces_failure(label)
        && wording::mentions(Topic::Reader, label)
        && !wording::mentions(Topic::AsShown, label)
        && asks_for_other(label)
}

/// Whether the condition of a sentence is what is asked for, or sent.
fn asks_for_other(label: &str) -> bool {
    let asks = |word: &str| wording::is(Topic::Asks, word);
    wording::conditions(label).any(|condition| {
        let clause = label[condition.end..].split([',', ';']).next().unwrap_or_default();
        wording::mentions(Topic::Reader, clause) && wording::words(clause).any(asks)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endpoints_that_are_not_called() {
        let other = |label: &str| names_other_endpoint(label, &["http://h/v1/lamps/import?x=1"]);
        assert!(other("The `/export` endpoint responds with:"));
        assert!(!other("The `/lamps/import` endpoint responds with:"));
        assert!(!other("The `/v1` endpoint responds with:"));
        assert!(!other("The `/lamps/{kind}` endpoint responds with:"));
        assert!(!other("It is written to `/export`, and this is returned:"));
        assert!(other("The `/lamps/im` endpoint responds with:"));
        assert!(!other("The endpoint responds with:"));
        assert!(!other("Like the `/boxes` endpoint, this endpoint responds with the state:"));
        assert!(!other("The response of the `/v1/jobs/{id}` endpoint shows how it goes. This one returns:"));
        assert!(other("It is the same lamp. The `/export` endpoint responds with:"));
    }

    #[test]
    fn errors_of_what_is_not_asked_for() {
        assert!(introduces_error_of_other_request("If you ask for a lamp that is not there, an error is returned:"));
        assert!(!introduces_error_of_other_request("When you send an empty name, as here, the API returns an error:"));
        assert!(!introduces_error_of_other_request("If you use a wrong key, as above, you get this error:"));
        assert!(!introduces_error_of_other_request("If there is no such lamp, an error is returned:"));
        assert!(!introduces_error_of_other_request("If you are not allowed to see it, an error is returned:"));
    }
}
