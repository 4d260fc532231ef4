//! What holds of every input of a target, whatever the input: each function panics where it does not. The fuzz targets call
//! them, and so does `tests/fuzzing`.
#![allow(dead_code, unused_imports, reason = "each target uses one")]

pub(crate) mod cost;
mod json;
mod page;
mod settings;

pub(crate) use cost::{command_cost, json_cost, page_cost};
pub(crate) use json::json;
pub(crate) use page::{command, page};
pub(crate) use settings::settings;
