//! In: A documented response, with what the docs say about each value of its body.
//! Out: The mutations: one entry for each way to change a response, one file for each group of them.
//! Start in `registry.rs`; a new mutation is a function in the file of its group and an entry there.

mod benign_body;
mod benign_headers;
mod benign_text;
mod benign_values;
mod body;
mod collections;
mod formats;
mod headers;
mod items;
mod kinds;
mod members;
mod names;
mod numbers;
mod registry;
mod standards;
mod status;
mod structure;
mod syntax;
#[cfg(test)]
mod tests;

pub use registry::{all, find, nearest};
