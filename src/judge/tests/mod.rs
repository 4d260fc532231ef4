//! What each rule says and what it lets through, one small trial each.

mod collections;
mod derived;
mod docs_places;
mod headers;
mod other_bodies;
mod reading;
mod said;
mod standards;
mod status;
mod structure;
mod tolerances;
mod values;
