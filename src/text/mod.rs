//! In: Text of pages, as it was read.
//! Out: Positions, spans and [`SourceText`]: text that remembers where in its page each byte came from. A leaf.
//! Start in `source_text.rs` and `position.rs`; globs of paths are in `glob.rs`, durations (`10s`) in `duration.rs`.

mod any_of;
mod bounded;
mod char_counts;
mod colons;
mod counted;
mod duration;
pub(crate) mod edit;
mod fence;
mod glob;
mod hash;
mod indexed_text;
mod line_counts;
mod line_index;
mod lines;
mod literal_prefix;
mod looked_at;
#[cfg(feature = "cli")]
mod one_of;
mod page;
mod plain_text;
mod position;
mod some_of;
mod source_text;
mod span;
mod tag_attribute;
mod text_glob;
mod unprintable;

pub(crate) use any_of::AnyOf;
pub(crate) use bounded::{boundary_from, first_bytes, last_bytes};
pub(crate) use colons::COLONS;
pub(crate) use counted::counted;
pub use duration::duration;
pub use edit::{Edit, Edited, edit};
pub(crate) use fence::begins_fence;
pub use glob::{Glob, GlobError};
pub use hash::{fnv1a, fnv1a_32};
pub use indexed_text::IndexedText;
pub use line_index::LineIndex;
pub(crate) use lines::{line_start, lines};
#[cfg(test)]
pub(crate) use looked_at::bytes_looked_at;
pub(crate) use looked_at::looked_at;
#[cfg(feature = "cli")]
pub(crate) use one_of::one_of;
pub use page::Page;
pub use plain_text::plain_text;
pub use position::{Location, Position};
pub(crate) use some_of::some_of;
pub use source_text::SourceText;
pub use span::{Span, token_len};
pub(crate) use tag_attribute::attribute;
pub use text_glob::TextGlob;
pub(crate) use unprintable::{escaped_line, is_unprintable, push_escape};
