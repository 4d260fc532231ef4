//! In: A page's outline.
//! Out: Which response belongs to which request, why a response has none, and which status it is promised to have.
//! The status of a response is decided in `own_status.rs` (beside it) and `promised_status.rs` (in prose, by `promised_words.rs` and `promised_codes.rs`).
//! Start in `responses_with_status.rs`.

pub(super) mod also_promised;
pub(super) mod bare_json;
mod beside_parameters;
mod beside_request;
mod between_requests;
mod bodies_beside;
pub(super) mod call_section;
pub(super) mod calls_in_rows;
pub(super) mod documents_below;
mod expected_result;
pub(super) mod form_right_below;
pub(super) mod further_pairs;
mod general_section;
mod header_fields;
mod html_cell;
mod labelled_response;
mod listed_forms;
mod mentions;
pub(super) mod neighbours;
mod other_documents;
mod other_outcome;
mod own_status;
pub(super) mod pair;
pub(super) mod part_of_heading;
mod part_of_response;
mod promised_codes;
pub(super) mod promised_response;
pub(super) mod promised_status;
pub(super) mod promised_success;
mod promised_words;
mod prose_status;
mod read_bare_json;
mod repeated;
pub(super) mod request_series;
mod response_table;
mod responses_above;
pub(super) mod responses_with_status;
mod routes_below;
pub(super) mod same_example;
pub(super) mod section_response;
pub(super) mod shown_failure;
pub(super) mod status_codes;
pub(super) mod unknown_names;
mod unlabelled;
pub(super) mod unpaired;
pub(super) mod unshown_response;
