//! JSON text as a tree that keeps every node's span and every number's text.
//!
//! One reader serves both sides: it takes what people write in docs (trailing commas, comments, `...`, raw newlines in
//! strings) and reports each deviation from RFC 8259 as a [`Repair`]. For what a service sends, any repair is a fault.

mod elision;
#[cfg(test)]
mod laws;
mod mend;
mod node;
mod number;
mod pointer;
mod read;
mod scalar;

pub use mend::{Mend, mend};
pub use node::{Member, Node, Value};
pub use number::Number;
pub use pointer::Pointer;
pub use read::{Document, MAX_DEPTH, ReadError, Repair, RepairKind, read};
