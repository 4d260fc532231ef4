//! The `doctrial` binary.

use std::process::ExitCode;

fn main() -> ExitCode {
    doctrial::cli::main(std::env::args_os()).into()
}
