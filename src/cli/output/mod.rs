//! In: What commands print.
//! Out: Text on the standard streams with secrets hidden and nothing that controls the terminal; progress; what CI systems show.
//! Start in `streams.rs`; what is wrong with the arguments is in `usage.rs`, which CI system it is and the reports that it
//! gets by default in `ci.rs`.

pub(super) mod ci;
pub(super) mod patch;
pub(super) mod progress;
pub(super) mod redacting_writer;
pub(super) mod shown_request;
pub(super) mod streams;
pub(super) mod usage;
pub(super) mod warnings;
