//! In which way a body breaks the schema.

use serde_json::Value;

use super::keyword::{family, is_about_members};
use crate::json::{Pointer, ValueType, widened};
use crate::judge::path::collapse;
use crate::schema::Violation;

/// A way to break the schema: where (indices apart), by which family of keywords, and, where the keyword is about
/// members, by which of them; where it is about types, by which type.
pub(crate) type Breach = (Pointer, &'static str, String);

/// The way in which a violation breaks the schema.
pub(super) fn breach(violation: &Violation, instance: &Value) -> Breach {
    let family = family(&violation.keyword);
    let which = match family {
        "type" => instance
            .pointer(violation.pointer.as_str())
            .map_or("", |value| widened(ValueType::of(value).name()))
            .to_owned(),
        _ if is_about_members(&violation.keyword) => violation.expected.clone(),
        _ => String::new(),
    };
    (collapse(&violation.pointer, instance), family, which)
}
