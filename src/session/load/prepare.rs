//! What the settings say of the cases, and the selection, applied before bodies and types are read: those of cases that are left
//! out never are.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::captures::{apply_captures, may_be_needed};
use super::contract::draft;
use super::covered::Covered;
use super::overrides::{apply_overrides, expect_without_fences, fire_with_values};
use super::setups::check_setups;
use super::skip_setting::unused_skips;
use super::unread_files::unread_files;
use super::unused_settings::unused_settings;
use super::{LoadOptions, Selection, SelectionError, select};
use crate::compile;
use crate::compile::{Contract, ContractDraft};
use crate::config::Settings;
use crate::contract::{Case, StatedOperations};
use crate::directive::PageDirective;
use crate::finding::Finding;
use crate::finding::suggest::nearest;
use crate::session::SessionError;
use crate::session::order::PageOrder;

/// Applies settings and selection to cases before their bodies are read.
pub(super) struct Prepare<'a> {
    pub(super) settings: &'a Settings,
    pub(super) options: LoadOptions<'a>,
    pub(super) source: &'a Path,
}

/// The result.
pub(super) struct AppliedSettings {
    pub(super) order: PageOrder,
    pub(super) warnings: Vec<String>,
    /// Findings about each `[[skip]]`, `[[expect]]` and `[[capture]]` that matches no case.
    pub(super) unused: Vec<Finding>,
    /// The ids of cases that are kept for others only.
    pub(super) steps: BTreeSet<String>,
    pub(super) stated: StatedOperations,
    /// How many cases there were before the selection, where it is one of several.
    pub(super) chosen_of: Option<usize>,
}

impl Prepare<'_> {
    /// The contract that a folder of contract files has.
    pub(super) fn contract_files(&self) -> Result<(Contract, AppliedSettings), SessionError> {
        let mut contract = compile::read_dir(self.source)?;
        let mut prepared = self.cases(&mut contract.cases, &contract.page_directives, false)?;
        let about_fences = self.settings.expect.iter().filter(|expect| expect.is_about_fences());
        prepared.unused.extend(about_fences.map(expect_without_fences));
        contract.cases.iter_mut().for_each(Case::mark_maps);
        Ok((contract, prepared))
    }

    /// The contract that docs make.
    pub(super) fn docs(&self) -> Result<(Contract, AppliedSettings), SessionError> {
        let Self { settings, options, source } = *self;
        let mut draft = draft(source, settings, options)?;
        let stated = stated_operations(&mut draft, options.selection);
        let prepared = self.cases(&mut draft.cases, &draft.page_directives, draft.is_part);
        let prepared = prepared.map_err(|error| self.with_unread(error, &draft.findings))?;
        let is_asked = options.lint || options.selection.is_some_and(|selection| selection.changed_since.is_some());
        let defer = options.to_fire && !is_asked;
        let contract = if defer { draft.defer_schemas() } else { draft.attach_schemas() };
        Ok((contract, AppliedSettings { stated, ..prepared }))
    }

    /// Checks the docs against themselves, where that is asked for, and leaves what is selected once schemas are known: pages for
    /// a lint, else cases that have changed. `docs`: where the pages are.
    pub(super) fn lint_and_select(&self, contract: &mut Contract, docs: &Path) -> Result<(), SessionError> {
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
    ) -> Result<AppliedSettings, SessionError> {
        let Self { settings, options, source } = *self;
        let order = PageOrder::new(settings.order, &settings.page_order);
        let order = order.with_pages(page_directives).with_stories(&settings.stories);
        let is_for_others = |case: &mut Case| case.step && !order.is_sequential(&case.page);
        let mut others: Vec<Case> = cases.extract_if(.., is_for_others).collect();
        let (mut warnings, mut unused) = (settings.warnings.clone(), Vec::new());
        let covered = Covered::of(source, settings, options);
        if !is_part && !is_one(options) {
            warnings.extend(unmatched_filters(cases, options));
        }
        unused.extend(apply_overrides(cases, &settings.expect, covered));
        fire_with_values(cases, &settings.target.parameters);
        let capturing = &mut cases.iter_mut().chain(&mut others).collect::<Vec<_>>();
        unused.extend(apply_captures(capturing, &settings.captures, covered));
        others.extend(may_be_needed(cases, settings));
        check_setups(&settings.setups)?;
        let scenarios = compile::read_scenarios(&settings.scenarios)?;
        let scenarios = compile::apply_scenarios(cases, &scenarios);
        if !is_part && !is_one(options) {
            let known: Vec<&Case> = cases.iter().chain(&others).chain(&scenarios.steps).collect();
            unused.extend(unused_skips(&known, &settings.skip, covered));
            if !covered.is_part {
                warnings.extend(unused_settings(&known, settings));
            }
        }
        if !is_one(options) {
            warnings.extend(scenarios.warnings);
        }
        let mut chosen_of = None;
        if let Some(selection) = options.selection.filter(|_| !options.lint) {
            chosen_of = Some(cases.len()).filter(|_| !is_part && !is_one(options) && !selection.is_all());
            let named = source.display().to_string();
            *cases = select::select_cases(std::mem::take(cases), selection, settings, &named)
                .map_err(|error| self.with_docs_meant(error))?;
        }
        let selected: BTreeSet<String> = cases.iter().map(|case| case.id.clone()).collect();
        let others = may_be_needed(&others, settings).into_iter().filter(|case| !selected.contains(&case.id));
        let steps = others.chain(scenarios.steps).map(|case| (case.id.clone(), case)).collect::<BTreeMap<_, _>>();
        let ids = steps.keys().cloned().collect();
        cases.extend(steps.into_values());
        Ok(AppliedSettings { order, warnings, unused, steps: ids, stated: StatedOperations::default(), chosen_of })
    }

    /// Where there are no cases: which files cannot be read.
    fn with_unread(&self, error: SessionError, findings: &[Finding]) -> SessionError {
        let SessionError::Selection(SelectionError::NoCases(of)) = error else { return error };
        let unread = unread_files(findings, self.source, self.options);
        if unread.is_empty() {
            return SelectionError::NoCases(of).into();
        }
        SelectionError::NoneReadable { of, unread }.into()
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
            Some(docs) => format!("the docs are in `{docs}`"),
            None => "name one that exists, or correct the filter; `doctrial list` shows the ids".to_owned(),
        };
        let none = "there is no file or folder";
        why.insert(0, format!("{none} `{word}` here, so it was taken as a filter of what is in `{docs}`: {remedy}"));
        SelectionError::NoMatch { of, why }.into()
    }
}

/// A warning for each filter that matches none of the cases.
fn unmatched_filters(cases: &[Case], options: LoadOptions<'_>) -> Vec<String> {
    options.selection.map(|selection| selection.unmatched(cases, !options.lint)).unwrap_or_default()
}

/// Whether one case is selected by its id: the others may not have been read.
pub(super) fn is_one(options: LoadOptions<'_>) -> bool {
    options.selection.is_some_and(|selection| selection.single_id().is_some())
}

/// What the stated routes say of operations; without an example are only those of pages of the selection, and none where cases are
/// selected.
fn stated_operations(draft: &mut ContractDraft, selection: Option<&Selection>) -> StatedOperations {
    let routes = std::mem::take(&mut draft.routes);
    if routes.is_empty() {
        return StatedOperations::default();
    }
    let mut stated = StatedOperations::of(routes, &draft.cases);
    if let Some(selection) = selection {
        let is_selected = |page: &str| !selection.is_about_cases() && selection.matches_page(page);
        stated.without_example.retain(|route| is_selected(&route.page));
    }
    stated
}
