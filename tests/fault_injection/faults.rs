//! The ways in which the service can break its promises, one at a time.

mod connection;
mod members;
mod values;

use super::fault::Fault;

/// Every fault there is.
pub fn all() -> impl Iterator<Item = &'static Fault> {
    [connection::FAULTS, members::FAULTS, values::FAULTS].into_iter().flatten()
}
