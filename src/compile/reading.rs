use crate::config::Settings;
use crate::docs::ReadOptions;

/// How the settings want pages to be read.
pub fn read_options(settings: &Settings) -> ReadOptions<'_> {
    ReadOptions { dialects: &settings.dialects, expects: &settings.expect }
}
