//! The coverage of a run that has exercised nothing, for runs in many processes.

use super::redactor;
use crate::config::Settings;
use crate::coverage::Observer;
use crate::record::{Coverage, Redacted};
use crate::schema::Schemas;
use crate::session::{LoadOptions, SessionError, load_cases};

/// Everything that the docs document, none of it exercised: the base for processes that know one case each.
///
/// # Errors
/// The docs cannot be read.
pub fn documented(settings: &Settings) -> Result<Redacted<Coverage>, SessionError> {
    let to_fire = settings.target.base_url.is_some();
    let loaded = load_cases(settings, LoadOptions { to_fire, routes: true, ..LoadOptions::default() })?;
    let schemas = Schemas::new(loaded.schemas);
    let observer = Observer::new(&loaded.cases, &loaded.without_example, schemas.set());
    Ok(redactor(settings, &loaded.cases).coverage(observer.coverage()))
}
