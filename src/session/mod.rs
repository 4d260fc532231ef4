//! In: Settings and what the entry points ask for.
//! Out: Loaded cases, a finished run, written reports: the only module that knows the whole order.

mod changed;
mod choose;
mod conditions;
mod error;
mod expect;
mod failed;
mod filter;
mod fire;
mod fix;
mod interrupt;
mod leave_out;
mod merge;
mod order;
mod prepare;
mod reading;
mod reports;
mod run;
pub(crate) mod runtime;
mod selection;
mod shelf;
mod unused;

pub use changed::ChangedError;
pub use error::SessionError;
pub use fix::{Fix, fixes};
pub use interrupt::Interrupt;
pub use merge::{MergeError, merge};
pub use order::Lanes;
pub use prepare::{RunPlan, planned_request, planned_stand, redactor};
pub use reading::{LoadOptions, LoadedCases, contract_of, read};
pub use reports::write_reports;
pub use run::{RunResult, run};
pub use runtime::runtime;
pub use selection::{Selection, SelectionError};
pub use shelf::DocsRoot;
