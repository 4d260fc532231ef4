//! Warnings about `[[page]]` entries that match nothing.

use crate::config::Settings;
use crate::contract::Case;

/// A warning for each `[[page]]` of the settings that matches no page with cases.
pub(crate) fn unused_pages(cases: &[Case], settings: &Settings) -> Vec<String> {
    let Settings { page_order, target, .. } = settings;
    let globs = page_order.iter().map(|(glob, _)| glob).chain(target.page_stand_ins.iter().map(|(glob, _)| glob));
    let unused = globs.filter(|glob| !cases.iter().any(|case| glob.matches_page(&case.page)));
    let mut warnings: Vec<String> = unused
        .map(|glob| format!("[[page]] path = \"{glob}\" matches no page with cases; correct it, or remove it"))
        .collect();
    warnings.dedup();
    warnings
}
