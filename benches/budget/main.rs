//! The budget of doctrial, each line measured against a floor in the same run: `cargo bench`, see docs/performance.md.

#![allow(clippy::print_stdout, reason = "a bench tells what it measured")]
#![allow(clippy::cast_precision_loss, reason = "bytes and counts become numbers to be read")]

mod budget;
mod children;
mod dice;
mod fire;
mod floor;
mod measure;
mod memory;
mod one_case;
mod pages;
mod project;
mod scan;
mod server;
mod whole;
mod workload;

use std::process::ExitCode;

use doctrial::internals::config::Environment;

use crate::budget::Budget;
use crate::children::{ROLE, Role};

// That of the binary, whose command line is measured here.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let environment = Environment::of_process().expect("a working directory");
    match environment.get(ROLE).map(Role::named) {
        Some(role) => role.play(&environment),
        None => measure_all(&environment),
    }
}

fn measure_all(environment: &Environment) -> ExitCode {
    if !cfg!(target_os = "linux") {
        println!("not measured: processor time and peak memory are read as Linux tells them");
        return ExitCode::SUCCESS;
    }
    let wanted = std::env::args().skip(1).find(|word| !word.starts_with('-'));
    let is_wanted = |name: &str| wanted.as_deref().is_none_or(|word| name.contains(word));
    let mut budget = Budget::default();
    if is_wanted("scan") {
        scan::measure(environment.get("DOCTRIAL_BENCH_DOCS"), &mut budget);
    }
    if is_wanted("fire") {
        fire::measure(&mut budget);
    }
    if is_wanted("whole") {
        whole::measure(&mut budget);
    }
    if is_wanted("exact") {
        one_case::measure(&mut budget);
    }
    if is_wanted("check") {
        one_case::check(&mut budget);
    }
    if is_wanted("memory") {
        memory::measure(&mut budget);
    }
    budget.conclude()
}
