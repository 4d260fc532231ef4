//! Requests of `[[setup]]` that cannot be read: what needs them would be fired without them.

use crate::compile;
use crate::config::{ConfigError, Setup};
use crate::session::SessionError;

/// # Errors
/// The request of one of them is not an HTTP request.
pub(super) fn check_setups(setups: &[Setup]) -> Result<(), SessionError> {
    let Some(setup) = setups.iter().find(|setup| compile::setup_case(setup).is_none()) else { return Ok(()) };
    let place = setup.source.to_string();
    Err(ConfigError::Contradiction(format!(
        "{}: the request of [[setup]] `{}` is not an HTTP request: begin it with a method and a path, such as `POST /login`",
        place.strip_prefix("./").unwrap_or(&place),
        setup.name
    ))
    .into())
}
