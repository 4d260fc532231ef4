//! doctrial on trial: the docs under `contracts/docs`, each case a test, as in any other crate.

fn main() -> std::process::ExitCode {
    doctrial::harness::main()
}
