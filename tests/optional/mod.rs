//! Tests that need what a machine may lack. Where it is missing they are reported as ignored, with the reason: a test
//! that did not run never counts as passed.
#![allow(dead_code, clippy::disallowed_methods, reason = "each test uses a part; a test looks at its own environment")]

use std::process::{Command, ExitCode};

use libtest_mimic::{Arguments, Completion, Trial};

/// `Err` holds what is missing.
pub(crate) type Availability = Result<(), String>;

/// The tests of a target with `harness = false`.
pub(crate) struct Tests {
    arguments: Arguments,
    trials: Vec<Trial>,
}

impl Tests {
    pub(crate) fn new() -> Self {
        Self { arguments: Arguments::from_args(), trials: Vec::new() }
    }

    /// Adds a test that runs anywhere.
    pub(crate) fn always(self, name: &str, test: impl FnOnce() + Send + 'static) -> Self {
        self.when(&Ok(()), name, test)
    }

    /// Adds a test that runs where what it needs is available.
    pub(crate) fn when(mut self, available: &Availability, name: &str, test: impl FnOnce() + Send + 'static) -> Self {
        let available = available.clone();
        // A list has no other way to say it (cargo-nextest asks for one), and a run that is to show the reason must start.
        let flag = available.is_err() && (self.arguments.list || self.arguments.ignored);
        let run = move || match available {
            Ok(()) => {
                test();
                Ok(Completion::Completed)
            }
            Err(reason) => Ok(Completion::ignored_with(reason)),
        };
        self.trials.push(Trial::ignorable_test(name, run).with_ignored_flag(flag));
        self
    }

    pub(crate) fn run(self) -> ExitCode {
        libtest_mimic::run(&self.arguments, self.trials).exit_code()
    }
}

/// Environment variable `name`, where it is set.
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// Runs the test `name` of this binary once more with its environment changed, and expects it to be ignored for a reason
/// that holds `reason`.
pub(crate) fn assert_ignored(name: &str, reason: &str, change: fn(&mut Command) -> &mut Command) {
    let run = |arguments: &[&str]| {
        let mut command = Command::new(std::env::current_exe().expect("the path of this test"));
        let output = change(&mut command).args(arguments).output().expect("runs");
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let shown = run(&[name, "--exact", "--format", "pretty"]);
    let line = shown.lines().find(|line| line.starts_with(&format!("test {name}"))).expect("a line of the test's");
    assert!(line.contains("ignored") && line.contains(reason), "{shown}");
    assert!(shown.contains("0 passed; 0 failed; 1 ignored"), "{shown}");
    let listed = run(&["--list", "--ignored", "--format", "terse"]);
    assert!(listed.lines().any(|line| line == format!("{name}: test")), "{listed}");
}
