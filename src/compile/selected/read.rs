//! Which pages are read for a selection: the selected ones, and those that findings about them depend on.

use std::collections::{BTreeMap, BTreeSet};

use super::hosts::KnownHosts;
use super::marks::{Marked, Marks};
use super::names::KnownNames;
use crate::compile::lint::host_and_version;
use crate::compile::page_cases::page_cases;
use crate::compile::pending_types::PendingTypes;
use crate::compile::read_options;
use crate::compile::type_pages::pages_of;
use crate::config::Settings;
use crate::contract::Case;
use crate::directive::Expect;
use crate::docs;
use crate::docs::{DocsError, PageDocs, Pages, ReadLimit, ReadOptions};
use crate::schema::SchemaSet;

/// How many pages are read at most to know that a version is not odd.
const MOST_COMPARED: usize = 200;

/// The selected pages, and those that findings about them depend on: pages that document their types, that use a name of
/// theirs, that send requests to the same hosts. `None` where that takes all pages. `own`: the user's own schemas.
///
/// # Errors
/// The pages cannot be searched.
pub fn read_selected(pages: &Pages, settings: &Settings, own: &SchemaSet) -> Result<Option<Vec<PageDocs>>, DocsError> {
    let Some(selected) = &pages.selected else { return Ok(None) };
    let has_state = !(settings.captures.is_empty() && settings.setups.is_empty() && settings.literals.is_empty())
        || settings.expect.iter().any(Expect::is_about_state);
    if has_state || !settings.scenarios.is_empty() {
        return Ok(None);
    }
    let options = read_options(settings);
    let of_selection = pages.only(selected.iter().cloned());
    let read = docs::scan(&of_selection, options);
    let cases: Vec<Case> = read.iter().flat_map(|page| page_cases(&mut page.clone())).collect();
    let known = KnownNames::of(&cases).zip(KnownHosts::of(&cases));
    let Some((names, hosts)) = known.filter(|_| cases.iter().all(|case| case.overrides.state.is_none())) else {
        return Ok(None);
    };
    let marks = Marks::new(names, hosts);
    let (index, marked) = docs::type_index_with(pages, &ReadLimit::default(), |page| marks.search(page))?;
    if marked.iter().any(|page| page.captures || page.hosts.has_typo) {
        return Ok(None);
    }
    let pending = pending_types(&cases, &read, own);
    let mut related = Related { pages, options, read };
    let types = pages_of(pending, pages, &index, related.paths(), options);
    related.read.extend(types);
    related.add(pages.paths.iter().zip(&marked).filter(|(_, page)| page.has_name).map(|(path, _)| path));
    let is_usual = related.add_compared(&cases, &marked);
    related.read.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(is_usual.then_some(related.read))
}

/// The types that findings about these pages depend on.
fn pending_types(cases: &[Case], pages: &[PageDocs], own: &SchemaSet) -> PendingTypes {
    let mut pending = PendingTypes::by_shown_members();
    for case in cases {
        pending.add_case(case);
    }
    for page in pages {
        pending.add_selected_page(page);
    }
    for name in own.referred_elsewhere() {
        pending.add_name(name);
    }
    pending
}

/// What was read so far.
struct Related<'p> {
    pages: &'p Pages,
    options: ReadOptions<'p>,
    read: Vec<PageDocs>,
}

impl Related<'_> {
    fn paths(&self) -> BTreeSet<String> {
        self.read.iter().map(|page| page.path.clone()).collect()
    }

    fn add<'a>(&mut self, paths: impl Iterator<Item = &'a String>) {
        let mut known = self.paths();
        let fresh = paths.filter(|path| !known.contains(*path)).cloned();
        let read = docs::scan(&self.pages.only(fresh), self.options);
        // A file that several pages include is read with each of them.
        self.read.extend(read.into_iter().filter(|page| known.insert(page.path.clone())));
    }

    /// Adds pages until enough requests are known to go to the versions that the selected ones go to: no other version can then
    /// be the usual one, of which there are nine in ten requests. Whether that is so.
    fn add_compared(&mut self, cases: &[Case], marked: &[Marked]) -> bool {
        let used: BTreeSet<(String, String)> =
            cases.iter().filter_map(|case| host_and_version(&case.request.url)).collect();
        used.iter().all(|(origin, version)| {
            let host = origin.rsplit("://").next().unwrap_or_default();
            let needed = most_of_another(host, version, marked) / 9 + 1;
            if needed == 1 {
                return true;
            }
            let own = (host.to_owned(), version.clone());
            let has_own = |page: &Marked| page.hosts.versions.contains_key(&own);
            let known = self.paths();
            let others =
                self.pages.paths.iter().zip(marked).filter(|(path, page)| has_own(page) && !known.contains(*path));
            let mut others = others.map(|(path, _)| path).take(MOST_COMPARED);
            loop {
                let missing = needed.saturating_sub(self.requests(origin, version));
                let more: Vec<&String> = others.by_ref().take(missing).collect();
                if more.is_empty() {
                    return missing == 0;
                }
                self.add(more.into_iter());
            }
        })
    }

    /// How many requests, read so far, go to a version.
    fn requests(&self, origin: &str, version: &str) -> usize {
        let examples = self.read.iter().flat_map(|page| page.examples.iter().chain(&page.steps));
        let urls = examples.map(|example| (&example.page, example.request.line, &example.request.url));
        let goes_there = |url: &str| host_and_version(url).is_some_and(|(o, v)| o == origin && v == version);
        urls.filter(|(.., url)| goes_there(url)).map(|(page, line, _)| (page, line)).collect::<BTreeSet<_>>().len()
    }
}

/// How often the most frequent of the other versions appears with a host, in requests or elsewhere.
fn most_of_another(host: &str, version: &str, marked: &[Marked]) -> usize {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for ((of, other), count) in marked.iter().flat_map(|page| &page.hosts.versions) {
        if of == host && other != version {
            *counts.entry(other).or_default() += count;
        }
    }
    counts.into_values().max().unwrap_or_default()
}
