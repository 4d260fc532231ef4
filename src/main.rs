//! The `doctrial` binary.

use std::process::ExitCode;

use mimalloc::MiMalloc;

// A run is made of many short-lived strings, on several threads.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    doctrial::cli::main(std::env::args_os()).into()
}
