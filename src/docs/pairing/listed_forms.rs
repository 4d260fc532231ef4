//! Forms of one call in the items of a list, with what they do behind each, above the one response of their section: each has it.

use std::collections::BTreeSet;

use super::bare_json::BareJson;
use super::mentions::begins_item;
use super::neighbours::MOST_SHARED;
use super::pair::Pair;
use crate::docs::messages::paths::segments;
use crate::docs::messages::request_line::RequestLine;
use crate::docs::outline::open_fences::OpenFences;
use crate::docs::outline::role::Role;
use crate::docs::wording::LabelKind;
use crate::http::method::only_reads;

/// How far, in bytes, the start of a line is looked for.
const FAR: usize = 40;

/// Pairs them with the documents that have no request.
pub(super) fn find(open: &OpenFences<'_>, found: &mut BareJson) {
    let used: BTreeSet<usize> = found.pairs.iter().map(|pair| pair.response).collect();
    let mut responded: BTreeSet<usize> = found.pairs.iter().map(|pair| pair.request).collect();
    for response in (0..open.count()).filter(|at| is_response(open, *at) && !used.contains(at)) {
        let forms = forms_above(open, response);
        if forms.len() > 1 && forms.iter().all(|form| responded.insert(*form)) {
            found.pairs.extend(forms.into_iter().map(|request| Pair { request, response }));
        }
    }
}

/// Whether a fence without a status line is called a response.
fn is_response(open: &OpenFences<'_>, at: usize) -> bool {
    matches!(open.role(at), Role::Json(_) | Role::Text(_))
        && open.page.fence(at).annotation.is_none()
        && open.page.label_kind(at) == LabelKind::Response
}

/// The routes above a response in its section, where they are forms of one call and nothing else is asked there.
fn forms_above(open: &OpenFences<'_>, response: usize) -> Vec<usize> {
    let section = open.page.fence(response).section;
    let above = (0..response).rev().take_while(|&at| open.page.fence(at).section == section);
    let mut forms: Vec<usize> = above.take(MOST_SHARED + 1).collect();
    forms.reverse();
    let lines: Option<Vec<&RequestLine>> = forms.iter().map(|&at| listed_route(open, at)).collect();
    let Some(lines) = lines.filter(|lines| (2..=MOST_SHARED).contains(&lines.len())) else { return Vec::new() };
    if lines.iter().all(|line| are_forms(lines[0], line)) { forms } else { Vec::new() }
}

/// The route that an item of a list begins with.
fn listed_route<'p>(open: &OpenFences<'p>, at: usize) -> Option<&'p RequestLine> {
    let Role::NamedRoute { message, .. } = open.role(at) else { return None };
    let start = open.page.fence(at).range.start;
    let near = open.page.text().get(start.saturating_sub(FAR)..start)?;
    let before = near.rsplit('\n').next().unwrap_or_default().trim_start();
    let is_item = begins_item(before) && !before.contains(|c: char| c.is_alphabetic());
    (is_item && only_reads(message.line.method)).then_some(&message.line)
}

/// Whether two routes read what has one name: with a query or below what it is a part of.
fn are_forms(one: &RequestLine, other: &RequestLine) -> bool {
    let name = |line: &RequestLine| segments(&line.url).last().map(|last| (*last).to_owned());
    let is_open = |name: &str| name.contains(['{', '<', ':', '$', '[', '#']);
    one.method == other.method && name(one).is_some_and(|name| !is_open(&name)) && name(one) == name(other)
}
