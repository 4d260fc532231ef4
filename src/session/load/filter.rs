//! One kind of filter: what is asked for, how a case fits it, and what there would be to ask for.

use std::collections::BTreeSet;

use globset::GlobMatcher;

use super::case_matcher::glob;
use crate::contract::Case;
use crate::finding::suggest::{similar, similarity};
use crate::session::Selection;

/// A kind of filter with the values asked for; within it any value may hold.
pub(crate) struct Filter<'s> {
    /// As on the command line: `--method`.
    pub(crate) flag: &'static str,
    wanted: Vec<PendingTypes<'s>>,
    /// What a case has that this filter looks at.
    has: fn(&Case) -> Vec<String>,
}

struct PendingTypes<'s> {
    text: String,
    fits: Box<dyn Fn(&Case) -> bool + 's>,
}

impl<'s> Filter<'s> {
    fn new<T: ToString>(
        flag: &'static str,
        values: &'s [T],
        has: fn(&Case) -> Vec<String>,
        fits: impl Fn(&'s T) -> Box<dyn Fn(&Case) -> bool + 's>,
    ) -> Self {
        let wanted = values.iter().map(|value| PendingTypes { text: value.to_string(), fits: fits(value) }).collect();
        Self { flag, wanted, has }
    }

    /// Whether a case fits; every case does where nothing is asked for.
    pub(crate) fn fits(&self, case: &Case) -> bool {
        self.wanted.is_empty() || self.wanted.iter().any(|wanted| (wanted.fits)(case))
    }

    /// Whether something is asked for.
    pub(crate) fn is_set(&self) -> bool {
        !self.wanted.is_empty()
    }

    /// Each value that no case fits, with what is near.
    pub(crate) fn idle(&self, cases: &[Case]) -> Vec<String> {
        let idle = self.wanted.iter().filter(|wanted| !cases.iter().any(|case| (wanted.fits)(case)));
        idle.map(|wanted| format!("`{}` fits no case{}", self.written(wanted), self.near(&wanted.text, cases)))
            .collect()
    }

    /// As written: `--method GTE`; a filter word has no flag.
    fn written(&self, wanted: &PendingTypes<'_>) -> String {
        if self.flag.is_empty() { wanted.text.clone() } else { format!("{} {}", self.flag, wanted.text) }
    }

    /// As written, all values.
    pub(crate) fn all_written(&self) -> String {
        self.wanted.iter().map(|wanted| self.written(wanted)).collect::<Vec<_>>().join(" ")
    }

    fn near(&self, text: &str, cases: &[Case]) -> String {
        const FEW: usize = 8;
        const SHOWN: usize = 5;
        let there: BTreeSet<String> = cases.iter().flat_map(self.has).collect();
        if there.is_empty() {
            return "; no case has any".to_owned();
        }
        let few = there.len() <= FEW && there.iter().all(|value| value.len() < 20);
        if few {
            return format!("; there are: {}", there.into_iter().collect::<Vec<_>>().join(", "));
        }
        let mut near = similar(there, |value| similarity_of_parts(value, text));
        near.truncate(SHOWN);
        if near.is_empty() { String::new() } else { format!("; near are:\n    {}", near.join("\n    ")) }
    }
}

/// How similar a text is to a value, or to the nearest of its parts (an id's page, heading and name).
fn similarity_of_parts(value: &str, text: &str) -> f64 {
    let parts = value.split("::").chain([value]);
    parts.map(|part| similarity(part, text)).fold(0.0, f64::max)
}

/// Filters over what a case itself says, those over pages first.
pub(crate) fn filters(selection: &Selection) -> Vec<Filter<'_>> {
    vec![
        Filter::new(
            "--page",
            &selection.pages,
            |case| vec![case.page.clone()],
            |wanted| {
                let glob = glob(wanted);
                Box::new(move |case| fits_page(wanted, glob.as_ref(), &case.page))
            },
        ),
        Filter::new(
            "",
            &selection.filters,
            |case| vec![case.id.clone()],
            |wanted| Box::new(move |case| names(case, wanted, selection)),
        ),
        Filter::new(
            "--name",
            &selection.names,
            |case| vec![case.name.clone()],
            |wanted| {
                let glob = glob(&wanted.to_lowercase());
                Box::new(move |case| {
                    let name = case.name.to_lowercase();
                    name == wanted.to_lowercase() || glob.as_ref().is_some_and(|glob| glob.is_match(&name))
                })
            },
        ),
        Filter::new(
            "--method",
            &selection.methods,
            |case| vec![case.request.method.to_uppercase()],
            |wanted| Box::new(move |case| wanted.eq_ignore_ascii_case(&case.request.method)),
        ),
        Filter::new(
            "--url",
            &selection.urls,
            |case| vec![case.request.url.clone()],
            |wanted| {
                let glob = glob(wanted);
                Box::new(move |case| glob.as_ref().is_some_and(|glob| fits_url(glob, &case.request.url)))
            },
        ),
        Filter::new(
            "--status",
            &selection.statuses,
            |case| vec![case.expectation.status.to_string()],
            |wanted| Box::new(move |case| case.expectation.status.overlaps(*wanted)),
        ),
        Filter::new(
            "--tag",
            &selection.tags,
            |case| case.tags.clone(),
            |wanted| Box::new(move |case| case.tags.iter().any(|tag| tag.eq_ignore_ascii_case(wanted))),
        ),
        Filter::new(
            "--scope",
            &selection.scopes,
            |case| case.scopes.clone(),
            |wanted| Box::new(move |case| case.scopes.iter().any(|scope| scope.eq_ignore_ascii_case(wanted))),
        ),
        Filter::new(
            "--dialect",
            &selection.dialects,
            |case| vec![case.dialect.to_string()],
            |wanted| Box::new(move |case| case.dialect == *wanted),
        ),
    ]
}

/// Text in the id or the heading; a whole id where ids are wanted whole.
pub(crate) fn names(case: &Case, wanted: &str, selection: &Selection) -> bool {
    if selection.exact {
        return case.id == wanted;
    }
    let in_heading = || case.heading.to_lowercase().contains(&wanted.to_lowercase());
    case.id.contains(wanted) || (!selection.ids_only && in_heading())
}

/// A page's path, whole or as a glob; a folder stands for the pages in it.
pub(crate) fn fits_page(wanted: &str, glob: Option<&GlobMatcher>, page: &str) -> bool {
    let folder = wanted.strip_suffix('/').unwrap_or(wanted);
    let inside = page.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    inside || glob.is_some_and(|glob| glob.is_match(page))
}

/// The whole documented URL, or its path alone.
fn fits_url(glob: &GlobMatcher, url: &str) -> bool {
    let path = url.split_once("://").map_or(Some(0), |(scheme, rest)| Some(scheme.len() + 3 + rest.find('/')?));
    let path = path.map(|at| url[at..].split(['?', '#']).next().unwrap_or_default());
    glob.is_match(url) || path.is_some_and(|path| glob.is_match(path))
}
