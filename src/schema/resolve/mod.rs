//! In: Schemas that refer to each other by name.
//! Out: What applies to a place in an instance once every reference is followed: members, types, constraints.
//! Start in `set.rs`; what holds at one place of a value is in `cursor.rs` and `constraints.rs`.

pub(super) mod absence;
pub(super) mod bundle;
pub(super) mod constraints;
pub(super) mod cursor;
pub(super) mod dead_reference;
pub(super) mod documented;
pub(super) mod documented_fields;
pub(super) mod index;
pub(super) mod listed;
pub(super) mod nullable;
pub(super) mod set;
pub(super) mod typed_members;
