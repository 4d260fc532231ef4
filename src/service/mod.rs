//! The documented API, served: each documented request gets its documented answer, made valid against its schema; what
//! the docs do not allow is refused with a problem document (RFC 9457) that names the rule.
//!
//! Everything is decided from the cases alone and nothing is ever changed by a request, so that any number of clients
//! can be served at once and each gets the same answer to the same request.

mod answer;
mod choose;
mod demand;
mod documented;
mod incoming;
mod refuse;
mod routes;
mod running;
mod similar;
mod template;
mod trie;

pub use answer::documented_answer;
pub use running::{Running, Service, ServiceError};
