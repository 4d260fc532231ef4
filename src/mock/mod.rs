//! In: The cases of a contract.
//! Out: An HTTP service that gives each documented response, and rejects what the docs do not allow with a problem document (RFC 9457).
//! Start in `documented.rs`.
//!
//! Everything is decided from the cases alone and nothing is ever changed by a request, so that any number of clients
//! can be served at once and each gets the same response to the same request.

mod choose_case;
mod documented;
mod indexed_case;
mod problem;
mod request;
mod response;
mod routes;
mod running;
mod similar;
mod trie;
mod validate_request;

pub use response::documented_response;
pub use running::{Running, Service, ServiceError};
