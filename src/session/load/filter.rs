//! One kind of filter: the values given, which cases match them, and which values there are.

use std::collections::BTreeSet;
use std::path::Path;

use super::Selection;
use crate::contract::Case;
use crate::finding::suggest::{similar, similarity};

/// The message about a second file or folder on the command line.
const ONE_SOURCE: &str = ": only the first word names docs, this one was taken as a filter of their cases; name the folder of both, and \
                          the pages with `--page`";

/// A kind of filter with the values given. A case matches if it matches any of them.
pub(super) struct Filter<'s> {
    /// As on the command line: `--method`; empty for a filter without a flag.
    pub(super) flag: &'static str,
    values: Vec<Value<'s>>,
    /// The values of a case that this filter compares with.
    has: fn(&Case) -> Vec<String>,
}

struct Value<'s> {
    text: String,
    matches: Box<dyn Fn(&Case) -> bool + 's>,
}

impl<'s> Filter<'s> {
    fn new<T: ToString>(
        flag: &'static str,
        values: &'s [T],
        has: fn(&Case) -> Vec<String>,
        matches: impl Fn(&'s T, &Case) -> bool + Copy + 's,
    ) -> Self {
        let value =
            |value: &'s T| Value { text: value.to_string(), matches: Box::new(move |case| matches(value, case)) };
        Self { flag, values: values.iter().map(value).collect(), has }
    }

    /// Whether a case matches; every case does if no value is given.
    pub(super) fn matches(&self, case: &Case) -> bool {
        self.values.is_empty() || self.values.iter().any(|value| (value.matches)(case))
    }

    /// Whether a value is given.
    pub(super) fn is_set(&self) -> bool {
        !self.values.is_empty()
    }

    /// A sentence for each value that no case matches, with similar ones.
    pub(super) fn unmatched(&self, cases: &[Case]) -> Vec<String> {
        let unmatched = self.values.iter().filter(|value| !cases.iter().any(|case| (value.matches)(case)));
        let sentence = |value: &Value<'_>| {
            let why = if self.is_path(value) { ONE_SOURCE.to_owned() } else { self.similar(value, cases) };
            format!("no case matches `{}`{why}", self.written(value))
        };
        unmatched.map(sentence).collect()
    }

    /// Whether a word without a flag exists as a file or folder, so that it was meant as further docs.
    fn is_path(&self, value: &Value<'_>) -> bool {
        self.flag.is_empty() && value.text.contains(['/', '.']) && Path::new(&value.text).exists()
    }

    /// As on the command line: `--method GTE`.
    fn written(&self, value: &Value<'_>) -> String {
        if self.flag.is_empty() { value.text.clone() } else { format!("{} {}", self.flag, value.text) }
    }

    /// As on the command line, all values.
    pub(super) fn all_written(&self) -> String {
        self.values.iter().map(|value| self.written(value)).collect::<Vec<_>>().join(" ")
    }

    fn similar(&self, value: &Value<'_>, cases: &[Case]) -> String {
        const FEW: usize = 8;
        const SHORT: usize = 20;
        const SHOWN: usize = 5;
        let known: BTreeSet<String> = cases.iter().flat_map(self.has).collect();
        if known.is_empty() {
            return "; no case has any".to_owned();
        }
        if known.len() <= FEW && known.iter().all(|known| known.len() < SHORT) {
            return format!("; there are: {}", known.into_iter().collect::<Vec<_>>().join(", "));
        }
        let mut similar = similar(known, |known| similarity_of_parts(known, &value.text));
        similar.truncate(SHOWN);
        if similar.is_empty() { String::new() } else { format!("; similar ones:\n    {}", similar.join("\n    ")) }
    }
}

/// How similar a text is to a value, or to the nearest of its parts (an id's page, heading and name).
fn similarity_of_parts(value: &str, text: &str) -> f64 {
    let parts = value.split("::").chain([value]);
    parts.map(|part| similarity(part, text)).fold(0.0, f64::max)
}

/// Filters over the properties of a case, those over pages first.
pub(super) fn filters(selection: &Selection) -> Vec<Filter<'_>> {
    vec![
        Filter::new(
            "--page",
            &selection.pages,
            |case| vec![case.page.clone()],
            |glob, case| glob.matches_page(&case.page),
        ),
        Filter::new(
            "",
            &selection.filters,
            |case| vec![case.id.clone()],
            |text, case| matches_text(case, text, selection),
        ),
        Filter::new("--name", &selection.names, |case| vec![case.name.clone()], |glob, case| glob.is_match(&case.name)),
        Filter::new(
            "--method",
            &selection.methods,
            |case| vec![case.request.method.to_uppercase()],
            |method, case| method.eq_ignore_ascii_case(&case.request.method),
        ),
        Filter::new(
            "--url",
            &selection.urls,
            |case| vec![case.request.url.clone()],
            |glob, case| glob.matches_url(&case.request.url),
        ),
        Filter::new(
            "--status",
            &selection.statuses,
            |case| vec![case.expectation.status.to_string()],
            |status, case| case.expectation.status.overlaps(*status),
        ),
        Filter::new(
            "--tag",
            &selection.tags,
            |case| case.tags.clone(),
            |tag, case| case.tags.iter().any(|known| known.eq_ignore_ascii_case(tag)),
        ),
        Filter::new(
            "--scope",
            &selection.scopes,
            |case| case.scopes.clone(),
            |scope, case| case.scopes.iter().any(|known| known.eq_ignore_ascii_case(scope)),
        ),
        Filter::new(
            "--dialect",
            &selection.dialects,
            |case| vec![case.dialect.to_string()],
            |dialect, case| case.dialect == *dialect,
        ),
    ]
}

/// Text in the id or the heading; the whole id with `--exact`.
pub(super) fn matches_text(case: &Case, text: &str, selection: &Selection) -> bool {
    if selection.exact {
        return case.id == text;
    }
    let in_heading = || case.heading.to_lowercase().contains(&text.to_lowercase());
    case.id.contains(text) || (!selection.ids_only && in_heading())
}
