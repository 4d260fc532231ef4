//! In: Settings, and what an entry point asks for: a source, a selection of cases.
//! Out: [`LoadedCases`]: the selected cases with what the settings add to them, the types they use, the findings about the docs.

mod captures;
mod changed_since;
mod contract;
mod covered;
mod filter;
mod given_page;
mod last_failures;
mod loaded_cases;
mod overrides;
mod select;
mod selection;
mod shard;
mod skip;
mod steps;
mod unused_lists;
mod unused_pages;

pub(super) use overrides::apply_levels;
#[cfg(test)]
pub(super) use selection::tests::case;

pub use crate::docs::AccountLine;
pub use changed_since::ChangedError;
pub use contract::{load_account, load_contract};
pub use given_page::GivenPage;
pub use last_failures::last_run;
pub use loaded_cases::{LoadOptions, LoadedCases, load_cases};
pub use selection::{Selection, SelectionError};
pub use shard::shard_of;
