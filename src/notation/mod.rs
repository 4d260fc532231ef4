//! In: Words and values as docs write them: type names, formats, stand-ins, member names.
//! Out: What each of them means, decided here alone. Knows JSON and nothing of pages.
//! Types are in `type_word.rs`, dates and other formats in `format.rs`, stand-ins for values in `stand_in.rs`.

pub(crate) mod data_name;
pub(crate) mod documented_value;
pub(crate) mod format;
pub(crate) mod map_keys;
pub(crate) mod shape;
pub(crate) mod stand_in;
pub(crate) mod table;
pub(crate) mod type_text;
pub(crate) mod type_word;

pub use map_keys::MapKeys;
pub use stand_in::is_stand_in;
pub use type_word::is_type_word;
