//! In: The text of a fence.
//! Out: The HTTP messages in it, each part with its position.

pub(super) mod error_body;
pub(super) mod message;
pub(super) mod rest_client;
pub(super) mod several_messages;
pub(super) mod start_line;
