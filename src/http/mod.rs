//! In: A request and a response as they went over the wire.
//! Out: Header fields, status codes and messages, as their RFCs have them. No HTTP client is named here. Uses `text` alone.
//! Messages are in `message.rs`, their fields in `headers.rs`, names of secrets in `credentials.rs`.
//! The notation of placeholders in URLs and texts lives below it, in `url_template/placeholder.rs`.

mod credentials;
mod headers;
mod hexadecimal;
mod hidden;
mod known_fields;
mod localhost;
mod media_type;
mod message;
pub(crate) mod method;
pub mod reason_phrases;
mod retry_after;
mod secret_path;
mod server_events;
pub(crate) mod status;
mod timestamp;
pub(crate) mod token_shape;
mod trace_id;
mod uri_reference;
pub mod url_template;
mod userinfo;

pub(crate) use credentials::CREDENTIAL_STEMS;
pub use credentials::{
    LONGEST_NAME, is_credential, is_credential_cookie, is_credential_member, is_credential_parameter, is_harmless,
};
#[cfg(test)]
pub(crate) use headers::volatile_fields;
pub use headers::{Headers, is_of_connection, is_token, is_volatile};
pub(crate) use hexadecimal::hexadecimal;
pub(crate) use hidden::HIDDEN;
pub use known_fields::{KNOWN_FIELDS, is_known_field};
pub use localhost::{is_localhost, is_loopback, is_loopback_host};
pub use media_type::{MediaType, is_top_level_type};
pub use message::{Exchange, Request, Response, TransportNote};
pub use retry_after::{asked_wait, retry_after};
pub(crate) use secret_path::{secrets_in_path, without_secrets};
pub use server_events::{ServerEvent, event_at, server_events};
pub use status::{StatusPattern, StatusSet, is_bodiless, never_announces_body, never_has_body};
pub(crate) use timestamp::timestamp;
pub use trace_id::{run_digest, trace_id, trace_of_parent};
pub use uri_reference::is_uri_reference;
pub(crate) use uri_reference::{begins_url, behind_scheme};
pub use userinfo::without_userinfo;
