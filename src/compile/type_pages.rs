//! The pages on which the types of cases are documented, found without a scan.

use std::collections::{BTreeMap, BTreeSet};

use super::pending_types::{MemberSelection, PendingTypes, short};
use crate::contract::Case;
use crate::docs;
use crate::docs::{DocsError, PageDocs, Pages, ReadLimit, ReadOptions, TypeIndex};

/// Every page that documents a type reachable from `case`, except for the case's own page, in the order of `pages`.
///
/// Reachable are the types named by the case's annotation and bodies, by the page's tables and by the user's own schemas
/// (`own`), and in turn those that their properties name, those they inherit from, and those that inherit from them.
pub(super) fn type_pages(
    pages: &Pages,
    case: &Case,
    page: &PageDocs,
    own: &[&str],
    options: ReadOptions<'_>,
    limit: &ReadLimit,
) -> Result<Vec<PageDocs>, DocsError> {
    let mut pending = PendingTypes::default();
    pending.add_case(case);
    pending.add_page(page, MemberSelection::All);
    for name in own {
        pending.add_name(name);
    }
    if pending.is_empty() {
        return Ok(Vec::new());
    }
    let index = docs::type_index(pages, limit)?;
    Ok(pages_of(pending, pages, &index, BTreeSet::from([page.path.clone()]), options))
}

/// The pages that document pending types, and in turn those that these name; without those `seen` already.
pub(super) fn pages_of(
    mut pending: PendingTypes,
    pages: &Pages,
    index: &TypeIndex,
    mut seen: BTreeSet<String>,
    options: ReadOptions<'_>,
) -> Vec<PageDocs> {
    let type_pages = TypePages::new(index);
    let mut found = Vec::new();
    loop {
        let bases: BTreeSet<String> = pending.take_bases().iter().flat_map(|name| type_pages.alone(name)).collect();
        let mut paths: BTreeSet<String> = pending.take_names().iter().flat_map(|name| type_pages.of(name)).collect();
        paths.extend(bases.iter().cloned());
        paths.retain(|path| !seen.contains(path));
        if paths.is_empty() {
            break;
        }
        // A file that several pages include is read with each of them.
        let read = docs::scan(&pages.only(paths), options);
        for docs in read.into_iter().filter(|docs| seen.insert(docs.path.clone())) {
            pending.add_page(
                &docs,
                if bases.contains(&docs.path) { MemberSelection::Documented } else { MemberSelection::Shown },
            );
            found.push(docs);
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// The pages that document a name.
struct TypePages<'i> {
    index: &'i TypeIndex,
    /// Pages of a type by its last segment in lower case.
    types: BTreeMap<String, BTreeSet<&'i str>>,
    /// Pages of the types that derive from a type.
    derived: BTreeMap<String, BTreeSet<&'i str>>,
}

impl<'i> TypePages<'i> {
    fn new(index: &'i TypeIndex) -> Self {
        let (mut types, mut derived): (BTreeMap<_, BTreeSet<_>>, BTreeMap<_, BTreeSet<_>>) = Default::default();
        for entry in &index.types {
            types.entry(short(&entry.name)).or_default().insert(entry.page.as_str());
        }
        let named = index.types.iter().rev();
        let bases = named.map(|entry| (short(&entry.name), entry.base.as_deref().map(short))).collect();
        for entry in &index.types {
            for base in lineage(&bases, entry) {
                derived.entry(base).or_default().insert(entry.page.as_str());
            }
        }
        Self { index, types, derived }
    }

    /// Those of the type of that name and of its derived types, else those of an enum.
    fn of(&self, name: &str) -> Vec<String> {
        let derived = self.derived.get(name).into_iter().flatten().map(|page| (*page).to_owned());
        self.alone(name).into_iter().chain(derived).collect()
    }

    /// Those of the type of that name, else those of an enum.
    fn alone(&self, name: &str) -> Vec<String> {
        match self.types.get(name) {
            Some(pages) => pages.iter().map(|page| (*page).to_owned()).collect(),
            None if self.derived.contains_key(name) => Vec::new(),
            None => self.index.enum_pages(name).map(str::to_owned).collect(),
        }
    }
}

/// How many types a type may inherit from, one through the other.
const MOST_BASES: usize = 64;

/// The short names of everything that a type inherits from; ends where a chain is a cycle.
fn lineage(bases: &BTreeMap<String, Option<String>>, entry: &docs::TypeEntry) -> Vec<String> {
    let mut line: Vec<String> = Vec::new();
    let mut base = entry.base.as_deref().map(short);
    while let Some(name) = base.filter(|name| line.len() < MOST_BASES && !line.contains(name)) {
        base = bases.get(&name).cloned().flatten();
        line.push(name);
    }
    line
}
