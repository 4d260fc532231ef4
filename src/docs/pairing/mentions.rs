//! Routes that a sentence only mentions: what is shown further down is not the response to them.

use std::ops::Range;

use super::status_codes::status_codes;
use crate::docs::messages::paths::{is_same_path, matches_path, path_of};
use crate::docs::outline::heading::Heading;
use crate::docs::outline::open_fences::OpenFences;
use crate::docs::outline::role::Role;
use crate::docs::wording::{self, Topic};
use crate::http::method::is_safe;
use crate::http::never_has_body;
use crate::text::last_bytes;
use crate::text::{COLONS, begins_fence};

/// How many words a paragraph has that only labels what is below it.
const LONGEST_LABEL_PARAGRAPH: usize = 12;

/// How far, in bytes, the start of a line is looked for.
const FAR: usize = 400;

/// How far, in bytes, the words of a paragraph around a route are looked at.
const LONGEST_PARAGRAPH: usize = 2000;

/// How many routes above one are looked at.
const MOST: usize = 16;

/// Whether the sentence that names a route is not about a document below: the page goes on to something else before it, or the section
/// is about another route.
pub(super) fn is_mention(open: &OpenFences<'_>, route: usize, document: usize) -> bool {
    let page = open.page;
    let (named, shown) = (page.fence(route), page.fence(document));
    let Some(between) = page.text().get(named.range.end..shown.range.start) else { return false };
    if is_source(page.text(), &named.range) || is_within_sentence_below_request(open, route, document) {
        return true;
    }
    let leads_there = page.leads_to(route, document) && named.section == shown.section;
    if leads_there || begins_line(page.text(), named.range.start) && !is_listed(open, route) {
        return false;
    }
    let headings = page.outline.headings_between(named.range.end, shown.range.start);
    let is_part = |heading: &Heading| heading.names_part_of_exchange() || heading.names_response_alone();
    // The parts of a section are about the only route that its first words name.
    let is_within = |heading: &Heading| heading.level > named.heading_level();
    let covers = !headings.is_empty() && headings.iter().all(is_within) && is_alone(open, route, document);
    !covers && !headings.iter().all(is_part)
        || is_in_other_section(open, route)
        || is_listed(open, route)
        || !covers && (!headings.is_empty() || !is_alone(open, route, document)) && goes_on(between)
}

/// Whether a route ends a sentence that says where something else came from: "the revision that was returned by `GET /x`."
fn is_source(text: &str, route: &Range<usize>) -> bool {
    let (Some(above), Some(below)) = (text.get(route.start.saturating_sub(FAR)..route.start), text.get(route.end..))
    else {
        return false;
    };
    let ends = below.trim_start_matches(['`', '*', '_', ')', ']']).starts_with(['.', '\u{3002}', ',', ';']);
    let clause = above.rsplit(['.', ':', '\n']).next().unwrap_or_default();
    let mut words = clause.trim_end_matches(['`', '*', '_', ' ', '[', '(']).rsplit(' ');
    let by = words.next().is_some_and(|word| wording::is(Topic::Agent, word));
    let verb = words.next().is_some_and(|word| wording::is(Topic::Response, word));
    ends && by && verb && words.next().is_some()
}

/// Whether a route is within a sentence between a request in a fence and a document, and that sentence does not lead to the document: it
/// has no colon at its end and says nothing of what comes back.
fn is_within_sentence_below_request(open: &OpenFences<'_>, route: usize, document: usize) -> bool {
    let page = open.page;
    let asks = |above: &usize| matches!(open.role(*above), Role::Request(_));
    let above = (0..route).rev().take(MOST).find(|&at| !open.role(at).is_named_route()).filter(asks);
    above.is_some_and(|above| page.fence(above).section == page.fence(route).section)
        && (route + 1..document).take(MOST).all(|at| open.role(at).is_named_route())
        && !begins_line(page.text(), page.fence(route).range.start)
        && !is_led_to(page.text(), page.fence(route).range.end, page.fence(document).range.start)
        && !above.is_some_and(|above| shows_what_is_left(open, above, route, document))
}

/// Whether a document below a request and a route that only reads shows what is there after the request: the words before the route
/// say that nothing comes back, or the route reads the collection of which the request changes a part, and the document is a list.
pub(super) fn shows_what_is_left(open: &OpenFences<'_>, request: usize, route: usize, document: usize) -> bool {
    let line = |at: usize| open.role(at).request().map(|message| &message.line);
    let (Some(changes), Some(reads)) = (line(request), line(route)) else { return false };
    let Role::Json(body) = open.role(document) else { return false };
    if !is_safe(reads.method) {
        return false;
    }
    let collection = path_of(&reads.url).trim_end_matches('/');
    let changed = path_of(&changes.url).trim_end_matches('/');
    let is_of_collection = || {
        let is_part = changed.rsplit_once('/').is_some_and(|(above, _)| above.ends_with(collection));
        collection.len() > 1 && (changed.ends_with(collection) || is_part)
    };
    let is_list = body.root().is_some_and(|root| root.items().is_some());
    let (before, _) = sentence_of(open.page.text(), open.page.fence(route).range.start);
    says_empty(before) || is_list && !is_safe(changes.method) && is_of_collection()
}

/// Whether the words between a route and a document end in a colon, or say what comes back.
fn is_led_to(text: &str, from: usize, to: usize) -> bool {
    let between = text.get(from..to).unwrap_or_default();
    between.trim_end().ends_with(COLONS) || wording::mentions(Topic::Response, between)
}

/// Whether the sentence of a route only refers to it, so that the document below still belongs to the request above: "See `GET /x`.", or,
/// below a sentence that says what comes back, "To undo, call `DELETE /x`."
pub(super) fn is_cross_reference(text: &str, route: &Range<usize>, document: usize) -> bool {
    let (before, sentence) = sentence_of(text, route.start);
    let refers = wording::begins(Topic::CrossReference, sentence.trim_start_matches(['*', '_', '`', ' '])).is_some();
    let after = last_bytes(text.get(route.end..document).unwrap_or_default().trim_end(), LONGEST_PARAGRAPH);
    let mentions_response = |words: &str| wording::mentions(Topic::Response, words);
    !after.ends_with(COLONS) && (refers || mentions_response(before) && !mentions_response(after))
}

/// What is before a page offset in its paragraph: the sentences before its own, and the start of that.
fn sentence_of(text: &str, at: usize) -> (&str, &str) {
    let near = last_bytes(text.get(..at).unwrap_or_default(), LONGEST_PARAGRAPH);
    let paragraph = near.rfind("\n\n").map_or(0, |at| at + 2);
    let above = &near[paragraph..];
    let ends =
        [". ", ".\n", "; ", "! ", "\u{3002}"].iter().filter_map(|mark| above.rfind(mark).map(|at| at + mark.len()));
    above.split_at(ends.max().unwrap_or_default())
}

/// Whether sentences say that nothing comes back, or name a status that comes without a body.
fn says_empty(text: &str) -> bool {
    wording::mentions(Topic::EmptyBody, text) || status_codes(text).iter().any(|(code, _)| never_has_body(*code))
}

/// Whether the section of a route names no other one above a document.
fn is_alone(open: &OpenFences<'_>, route: usize, document: usize) -> bool {
    let section = open.page.fence(route).section;
    let near = open.near_in_section(route, MOST).filter(|&at| open.page.fence(at).section == section);
    !near
        .take_while(|&at| at < document)
        .any(|at| at != route && open.role(at).is_named_route() && !is_same_call(open, at, route))
}

/// Whether nothing but a short label is before an offset in its line: the line is about what is there.
fn begins_line(text: &str, at: usize) -> bool {
    const FEW: usize = 3;
    let near = text.get(at.saturating_sub(FAR)..at).or_else(|| text.get(..at)).unwrap_or_default();
    let before = near.rfind('\n').map_or(near, |newline| &near[newline + 1..]);
    let label = before.trim_end_matches(['`', '*', '_', ' ', '[', '"']);
    let is_label = label.ends_with([':', '\u{ff1a}', '|', '-', '\u{2013}']) && wording::words(label).count() <= FEW;
    is_label || !label.contains(char::is_alphabetic)
}

/// Whether a text goes on with another sentence, below the paragraph or list item that it begins in.
fn goes_on(text: &str) -> bool {
    let mut is_own = true;
    let (mut words, mut in_fence) = (0, false);
    for (number, line) in text.split('\n').enumerate() {
        let shown = line.trim();
        let is_mark = begins_fence(shown);
        in_fence ^= is_mark;
        if in_fence || is_mark {
            (is_own, words) = (false, 0);
            continue;
        }
        let begins_item = number > 0 && begins_item(shown);
        if shown.is_empty() || begins_item {
            is_own = false;
            words = 0;
        }
        if is_own || shown.starts_with(['#', '|', '<', '`']) {
            continue;
        }
        words += wording::words(shown).count();
        if words > LONGEST_LABEL_PARAGRAPH && !shown.ends_with(COLONS) {
            return true;
        }
    }
    false
}

/// Whether a line begins an item of a list.
pub(super) fn begins_item(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    ["- ", "* ", "+ "].iter().any(|mark| line.starts_with(mark))
        || rest.len() < line.len() && rest.starts_with(['.', ')'])
}

/// Whether the section of a route is that of another one, which a heading or a line of its own names.
fn is_in_other_section(open: &OpenFences<'_>, route: usize) -> bool {
    let section = open.page.fence(route).section;
    let mut above = open.named_routes_above(route).take(MOST).take_while(|&at| open.page.fence(at).section == section);
    above.find(|&at| open.role(at).is_leading_route()).is_some_and(|at| !is_same_call(open, at, route))
}

/// Whether two routes are of one call, placeholders in one of them filled.
fn is_same_call(open: &OpenFences<'_>, one: usize, other: usize) -> bool {
    let line = |at: usize| open.role(at).request().map(|message| &message.line);
    let (Some(one), Some(other)) = (line(one), line(other)) else { return false };
    let same = is_same_path(path_of(&one.url), path_of(&other.url));
    one.method == other.method && (same || matches_path(&one.url, &other.url) || matches_path(&other.url, &one.url))
}

/// Whether a route is the last of several that one paragraph names.
fn is_listed(open: &OpenFences<'_>, route: usize) -> bool {
    let is_beside = |above: usize, below: usize| {
        let between = open.page.text().get(open.page.fence(above).range.end..open.page.fence(below).range.start);
        open.role(above).is_named_route() && between.is_some_and(|between| !between.contains("\n\n"))
    };
    route >= 2 && is_beside(route - 1, route) && is_beside(route - 2, route - 1)
}
