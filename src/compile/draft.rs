//! `ContractDraft`: all cases before their bodies have schemas, so that a selection costs only its own cases.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::own_tables::OwnTables;
use super::page_cases::page_cases;
use crate::contract::{Case, EnumTable, Property, Resource, StatedRoute};
use crate::directive::PageDirective;
use crate::docs::{FenceCounts, PageDocs};
use crate::finding::{Finding, rules};
use crate::notation::type_text;
use crate::schema::{Origin, SchemaSet};

/// All cases of the docs, before their bodies are read: no case has a schema yet.
///
/// [`ContractDraft::attach_schemas`] makes the contract of the cases that are still in it.
#[derive(Debug)]
pub struct ContractDraft {
    /// In the order of pages, then of the page.
    pub cases: Vec<Case>,
    /// What directives say about whole pages, by page.
    pub page_directives: BTreeMap<String, Vec<PageDirective>>,
    /// The documented types; the user's own schemas among them.
    pub(super) schemas: SchemaSet,
    pub(crate) findings: Vec<Finding>,
    pub(super) pages: BTreeMap<String, FenceCounts>,
    /// The property tables of pages without a resource block, by page: they are about the bodies of an operation.
    pub(super) tables: HashMap<String, Arc<[Property]>>,
    /// Which of their rows may be about which case.
    pub(super) own_tables: OwnTables,
    pub(super) incomplete_types: BTreeSet<String>,
    /// The routes that pages state, where they were asked for.
    pub routes: Vec<StatedRoute>,
    /// Not all pages were read.
    pub is_part: bool,
}

impl ContractDraft {
    /// Adds a finding about the docs, or about what the settings say about them.
    pub fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// The draft of all pages. `own` are the user's schemas; they replace those of the docs.
    pub fn of_pages(pages: Vec<PageDocs>, own: SchemaSet) -> Self {
        let mut parts = Parts::default();
        // Exactly sized: a growing list would reserve up to twice as much.
        parts.cases.reserve_exact(pages.iter().map(|page| page.examples.len() + page.steps.len()).sum());
        for mut page in pages {
            let cases = page_cases(&mut page);
            parts.add(page);
            parts.own_tables.add(&cases);
            parts.cases.extend(cases);
        }
        parts.draft(own)
    }

    /// The draft of one case. `pages` are its own page, the examples taken out of it, and those that document its types.
    pub(super) fn of_case(case: Case, own_tables: OwnTables, pages: Vec<PageDocs>, own: SchemaSet) -> Self {
        let mut parts = Parts { own_tables, ..Parts::default() };
        let page = case.page.clone();
        for page in pages {
            parts.add(page);
        }
        parts.cases.push(case);
        let mut draft = parts.draft(own);
        draft.findings.retain(|finding| finding.location.page == page);
        draft.is_part = true;
        draft
    }
}

/// The content of pages, combined.
#[derive(Default)]
struct Parts {
    cases: Vec<Case>,
    page_directives: BTreeMap<String, Vec<PageDirective>>,
    findings: Vec<Finding>,
    pages: BTreeMap<String, FenceCounts>,
    tables: HashMap<String, Arc<[Property]>>,
    own_tables: OwnTables,
    incomplete_types: BTreeSet<String>,
    resources: Vec<Resource>,
    enums: Vec<EnumTable>,
    routes: Vec<StatedRoute>,
}

impl Parts {
    /// Adds all of a page except for its examples.
    fn add(&mut self, mut page: PageDocs) {
        let account = self.pages.entry(page.path.clone()).or_default();
        for fence in &page.fences {
            account.add(fence.outcome);
            if let Some(client) = fence.client {
                account.add_client(client);
            }
        }
        self.findings.append(&mut page.findings);
        self.findings.extend(deep_types(&page));
        if page.unnamed_base {
            self.incomplete_types.extend(page.resources.iter().map(|resource| resource.name.clone()));
        }
        self.resources.append(&mut page.resources);
        self.enums.append(&mut page.enums);
        self.routes.append(&mut page.routes);
        if !page.directives.is_empty() {
            let directives = page.directives.into_iter().map(|(directive, _)| directive).collect();
            self.page_directives.insert(page.path.clone(), directives);
        }
        if !page.properties.is_empty() {
            page.properties.sort_by_key(|row| row.place);
            self.tables.insert(page.path, page.properties.into());
        }
    }

    fn draft(mut self, own: SchemaSet) -> ContractDraft {
        let mut names = BTreeSet::new();
        let repeated = self.resources.iter().filter(|resource| !names.insert(&resource.name));
        self.incomplete_types.extend(repeated.map(|resource| resource.name.clone()));
        let (mut schemas, findings) = SchemaSet::from_docs(&self.resources, &self.enums);
        // What an earlier scrape wrote to the schema folder comes from an earlier state of the docs.
        for (name, schema) in own.types.into_iter().filter(|(_, schema)| matches!(schema.origin, Origin::User(_))) {
            schemas.insert(name, schema);
        }
        schemas.broken = own.broken;
        self.findings.extend(findings);
        self.findings.sort_by(|a, b| a.location.cmp(&b.location));
        let Self { cases, page_directives, findings, pages, tables, own_tables, incomplete_types, routes, .. } = self;
        ContractDraft {
            cases,
            page_directives,
            schemas,
            findings,
            pages,
            tables,
            own_tables,
            incomplete_types,
            routes,
            is_part: false,
        }
    }
}

/// A finding for each row of a page's tables whose type nests too deep to be read.
fn deep_types(page: &PageDocs) -> impl Iterator<Item = Finding> {
    let rows = page.resources.iter().flat_map(|resource| &resource.properties).chain(&page.properties);
    rows.filter(|row| type_text::is_too_deep(&row.type_text)).map(|row| {
        let message = format!("the type of `{}` is more than {} lists within lists", row.name, type_text::MAX_LISTS);
        Finding::docs(&rules::types::DEEP_TYPE, &page.path, row.place, message).help(rules::types::DEEP_TYPE.fix)
    })
}
