//! In: The cases of a contract.
//! Out: An HTTP service that gives each documented response, and refuses what the docs do not allow with a problem document (RFC 9457).
//!
//! Everything is decided from the cases alone and nothing is ever changed by a request, so that any number of clients
//! can be served at once and each gets the same response to the same request.

mod answer;
mod choose;
mod demand;
mod documented;
mod incoming;
mod refuse;
mod routes;
mod running;
mod similar;
mod trie;

pub use answer::documented_answer;
pub use running::{Running, Service, ServiceError};
