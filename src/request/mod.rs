//! In: A case and where it is sent.
//! Out: The exact request that goes out ([`PreparedRequest`]), or why none does. Sends nothing; reads only
//! the files that `[files]` names.
//! Start in `prepared.rs`. Where a request goes is in `origin_map.rs`, whose credentials it has in `auth.rs`, its fields in `headers.rs`;
//! which value a placeholder gets in `fill_placeholders.rs`, for the URL called from `fill_url.rs` and for bodies from `body.rs`;
//! variables within the settings are filled in `fill_settings.rs`.

mod auth;
mod bindings;
mod body;
mod body_edit;
mod change;
mod destination;
mod documented_url;
mod fill_placeholders;
mod fill_settings;
mod fill_url;
mod fresh;
mod fresh_source;
mod header_table;
mod headers;
mod json_body;
mod literals;
mod origin_map;
mod overrides;
mod placeholder_values;
pub(crate) mod prepared;
mod removed_parts;
mod safety;
mod size;
mod stand_in_rule;
#[cfg(test)]
pub(crate) mod testing;
mod text_body;
mod tls_options;
mod unsendable;

pub use auth::{auth_of, authorization, credentials_of};
pub use bindings::{Binding, Bindings};
pub use change::{ChangeKind, RequestChange, RequestPart};
pub use destination::Destination;
pub use fresh_source::FreshSource;
pub use prepared::{PreparedRequest, prepare_request, prepare_request_with};
pub use removed_parts::may_have;
