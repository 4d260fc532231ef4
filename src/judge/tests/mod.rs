//! What each rule reports and what it tolerates, one small trial each.

mod alternatives;
mod collections;
mod derived;
mod directives;
mod docs_places;
mod headers;
mod other_bodies;
mod reading;
mod standards;
mod status;
mod structure;
mod tolerances;
mod values;
