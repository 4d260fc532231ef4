//! A Markdown page, read by every dialect.
#![no_main]

#[path = "../invariants/mod.rs"]
mod invariants;

libfuzzer_sys::fuzz_target!(|text: &str| {
    invariants::page(text);
    invariants::page_cost(text);
});
