//! A shell fence, read by the `curl` dialect.
#![no_main]

#[path = "../invariants/mod.rs"]
mod invariants;

libfuzzer_sys::fuzz_target!(|text: &str| {
    invariants::command(text);
    invariants::command_cost(text);
});
