//! In: Settings, and what an entry point asks for: a source, a selection of cases.
//! Out: [`LoadedCases`]: the selected cases with what the settings add to them, the types they use, the findings about the docs.
//! Start in `loaded_cases.rs`. Which shard a case is in is decided in `record/shard.rs`, applied in `loaded_cases.rs` (`keep_shard`).
//!
//! A case is skipped for what is known of it, in this order:
//! - as it is read: `compile/page_cases.rs` (an error shown next to a success), `compile/attach_schemas.rs` and
//!   `compile/named_schemas.rs` (its response or schema cannot be read), `compile/apply_directive.rs` (a directive says so),
//!   `compile/scenario/apply.rs`;
//! - by the settings: `skip_setting.rs` here (`[[skip]]`);
//! - as its request is made: `request` (`safety.rs` for methods that write, `origin_map.rs` for other hosts,
//!   `fill_placeholders.rs`, `body.rs` and `auth.rs` for missing values, `unsendable.rs`, `size.rs`), `state/build.rs` (a step
//!   that it needs);
//! - in the run: `session/run` (`budget.rs`, `unresponsive.rs`, `fire.rs`, `replay.rs`), `session/baseline/known.rs`.
//!
//! The kinds are those of [`SkipKind`](crate::finding::SkipKind).

mod broken_schemas;
mod captures;
mod changed_since;
mod contract;
mod covered;
mod filter;
mod given_page;
mod last_failures;
mod load_options;
mod loaded_cases;
mod matching;
mod overrides;
mod prepare;
mod select;
mod selection;
mod setups;
mod shard_variable;
mod skip_setting;
mod steps;
mod unread_files;
mod unused_lists;
mod unused_parts;
mod unused_settings;
mod unused_values;

#[cfg(test)]
pub(super) use matching::tests::case;
pub(super) use overrides::apply_levels;

pub use crate::docs::AccountLine;
pub use changed_since::ChangedError;
pub use contract::{load_account, load_contract};
pub use given_page::GivenPage;
pub use last_failures::last_run;
pub use load_options::LoadOptions;
pub use loaded_cases::{LoadedCases, load_cases};
pub use selection::{Selection, SelectionError};
pub use shard_variable::shard_of;
