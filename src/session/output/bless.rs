//! Rewrites examples from what a service sent: a page is changed, read and judged again until its cases pass.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::bless_disputes::{is_new, reason};
use super::fix::Fix;
use crate::bless::{PagePatch, plan};
use crate::compile;
use crate::config::Settings;
use crate::contract::Case;
use crate::docs::load_page;
use crate::finding::rules::body::MISSING_MEMBER;
use crate::finding::rules::status::WRONG_STATUS;
use crate::finding::{Finding, Level, Outcome, Verdict};
use crate::http::method::is_safe;
use crate::judge::{Policy, judge};
use crate::record::Redactor;
use crate::schema::Schemas;
use crate::session::{DocsRoot, Exchanges, LoadOptions, SessionError, load_cases};
use crate::text::Page;

/// How often pages are changed and judged again: a changed status shows what is wrong with the body.
const PASSES: usize = 6;

/// Pages with the examples that were rewritten.
#[derive(Debug)]
pub struct Blessing {
    /// The pages that change, in order.
    pub pages: Vec<Fix>,
    /// The cases whose examples are rewritten, by id.
    pub blessed: Vec<String>,
    /// The cases whose examples are not.
    pub refused: Vec<Unblessed>,
}

/// A failed case whose example stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unblessed {
    /// The case's id.
    pub id: String,
    /// Its page.
    pub page: String,
    /// The line of the response in the page.
    pub line: u32,
    /// Why, in words, secrets hidden.
    pub why: String,
}

/// Rewrites the examples of the failed cases of these so that they show what was received. `exchanges`: what was sent and received, by
/// case. An example is rewritten only if its case then passes, and no other case fails because of it. Writes nothing.
///
/// # Errors
/// The docs cannot be read.
pub fn bless(
    settings: &Settings,
    source: &Path,
    exchanges: &Exchanges,
    docs_root: &DocsRoot,
    redactor: &Redactor,
) -> Result<Blessing, SessionError> {
    let (pages, ids) = (BTreeMap::new(), BTreeMap::new());
    let mut work = Work { settings, source, exchanges, docs_root, redactor, pages, ids };
    let mut refused: BTreeMap<String, Unblessed> = BTreeMap::new();
    let before = work.judged()?;
    let mut now = before.clone();
    for _ in 0..PASSES {
        let failed = now.iter().filter(|judged| judged.is_failed() && !refused.contains_key(&judged.case.id));
        let mut is_changed = false;
        let mut failed: Vec<JudgedCase> = failed.cloned().collect();
        // From bottom to top, so that the line numbers above stay valid.
        failed.sort_by_key(|judged| std::cmp::Reverse(judged.case.expectation.line));
        for judged in failed {
            let rewritten = judged.stands_alone(&before).and_then(|()| work.rewrite(&judged));
            match rewritten {
                Ok(()) => is_changed = true,
                Err(why) => {
                    work.revert(&judged.case.id);
                    refused.insert(judged.case.id.clone(), judged.refused(why, redactor));
                }
            }
        }
        if !is_changed {
            break;
        }
        now = work.judged()?;
    }
    work.leave_what_fails(&before, now, &mut refused)?;
    // A line of the page as it is.
    for unblessed in refused.values_mut() {
        if let Some(judged) = before.iter().find(|judged| judged.case.id == unblessed.id) {
            unblessed.line = judged.case.expectation.line;
        }
    }
    let (pages, blessed) = work.finish()?;
    Ok(Blessing { pages, blessed, refused: refused.into_values().collect() })
}

/// A case and the verdict on its response.
#[derive(Debug, Clone)]
struct JudgedCase {
    case: Case,
    verdict: Verdict,
}

impl JudgedCase {
    fn is_failed(&self) -> bool {
        self.verdict.outcome == Outcome::Failed
    }

    fn refused(&self, why: impl AsRef<str>, redactor: &Redactor) -> Unblessed {
        let (id, page) = (self.case.id.clone(), self.case.page.clone());
        Unblessed { id, page, line: self.case.expectation.line, why: redactor.shortened(why.as_ref()) }
    }

    /// # Errors
    /// What was received may depend on what existed before: another example of the same request, which writes, shows another response.
    fn stands_alone(&self, all: &[Self]) -> Result<(), String> {
        let depends = [WRONG_STATUS.code, MISSING_MEMBER.code];
        let is_doubtful = |finding: &Finding| finding.level == Level::Deny && depends.contains(&finding.rule.code);
        let reads = is_safe(&self.case.request.method);
        if reads || !self.verdict.findings.iter().any(is_doubtful) {
            return Ok(());
        }
        let (request, response) = (&self.case.request, &self.case.expectation);
        let is_twin = |other: &&Self| {
            let (of_other, shown) = (&other.case.request, &other.case.expectation);
            let is_same = of_other.method == request.method && of_other.url == request.url;
            let shows_another = shown.status != response.status || shown.body != response.body;
            other.case.id != self.case.id && of_other.line != request.line && is_same && shows_another
        };
        all.iter().find(is_twin).map_or(Ok(()), |twin| {
            let at = format!("{}:{}", twin.case.page, twin.case.request.line);
            let of = format!("{} {}", request.method, request.url);
            Err(format!("{of} has another response at {at}: which one comes may depend on the state of the service; edit this one by hand"))
        })
    }

    /// What is still wrong.
    fn rest(&self) -> String {
        let first = self.verdict.denied().next();
        first.map_or_else(
            || "the rewritten example cannot be judged: edit it by hand".to_owned(),
            |finding| format!("rewriting the example is not enough: {} ({})", finding.message, finding.rule.name),
        )
    }
}

struct Work<'a> {
    settings: &'a Settings,
    source: &'a Path,
    exchanges: &'a Exchanges,
    docs_root: &'a DocsRoot,
    redactor: &'a Redactor,
    pages: BTreeMap<String, PagePatch>,
    /// The ids of the cases of each page, in order, as the pages were.
    ids: BTreeMap<String, Vec<String>>,
}

impl Work<'_> {
    /// The verdicts that the pages give as they are now, of all cases of which there is an exchange.
    fn judged(&mut self) -> Result<Vec<JudgedCase>, SessionError> {
        let contents = self.contents();
        let options = LoadOptions { source: Some(self.source), contents: Some(&contents), ..LoadOptions::default() };
        let mut loaded = load_cases(self.settings, options)?;
        self.name_as_before(&mut loaded.cases);
        let schemas = Schemas::new(loaded.schemas);
        let policy =
            Policy { levels: self.settings.levels.clone(), denied_tolerances: self.settings.denied_tolerances.clone() };
        let judged = loaded.cases.into_iter().filter_map(|case| {
            let exchange = self.exchanges.get(&case.id).filter(|_| !case.step)?;
            let verdict = judge(&compile::completed(&case, schemas.set()), exchange, &[], &schemas, &policy).verdict;
            Some(JudgedCase { case, verdict })
        });
        Ok(judged.collect())
    }

    /// What a check finds in the pages as they are now.
    fn findings(&self) -> Result<Vec<Finding>, SessionError> {
        let contents = self.contents();
        let options =
            LoadOptions { source: Some(self.source), contents: Some(&contents), lint: true, ..LoadOptions::default() };
        Ok(load_cases(self.settings, options)?.findings)
    }

    fn contents(&self) -> BTreeMap<String, Vec<u8>> {
        self.pages.iter().map(|(path, patch)| (path.clone(), patch.after().into_bytes())).collect()
    }

    /// Gives the cases the ids that they had before anything was rewritten: of several examples of one request the id
    /// names the response to distinguish them.
    fn name_as_before(&mut self, cases: &mut [Case]) {
        let mut by_page: BTreeMap<&str, Vec<&mut String>> = BTreeMap::new();
        for Case { page, id, .. } in cases {
            by_page.entry(page).or_default().push(id);
        }
        for (page, now) in by_page {
            let Some(before) = self.ids.get(page) else {
                self.ids.insert(page.to_owned(), now.into_iter().map(|id| id.clone()).collect());
                continue;
            };
            if before.len() == now.len() {
                now.into_iter().zip(before).for_each(|(id, before)| id.clone_from(before));
            }
        }
    }

    fn rewrite(&mut self, judged: &JudgedCase) -> Result<(), String> {
        let case = &judged.case;
        let patch = self.page(&case.page)?;
        let page = patch.after();
        // Without one, the case was not judged.
        let exchange = self.exchanges.get(&case.id).ok_or("nothing was received")?;
        let plan = plan(case, exchange, &judged.verdict, &page, self.redactor)?;
        if let Some(patch) = self.pages.get_mut(&case.page) {
            patch.edit(&case.id, plan.region, &plan.edits)?;
        }
        Ok(())
    }

    fn page(&mut self, path: &str) -> Result<&PagePatch, String> {
        if !self.pages.contains_key(path) {
            let docs = self.docs_root.docs();
            docs.resolve(path).map_err(|problem| problem.to_string())?;
            let loaded = load_page(&docs.root, path).map_err(|problem| problem.to_string())?;
            if loaded.lone_carriage_return.is_some() {
                return Err("the page has line ends that are carriage returns alone".to_owned());
            }
            let Page { text, .. } = loaded.page;
            self.pages.insert(path.to_owned(), PagePatch::new(text));
        }
        Ok(&self.pages[path])
    }

    fn revert(&mut self, id: &str) {
        for patch in self.pages.values_mut() {
            patch.revert(id);
        }
    }

    /// Restores examples with which their own case would not pass, and those of a page on which another case fails
    /// that passed before.
    fn leave_what_fails(
        &mut self,
        before: &[JudgedCase],
        mut now: Vec<JudgedCase>,
        refused: &mut BTreeMap<String, Unblessed>,
    ) -> Result<(), SessionError> {
        loop {
            let rewritten: BTreeSet<String> = self.pages.values().flat_map(PagePatch::cases).collect();
            let passed_before = |id: &str| before.iter().any(|judged| judged.case.id == id && !judged.is_failed());
            let mut left: Vec<(&JudgedCase, String)> = Vec::new();
            let mut findings = None;
            for judged in before {
                let id = &judged.case.id;
                let after = now.iter().find(|judged| judged.case.id == *id);
                if !rewritten.contains(id) {
                    continue;
                }
                let why = match after {
                    None => "the page would have other cases".to_owned(),
                    Some(after) if after.verdict.outcome != Outcome::Passed => after.rest(),
                    Some(after) if is_new(&judged.verdict, &after.verdict) => {
                        // The pages are the same for all cases of a pass.
                        let found = findings.take().map_or_else(|| self.findings(), Ok)?;
                        reason(&after.case, findings.insert(found))
                    }
                    Some(_) => continue,
                };
                left.push((judged, why));
            }
            let broken: BTreeSet<&str> = now
                .iter()
                .filter(|judged| judged.is_failed() && passed_before(&judged.case.id))
                .map(|judged| judged.case.page.as_str())
                .collect();
            let of_broken = before
                .iter()
                .filter(|judged| broken.contains(judged.case.page.as_str()) && rewritten.contains(&judged.case.id));
            left.extend(of_broken.map(|judged| (judged, "another case of the page would fail for it".to_owned())));
            if left.is_empty() {
                return Ok(());
            }
            for (judged, why) in left {
                self.revert(&judged.case.id);
                refused.entry(judged.case.id.clone()).or_insert_with(|| judged.refused(why, self.redactor));
            }
            now = self.judged()?;
        }
    }

    fn finish(self) -> Result<(Vec<Fix>, Vec<String>), SessionError> {
        let (mut pages, mut blessed, mut files) = (Vec::new(), Vec::new(), BTreeSet::new());
        for (page, patch) in self.pages {
            let cases = patch.cases();
            if cases.is_empty() {
                continue;
            }
            let unreadable = |problem| SessionError::Page { page: page.clone(), problem };
            let file = self.docs_root.docs().resolve(&page).map_err(unreadable)?;
            // A page that is a link to another one is rewritten there.
            if !files.insert(file.clone()) {
                continue;
            }
            let (before, after, made) = (patch.before().to_owned(), patch.after(), cases.len());
            blessed.extend(cases);
            pages.push(Fix { page, before, after, made, refused: Vec::new(), file });
        }
        Ok((pages, blessed))
    }
}
