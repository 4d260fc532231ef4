//! Pages as read -> the contract: cases in page order, documented types, what is wrong.

use std::collections::{BTreeMap, BTreeSet};

use super::{ids, origins};
use crate::contract::Dialect;
use crate::contract::{Case, Expectation, Property, RequestTemplate};
use crate::directive::{FireOrder, PageDirective};
use crate::docs::{Account, Example, PageDocs};
use crate::finding::{Finding, Skip, SkipKind, rules};
use crate::notation::type_text;
use crate::schema::{Origin, SchemaSet};
use crate::text::Position;

/// Everything the docs promise.
#[derive(Debug, Clone, Default)]
pub struct Contract {
    /// In the order of pages, then of the page.
    pub cases: Vec<Case>,
    /// The documented types; the user's own schemas among them.
    pub schemas: SchemaSet,
    /// What is wrong with the docs, by page and place.
    pub findings: Vec<Finding>,
    /// What became of each HTTP-looking fence.
    pub account: Account,
    /// Every page that was read, with its part of the account.
    pub pages: BTreeMap<String, Account>,
    /// The property tables of pages without a resource block, by page: an operation's own word on its bodies.
    pub(crate) tables: BTreeMap<String, Vec<Property>>,
    /// The bodies have been looked into: the cases have their schemas.
    pub(crate) fitted: bool,
    /// What directives say of whole pages, by page.
    pub page_directives: BTreeMap<String, Vec<PageDirective>>,
    /// Types of which not every property is known: defined in several places, or inheriting from what is not named.
    pub(crate) loose: BTreeSet<String>,
}

impl Contract {
    /// In which order a page says that its cases are fired.
    pub(crate) fn order_of(&self, page: &str) -> Option<FireOrder> {
        self.page_directives.get(page)?.iter().rev().find_map(|said| said.order)
    }
}

/// Makes the contract of all pages. `own` are the user's schemas; they win over the docs'.
///
/// Bodies are not looked into yet: [`Contract::fit`] does that for the cases that are wanted.
pub fn build_contract(pages: Vec<PageDocs>, own: SchemaSet) -> Contract {
    let mut contract = Contract::default();
    let (mut resources, mut enums) = (Vec::new(), Vec::new());
    for mut page in pages {
        let own = contract.pages.entry(page.path.clone()).or_default();
        for fence in &page.fences {
            contract.account.add(fence.fate);
            own.add(fence.fate);
        }
        contract.findings.append(&mut page.findings);
        contract.findings.extend(deep_types(&page));
        contract.loose.extend(page.resources.iter().filter(|_| page.unnamed_base).map(|r| r.name.clone()));
        resources.append(&mut page.resources);
        enums.append(&mut page.enums);
        page_cases(&mut contract, page);
    }
    let mut names = BTreeSet::new();
    contract.loose.extend(resources.iter().filter(|r| !names.insert(&r.name)).map(|r| r.name.clone()));
    let (schemas, findings) = SchemaSet::from_docs(&resources, &enums);
    contract.schemas = schemas;
    // What an earlier scrape left in the schema folder is the docs' word of yesterday.
    for (name, schema) in own.types.into_iter().filter(|(_, schema)| matches!(schema.origin, Origin::User(_))) {
        contract.schemas.insert(name, schema);
    }
    contract.findings.extend(findings);
    contract.findings.sort_by(|a, b| a.location.cmp(&b.location));
    contract
}

/// A finding for each row of a page's tables whose type nests too deep to be read.
fn deep_types(page: &PageDocs) -> impl Iterator<Item = Finding> {
    let rows = page.resources.iter().flat_map(|resource| &resource.properties).chain(&page.properties);
    rows.filter(|row| type_text::is_too_deep(&row.type_text)).map(|row| {
        let message = format!("the type of `{}` is more than {} lists within lists", row.name, type_text::MAX_LISTS);
        Finding::docs(&rules::types::DEEP_TYPE, &page.path, row.place, message).help(rules::types::DEEP_TYPE.fix)
    })
}

fn page_cases(contract: &mut Contract, mut page: PageDocs) {
    let examples = std::mem::take(&mut page.examples);
    duplicate_names(&page.path, &examples, &mut contract.findings);
    let origin = origins::of_page(&examples);
    let ids = ids::of_page(&examples);
    let succeeds = successes(&examples);
    let steps = std::mem::take(&mut page.steps);
    let step_ids = ids::of_page(&steps).into_iter().map(|id| format!("{id}-step"));
    let examples = examples.into_iter().zip(ids).map(|(example, id)| (example, id, false));
    let steps = steps.into_iter().zip(step_ids).map(|(example, id)| (example, id, true));
    let mut all: Vec<_> = examples.chain(steps).collect();
    all.sort_by_key(|(example, ..)| example.rank());
    for (example, id, step) in all {
        let origin = origins::of_example(&example, origin.as_ref());
        let directives = example.directives.clone();
        let unprovoked = unprovoked(&example, &succeeds);
        let mut case = Case { step, ..case(example, id, origin, &page) };
        case.skip = case.skip.or(unprovoked);
        for (directive, said) in &page.directives {
            case.say_of_page(directive, said);
        }
        for (directive, said) in &directives {
            case.say(directive, said);
        }
        contract.cases.push(case);
    }
    if !page.directives.is_empty() {
        let said = page.directives.drain(..).map(|(directive, _)| directive).collect();
        contract.page_directives.insert(page.path.clone(), said);
    }
    if !page.properties.is_empty() {
        contract.tables.insert(page.path, page.properties);
    }
}

/// The line of each request that a plain page shows a success of, with the line of that answer.
fn successes(examples: &[Example]) -> BTreeMap<u32, u32> {
    let plain = examples.iter().filter(|example| example.dialect == Dialect::Http);
    let good = plain.filter(|example| example.response.status.representative() < 400);
    good.map(|example| (example.request.line, example.response.line)).collect()
}

/// An error shown as another answer to a request that succeeds: sent once more, the request would succeed once more.
fn unprovoked(example: &Example, succeeds: &BTreeMap<u32, u32>) -> Option<Skip> {
    // A directive may say what provokes it.
    let plain = example.dialect == Dialect::Http && example.directives.is_empty();
    let fails = plain && example.response.status.representative() >= 400;
    let line = succeeds.get(&example.request.line).filter(|_| fails)?;
    let reason = format!(
        "the docs show this error beside the success at line {line}, for the same request: show the request that provokes it"
    );
    Some(Skip::new(SkipKind::Unprovoked, reason))
}

fn case(example: Example, id: String, origin: Option<String>, page: &PageDocs) -> Case {
    let Example { page: path, name, dialect, headings, request, response, directives: _ } = example;
    let opaque = "the docs call this URL opaque: the service issues a new one to each caller";
    Case {
        name: name.unwrap_or_else(|| ids::made_up_name(&request)),
        id,
        page: path,
        heading: headings.last().cloned().unwrap_or_default(),
        dialect,
        skip: request.opaque_url.then(|| Skip::new(SkipKind::Unfilled, opaque)),
        step: false,
        scopes: request.scopes,
        tags: request.tags,
        tolerances: Vec::new(),
        promise: crate::directive::Promise::default(),
        request: RequestTemplate {
            line: request.line,
            method: request.method,
            url: request.url,
            url_place: request.url_place,
            origin,
            headers: request.headers,
            header_table: page.headers.clone(),
            body: request.body,
            streams: request.streams,
            schema: None,
        },
        expectation: Expectation {
            line: response.line,
            status: response.status,
            status_place: response.status_place,
            headers: response.headers,
            body: response.body,
            schema: None,
            status_only: response.status_only,
            facts: response.facts,
        },
    }
}

/// Two requests of one name: a response that names it could answer either.
fn duplicate_names(page: &str, examples: &[Example], findings: &mut Vec<Finding>) {
    let mut seen = BTreeMap::new();
    for example in examples {
        let (Some(name), line) = (&example.name, example.request.line) else { continue };
        let first = *seen.entry(name).or_insert(line);
        if first != line && !findings.iter().any(|f| f.location.page == page && f.location.place.line == line) {
            let message = format!("the request at line {first} has the name `{name}` already");
            let finding = Finding::docs(&rules::docs::DUPLICATE_NAME, page, Position::new(line, 1), message);
            findings.push(finding.help("give each request its own name"));
        }
    }
}
