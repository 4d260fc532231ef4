//! In: The text of a fence.
//! Out: The HTTP messages in it, and the JSON documents, each part with its position.
//! Start in `message.rs`; fences that hold more than one message in `several_messages.rs`.

pub(super) mod arrowed_responses;
mod body_text;
pub(super) mod command_options;
pub(super) mod commented_head;
pub(super) mod curl_line;
pub(super) mod curl_options;
mod data_option;
pub(crate) mod described_exchange;
mod described_request;
pub(super) mod elision;
pub(super) mod error_body;
pub(super) mod fields_and_body;
mod gathered_lines;
pub(super) mod http_version;
pub(super) mod included;
pub(super) mod info_string;
pub(super) mod json_fence;
pub(super) mod label_in_fence;
pub(super) mod labelled_parts;
pub(super) mod languages;
mod lines;
pub(super) mod message;
pub(super) mod message_defect;
pub(super) mod part;
mod part_label;
pub(super) mod paths;
pub(super) mod raw_tags;
mod remarks_below;
pub(super) mod request_line;
pub(super) mod request_message;
pub(super) mod response_message;
pub(super) mod rest_client;
mod second_document;
pub(super) mod several_messages;
pub(super) mod skeleton;
pub(super) mod status_line;
pub(super) mod transcript;
pub(super) mod type_name;
pub(super) mod xml_document;
