//! A JSON document, read tolerantly.
#![no_main]

#[path = "../invariants/mod.rs"]
mod invariants;

libfuzzer_sys::fuzz_target!(|text: &str| {
    invariants::json(text);
    invariants::json_cost(text);
});
