//! The bench as its own child processes: what must not be measured apart, or must be measured alone.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::Duration;

use doctrial::internals::config::Environment;

use crate::measure::{peak_memory, processor_time};
use crate::server;

/// The variable that makes a process of this binary a child.
pub(crate) const ROLE: &str = "BUDGET_ROLE";

/// What a child is.
#[derive(Clone, Copy)]
pub(crate) enum Role {
    /// The service, on a free port; ends when its stdin does.
    Server,
    /// The `doctrial` binary; tells its cost on its last line.
    Cli,
    /// The test harness of a user's crate.
    Harness,
    /// Starts and ends.
    Nothing,
}

impl Role {
    pub(crate) fn named(name: &str) -> Self {
        match name {
            "server" => Self::Server,
            "cli" => Self::Cli,
            "harness" => Self::Harness,
            _ => Self::Nothing,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Server => "server",
            Self::Cli => "cli",
            Self::Harness => "harness",
            Self::Nothing => "nothing",
        }
    }

    pub(crate) fn play(self, environment: &Environment) -> ExitCode {
        match self {
            Self::Server => server::serve(),
            Self::Cli => {
                let exit = doctrial::cli::main(std::env::args_os()).into();
                println!("cost {} {}", processor_time().as_nanos(), peak_memory().unwrap_or_default());
                exit
            }
            Self::Harness => doctrial::harness::main_in(&environment.cwd, environment),
            Self::Nothing => ExitCode::SUCCESS,
        }
    }

    /// A command that starts such a child in `dir`.
    pub(crate) fn command(self, dir: &Path) -> Command {
        let mut command = Command::new(std::env::current_exe().expect("this binary"));
        command.env_clear().env(ROLE, self.name()).current_dir(dir);
        command
    }
}

/// What a run of the command line cost.
pub(crate) struct Cost {
    pub(crate) processor: Duration,
    /// Peak memory in MiB.
    pub(crate) peak: f64,
}

/// Runs the command line in `dir`; it must end green.
pub(crate) fn cli(dir: &Path, arguments: &[&str]) -> Cost {
    let output = Role::Cli.command(dir).args(arguments).output().expect("starts");
    let out = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{arguments:?}: {out}{}", String::from_utf8_lossy(&output.stderr));
    let mut words =
        out.lines().last().unwrap_or_default().split(' ').skip(1).map(|word| word.parse().expect("a number"));
    let mut next = || words.next().expect("two numbers");
    Cost { processor: Duration::from_nanos(next()), peak: next() as f64 / 1024.0 }
}

/// The server, stopped when dropped.
pub(crate) struct Server {
    child: Child,
    /// `http://127.0.0.1:PORT`
    pub(crate) base: String,
}

impl Server {
    pub(crate) fn start(dir: &Path) -> Self {
        let mut child =
            Role::Server.command(dir).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("a server");
        let mut port = String::new();
        BufReader::new(child.stdout.take().expect("its stdout")).read_line(&mut port).expect("its port");
        Self { child, base: format!("http://127.0.0.1:{}", port.trim()) }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}
