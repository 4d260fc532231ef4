//! Which response answers which request.

use std::ops::Range;

use super::route;
use crate::docs::annotation::annotation::{Annotation, BlockType};
use crate::docs::messages::message;
use crate::docs::outline::fence_in_context::{FenceInContext, Role};
use crate::docs::outline::label;
use crate::docs::outline::label::LabelKind;

/// A pair, by index into the pieces; equal indexes where one fence holds both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) request: usize,
    pub(crate) response: usize,
}

/// Why a response has no request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unpaired {
    /// What it answers is no example (ignored, or a syntax line), at this index.
    NoExample(usize),
    /// No request stands above at all.
    NoRequest,
    /// Another section began in between it and the request at this index.
    OtherSection(usize),
    /// It is not annotated, but the request above is, and that has its annotated response already.
    Answered(usize),
}

/// All pairs of a page, in the order of the responses, and the responses that stay alone.
pub(crate) fn pairs(
    page: &str,
    pieces: &[FenceInContext],
    headings: &[(usize, u8, String)],
) -> (Vec<Pair>, Vec<(usize, Unpaired)>) {
    let (mut found, mut alone) = (Vec::new(), Vec::new());
    let mut answered = vec![false; pieces.len()];
    let mut add = |answered: &mut [bool], pair: Pair| {
        answered[pair.request] = true;
        found.push(pair);
    };
    // Annotated responses first: whether a request is answered decides what a plain one may attach to.
    for annotated in [true, false] {
        for response in 0..pieces.len() {
            let piece = &pieces[response];
            if matches!(piece.role, Role::Both(..)) && annotated == piece.annotation.is_some() {
                add(&mut answered, Pair { request: response, response });
            }
            if !matches!(piece.role, Role::Response(_)) || annotated != piece.annotated(BlockType::Response) {
                continue;
            }
            let names = piece.annotation.as_ref().map_or(&[][..], |a| &a.names);
            let requests = named(pieces, response, names);
            if requests.is_empty() {
                let found_one = positional(page, pieces, headings, response, &answered);
                match found_one.or_else(|reason| named_route(pieces, headings, response).ok_or(reason)) {
                    Ok(request) => add(&mut answered, Pair { request, response }),
                    Err(reason) => alone.push((response, reason)),
                }
            }
            for request in requests {
                add(&mut answered, Pair { request, response });
            }
        }
    }
    found.sort_by_key(|pair| (pair.response, pair.request));
    alone.sort_by_key(|(response, _)| *response);
    (found, alone)
}

/// For each name the annotated request that bears it: the nearest one above, else the first below.
fn named(pieces: &[FenceInContext], response: usize, names: &[String]) -> Vec<usize> {
    let bears = |i: &usize, name: &String| {
        pieces[*i].annotated(BlockType::Request)
            && matches!(pieces[*i].role, Role::Request(_))
            && pieces[*i].annotation.as_ref().is_some_and(|a: &Annotation| a.names.contains(name))
    };
    let mut requests: Vec<usize> = Vec::new();
    for name in names {
        let above = (0..response).rev().find(|i| bears(i, name));
        let request = above.or_else(|| (response..pieces.len()).find(|i| bears(i, name)));
        requests.extend(request.filter(|r| !requests.contains(r)));
    }
    requests
}

fn positional(
    page: &str,
    pieces: &[FenceInContext],
    headings: &[(usize, u8, String)],
    response: usize,
    answered: &[bool],
) -> Result<usize, Unpaired> {
    let annotated = pieces[response].annotated(BlockType::Response);
    // A command stands between a plain response and a request above it.
    let asks = |i: &usize| pieces[*i].is_request_like() || (!annotated && matches!(pieces[*i].role, Role::Curl));
    let nearest = (0..response).rev().find(asks).ok_or(Unpaired::NoRequest)?;
    if matches!(pieces[nearest].role, Role::Curl) {
        return Err(Unpaired::NoRequest);
    }
    if matches!(pieces[nearest].role, Role::NoExample) || annotated && matches!(pieces[nearest].role, Role::Syntax(_)) {
        // An ignored variant beside the request proper, under the same heading and of the same method, does not come
        // between.
        let method = |i: usize| message::request(&pieces[i].text).map(|request| request.start.method);
        let variant = |&i: &usize| {
            pieces[i].section == pieces[nearest].section
                && method(i) == method(nearest)
                && pieces[i].annotated(BlockType::Request)
                && matches!(pieces[i].role, Role::Request(_))
                && !answered[i]
        };
        let proper = (0..nearest).rev().find(variant).filter(|_| annotated);
        return proper.ok_or(Unpaired::NoExample(nearest));
    }
    if annotated {
        return Ok(nearest);
    }
    if matches!(pieces[nearest].role, Role::Syntax(_)) {
        // A route in a fence is a request where the page says that this is the answer to it.
        let said = pieces[response].adjacent || label::says(page, &pieces[response]) == LabelKind::Answer;
        let belongs = said
            && !route::is_skeleton(&pieces[response])
            && same_example(&pieces[nearest], &pieces[response], headings);
        return if belongs { Ok(nearest) } else { Err(Unpaired::NoExample(nearest)) };
    }
    if pieces[nearest].annotated(BlockType::Request) && answered[nearest] {
        return Err(Unpaired::Answered(nearest));
    }
    if same_example(&pieces[nearest], &pieces[response], headings) {
        Ok(nearest)
    } else {
        Err(Unpaired::OtherSection(nearest))
    }
}

/// The route that a heading or code span names, for a response below it that no request fence claims.
fn named_route(pieces: &[FenceInContext], headings: &[(usize, u8, String)], response: usize) -> Option<usize> {
    if pieces[response].annotation.is_some() {
        return None;
    }
    let above = (0..response).rev().take_while(|&i| !pieces[i].is_request_like() && !pieces[i].holds_command());
    let routes: Vec<usize> = above.filter(|&i| matches!(pieces[i].role, Role::Route { .. })).collect();
    let in_heading = |&&i: &&usize| matches!(pieces[i].role, Role::Route { heading: true, .. });
    let belongs = |i: usize| same_example(&pieces[i], &pieces[response], headings);
    let near = routes.iter().filter(|&&i| belongs(i));
    near.clone().find(in_heading).or_else(|| near.clone().next().filter(|_| near.clone().count() == 1)).copied()
}

/// A plain response belongs to the request above unless a heading began something else: one of the same or a higher rank,
/// or below that one which speaks of no answer, where no status line says that this is one.
pub(crate) fn same_example(
    request: &FenceInContext,
    response: &FenceInContext,
    headings: &[(usize, u8, String)],
) -> bool {
    let rank = request.headings.last().map_or(6, |(level, _)| *level);
    let between = |at: usize| at > request.range.start && at < response.range.start;
    let from = headings.partition_point(|(at, ..)| *at <= request.range.start);
    let mut inside = headings[from..].iter().take_while(|(at, ..)| between(*at));
    inside.all(|(_, level, text)| *level > rank || links(text))
        && (shows_status(response) || is_about(response, request, rank))
}

const fn shows_status(piece: &FenceInContext) -> bool {
    matches!(piece.role, Role::Response(_) | Role::Both(..))
}

/// Whether the headings right above a response, below that of the request, go on about the request or its answer.
fn is_about(response: &FenceInContext, request: &FenceInContext, rank: u8) -> bool {
    let mut below = response.headings.iter().filter(|(level, _)| *level > rank).peekable();
    response.section == request.section || below.peek().is_none() || below.any(|(_, text)| links(text) || goes_on(text))
}

/// Headings below that of the request under which its example goes on.
fn goes_on(heading: &str) -> bool {
    let heading = heading.to_lowercase();
    let mut words = heading.split(|c: char| !c.is_alphanumeric());
    let on =
        ["example", "examples", "sample", "samples", "request", "requests", "status", "success", "error", "errors"];
    words.any(|word| on.contains(&word))
}

/// The part of the page that speaks of a request and its answer: from the words above the request to the next request, or
/// to the heading that begins something else.
pub(crate) fn section(
    page_end: usize,
    pieces: &[FenceInContext],
    headings: &[(usize, u8, String)],
    pair: Pair,
) -> Range<usize> {
    let (request, response) = (&pieces[pair.request], &pieces[pair.response]);
    let rank = request.headings.last().map_or(6, |(level, _)| *level);
    let ends = |(at, level, text): &&(usize, u8, String)| *at > response.range.start && *level <= rank && !links(text);
    let from = headings.partition_point(|(at, ..)| *at <= response.range.start);
    let heading = headings[from..].iter().find(ends).map(|(at, ..)| *at);
    let next = pieces.iter().skip(pair.response + 1).find(|piece| piece.is_request_like() || piece.holds_command());
    let end = [heading, next.map(|piece| piece.gap.start)].into_iter().flatten().min().unwrap_or(page_end);
    request.gap.start.min(request.range.start)..end.max(response.range.end)
}

/// Headings between a request and its response that say so, or that go on about the request.
fn links(heading: &str) -> bool {
    let heading = heading.to_lowercase();
    let words: Vec<&str> = heading.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let about_answer = ["response", "responses", "result", "results", "output", "returns", "reply"];
    let code = words.first().and_then(|word| word.parse::<u16>().ok());
    words.iter().any(|w| about_answer.contains(w))
        || code.is_some_and(|code| (100..600).contains(&code))
        || matches!(words.as_slice(), ["payload" | "body"] | ["sample" | "example", "payload" | "body"])
        || matches!(words.as_slice(), ["request", "header" | "headers" | "body" | "parameters" | "payload"])
}
