//! doctrial: your API docs, on trial.
//!
//! Request and response examples are read out of Markdown, each pair becomes a *contract case*, the case is fired at a
//! base URL, and what comes back is judged: status, headers, body.
//!
//! The modules, in the order of the flow (`tests/layering.rs` lists which may use which): [`text`], [`json`], [`http`],
//! [`notation`], [`finding`], [`directive`], [`contract`] are what all share; [`docs`] reads pages, [`schema`] makes types of
//! them, [`compile`] a contract of both; [`request`] and [`client`] fire a case, [`judge`] judges what came back, [`record`]
//! keeps it and [`report`] renders it. [`mock`] serves the documented API, [`mutation`] tries how much the docs would catch,
//! [`config`] reads settings, [`session`] knows the whole order, and [`harness`] and [`cli`] are the entry points.

#[cfg(feature = "cli")]
pub mod cli;
pub mod client;
pub mod compile;
pub mod config;
pub mod contract;
pub mod directive;
pub mod docs;
pub mod finding;
pub mod harness;
pub mod http;
pub mod json;
pub mod judge;
pub mod mock;
pub mod mutation;
pub mod notation;
pub mod record;
pub mod report;
pub mod request;
pub mod schema;
pub mod session;
pub mod text;

/// The README's Rust, compiled with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
