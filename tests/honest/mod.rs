//! A stateful service written by hand, apart from the docs it is measured by: its records, rules and answers are its own.
//! It keeps every promise of `contracts/docs`, unless a [`Fault`] is switched on, which breaks exactly one.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, reason = "each test uses a part; a test fails by panicking")]

pub mod fault;
pub mod faults;
mod languages;
mod parcels;
mod reply;
mod service;

pub use fault::Fault;
pub use service::Service;
