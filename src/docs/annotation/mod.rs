//! In: HTML comments of a page, and directives of doctrial in place of one.
//! Out: [`annotation::Annotation`]: what API Doctor's annotation says about the fence below it, and findings on its keys.
//! Start in `annotation.rs`.

pub(super) mod annotation;
pub(super) mod find_member;
pub(super) mod item_type;
mod keys;
pub(super) mod read;
