//! Several requests one after another, and the responses that belong to them: in tabs or items of lists with the same titles, or in the
//! same order in two fences.

use std::collections::{BTreeMap, BTreeSet};

use super::part_of_heading::part_of_headings;
use super::same_example::is_within;
use crate::docs::messages::request_message::RequestMessage;
use crate::docs::outline::open_fences::OpenFences;
use crate::docs::outline::role::Role;
use crate::docs::wording::{LabelKind, names_body_alone};
use crate::text::{last_bytes, line_start};

/// What belongs to the requests of the series of a page, by index into the fences.
#[derive(Default)]
pub(crate) struct RequestSeries {
    /// The request to which each response belongs.
    pub(crate) responses: BTreeMap<usize, usize>,
    /// The document that is the body of each request.
    pub(crate) bodies: BTreeMap<usize, usize>,
    /// The document that may be the body of each request as well as the response to it.
    pub(crate) ambiguous: BTreeMap<usize, usize>,
    /// All requests of a series: nothing else below belongs to them.
    pub(crate) asked: BTreeSet<usize>,
    /// Those of them that have a response.
    pub(crate) responded: BTreeSet<usize>,
}

impl RequestSeries {
    pub(crate) fn of(open: &OpenFences<'_>) -> Self {
        let mut series = Self::default();
        series.add_fences(open);
        // Most pages show no two requests one after another.
        if !has_series(open) {
            return series;
        }
        series.add_tabs(open, &|at| {
            let (title, title_at) = open.page.tab(at)?;
            Some(InTab { fence: at, title, title_at })
        });
        series.add_tabs(open, &|at| titled_item(open, at));
        series
    }

    /// Adds the requests that one fence shows, and as many documents that the next one does.
    fn add_fences(&mut self, open: &OpenFences<'_>) {
        let is_part = |at: usize, of: usize| open.page.fence(at).range == open.page.fence(of).range;
        let mut at = 0;
        while at < open.count() {
            let first = at;
            let requests = (first..open.count())
                .take_while(|&it| is_part(it, first) && matches!(open.role(it), Role::Request(_)))
                .count();
            at += requests.max(1);
            if requests < 2 || at >= open.count() || is_part(at, first) {
                continue;
            }
            let documents = (at..open.count())
                .take_while(|&it| is_part(it, at) && matches!(open.role(it), Role::Json(_)))
                .filter(|&it| open.page.fence(it).own_label.is_some())
                .count();
            if documents == requests && is_within(open, first, at) {
                let row: Vec<_> = (0..requests).map(|number| (first + number, at + number)).collect();
                self.add(open, first..first + requests, &row, "");
            }
        }
    }

    /// Adds the tabs below a series of requests, each with the request in the tab of the same name.
    fn add_tabs<'p>(&mut self, open: &OpenFences<'p>, tab: &dyn Fn(usize) -> Option<InTab<'p>>) {
        let (mut asking, mut below) = (Vec::new(), Vec::new());
        for at in 0..open.count() {
            let role = open.role(at);
            let (is_request, is_response) = (may_be_request(role), may_be_response(role));
            if !is_request && !is_response && !role.is_request_like() {
                continue;
            }
            let tab = Some(at).filter(|at| open.page.fence(*at).annotation.is_none()).and_then(tab);
            let follows = asking
                .last()
                .is_some_and(|last: &InTab<'_>| tab.as_ref().is_some_and(|tab| tab.title_at != last.title_at));
            match tab {
                Some(tab) if is_response && follows => below.push(tab),
                tab => {
                    if !below.is_empty() || !is_request {
                        self.add_tabs_below(open, &asking, &below);
                        asking.clear();
                        below.clear();
                    }
                    asking.extend(tab.filter(|_| is_request));
                }
            }
        }
        self.add_tabs_below(open, &asking, &below);
    }

    /// Pairs tabs by their names, where each tab below has a request and no name occurs twice.
    fn add_tabs_below(&mut self, open: &OpenFences<'_>, asking: &[InTab<'_>], below: &[InTab<'_>]) {
        /// More tabs are not treated as a series.
        const MOST: usize = 12;
        let Some(last) = asking.last().filter(|_| (2..=MOST).contains(&asking.len())) else { return };
        if (1..asking.len()).any(|at| holds(&asking[..at], asking[at].title)) {
            return;
        }
        let mut from = open.page.fence(last.fence).range.end;
        let mut rest = below;
        while let Some(first) = rest.first().filter(|first| is_within(open, last.fence, first.fence)) {
            let length = (1..rest.len()).find(|&at| holds(&rest[..at], rest[at].title)).unwrap_or(rest.len());
            let (row, next) = rest.split_at(length);
            let request = |tab: &InTab<'_>| asking.iter().find(|other| other.title == tab.title).map(|it| it.fence);
            let paired: Vec<_> = row.iter().filter_map(|tab| Some((request(tab)?, tab.fence))).collect();
            let words = open.page.last_words(from..line_start(open.page.text(), first.title_at));
            let asked = asking.iter().map(|tab| tab.fence);
            if row.len() < 2 || paired.len() < row.len() || !self.add(open, asked, &paired, words) {
                return;
            }
            from = row.last().map_or(from, |tab| open.page.fence(tab.fence).range.end);
            rest = next;
        }
    }

    /// Adds a series of requests, each with what is below it; `words`: those above all of that. Returns whether it is one.
    fn add(
        &mut self,
        open: &OpenFences<'_>,
        asked: impl Iterator<Item = usize>,
        row: &[(usize, usize)],
        words: &str,
    ) -> bool {
        let parts: Option<Vec<Part>> = row.iter().map(|&(request, at)| self.part(open, request, at, words)).collect();
        let Some(parts) = parts else { return false };
        self.asked.extend(asked);
        for (&(request, at), part) in row.iter().zip(parts) {
            match part {
                Part::Body => self.bodies.insert(request, at),
                Part::Either if !self.ambiguous.contains_key(&request) => self.ambiguous.insert(request, at),
                Part::Either | Part::Response => {
                    // What is between the two is what is sent.
                    let between = self.ambiguous.remove(&request);
                    self.bodies.extend(between.map(|body| (request, body)));
                    self.responded.insert(request);
                    self.responses.insert(at, request)
                }
            };
        }
        true
    }

    /// What a document of a series is to its request; `None` where it is something else.
    fn part(&self, open: &OpenFences<'_>, request: usize, at: usize, words: &str) -> Option<Part> {
        if self.responded.contains(&request) {
            return None;
        }
        if open.role(at).response().is_some() {
            return Some(Part::Response);
        }
        let lacks_body =
            !self.bodies.contains_key(&request) && open.role(request).request().is_some_and(RequestMessage::lacks_body);
        let (asking, fence) = (open.page.fence(request), open.page.fence(at));
        let own = open.page.label_kind(at);
        let by_heading = part_of_headings(fence, asking.range.start);
        let kind = [own, by_heading, LabelKind::of(words)].into_iter().find(|kind| *kind != LabelKind::Unknown);
        match kind {
            Some(LabelKind::Response) => Some(Part::Response),
            Some(LabelKind::RequestBody | LabelKind::Request) if lacks_body => Some(Part::Body),
            // A request that sends nothing, or shows all that it sends: the body of the response.
            Some(LabelKind::RequestBody) if names_body_alone(open.page.label(at).text) || names_body_alone(words) => {
                Some(Part::Response)
            }
            Some(_) => None,
            None if lacks_body => Some(Part::Either),
            None => Some(Part::Response),
        }
    }
}

/// Whether a fence may be a request of a series.
const fn may_be_request(role: &Role) -> bool {
    matches!(role, Role::Request(_) | Role::BareRoute(_) | Role::Commands(_))
}

/// Whether a fence may be what belongs to a request of a series.
const fn may_be_response(role: &Role) -> bool {
    matches!(role, Role::Response(_) | Role::Json(_) | Role::Text(_))
}

/// Whether a page has two requests without a response between them.
fn has_series(open: &OpenFences<'_>) -> bool {
    let mut last_is_request = false;
    (0..open.count()).map(|at| open.role(at)).filter(|role| may_be_request(role) || may_be_response(role)).any(|role| {
        let both = last_is_request && may_be_request(role);
        last_is_request = may_be_request(role);
        both
    })
}

/// What a document is to the request that it belongs to.
enum Part {
    Body,
    Response,
    /// Its body or the response to it.
    Either,
}

/// A fence in a tab, with the title of the tab and its page offset.
struct InTab<'p> {
    fence: usize,
    title: &'p str,
    title_at: usize,
}

/// The item of a list whose first line is right above a fence in it, with that line: "1. Without a filter".
fn titled_item<'p>(open: &OpenFences<'p>, at: usize) -> Option<InTab<'p>> {
    /// How far, in bytes, the line above is looked for.
    const FAR: usize = 300;
    let range = &open.page.fence(at).range;
    let above = last_bytes(open.page.text().get(..range.start)?, FAR).trim_end_matches([' ', '\t']);
    let line = above.strip_suffix('\n')?.trim_end().rsplit('\n').next()?;
    let title = line.trim_start();
    let rest = title.trim_start_matches(|c: char| c.is_ascii_digit());
    let marks = if rest.len() < title.len() { [". ", ") "].as_slice() } else { ["- ", "* ", "+ "].as_slice() };
    let title = marks.iter().find_map(|mark| rest.strip_prefix(mark))?.trim();
    let title_at = open.page.text()[..range.start].trim_end().len() - title.len();
    (!title.is_empty()).then_some(InTab { fence: at, title, title_at })
}

/// Whether one of some tabs has a title.
fn holds(tabs: &[InTab<'_>], title: &str) -> bool {
    tabs.iter().any(|tab| tab.title == title)
}
