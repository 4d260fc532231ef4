//! In: JSON text, a documented one with all its liberties (trailing commas, comments, `...`) or a service's.
//! Out: A tree that keeps each node's span and each number's text, with every deviation from RFC 8259 as a [`Repair`]. A leaf.
//! Start in `read.rs` for documented text: each deviation (a comment, a trailing comma) is repaired in `reader.rs`, its correction
//! for `--fix` is in `repair_edit.rs`; `comment.rs` only says how long a comment is. `plain.rs` reads what a service sent.

mod brackets;
mod comment;
mod document;
mod elision_words;
mod locator;
mod lookup;
mod node;
mod number;
mod plain;
mod plain_build;
mod plain_run;
mod pointer;
#[cfg(test)]
mod properties;
pub(crate) mod read;
mod reader;
pub(crate) mod repair_edit;
mod scalar;
mod strange_space;
mod strict;
mod unquoted;
mod value_type;

pub(crate) use brackets::{CLOSING, OPENING};
pub(crate) use comment::comment_length;
pub use document::{Document, ReadError, Repair, RepairKind};
pub use elision_words::has_dots;
pub use locator::Locator;
pub use lookup::{InOrder, member_of};
pub use node::{Located, Member, Node, Value};
pub use number::Number;
pub use plain::{is_plain, plain_document, plain_value};
pub use pointer::Pointer;
pub use read::{MAX_DEPTH, read, read_lines, read_parts};
pub use repair_edit::{RepairEdit, repair_edit};
pub use strict::{ends_within_string, escaped, quoted, strict, written};
#[cfg(test)]
pub(crate) use unquoted::TYPE_WORDS;
pub use value_type::{ValueType, name_with_article, widened};
