//! Creations, and the cases whose URL continues theirs by one segment: the id of what was made.

use std::collections::{BTreeMap, BTreeSet};

use super::member::id_member;
use crate::contract::Case;
use crate::http::status::is_success;
use crate::http::url_template::{Piece, TemplateText, UrlTemplate, alternatives, normalized};

/// A capture that would make cases run, with what it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The id of the case that creates.
    pub of: String,
    /// The variable.
    pub variable: String,
    /// Where in the response its value is, in TOML.
    pub source: String,
    /// The URLs of the cases that take the value, where the variable's name alone does not tell.
    pub urls: Option<String>,
    /// The id of the case that deletes what was made.
    pub undo: Option<String>,
    /// Ids that the docs show instead of a placeholder, each with the segment of the path before it.
    pub literals: Vec<ShownId>,
    /// How many cases take the value.
    pub cases: usize,
}

/// An id that the docs show instead of a placeholder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ShownId {
    /// The id.
    pub text: String,
    /// The segment of the path before it, in the URLs that show it.
    pub after: Option<String>,
}

/// The path of a documented URL, segment by segment, placeholders without their names.
type Path = Vec<String>;

/// Proposals for the cases that `is_open` says lack a value, the most useful first.
pub fn propose(cases: &[Case], is_open: &dyn Fn(&Case) -> bool) -> Vec<Proposal> {
    let paths: Vec<(Path, UrlTemplate)> = cases.iter().map(path).collect();
    let creations = creations(cases, &paths);
    let mut items: BTreeMap<&Path, BTreeMap<String, Vec<usize>>> = BTreeMap::new();
    let found = paths.iter().enumerate().filter(|(at, _)| !is_about_nothing(&cases[*at]));
    for (at, (path, template)) in found {
        for length in 0..path.len() {
            let Some((collection, _)) = creations.get_key_value(&path[..length]) else { continue };
            let name = item_name(&template.segments[length], collection);
            items.entry(collection).or_default().entry(name).or_default().push(at);
        }
    }
    let mut used: BTreeMap<String, BTreeSet<&Path>> = BTreeMap::new();
    for (collection, names) in &items {
        for name in names.keys() {
            used.entry(normalized(name)).or_default().insert(collection);
        }
    }
    let mut proposals = Vec::new();
    for (collection, names) in &items {
        for (variable, taking) in names {
            let creation = &cases[creations[*collection]];
            let is_ambiguous = used.get(&normalized(variable)).is_some_and(|collections| collections.len() > 1);
            let taken = ProposedId { cases, paths: &paths, collection, variable, taking, creation, is_ambiguous };
            proposals.extend(taken.proposal(is_open));
        }
    }
    proposals.sort_by(|a, b| b.cases.cmp(&a.cases).then_with(|| a.of.cmp(&b.of)));
    proposals
}

/// Whether a case shows what comes where nothing is: its id is one that must not exist.
fn is_about_nothing(case: &Case) -> bool {
    matches!(case.expectation.status.representative(), 404 | 410)
}

/// The successful creations, by path: `POST /parcels`.
fn creations(cases: &[Case], paths: &[(Path, UrlTemplate)]) -> BTreeMap<Path, usize> {
    let mut found = BTreeMap::new();
    for (at, case) in cases.iter().enumerate() {
        let succeeds = is_success(case.expectation.status.representative());
        if case.request.method.eq_ignore_ascii_case("POST") && succeeds && case.skip.is_none() && !case.step {
            found.entry(paths[at].0.clone()).or_insert(at);
        }
    }
    found
}

fn path(case: &Case) -> (Path, UrlTemplate) {
    let template = UrlTemplate::parse(&case.request.url);
    let segment = |segment: &TemplateText| {
        segment
            .pieces()
            .iter()
            .map(|piece| if matches!(piece, Piece::Literal(_)) { piece.text() } else { "{}" })
            .collect()
    };
    (template.segments.iter().map(segment).collect(), template)
}

/// The variable that a segment is, or that stands for the literal in it: `{parcel-id}`, `PK-1001` below `parcels`; empty for a
/// word.
fn item_name(segment: &TemplateText, collection: &Path) -> String {
    match segment.pieces() {
        [Piece::Placeholder { name, .. }] => alternatives(name).next().unwrap_or(name).to_owned(),
        [Piece::Literal(text)] if looks_like_id(text) => {
            let plural = collection.last().map_or("item", String::as_str);
            format!("{}-id", plural.strip_suffix('s').unwrap_or(plural))
        }
        _ => String::new(),
    }
}

/// Whether a literal segment looks like a value rather than a word of the API: it has a digit, and is not a version.
fn looks_like_id(text: &str) -> bool {
    let is_version = text.strip_prefix('v').is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit() || c == '.'));
    text.chars().any(|c| c.is_ascii_digit()) && !is_version && !text.contains(['(', '$'])
}

/// The id that a creation gives, and the cases that take it.
struct ProposedId<'c> {
    cases: &'c [Case],
    paths: &'c [(Path, UrlTemplate)],
    collection: &'c Path,
    variable: &'c str,
    taking: &'c [usize],
    creation: &'c Case,
    is_ambiguous: bool,
}

impl ProposedId<'_> {
    fn proposal(&self, is_open: &dyn Fn(&Case) -> bool) -> Option<Proposal> {
        let Self { cases, variable, taking, creation, .. } = *self;
        if variable.is_empty() {
            return None;
        }
        let member = id_member(creation, variable)?;
        let literals = self.literals(member.shown.as_deref());
        let open: Vec<usize> = taking.iter().copied().filter(|at| is_open(&cases[*at])).collect();
        if open.is_empty() && literals.is_empty() {
            return None;
        }
        let item = self.collection.len() + 1;
        let deletes =
            |at: &&usize| self.paths[**at].0.len() == item && cases[**at].request.method.eq_ignore_ascii_case("DELETE");
        Some(Proposal {
            of: creation.id.clone(),
            variable: variable.to_owned(),
            source: member.source,
            urls: self.is_ambiguous.then(|| self.urls()),
            undo: taking.iter().find(deletes).map(|at| cases[*at].id.clone()),
            cases: open.len().max(if literals.is_empty() { 0 } else { taking.len() }),
            literals,
        })
    }

    /// The ids that the cases show.
    fn literals(&self, shown: Option<&str>) -> Vec<ShownId> {
        let after = self.collection.last().filter(|name| !name.contains(['{', '}']));
        let segment = |at: &usize| match self.paths[*at].1.segments[self.collection.len()].pieces() {
            [Piece::Literal(text)] => Some(ShownId { text: text.clone(), after: after.cloned() }),
            _ => None,
        };
        let mut literals: BTreeSet<ShownId> = self.taking.iter().filter_map(segment).collect();
        let of_response = shown.filter(|shown| looks_like_id(shown) && !literals.is_empty());
        if let Some(text) = of_response.filter(|text| !literals.iter().any(|known| known.text == **text)) {
            literals.insert(ShownId { text: text.to_owned(), after: None });
        }
        literals.into_iter().collect()
    }

    /// A glob over the URLs below the collection.
    fn urls(&self) -> String {
        let template = UrlTemplate::parse(&self.creation.request.url);
        format!("{}/**", template.path())
    }
}
