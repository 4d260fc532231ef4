//! doctrial: your API docs, on trial.
//!
//! Request and response examples are read out of Markdown, each pair becomes a *contract case*, the case is fired at a
//! base URL, and what comes back is judged: status, headers, body.
//!
//! The rooms, in the order of the flow (`use` points one way only, from later to earlier):
//! [`source`], [`json`], [`finding`], [`wire`], [`directive`] -> [`docs`] -> [`schema`] -> [`contract`] -> [`execute`] -> [`judge`] ->
//! [`record`] -> [`report`], with [`service`] (the documented API, served), [`mutate`] (answers broken on purpose, and
//! judged), [`config`] (settings), [`session`] (the whole order) and the doors [`harness`] (libtest-mimic) and [`cli`].

pub mod cli;
pub mod config;
pub mod contract;
pub mod directive;
pub mod docs;
pub mod execute;
pub mod finding;
pub mod harness;
pub mod json;
pub mod judge;
pub mod mutate;
pub mod record;
pub mod report;
pub mod schema;
pub mod service;
pub mod session;
pub mod source;
pub mod wire;
