//! Routes that are named more than once: by a request, a command or another route.

use std::collections::{BTreeSet, HashMap};

use super::bare_json::{BareJson, Reader};
use super::pair::Pair;
use crate::docs::messages::paths::path_of;
use crate::docs::outline::open_fences::OpenFences;
use crate::docs::outline::role::Role;

impl Reader<'_, '_> {
    /// Whether a route only names once more what the request right above it says.
    pub(super) fn repeats(&self, at: usize) -> bool {
        let above = self.open.message_above(at).filter(|_| self.open.role(at).is_named_route());
        above.is_some_and(|above| {
            matches!(self.open.role(above), Role::Request(_))
                && self.fence(above).section == self.fence(at).section
                && self.names_same_route(above, at)
                || self.is_label_of_response(above, at)
        }) || self.is_called_above(at)
    }

    /// Whether a URL with a host is that of a command above it in the section, and only shown once more.
    pub(super) fn is_called_above(&self, at: usize) -> bool {
        /// How many fences above are looked at.
        const MOST: usize = 4;
        let Role::NamedRoute { message, .. } = self.open.role(at) else { return false };
        let (page, url) = (self.open.page, message.line.url.as_str());
        let section = self.fence(at).section;
        let mut above = (at.saturating_sub(MOST)..at).rev().take_while(|&above| self.fence(above).section == section);
        let calls = |above: usize| {
            let fence = page.fence(above);
            let end =
                |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '?' | '-' | '_'));
            fence.role.holds_commands() && fence.text.text().split(url).skip(1).any(end)
        };
        message.line.has_host() && above.any(calls)
    }

    /// Whether a route in prose is the last item of a list of routes.
    pub(super) fn is_listed(&self, at: usize) -> bool {
        let Some(above) = at.checked_sub(1).filter(|above| self.is_prose_route(*above) && self.is_prose_route(at))
        else {
            return false;
        };
        let between = self.open.page.text().get(self.fence(above).range.end..self.fence(at).range.start);
        let item = between.and_then(|words| words.split_once('\n')).map(|(_, line)| line.trim_start());
        item.is_some_and(|line| line.starts_with(['-', '*', '+']) && !line.contains('\n'))
    }
}

impl BareJson {
    /// Forgets the pairs of a route that is named twice above its response, but for one: that with a body, else with a host, else the first.
    pub(super) fn forget_repeated(&mut self, open: &OpenFences<'_>) {
        let line = |at: usize| match open.role(at) {
            Role::NamedRoute { message, leads: true } => {
                let url = &message.line.url;
                let (_, query) = url.split_once('?').unwrap_or_default();
                Some((message.line.method, path_of(url).trim_end_matches('/'), query))
            }
            _ => None,
        };
        let with_body: BTreeSet<usize> = self.bodies.iter().map(|(request, _)| *request).collect();
        let has_host = |at: usize| open.role(at).request().is_some_and(|message| message.line.has_host());
        let rank = |at: usize| (with_body.contains(&at), has_host(at));
        let mut kept: HashMap<_, Pair> = HashMap::new();
        for pair in &self.pairs {
            let Some(line) = line(pair.request) else { continue };
            let known = kept.entry((pair.response, line)).or_insert(*pair);
            if rank(pair.request) > rank(known.request) {
                *known = *pair;
            }
        }
        let is_kept =
            |pair: &Pair| line(pair.request).is_none_or(|line| kept.get(&(pair.response, line)) == Some(pair));
        self.pairs.retain(is_kept);
    }
}
