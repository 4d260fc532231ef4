//! Captures proposed for cases whose placeholders have no value.

use url::Url;

use crate::config::Settings;
use crate::finding::SkipKind;
use crate::session::LoadedCases;
use crate::session::run::request_planner;
use crate::state::{Proposal, propose};

/// Captures that would fill placeholders which have no value at a service, or stand for ids that the docs show.
///
/// # Panics
/// Never: the address in place of a base URL is a URL.
pub fn proposals(settings: &mut Settings, loaded: &mut LoadedCases) -> Vec<Proposal> {
    // What a service would not get: the embedded one gets generated values.
    settings
        .target
        .base_url
        .get_or_insert_with(|| Url::parse("http://127.0.0.1:80/").expect("a loopback address is a URL"));
    let (cases, planned) = request_planner(settings, loaded);
    let is_unfilled = |case: &_| planned(case).is_err_and(|skip| skip.kind == SkipKind::Unfilled);
    propose(cases, &is_unfilled)
}
