//! The type that an object says it is of.

use serde_json::Value;

/// The type an object names for itself.
pub(in crate::schema) fn own_type(instance: &Value) -> Option<&str> {
    instance.get("@odata.type")?.as_str()
}
