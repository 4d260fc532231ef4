//! Python with its `jsonschema` package, in an environment of its own under the target folder.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use serde_json::{Value, json};

/// What is installed; the formats that JSON Schema defines are checked by further packages.
const PACKAGE: &str = "jsonschema[format-nongpl]==4.26.0";

/// A schema, and documents with our verdict on them.
pub(crate) struct Trial {
    pub(crate) schema: Value,
    pub(crate) instances: Vec<(Value, bool)>,
}

/// An interpreter that can import the package.
pub(crate) struct Python {
    interpreter: PathBuf,
}

impl Python {
    /// Makes the environment when it is first needed. `None`, and the reason on stderr, where it cannot be made.
    pub(crate) fn with_jsonschema() -> Option<&'static Self> {
        static MADE: OnceLock<Result<Python, String>> = OnceLock::new();
        match MADE.get_or_init(Self::make) {
            Ok(python) => Some(python),
            Err(reason) => {
                // Not by `eprintln!`, which the test harness would swallow: a skip must be seen.
                let _ = writeln!(std::io::stderr(), "skipped, no second validator: {reason}");
                None
            }
        }
    }

    fn make() -> Result<Self, String> {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("second-validator");
        let scripts = if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" };
        let interpreter = folder.join(scripts);
        let python = Self { interpreter };
        if python.imports() {
            return Ok(python);
        }
        let system = if cfg!(windows) { "python" } else { "python3" };
        done(Command::new(system).args(["-m", "venv", "--clear"]).arg(&folder))?;
        let quiet = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--timeout", "20", PACKAGE];
        done(Command::new(&python.interpreter).args(quiet))?;
        if python.imports() { Ok(python) } else { Err("the package was installed and cannot be imported".to_owned()) }
    }

    fn imports(&self) -> bool {
        done(Command::new(&self.interpreter).args(["-c", "import jsonschema, rfc3339_validator"])).is_ok()
    }

    /// One line for each verdict of the other validator that is not ours.
    pub(crate) fn disagreements(&self, name: &str, trials: &[Trial]) -> Vec<String> {
        let told: Vec<Value> = trials.iter().map(told).collect();
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("second-validator-{name}.json"));
        std::fs::write(&file, Value::from(told).to_string()).expect("writes");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/second_validator/validate.py");
        let output = done(Command::new(&self.interpreter).arg(script).arg(file)).unwrap_or_else(|e| panic!("{e}"));
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        let (said, count) = text.trim_end().rsplit_once('\n').unwrap_or(("", text.trim_end()));
        let all: usize = trials.iter().map(|trial| trial.instances.len()).sum();
        let counted: usize = count.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse::<usize>().ok()).sum();
        assert_eq!(counted, all, "it looked at everything: {text}");
        said.lines().map(str::to_owned).collect()
    }
}

fn told(trial: &Trial) -> Value {
    let instances = trial.instances.iter().map(|(value, valid)| json!({"value": value, "valid": valid}));
    json!({"schema": trial.schema, "instances": instances.collect::<Vec<_>>()})
}

fn done(command: &mut Command) -> Result<Output, String> {
    let said = format!("{command:?}");
    let output = command.output().map_err(|error| format!("{said}: {error}"))?;
    if output.status.success() {
        return Ok(output);
    }
    let why = String::from_utf8_lossy(&output.stderr).trim().lines().last().unwrap_or_default().to_owned();
    Err(format!("{said}: {why}"))
}
