//! The cases that may be needed by a case of another page, found without reading every page.

use std::collections::BTreeSet;
use std::path::Path;

use super::ContractError;
use super::page_cases::page_cases;
use super::read_options::read_options;
use crate::config::Settings;
use crate::contract::Case;
use crate::directive::Expect;
use crate::docs;
use crate::docs::Pages;

/// What a page that captures values has in its text: the word of a directive, and its key.
const MARKS: [&[u8]; 2] = [b"doctrial", b"capture"];

/// The cases that give values, or that are named as steps. Read are the pages that a `[[capture]]` or `[[expect]]` selects, those
/// that have a directive about captures, and all pages where a named step is in none of these.
///
/// # Errors
/// There are no pages, or they cannot be read.
pub fn step_cases(root: &Path, settings: &Settings) -> Result<Vec<Case>, ContractError> {
    let pages = docs::find_pages(root, &settings.include, &settings.exclude)?.within(&settings.docs);
    let cases = cases_of(&pages, settings, |path| is_selected(path, settings) || has_marks(&pages, path));
    let names = names(&cases, settings);
    let is_there = |name: &&String| {
        let is_setup = settings.setups.iter().any(|setup| setup.name == **name);
        is_setup || cases.iter().any(|case| case.name == **name || case.id == **name)
    };
    let cases = if names.iter().all(|name| is_there(&name)) { cases } else { cases_of(&pages, settings, |_| true) };
    let gives = |case: &Case| {
        let by_rule = settings.captures.iter().any(|rule| rule.of.matches(case));
        let by_expect = expects_of_state(settings).any(|expect| expect.cases.matches(case));
        by_rule || by_expect || case.overrides.state.is_some() || names.contains(&case.name) || names.contains(&case.id)
    };
    Ok(cases.into_iter().filter(gives).collect())
}

fn cases_of(pages: &Pages, settings: &Settings, is_read: impl Fn(&str) -> bool) -> Vec<Case> {
    let read = pages.paths.iter().filter(|path| is_read(path));
    let mut pages = docs::scan(&pages.only(read.cloned()), read_options(settings));
    pages.iter_mut().flat_map(page_cases).collect()
}

/// Whether a `[[capture]]` or `[[expect]]` may be about cases of a page; one that names no page may be about those of all.
fn is_selected(path: &str, settings: &Settings) -> bool {
    settings.captures.iter().any(|rule| rule.of.matches_page(path))
        || expects_of_state(settings).any(|expect| expect.cases.matches_page(path))
}

/// Each `[[expect]]` that says what state its cases make, need and take back.
fn expects_of_state(settings: &Settings) -> impl Iterator<Item = &Expect> {
    settings.expect.iter().filter(|expect| expect.is_about_state())
}

fn has_marks(pages: &Pages, path: &str) -> bool {
    let Ok(bytes) = std::fs::read(pages.folder.root.join(path)) else { return false };
    MARKS.iter().all(|mark| memchr::memmem::find(&bytes, mark).is_some())
}

/// The names of steps in directives and settings.
fn names(cases: &[Case], settings: &Settings) -> BTreeSet<String> {
    let states = cases.iter().filter_map(|case| case.overrides.state.as_ref());
    let by_cases = states.flat_map(|state| state.undo.iter().chain(&state.needs).map(|(name, _)| name));
    let by_setups = settings.setups.iter().flat_map(|setup| setup.undo.iter().chain(&setup.needs));
    let by_rules = settings.captures.iter().filter_map(|rule| rule.undo.as_ref());
    let by_expects = settings.expect.iter().flat_map(Expect::steps);
    by_cases.chain(by_setups).chain(by_rules).chain(by_expects).cloned().collect()
}
