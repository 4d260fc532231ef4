//! A Python that has the `jsonschema` package. Nothing is installed: it is there, or the tests are ignored.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

use crate::optional::{Availability, variable};

/// A schema, and documents with our verdict on them.
pub(crate) struct Trial {
    pub(crate) schema: Value,
    pub(crate) instances: Vec<(Value, bool)>,
}

/// The interpreter that variable `PYTHON` names, or the one on the path.
fn interpreter() -> String {
    let usual = if cfg!(windows) { "python" } else { "python3" };
    variable("PYTHON").unwrap_or_else(|| usual.to_owned())
}

/// Whether the interpreter has the package, with what checks formats.
pub(crate) fn available() -> Availability {
    let reason = |error| format!("{error}; PYTHON may name an interpreter with the package jsonschema[format-nongpl]");
    run(&mut validate()).map(drop).map_err(reason)
}

fn validate() -> Command {
    let mut command = Command::new(interpreter());
    command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/python_jsonschema/validate.py"));
    command
}

/// One line for each verdict of the other validator that is not ours.
pub(crate) fn disagreements(name: &str, trials: &[Trial]) -> Vec<String> {
    let both = [true, false].map(|kind| trials.iter().flat_map(|t| &t.instances).filter(|i| i.1 == kind).count());
    assert!(both[0] > 50 && both[1] > 50, "too little to agree on: {both:?}");
    let input: Vec<Value> = trials.iter().map(as_json).collect();
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("python-jsonschema-{name}.json"));
    std::fs::write(&file, Value::from(input).to_string()).expect("writes");
    let output = run(validate().arg(file)).unwrap_or_else(|e| panic!("{e}"));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let (lines, count) = text.trim_end().rsplit_once('\n').unwrap_or(("", text.trim_end()));
    let all: usize = trials.iter().map(|trial| trial.instances.len()).sum();
    let counted: usize = count.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse::<usize>().ok()).sum();
    assert_eq!(counted, all, "it looked at everything: {text}");
    lines.lines().map(str::to_owned).collect()
}

fn as_json(trial: &Trial) -> Value {
    let instances = trial.instances.iter().map(|(value, valid)| json!({"value": value, "valid": valid}));
    json!({"schema": trial.schema, "instances": instances.collect::<Vec<_>>()})
}

/// What a command that succeeded printed, else why it failed, in a line.
fn run(command: &mut Command) -> Result<Output, String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| format!("{program}: {error}"))?;
    if output.status.success() {
        return Ok(output);
    }
    let last = String::from_utf8_lossy(&output.stderr).trim().lines().last().unwrap_or_default().to_owned();
    Err(format!("{program}: {last}"))
}
