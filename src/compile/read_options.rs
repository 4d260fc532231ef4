//! The options for reading pages, from the settings.

use crate::config::Settings;
use crate::directive::Expect;
use crate::docs::ReadOptions;

/// The same where the cases are only to be fired. A rule whose level is changed may then fail a check.
pub fn options_to_fire(settings: &Settings) -> ReadOptions<'_> {
    let changes_levels = |expect: &Expect| !expect.directive.rules.is_empty();
    let lint = !settings.levels.is_empty() || settings.expect.iter().any(changes_levels);
    ReadOptions { lint, ..read_options(settings) }
}

/// The options for reading pages, from the settings.
pub fn read_options(settings: &Settings) -> ReadOptions<'_> {
    ReadOptions { dialects: &settings.dialects, expects: &settings.expect, lint: true, routes: false }
}
