//! In: Small pages, each with a response.
//! Out: Which rules report something of them, and what is tolerated.

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
