//! In: A page's outline.
//! Out: Which response answers which request, and why a response has none.

pub(super) mod bare_json;
pub(super) mod completion;
pub(super) mod exchange;
pub(super) mod names;
pub(super) mod pair;
pub(super) mod promised_status;
pub(super) mod route;
pub(super) mod unpaired;
