//! In: Cases with their documented types, of one page or several.
//! Out: Findings about the docs alone: what `check` reports beyond the findings of reading a page.
//! A file for each kind: examples against types in `conform.rs`, names in `names.rs`, hosts in `hosts.rs`, versions in
//! `version.rs`.

mod conform;
mod console;
mod hosts;
mod message;
mod names;
mod version;

pub(super) use hosts::{host, is_slip};
pub(super) use version::{host_and_version, is_version};

use std::collections::{BTreeMap, BTreeSet};

use crate::compile::Contract;
use crate::contract::Case;
use crate::http::url_template::UrlTemplate;
use crate::schema::Schemas;

/// The pages that show requests of several methods or paths: a table there may be about another one than an example.
fn pages_of_several_operations(cases: &[Case]) -> BTreeSet<&str> {
    let mut first: BTreeMap<&str, (String, String)> = BTreeMap::new();
    let mut several = BTreeSet::new();
    for case in cases.iter().filter(|case| !case.dialect.is_annotated()) {
        let operation = (case.request.method.to_ascii_uppercase(), UrlTemplate::parse(&case.request.url).path());
        if *first.entry(&case.page).or_insert_with(|| operation.clone()) != operation {
            several.insert(case.page.as_str());
        }
    }
    several
}

impl Contract {
    /// Adds what is wrong with the examples of the cases. `is_selected`: whether a page is selected; what is reported once for
    /// several pages is reported for these.
    pub fn lint(&mut self, is_selected: &dyn Fn(&str) -> bool) {
        let mut found = Vec::new();
        let has_fields = |case: &&Case| !case.request.headers.is_empty() || !case.expectation.headers.is_empty();
        let pages: BTreeSet<&str> = self.cases.iter().filter(has_fields).map(|case| case.page.as_str()).collect();
        for case in &self.cases {
            message::lint(case, pages.contains(case.page.as_str()), &mut found);
        }
        console::lint(&self.cases, is_selected, &mut found);
        version::lint(&self.cases, &mut found);
        names::lint(&self.cases, &mut found);
        hosts::lint(&self.cases, &mut found);
        let schemas = Schemas::new(std::mem::take(&mut self.schemas));
        let shared = pages_of_several_operations(&self.cases);
        for case in &self.cases {
            let incomplete = &self.incomplete_types;
            let has_own_tables = !shared.contains(case.page.as_str());
            let docs = conform::Docs { schemas: &schemas, incomplete, has_own_tables, rows: &self.rows };
            conform::lint(case, docs, &mut found);
        }
        self.schemas = schemas.into_set();
        self.findings.append(&mut found);
        self.findings.sort_by(|a, b| a.location.cmp(&b.location));
        // A request with two responses is one fence: report what is wrong with it once.
        self.findings.dedup();
    }
}
