//! Requests in a row, and the responses to them in another row: in tabs of the same names, or in the same order in two fences.

use std::collections::BTreeMap;

use super::documents_below::part_of_headings;
use super::same_example::is_within;
use crate::docs::outline::open_fences::OpenFences;
use crate::docs::outline::role::Role;
use crate::docs::wording::LabelKind;

/// A fence in a tab, with the title of the tab and its page offset.
struct InTab<'p> {
    fence: usize,
    title: &'p str,
    title_at: usize,
}

/// The request that each response of such a row answers.
pub(crate) fn requests_by_response(open: &OpenFences<'_>) -> BTreeMap<usize, usize> {
    let mut found = in_two_fences(open);
    if open.page.has_titled_parts() {
        add_tabs(open, &mut found);
    }
    found
}

/// The requests that one fence shows, and as many documents that the next one does.
fn in_two_fences(open: &OpenFences<'_>) -> BTreeMap<usize, usize> {
    let is_part = |at: usize, of: usize| open.page.fence(at).range == open.page.fence(of).range;
    let (mut found, mut at) = (BTreeMap::new(), 0);
    while at < open.count() {
        let first = at;
        let requests = (first..open.count())
            .take_while(|&it| is_part(it, first) && matches!(open.role(it), Role::Request(_)))
            .count();
        at += requests.max(1);
        if requests < 2 || at >= open.count() || is_part(at, first) {
            continue;
        }
        let answers = |it: &usize| {
            is_part(*it, at) && matches!(open.role(*it), Role::Json(_)) && open.page.fence(*it).own_label.is_some()
        };
        let documents = (at..open.count()).take_while(answers).count();
        if documents == requests && is_within(open, first, at) {
            found.extend((0..requests).map(|number| (at + number, first + number)));
        }
    }
    found
}

/// Adds the responses in a row of tabs, each with the request in the tab of the same name.
fn add_tabs(open: &OpenFences<'_>, found: &mut BTreeMap<usize, usize>) {
    let (mut asking, mut answering) = (Vec::new(), Vec::new());
    for at in 0..open.count() {
        let role = open.role(at);
        let asks = matches!(role, Role::Request(_) | Role::BareRoute(_) | Role::Commands(_));
        let answers = matches!(role, Role::Response(_) | Role::Json(_) | Role::Text(_));
        if !asks && !answers && !role.is_request_like() {
            continue;
        }
        let tab = open.page.titles_around(at).next().map(|(title, title_at)| InTab { fence: at, title, title_at });
        let tab = tab.filter(|_| open.page.fence(at).annotation.is_none());
        let follows =
            asking.last().is_some_and(|last: &InTab<'_>| tab.as_ref().is_some_and(|tab| tab.title_at != last.title_at));
        match tab {
            Some(tab) if answers && follows => answering.push(tab),
            tab => {
                if !answering.is_empty() || !asks {
                    pair(open, &asking, &answering, found);
                    asking.clear();
                    answering.clear();
                }
                asking.extend(tab.filter(|_| asks));
            }
        }
    }
    pair(open, &asking, &answering, found);
}

/// Pairs two rows of tabs by their names, where each response has a request and nothing is there twice.
fn pair(open: &OpenFences<'_>, asking: &[InTab<'_>], answering: &[InTab<'_>], found: &mut BTreeMap<usize, usize>) {
    /// More tabs are no row.
    const MOST: usize = 12;
    let (Some(last), Some(first)) = (asking.last(), answering.first()) else { return };
    if asking.len() < 2 || answering.len() < 2 || asking.len() > MOST || answering.len() > asking.len() {
        return;
    }
    let is_once =
        |tab: &InTab<'_>, tabs: &[InTab<'_>]| tabs.iter().filter(|other| other.title == tab.title).count() == 1;
    let is_sent = |tab: &InTab<'_>| {
        let from = open.page.fence(last.fence).range.start;
        matches!(part_of_headings(open.page.fence(tab.fence), from), LabelKind::RequestBody | LabelKind::Request)
    };
    let named = answering.iter().all(|tab| is_once(tab, answering) && is_once(tab, asking) && !is_sent(tab));
    if named && asking.iter().all(|tab| is_once(tab, asking)) && is_within(open, last.fence, first.fence) {
        let request = |tab: &InTab<'_>| asking.iter().find(|other| other.title == tab.title).map(|other| other.fence);
        found.extend(answering.iter().filter_map(|tab| Some((tab.fence, request(tab)?))));
    }
}
