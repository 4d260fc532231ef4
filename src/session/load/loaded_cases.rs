//! `load_cases`: reads cases, applies what the settings say of them, keeps the selected ones. Start here.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::broken_schemas::broken_schemas;
use super::captures::may_be_needed;
use super::contract::default_source;
use super::covered::Covered;
use super::overrides::apply_levels;
use super::prepare::{AppliedSettings, Prepare, is_one};
use super::skip_setting::skip_cases;
use super::unread_files::unread_files;
use super::unused_lists::unused_lists;
use super::unused_parts::unused_parts;
use super::unused_values::unused_values;
use super::{LoadOptions, Selection};
use crate::compile;
use crate::compile::Contract;
use crate::config::Settings;
use crate::contract::{Case, StatedOperations};
use crate::docs::FenceCounts;
use crate::finding::rules::settings::{BROKEN_SCHEMA, UNUSED_OVERRIDE};
use crate::finding::rules::state::UNUSED_CAPTURE;
use crate::finding::{Finding, Level};
use crate::record::Shard;
use crate::schema::SchemaSet;
use crate::session::SessionError;
use crate::session::order::{PageOrder, state_findings};
use crate::text::fnv1a;

/// The cases of docs or contract files, with what the settings add to them.
#[derive(Debug)]
pub struct LoadedCases {
    /// The docs root or contract folder.
    pub source: PathBuf,
    /// In the order of pages, then of the page.
    pub cases: Vec<Case>,
    /// Further cases, which are not selected or not reported, but may be needed by others.
    pub(crate) steps: Vec<Case>,
    /// The documented types.
    pub schemas: SchemaSet,
    /// What is wrong with the docs, at the levels in force; allowed ones are gone.
    pub findings: Vec<Finding>,
    /// How many fences that look like HTTP are in cases, excused, or in findings.
    pub account: FenceCounts,
    /// The pages that were selected.
    pub pages: BTreeSet<String>,
    /// The order in which cases are fired.
    pub(crate) order: PageOrder,
    /// Nothing was selected: these are all cases.
    pub all: bool,
    /// How many cases there were, of which filters chose these; `None` if unknown.
    pub(crate) chosen_of: Option<usize>,
    /// The part of all cases that these are.
    pub(crate) shard: Option<Shard>,
    /// A hash of all cases, of which these are a part.
    pub(crate) docs_hash: Option<String>,
    /// One case was selected by its id.
    pub(crate) is_one: bool,
    /// The cases form a story; where several processes run, one fires it for all.
    pub(crate) is_story: bool,
    /// Filters and entries of the settings that match no case: a sentence each.
    pub warnings: Vec<String>,
    /// What the routes that pages state say of operations; where they were asked for.
    pub(crate) stated: StatedOperations,
}

/// Loads the cases of docs or contract files, and applies the settings to them.
///
/// # Errors
/// The source does not exist or cannot be read, or the selection matches no case.
pub fn load_cases(settings: &Settings, options: LoadOptions<'_>) -> Result<LoadedCases, SessionError> {
    let source = source(settings, options)?;
    let scraped = options.given.is_none() && compile::is_contract_dir(&source);
    let prepare = Prepare { settings, options, source: &source };
    let (mut contract, prepared) = if scraped { prepare.contract_files()? } else { prepare.docs()? };
    contract.schemas.resolve_references();
    contract.apply_named_schemas();
    let AppliedSettings { order, mut warnings, unused, steps, stated, chosen_of } = prepared;
    let mut steps: Vec<Case> = contract.cases.extract_if(.., |case| steps.contains(&case.id)).collect();
    prepare.lint_and_select(&mut contract, if scraped { &settings.docs } else { &source })?;
    let account = contract.account();
    let pages = contract.pages.keys().cloned().collect();
    let Contract { mut cases, schemas, mut findings, page_directives, .. } = contract;
    order.arrange(&mut cases);
    skip_cases(&mut cases, &settings.skip);
    skip_cases(&mut steps, &settings.skip);
    findings.extend(unused);
    findings.extend(broken_schemas(&schemas));
    let all = options.selection.is_none_or(Selection::is_all) && !Covered::of(&source, settings, options).is_part;
    findings.extend(unused_lists(&cases, &schemas, options.lint, all));
    findings.extend(unused_parts(&cases, &steps, settings, all));
    if options.lint || all {
        findings.extend(unused_values(&cases, &steps, &schemas, all));
    }
    if options.lint {
        findings.extend(state_findings(&cases, &steps, &order, settings, &schemas));
    }
    apply_levels(&mut findings, settings, &page_directives, &cases);
    if !options.lint {
        let is_broken = |finding: &Finding| finding.rule == BROKEN_SCHEMA;
        let is_said = |finding: &&Finding| is_unused(finding) && finding.level < Level::Deny || is_broken(finding);
        warnings.extend(findings.iter().filter(is_said).map(|finding| sentence(finding, &source)));
        warnings.extend(unread_files(&findings, &source, options));
    }
    Ok(LoadedCases {
        chosen_of,
        shard: None,
        docs_hash: None,
        source,
        cases,
        steps,
        schemas,
        findings,
        account,
        pages,
        order,
        all,
        is_one: is_one(options),
        is_story: false,
        warnings,
        stated,
    })
}

/// The docs or contract folder that is asked for, else that of the settings.
fn source(settings: &Settings, options: LoadOptions<'_>) -> Result<PathBuf, SessionError> {
    let given = options.given.map(|given| given.folder.clone());
    let source = given.unwrap_or_else(|| options.source.map_or_else(|| default_source(settings), Path::to_owned));
    match options.word_for_a_source().filter(|_| !source.exists()) {
        Some(word) => Err(SessionError::NoSource { word: word.to_owned(), default: source }),
        None => Ok(source),
    }
}

impl LoadedCases {
    /// The exceptions without effect for which the levels in force let nothing pass.
    pub(crate) fn denied_overrides(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| is_unused(finding) && finding.level == Level::Deny)
    }

    /// The same, a sentence each.
    pub fn errors(&self) -> Vec<String> {
        self.denied_overrides().map(|finding| sentence(finding, &self.source)).collect()
    }

    /// Keeps the cases of one part. Which part a case is in depends on its id alone; cases that build on one another stay
    /// together. Others may need what is left out.
    pub fn keep_shard(&mut self, shard: Shard, settings: &Settings) {
        let key = |case: &Case| {
            if self.order.is_sequential(&case.page) { self.order.story_key(&case.page) } else { case.id.clone() }
        };
        self.docs_hash = Some(format!("{:016x}", hash(&self.cases)));
        let cases = std::mem::take(&mut self.cases);
        let (kept, others): (Vec<Case>, Vec<Case>) =
            cases.into_iter().partition(|case| shard.has(fnv1a(key(case).bytes())));
        self.steps.extend(may_be_needed(&others, settings));
        (self.cases, self.shard, self.all) = (kept, Some(shard), false);
    }
}

/// A hash of what the docs say, which distinguishes parts of one run from those of another state of the docs.
fn hash(cases: &[Case]) -> u64 {
    let text = |case: &Case| {
        let (request, response) = (&case.request, &case.expectation);
        let body = response.body.as_ref().map_or("", |body| body.text());
        format!("{}\0{} {}\0{} {}\0{body}\0", case.id, request.line, request.url, response.line, response.status)
    };
    fnv1a(cases.iter().flat_map(|case| text(case).into_bytes()))
}

/// Whether a finding is about an exception or a capture without effect.
fn is_unused(finding: &Finding) -> bool {
    finding.rule == UNUSED_OVERRIDE || finding.rule == UNUSED_CAPTURE
}

/// A finding as one sentence: the user who runs the cases does not see the findings of `check`.
fn sentence(finding: &Finding, source: &Path) -> String {
    let rule = finding.rule.0;
    let location = finding.location.to_string();
    let location = match location.strip_prefix("./") {
        Some(of_settings) => of_settings.to_owned(),
        None if source.is_dir() => source.join(&location).display().to_string(),
        None => location,
    };
    format!("{location}: {} ({} {})", finding.message, rule.code, rule.name)
}
