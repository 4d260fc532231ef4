//! What each rule says and what it lets through, one small trial each.

mod collections;
mod derived;
mod docs_places;
mod headers;
mod leniencies;
mod reading;
mod status;
mod structure;
mod values;
