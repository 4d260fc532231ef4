//! In: A documented body and its schema.
//! Out: The same body with values the schema accepts in place of placeholders.

pub(super) mod body;
pub(super) mod stand_in_value;
mod value;
