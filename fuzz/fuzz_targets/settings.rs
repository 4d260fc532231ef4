//! A `doctrial.toml`.
#![no_main]

#[path = "../invariants/mod.rs"]
mod invariants;

libfuzzer_sys::fuzz_target!(|text: &str| invariants::settings(text));
