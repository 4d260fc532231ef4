//! In: Examples and types of pages, and what settings and directives say about them.
//! Out: A [`Contract`]: cases with stable ids and schemas, the findings that take more than one page, the files under `contracts/`.
//! Start in `draft.rs`: `page_cases.rs` makes the cases, `apply_directive.rs` and `attach_schemas.rs` add to them.

mod alternatives;
mod apply_directive;
mod attach_schemas;
mod contract;
mod contract_files;
mod draft;
mod error;
mod ids;
mod lint;
mod named_schemas;
mod origins;
mod own_tables;
mod page_cases;
mod pending_types;
mod read_options;
mod scenario;
mod selected;
mod setup_case;
mod single_case;
mod step_cases;
mod type_pages;

pub use attach_schemas::completed;
pub use contract::Contract;
pub use contract_files::{Stale, is_contract_dir, read_dir, stale, write_dir};
pub use draft::ContractDraft;
pub use error::ContractError;
pub use read_options::{options_to_fire, read_options};
pub use scenario::{ScenarioError, apply_scenarios, read_scenarios};
pub use selected::read_selected;
pub use setup_case::setup_case;
pub use single_case::load_single_case;
pub use step_cases::step_cases;
