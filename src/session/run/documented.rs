//! Everything that a run of many processes could fire and exercise, each of which knows one case.

use super::plan::request_planner;
use super::redactor;
use crate::config::Settings;
use crate::coverage::Observer;
use crate::record::{Coverage, Redacted};
use crate::session::{LoadOptions, SessionError, load_cases};

/// What a whole run would be about.
#[derive(Debug, Clone)]
pub struct Documented {
    /// How many cases there are for which a request can be made.
    pub cases: usize,
    /// Everything that the docs document, none of it exercised; where it is counted.
    pub coverage: Option<Redacted<Coverage>>,
}

/// Reads all the docs: the base for processes that know one case each.
///
/// # Errors
/// The docs cannot be read.
pub fn documented(settings: &Settings) -> Result<Documented, SessionError> {
    let to_fire = settings.target.base_url.is_some();
    let routes = settings.coverage;
    let mut loaded = load_cases(settings, LoadOptions { to_fire, routes, ..LoadOptions::default() })?;
    let coverage = settings.coverage.then(|| {
        let observer = Observer::new(&loaded.cases, &loaded.stated, &loaded.schemas);
        redactor(settings, &loaded.cases).coverage(observer.coverage())
    });
    let (cases, planned) = request_planner(settings, &mut loaded);
    let cases = cases.iter().filter(|case| !case.step && planned(case).is_ok()).count();
    Ok(Documented { cases, coverage })
}
