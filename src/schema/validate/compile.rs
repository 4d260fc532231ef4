//! A schema given to the validator.

use jsonschema::Validator;
use serde_json::Value;

use crate::json::Pointer;

/// One schema compiled on its own: offline, formats asserted.
pub(in crate::schema) fn compile(schema: &Value) -> Result<Validator, String> {
    compile_with_place(schema).map_err(|(_, message)| message)
}

/// The same; with what is wrong, where that is.
pub(in crate::schema) fn compile_with_place(schema: &Value) -> Result<Validator, (Pointer, String)> {
    let options = jsonschema::options().should_validate_formats(true).offline();
    options.build(schema).map_err(|error| {
        let at = error.instance_path().as_str();
        let message = if at.is_empty() { error.to_string() } else { format!("{error} (at {at})") };
        (Pointer::parse(at), message)
    })
}
