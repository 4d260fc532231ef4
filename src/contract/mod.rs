//! Examples, resources and settings -> [`Case`]s with stable ids, and the files under `contracts/`.

mod assemble;
mod case;
mod error;
mod files;
mod fit;
mod id;
mod lint;
mod locate;
mod one;
mod origin;
mod pattern;
mod pattern_merge;
mod say;

pub use assemble::{Contract, assemble};
pub use case::{Case, Expectation, RequestTemplate};
pub use error::ContractError;
pub use files::{Stale, is_contract_dir, read_dir, stale, write_dir};
pub use fit::is_json;
pub use one::one;
pub use pattern::{ArrayPattern, JsonPattern, MemberPattern, ObjectPattern, ScalarPattern};
