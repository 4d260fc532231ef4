//! Documents above their route: pages for two columns show the response at the top of a section, and name the route below.

use std::collections::BTreeSet;

use super::bare_json::BareJson;
use super::pair::Pair;
use crate::docs::messages::skeleton;
use crate::docs::outline::open_fences::OpenFences;
use crate::docs::outline::role::Role;
use crate::docs::wording::{LabelKind, announces_example};

/// Pairs each document that is right below the heading of a section, and is the response to nothing else, with the route that the section
/// names further down; of several forms of the route with that called an example.
pub(super) fn find(open: &OpenFences<'_>, found: &mut BareJson) {
    let ambiguous = found.ambiguous.iter().map(|(_, document)| *document);
    let used: BTreeSet<usize> = found.pairs.iter().map(|pair| pair.response).chain(ambiguous).collect();
    let responded: BTreeSet<usize> = found.pairs.iter().map(|pair| pair.request).collect();
    for document in (0..open.count()).filter(|at| is_at_top(open, *at) && !used.contains(at)) {
        let route = route_below(open, document).filter(|route| !responded.contains(route));
        found.pairs.extend(route.map(|request| Pair { request, response: document }));
    }
}

/// Whether a fence is a document with values, the first below a heading, that nothing calls by another name.
fn is_at_top(open: &OpenFences<'_>, at: usize) -> bool {
    let Role::Json(body) = open.role(at) else { return false };
    let fence = open.page.fence(at);
    fence.follows_heading
        && fence.annotation.is_none()
        && open.page.label_kind(at) == LabelKind::Unknown
        && skeleton::has_values(body)
}

/// The route that the rest of the section names, where it shows nothing else of an exchange.
fn route_below(open: &OpenFences<'_>, document: usize) -> Option<usize> {
    let page = open.page;
    let fence = page.fence(document);
    let mut below = page.outline.headings_between(fence.range.start, page.text().len()).iter();
    let end =
        below.find(|heading| heading.level <= fence.heading_level()).map_or(page.text().len(), |next| next.offset);
    let mut routes: Vec<usize> = Vec::new();
    for at in (document + 1..open.count()).take_while(|&at| page.fence(at).range.start < end) {
        match open.role(at) {
            role if role.is_leading_route() => routes.push(at),
            Role::NamedRoute { .. } | Role::Other | Role::Text(_) => {}
            _ => return None,
        }
    }
    let is_example = |at: &&usize| announces_example(page.fence(**at).heading());
    let first = routes.first()?;
    let method = |at: usize| open.role(at).request().map(|message| message.line.method);
    let same = routes.iter().all(|&at| method(at) == method(*first));
    let below_heading = page.fence(*first).section != fence.section;
    (same && below_heading).then(|| *routes.iter().find(is_example).unwrap_or(first))
}
