//! A response below several commands that ask for the same: each of them gets it.

use super::client::CommandClient;
use super::command_request::CommandRequest;
use super::responses_below::{ShownOutput, responses_below};
use super::script;
use crate::docs::DocRequest;
use crate::docs::messages::paths::{is_same_path, path_of, segments};
use crate::docs::outline::open_fences::OpenFences;
use crate::docs::outline::role::Role;
use crate::docs::pairing::promised_response::promised_response;
use crate::docs::pairing::unshown_response::PromisedResponse;
use crate::docs::wording::{self, LabelKind, Topic, announces_example};
use std::collections::BTreeMap;

/// How many commands may share a response.
const MOST: usize = 6;

/// How many segments at the end of a path are compared.
const COMPARED: usize = 2;

/// What the last of several commands that ask for the same is answered with.
pub(super) enum Shared {
    Shown(Vec<ShownOutput>),
    Promised(PromisedResponse),
}

/// The response to the next command below that of the fence at `index`, where it makes the same request in another form: the
/// words between the two say so, or the response is called one and is not right below its own command.
pub(super) fn find(
    open: &OpenFences<'_>,
    index: usize,
    request: &DocRequest,
    client: &CommandClient,
) -> Option<Shared> {
    let (mut at, mut announced) = (index, false);
    let follows_another = (0..index)
        .rev()
        .find(|&above| !open.role(above).is_named_route())
        .filter(|&above| next_commands(open, above, client) == Some(index));
    let follows_form = |above: usize| {
        last_request(open, above, client).is_some_and(|above_it| {
            is_same_call(&above_it, request) || are_forms_by_label(open, above, &above_it, index, request)
        })
    };
    let several = follows_another.is_some_and(follows_form);
    for step in 0..MOST {
        let next = next_commands(open, at, client)?;
        let words = open.page.text().get(open.page.fence(at).range.end..open.page.fence(next).range.start)?;
        let other_form = announces_other_form(words) || are_headed_as_forms(open, at, next);
        announced = other_form && (step == 0 || announced);
        let other = last_request(open, next, client)?;
        if !is_same_call(request, &other) && !are_forms_by_label(open, index, request, next, &other) {
            return None;
        }
        let shown = responses_below(open, next, &other, &[], &|_| false);
        if !shown.is_empty() {
            let called = |shown: &ShownOutput| open.page.label_kind(shown.fence) == LabelKind::Response;
            // Of many forms only the last is sure to be the one that is answered.
            let two = !several
                && at == index
                && shown.iter().all(called)
                && is_same_part(open, index, request, next, &other, shown[0].fence);
            return (announced || two).then_some(Shared::Shown(shown));
        }
        if announced && let Some(promised) = promised_response(open, next) {
            return Some(Shared::Promised(promised));
        }
        at = next;
    }
    None
}

/// Whether the words between two commands say that the second is another form of the first: "Or with a token:".
fn announces_other_form(words: &str) -> bool {
    /// How many words introduce another form.
    const SHORT: usize = 12;
    let last = words.trim_end().rsplit("\n\n").next().unwrap_or_default();
    let mut shown = wording::words(last);
    let begins = |word: &str| wording::is(Topic::Alternative, word);
    wording::mentions(Topic::OtherAddress, words)
        || wording::begins(Topic::Alternative, last.trim_start_matches(|c: char| !c.is_alphanumeric())).is_some()
            && !last.is_ascii()
        || shown.next().is_some_and(begins) && shown.count() < SHORT
}

/// Whether no heading parts two commands, or their paths are the same and the response has a heading of its own below both.
fn is_same_part(
    open: &OpenFences<'_>,
    one: usize,
    request: &DocRequest,
    other: usize,
    next: &DocRequest,
    response: usize,
) -> bool {
    // The second shows the values that the first leaves open.
    let left_open = |url: &str| path_of(url).matches(['{', '<']).count();
    if left_open(&request.url) > left_open(&next.url) {
        return false;
    }
    // Only the second sends something, and tabs do not say that both are one.
    let is_headed = open.page.fence(response).section != open.page.fence(other).section;
    if request.body.is_none()
        && next.body.is_some()
        && !is_headed
        && !are_forms_by_label(open, one, request, other, next)
    {
        return false;
    }
    // What is sent distinguishes calls of one path.
    let sent = request.body.as_ref().zip(next.body.as_ref());
    open.page.fence(one).section == open.page.fence(other).section
        || is_same_path(path_of(&request.url), path_of(&next.url))
            && sent.is_none_or(|(body, other)| body.text() == other.text())
            && open.page.fence(response).section != open.page.fence(other).section
}

/// The next fence below that shows commands of the client, where nothing else of an exchange is between and no heading begins
/// another part of the page.
fn next_commands(open: &OpenFences<'_>, at: usize, client: &CommandClient) -> Option<usize> {
    let next = (at + 1..open.count()).find(|&next| !open.role(next).is_lone_url())?;
    let (fence, other) = (open.page.fence(at), open.page.fence(next));
    let is_next = matches!(open.role(next), Role::Commands(dialect) if *dialect == client.dialect);
    let parents = |headings: usize| headings.saturating_sub(1);
    let above = |headings: &[_]| headings.len();
    let (one, two) = (&fence.headings, &other.headings);
    let siblings = above(one) == above(two) && one[..parents(one.len())] == two[..parents(two.len())];
    let same_place = fence.section == other.section
        || siblings && (fence.heading_level() > 2 || are_headed_as_forms(open, at, next));
    (is_next && same_place && other.annotation.is_none()).then_some(next)
}

/// Whether the headings of two fences announce an example in the same words, and differ in what they say of it behind them:
/// "Example call - as a form", "Example call - as JSON".
fn are_headed_as_forms(open: &OpenFences<'_>, one: usize, other: usize) -> bool {
    let parts = |at: usize| {
        let heading = open.page.fence(at).heading();
        let begins = [" - ", " \u{2013} ", " \u{2014} ", ": ", " ("];
        let end = begins.iter().filter_map(|mark| heading.find(mark)).min()?;
        Some((&heading[..end], &heading[end..]))
    };
    let (Some((first, form)), Some((second, other_form))) = (parts(one), parts(other)) else { return false };
    let announces = announces_example(first) || LabelKind::of(first) == LabelKind::Request;
    announces && first.eq_ignore_ascii_case(second) && form != other_form
}

/// Whether the labels of two fences are tabs or items in the name of one client, with what tells the two apart in brackets: "cURL (by
/// key)", "cURL (by token)". Then only the end of their paths has to be the same.
fn are_forms_by_label(
    open: &OpenFences<'_>,
    one: usize,
    request: &DocRequest,
    other: usize,
    next: &DocRequest,
) -> bool {
    let named = |at: usize| {
        let label = open.page.label(at).text;
        let (name, form) = label.trim_start_matches(['-', '*', '+', ' ']).trim_end().split_once('(')?;
        Some((name.trim_end(), form.strip_suffix(')')?))
    };
    let (Some((client, form)), Some((other_client, other_form))) = (named(one), named(other)) else { return false };
    let last = |url: &str| segments(url).pop().map(str::to_owned);
    client.eq_ignore_ascii_case(other_client)
        && form != other_form
        && client.split(' ').any(|word| word.eq_ignore_ascii_case("curl"))
        && request.method == next.method
        && last(&request.url).is_some_and(|end| !is_open(&end) && last(&next.url) == Some(end))
}

/// Whether a segment of a path stands for a value.
fn is_open(segment: &str) -> bool {
    segment.contains(['{', '<', '$', '[']) || segment.starts_with(':') || segment.bytes().all(|b| b.is_ascii_digit())
}

fn last_request(open: &OpenFences<'_>, at: usize, client: &CommandClient) -> Option<DocRequest> {
    let text = open.page.fence(at).text.text();
    let command = script::read(text, client).commands.pop()?;
    let (files, mut findings) = (BTreeMap::new(), Vec::new());
    CommandRequest::read(open, at, command, &files, &mut findings, client).map(|command| command.request)
}

/// Whether two requests have the same method, and paths that end in the same segments, values in them left open.
pub(super) fn is_same_call(one: &DocRequest, other: &DocRequest) -> bool {
    let (mut first, mut second, mut literal) = (segments(&one.url), segments(&other.url), false);
    for _ in 0..COMPARED {
        match (first.pop(), second.pop()) {
            (Some(a), Some(b)) if a == b => literal |= !is_open(a),
            (Some(a), Some(b)) if is_open(a) || is_open(b) => {}
            (None, None) => break,
            _ => return false,
        }
    }
    literal && one.method == other.method
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Position;

    #[test]
    fn calls_are_compared_by_the_end_of_their_paths() {
        let request = |url: &str| DocRequest::of_route(1, "GET", url.to_owned(), Position::new(1, 1));
        for (one, other, same) in [
            ("http://h/a/{id}/lamps", "http://h/b/c/{id}/lamps", true),
            ("http://h/lamps?on=1", "http://h/lamps", true),
            ("http://h/lamps/7", "http://h/lamps/{id}", true),
            ("http://h/lamps", "http://h/shelves", false),
            ("http://h/lamps", "http://h/lamps/7", false),
            ("http://h/7", "http://h/8", false),
        ] {
            assert_eq!(is_same_call(&request(one), &request(other)), same, "{one} {other}");
        }
    }
}
