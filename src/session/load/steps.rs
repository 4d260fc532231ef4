//! Of a case that is read alone, the cases of other pages that it may need.

use std::path::Path;

use super::LoadOptions;
use crate::compile;
use crate::compile::ContractDraft;
use crate::config::Settings;
use crate::contract::Case;
use crate::http::url_template::may_hold_placeholder;
use crate::session::SessionError;
use crate::session::state_store::StateStore;

/// Adds what the one case of a draft may need. Processes of one run read the docs for that once.
pub(super) fn add_steps(
    draft: &mut ContractDraft,
    root: &Path,
    settings: &Settings,
    options: LoadOptions<'_>,
) -> Result<(), SessionError> {
    let is_fired_at_service = settings.target.base_url.is_some();
    let may_need = draft.cases.iter().any(|case| may_need(case, settings));
    if !is_fired_at_service || !may_need || options.given.is_some() {
        return Ok(());
    }
    let names_no_page = settings.captures.iter().any(|rule| rule.of.page.is_none())
        || settings.expect.iter().any(|expect| expect.is_about_state() && expect.cases.page.is_none());
    if options.read_limit.is_some() && names_no_page {
        return Err(SessionError::FullScanForbidden(root.to_owned()));
    }
    let find = || compile::step_cases(root, settings);
    let steps = match StateStore::of(settings) {
        Some(store) => store.once("steps", find)?,
        None => find()?,
    };
    let own: Vec<String> = draft.cases.iter().map(|case| case.id.clone()).collect();
    draft.cases.extend(steps.into_iter().filter(|case| !own.contains(&case.id)));
    Ok(())
}

/// Whether a case may take a value of another: it has something like a placeholder, or the settings say more.
fn may_need(case: &Case, settings: &Settings) -> bool {
    let of_settings = !settings.captures.is_empty() || !settings.literals.is_empty();
    let by_expect = settings.expect.iter().any(|expect| expect.is_about_state() && expect.cases.matches(case));
    of_settings || by_expect || case.overrides.state.is_some() || shows_placeholder(case)
}

fn shows_placeholder(case: &Case) -> bool {
    const IN_BODIES: [&str; 5] = ["\"{", "{{", "<", "\"$", "${"];
    let request = &case.request;
    may_hold_placeholder(&request.url)
        || request.headers.iter().any(|field| may_hold_placeholder(&field.value))
        || request.body.as_ref().is_some_and(|body| IN_BODIES.iter().any(|mark| body.text().contains(mark)))
}
