//! A schema given to the validator.

use jsonschema::Validator;
use serde_json::Value;

/// One schema compiled on its own: offline, formats asserted.
pub(in crate::schema) fn compile(schema: &Value) -> Result<Validator, String> {
    let options = jsonschema::options().should_validate_formats(true).offline();
    options.build(schema).map_err(|error| {
        let at = error.instance_path().as_str();
        if at.is_empty() { error.to_string() } else { format!("{error} (at {at})") }
    })
}
