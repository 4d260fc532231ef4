//! The pages on which the types of one case are documented, found without a scan.

use std::collections::{BTreeMap, BTreeSet};

use crate::contract::{Case, DocumentedBody, Property};
use crate::docs;
use crate::docs::{DocsError, PageDocs, Pages, ReadLimit, ReadOptions, TypeIndex};
use crate::json::{Node, Value};
use crate::notation::is_type_word;

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
    pending.case(case, page);
    for name in own {
        pending.name(name);
    }
    if pending.names.is_empty() {
        return Ok(Vec::new());
    }
    let index = docs::type_index(pages, limit)?;
    let type_pages = TypePages::new(&index);
    let (mut found, mut seen) = (Vec::new(), BTreeSet::from([page.path.clone()]));
    let mut open = std::mem::take(&mut pending.names);
    let mut asked = BTreeSet::new();
    while !open.is_empty() {
        let fresh = open.into_iter().filter(|name| asked.insert(name.clone()));
        let paths: BTreeSet<String> =
            fresh.flat_map(|name| type_pages.of(&name)).filter(|path| seen.insert(path.clone())).collect();
        for docs in docs::scan(&pages.only(paths), options) {
            pending.page(&docs);
            found.push(docs);
        }
        open = std::mem::take(&mut pending.names);
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

/// The pages that document a name.
struct TypePages<'i> {
    index: &'i TypeIndex,
    /// Pages of a type by its last segment in lower case; of its bases and of what derives from it, too.
    types: BTreeMap<String, BTreeSet<&'i str>>,
}

impl<'i> TypePages<'i> {
    fn new(index: &'i TypeIndex) -> Self {
        let mut types: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for entry in &index.types {
            types.entry(short(&entry.name)).or_default().insert(&entry.page);
        }
        let named = index.types.iter().rev();
        let bases = named.map(|entry| (short(&entry.name), entry.base.as_deref().map(short))).collect();
        for entry in &index.types {
            for base in lineage(&bases, entry) {
                types.entry(base).or_default().insert(&entry.page);
            }
        }
        Self { index, types }
    }

    fn of(&self, name: &str) -> Vec<String> {
        match self.types.get(name) {
            Some(pages) => pages.iter().map(|page| (*page).to_owned()).collect(),
            None => self.index.enum_pages(name).map(str::to_owned).collect(),
        }
    }
}

/// How many types a type may inherit from, one through the other.
const MOST_BASES: usize = 64;

/// The short names of all that a type inherits from; ends where a chain is a cycle.
fn lineage(bases: &BTreeMap<String, Option<String>>, entry: &docs::TypeEntry) -> Vec<String> {
    let mut line: Vec<String> = Vec::new();
    let mut base = entry.base.as_deref().map(short);
    while let Some(name) = base.filter(|name| line.len() < MOST_BASES && !line.contains(name)) {
        base = bases.get(&name).cloned().flatten();
        line.push(name);
    }
    line
}

/// `#microsoft.graph.user` -> `user`
fn short(name: &str) -> String {
    name.rsplit(['.', '#']).next().unwrap_or(name).to_lowercase()
}

/// Names of types that are still to be looked up, short.
#[derive(Default)]
struct PendingTypes {
    names: BTreeSet<String>,
}

impl PendingTypes {
    fn name(&mut self, name: &str) {
        let name = short(name.trim_end_matches(')'));
        if name.len() > 2 && !is_type_word(&name) && name != "collection" {
            self.names.insert(name);
        }
    }

    fn case(&mut self, case: &Case, page: &PageDocs) {
        for expectation in std::iter::once(&case.expectation).chain(&case.alternatives) {
            expectation.facts.type_name.iter().for_each(|name| self.name(name));
            expectation.body.iter().for_each(|body| self.body(body));
        }
        case.request.body.iter().for_each(|body| self.body(body));
        self.page(page);
    }

    fn page(&mut self, page: &PageDocs) {
        for resource in &page.resources {
            self.body(&resource.body);
            let bases = [&resource.base_type, &resource.prose_base];
            bases.into_iter().flatten().for_each(|name| self.name(name));
            resource.properties.iter().for_each(|row| self.row(row));
        }
        page.properties.iter().for_each(|row| self.row(row));
    }

    fn row(&mut self, row: &Property) {
        let words = row.type_text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '_' | '#')));
        words.for_each(|word| self.name(word));
    }

    fn body(&mut self, body: &DocumentedBody) {
        if let Some(root) = body.root() {
            self.node(root);
        }
    }

    fn node(&mut self, node: &Node) {
        match &node.value {
            Value::Array { items, .. } => items.iter().for_each(|item| self.node(item)),
            Value::Object { members, .. } => {
                for member in members {
                    let named = matches!(member.key.as_str(), "@odata.type" | "@type");
                    match member.value.as_str().filter(|_| named) {
                        Some(name) => self.name(name),
                        None => self.node(&member.value),
                    }
                }
            }
            _ => {}
        }
    }
}
