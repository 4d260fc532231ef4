//! Reports of an earlier run, where a run ends before it begins: they must not look like its own.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::config::{Environment, Layer, Load, Purpose};
use crate::session;

/// Removes the reports where the settings say that they are; where these cannot be read, in the usual place.
pub(super) fn remove(environment: &Environment, file: Option<PathBuf>, profile: Option<String>) {
    let from = environment.cwd.clone();
    let load = Load { environment, from, file, profile, flags: Layer::default(), purpose: Purpose::Read };
    match load.settings() {
        Ok(settings) => session::remove_own_reports(&settings.reports),
        Err(_) => session::remove_usual_reports(&environment.cwd),
    }
}

/// The same for arguments that are not understood, if they ask for a run that would have replaced the reports.
pub(super) fn remove_for_wrong_arguments(arguments: &[OsString]) {
    let arguments: Vec<String> = arguments.iter().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    let place = |flag: &str| arguments.iter().position(|word| word.split('=').next() == Some(flag));
    let value = |flag: &str| {
        let at = place(flag)?;
        arguments[at].split_once('=').map(|(_, value)| value.to_owned()).or_else(|| arguments.get(at + 1).cloned())
    };
    let keeps = ["--failed", "--dry-run", "--replay"].into_iter().any(|flag| place(flag).is_some());
    if keeps || !asks_for_run(&arguments) {
        return;
    }
    if let Ok(environment) = Environment::of_process() {
        remove(&environment, value("--config").map(PathBuf::from), value("--profile"));
    }
}

/// Whether the command is `run`: the first word apart from flags that all commands share and their values.
fn asks_for_run(arguments: &[String]) -> bool {
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        if ["--config", "--profile", "--color"].contains(&word.as_str()) {
            words.next();
        } else if !word.starts_with('-') {
            return word == "run";
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_known_by_its_command() {
        for (line, is_run) in [
            ("run docs --base-url", true),
            ("--color never run", true),
            ("--config=run check", false),
            ("--profile run list", false),
            ("check run", false),
            ("--nope", false),
        ] {
            let words: Vec<String> = line.split(' ').map(str::to_owned).collect();
            assert_eq!(asks_for_run(&words), is_run, "{line}");
        }
    }
}
