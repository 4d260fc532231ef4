//! The lines of the budget: what was measured, what is allowed, whether it holds.

use std::process::ExitCode;
use std::time::Duration;

/// The lines measured so far; each is printed as it comes.
#[derive(Default)]
pub(crate) struct Budget {
    broken: usize,
}

impl Budget {
    /// A line that must hold: `measured` is at most `allowed`, both in `unit`.
    pub(crate) fn line(&mut self, name: &str, measured: f64, allowed: f64, unit: &str, detail: &str) {
        let holds = measured <= allowed;
        self.broken += usize::from(!holds);
        let said = if holds { "holds" } else { "BROKEN" };
        println!("  {name:<34} {measured:>7.2} {unit:<2}  of {allowed:>5.1} {unit:<2}  {said:<6}  {detail}");
    }

    /// The exit code: failure where a line is broken.
    pub(crate) fn conclude(self) -> ExitCode {
        match self.broken {
            0 => println!("\nthe budget holds"),
            broken => println!("\nbroken lines: {broken}"),
        }
        ExitCode::from(u8::from(self.broken > 0))
    }
}

/// A heading over the lines that follow, with what they were measured on.
pub(crate) fn about(what: &str) {
    println!("\n{what}");
}

/// A line that is only informative.
pub(crate) fn note(name: &str, measured: f64, unit: &str, detail: &str) {
    println!("  {name:<34} {measured:>7.2} {unit:<2}  {:<19}  {detail}", "(for information)");
}

/// Milliseconds, for the eye.
pub(crate) fn ms(duration: Duration) -> String {
    format!("{:.1} ms", duration.as_secs_f64() * 1000.0)
}

/// How many times `floor` goes into `measured`.
pub(crate) fn ratio(measured: Duration, floor: Duration) -> f64 {
    measured.as_secs_f64() / floor.as_secs_f64()
}
