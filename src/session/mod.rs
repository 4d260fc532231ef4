//! The whole order, known here alone: settings -> cases -> requests -> verdicts -> records -> reports.

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
mod runtime;
mod selection;
mod shelf;
mod unused;

pub use changed::ChangedError;
pub use error::SessionError;
pub use fix::{Fix, fixes};
pub use interrupt::Interrupt;
pub use merge::{MergeError, merge};
pub use order::Lanes;
pub use prepare::{Prepared, planned_request, planned_stand, redactor};
pub use reading::{Ask, Reading, contract_of, read};
pub use reports::write_reports;
pub use run::{Ran, run};
pub use runtime::runtime;
pub use selection::{Selection, SelectionError};
pub use shelf::Shelf;
