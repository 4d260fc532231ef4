//! `load_cases`: reads cases, applies what the settings say of them, keeps the selected ones. Start here.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::captures::{apply_captures, may_be_needed};
use super::contract::{default_source, draft};
use super::covered::Covered;
use super::overrides::{apply_levels, apply_overrides, expect_without_fences, fire_with_values};
use super::skip_setting::{skip_cases, unused_skips};
use super::unused_lists::unused_lists;
use super::unused_pages::unused_pages;
use super::unused_values::unused_values;
use super::{GivenPage, Selection, SelectionError, select};
use crate::compile;
use crate::compile::{Contract, ContractDraft};
use crate::config::Settings;
use crate::contract::{Case, StatedRoute, without_example};
use crate::directive::PageDirective;
use crate::docs::FenceCounts;
use crate::finding::rules::docs::{OUTSIDE_DOCS, UNREADABLE_FILE};
use crate::finding::rules::settings::UNUSED_OVERRIDE;
use crate::finding::rules::state::UNUSED_CAPTURE;
use crate::finding::suggest::nearest;
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
    /// The part of all cases that these are.
    pub(crate) shard: Option<Shard>,
    /// One case was selected by its id.
    pub(crate) is_one: bool,
    /// These are the cases of a story, which one process of several fires for all of them.
    pub(crate) is_story: bool,
    /// Filters and entries of the settings that match no case: a sentence each.
    pub warnings: Vec<String>,
    /// The selected pages state these routes, and no case is an example of them; where they were asked for.
    pub(crate) without_example: Vec<StatedRoute>,
}

/// What to load, and how much of it.
#[derive(Debug, Clone, Copy, Default)]
pub struct LoadOptions<'a> {
    /// Docs or contract folder; nothing: the docs that the settings name or, where there are none, the contract files.
    pub source: Option<&'a Path>,
    /// Which cases, at least one; nothing: all. One whole id is looked up on its own page.
    pub selection: Option<&'a Selection>,
    /// Reading every page is an error; so is searching more than so many bytes of pages for the types of one case.
    pub read_limit: Option<u64>,
    /// The one page of the source, which is then the folder of it, with its content.
    pub given: Option<&'a GivenPage>,
    /// The contents of pages that are not those of their files.
    pub contents: Option<&'a BTreeMap<String, Vec<u8>>>,
    /// Check the docs against themselves, too.
    pub lint: bool,
    /// All that is asked of the cases is that they be fired at a service: what only a check reports is left out, and a case gets
    /// its schemas when its turn comes.
    pub to_fire: bool,
    /// Find the operations that no case is an example of.
    pub routes: bool,
}

impl LoadOptions<'_> {
    /// The first filter of a command without a source: it may have been meant as one.
    fn word_for_a_source(&self) -> Option<&str> {
        let selection = self.selection.filter(|selection| self.source.is_none() && !selection.ids_only);
        selection?.filters.first().map(String::as_str)
    }
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
    contract.schemas.resolve_references()?;
    contract.apply_named_schemas();
    let Prepared { order, mut warnings, unused, steps, without_example } = prepared;
    let mut steps: Vec<Case> = contract.cases.extract_if(.., |case| steps.contains(&case.id)).collect();
    prepare.lint_and_select(&mut contract, if scraped { &settings.docs } else { &source })?;
    let account = contract.account();
    let pages = contract.pages.keys().cloned().collect();
    let Contract { mut cases, schemas, mut findings, page_directives, .. } = contract;
    order.arrange(&mut cases);
    skip_cases(&mut cases, &settings.skip);
    skip_cases(&mut steps, &settings.skip);
    findings.extend(unused);
    let all = options.selection.is_none_or(Selection::is_all) && !Covered::of(&source, settings, options).is_part;
    findings.extend(unused_lists(&cases, &schemas, options.lint, all));
    if options.lint {
        findings.extend(unused_values(&cases, &steps, &schemas, all));
        findings.extend(state_findings(&cases, &steps, &order, settings, &schemas));
    }
    apply_levels(&mut findings, settings, &page_directives, &cases);
    if !options.lint {
        let unused = findings.iter().filter(|finding| is_unused(finding) && finding.level < Level::Deny);
        warnings.extend(unused.map(|finding| sentence(finding, &source)));
        warnings.extend(unread_files(&findings, &source, options));
    }
    Ok(LoadedCases {
        shard: None,
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
        without_example,
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

/// The routes without an example that pages of the selection state; where cases are selected, there is nothing to be said of routes.
fn unshown_routes(draft: &mut ContractDraft, selection: Option<&Selection>) -> Vec<StatedRoute> {
    let mut routes = std::mem::take(&mut draft.routes);
    if let Some(selection) = selection {
        routes.retain(|route| !selection.is_about_cases() && selection.matches_page(&route.page));
    }
    if routes.is_empty() { routes } else { without_example(routes, &draft.cases) }
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

    /// Keeps the cases of one part. Which part a case is in depends on its id alone; cases that build on one another stay together.
    /// Others may need what is left out.
    pub fn keep_shard(&mut self, shard: Shard, settings: &Settings) {
        let key = |case: &Case| {
            if self.order.is_sequential(&case.page) { self.order.story_key(&case.page) } else { case.id.clone() }
        };
        let cases = std::mem::take(&mut self.cases);
        let (kept, others): (Vec<Case>, Vec<Case>) =
            cases.into_iter().partition(|case| shard.has(fnv1a(key(case).bytes())));
        self.steps.extend(may_be_needed(&others, settings));
        (self.cases, self.shard, self.all) = (kept, Some(shard), false);
    }
}

/// Applies settings and selection to cases before their bodies are read.
struct Prepare<'a> {
    settings: &'a Settings,
    options: LoadOptions<'a>,
    source: &'a Path,
}

/// What is known after that.
struct Prepared {
    order: PageOrder,
    warnings: Vec<String>,
    /// Findings about each `[[skip]]`, `[[expect]]` and `[[capture]]` that matches no case.
    unused: Vec<Finding>,
    /// The ids of cases that are kept for others only.
    steps: BTreeSet<String>,
    without_example: Vec<StatedRoute>,
}

impl Prepare<'_> {
    /// The contract that a folder of contract files has.
    fn contract_files(&self) -> Result<(Contract, Prepared), SessionError> {
        let mut contract = compile::read_dir(self.source)?;
        let mut prepared = self.cases(&mut contract.cases, &contract.page_directives, false)?;
        let about_fences = self.settings.expect.iter().filter(|expect| expect.is_about_fences());
        prepared.unused.extend(about_fences.map(expect_without_fences));
        contract.cases.iter_mut().for_each(Case::mark_maps);
        Ok((contract, prepared))
    }

    /// The contract that docs make.
    fn docs(&self) -> Result<(Contract, Prepared), SessionError> {
        let Self { settings, options, source } = *self;
        let mut draft = draft(source, settings, options)?;
        let without_example = unshown_routes(&mut draft, options.selection);
        let prepared = self.cases(&mut draft.cases, &draft.page_directives, draft.is_part)?;
        let is_asked = options.lint || options.selection.is_some_and(|selection| selection.changed_since.is_some());
        let defer = options.to_fire && !is_asked;
        let contract = if defer { draft.defer_schemas() } else { draft.attach_schemas() };
        Ok((contract, Prepared { without_example, ..prepared }))
    }

    /// Checks the docs against themselves, where that is asked for, and leaves what is selected once schemas are known: pages for
    /// a lint, else cases that have changed. `docs`: where the pages are.
    fn lint_and_select(&self, contract: &mut Contract, docs: &Path) -> Result<(), SessionError> {
        let Self { settings, options, source } = *self;
        if options.lint {
            let pages = options.selection.filter(|selection| !selection.pages.is_empty());
            contract.lint(&|page| pages.is_none_or(|selection| selection.matches_page(page)));
        }
        match options.selection {
            Some(selection) if options.lint => {
                let named = source.display().to_string();
                select::select_pages(contract, selection, settings, &named, docs)
                    .map_err(|error| self.with_docs_meant(error))
            }
            Some(selection) => select::select_changed(contract, selection, docs),
            None => Ok(()),
        }
    }

    /// Keeps the cases to be fired, with the settings applied. For a lint all are kept: it looks across pages. `is_part`: these
    /// are not all the cases of the docs.
    fn cases(
        &self,
        cases: &mut Vec<Case>,
        page_directives: &BTreeMap<String, Vec<PageDirective>>,
        is_part: bool,
    ) -> Result<Prepared, SessionError> {
        let Self { settings, options, source } = *self;
        let order = PageOrder::new(settings.order, &settings.page_order);
        let order = order.with_pages(page_directives).with_stories(&settings.stories);
        let is_for_others = |case: &mut Case| case.step && !order.is_sequential(&case.page);
        let mut others: Vec<Case> = cases.extract_if(.., is_for_others).collect();
        let (mut warnings, mut unused) = (settings.warnings.clone(), Vec::new());
        let covered = Covered::of(source, settings, options);
        if !is_part && !is_one(options) {
            warnings.extend(unmatched(cases, settings, options, covered.is_part));
        }
        unused.extend(apply_overrides(cases, &settings.expect, covered));
        fire_with_values(cases, &settings.target.parameters);
        let capturing = &mut cases.iter_mut().chain(&mut others).collect::<Vec<_>>();
        unused.extend(apply_captures(capturing, &settings.captures, covered));
        others.extend(may_be_needed(cases, settings));
        let scenarios = compile::read_scenarios(&settings.scenarios)?;
        let scenarios = compile::apply_scenarios(cases, &scenarios);
        if !is_part && !is_one(options) {
            let known: Vec<&Case> = cases.iter().chain(&others).chain(&scenarios.steps).collect();
            unused.extend(unused_skips(&known, &settings.skip, covered));
        }
        if !is_one(options) {
            warnings.extend(scenarios.warnings);
        }
        if let Some(selection) = options.selection.filter(|_| !options.lint) {
            let named = source.display().to_string();
            *cases = select::select_cases(std::mem::take(cases), selection, settings, &named)
                .map_err(|error| self.with_docs_meant(error))?;
        }
        let selected: BTreeSet<String> = cases.iter().map(|case| case.id.clone()).collect();
        let others = may_be_needed(&others, settings).into_iter().filter(|case| !selected.contains(&case.id));
        let steps = others.chain(scenarios.steps).map(|case| (case.id.clone(), case)).collect::<BTreeMap<_, _>>();
        let ids = steps.keys().cloned().collect();
        cases.extend(steps.into_values());
        Ok(Prepared { order, warnings, unused, steps: ids, without_example: Vec::new() })
    }

    /// Where nothing matches a word that may have been meant as a file or folder: that there is none, and what was read.
    fn with_docs_meant(&self, error: SessionError) -> SessionError {
        let Some(word) = self.options.word_for_a_source() else { return error };
        let (of, mut why) = match error {
            SessionError::Selection(SelectionError::NoMatch { of, why }) => (of, why),
            SessionError::Selection(none @ SelectionError::NoCases(_)) => (0, vec![none.to_string()]),
            error => return error,
        };
        let docs = self.source.display().to_string();
        let remedy = match nearest(word, [docs.as_str()]).filter(|_| !word.contains('/')) {
            Some(docs) => format!("did you mean the docs, `{docs}`?"),
            None => "name one that exists, or correct the filter; `doctrial list` shows the ids".to_owned(),
        };
        let none = "there is no file or folder";
        why.insert(0, format!("{none} `{word}` here, so it was taken as a filter of what is in `{docs}`: {remedy}"));
        SelectionError::NoMatch { of, why }.into()
    }
}

/// A warning for each page of the settings, and each filter, that matches none of all the cases, or of those of some pages.
fn unmatched(cases: &[Case], settings: &Settings, options: LoadOptions<'_>, is_part: bool) -> Vec<String> {
    let filters = options.selection.map(|selection| selection.unmatched(cases, !options.lint)).unwrap_or_default();
    let pages = if is_part { Vec::new() } else { unused_pages(cases, settings) };
    pages.into_iter().chain(filters).collect()
}

/// Whether one case is selected by its id: the others may not have been read.
fn is_one(options: LoadOptions<'_>) -> bool {
    options.selection.is_some_and(|selection| selection.single_id().is_some())
}

/// Whether a finding is about an exception or a capture without effect.
fn is_unused(finding: &Finding) -> bool {
    [UNUSED_OVERRIDE.code, UNUSED_CAPTURE.code].contains(&finding.rule.0.code)
}

/// A finding as one sentence: whoever runs the cases does not see the findings of `check`.
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

/// How many unread files are listed.
const UNREAD_SHOWN: usize = 10;

/// Warnings about files in the selection that are not read: a run without them would otherwise not mention them.
fn unread_files(findings: &[Finding], source: &Path, options: LoadOptions<'_>) -> Vec<String> {
    let is_selected = |page: &str| {
        options.selection.is_none_or(|selection| selection.matches_page(page) && !selection.is_about_cases())
    };
    let is_unread = |finding: &&Finding| [UNREADABLE_FILE.code, OUTSIDE_DOCS.code].contains(&finding.rule.0.code);
    let folder = if source.is_file() { source.parent().unwrap_or(source) } else { source };
    let warning = |f: &Finding| format!("{}: {}", folder.join(&f.location.page).display(), f.message);
    let unread = findings.iter().filter(is_unread).filter(|finding| is_selected(&finding.location.page));
    let mut warnings: Vec<String> = unread.map(warning).collect();
    let more = warnings.len().saturating_sub(UNREAD_SHOWN);
    warnings.truncate(UNREAD_SHOWN);
    if more > 0 {
        warnings.push(format!("{more} more files of the docs cannot be read: `doctrial check` lists them"));
    }
    warnings
}
