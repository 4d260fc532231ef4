//! Why the settings cannot be used.

use std::io;
use std::path::PathBuf;

use crate::text::Position;

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A file cannot be read: the settings that were named or found, or the accounts that they name.
    #[error("cannot read {what} {}: {source}; {remedy}", file.display())]
    Unreadable {
        /// What kind of file it should be.
        what: &'static str,
        /// The file.
        file: PathBuf,
        /// Why.
        source: io::Error,
        /// What to do.
        remedy: &'static str,
    },
    /// The file is not TOML, has an unknown key, or a wrong value.
    #[error("{}:{position}: {message}", file.display())]
    Invalid {
        /// The file.
        file: PathBuf,
        /// Where in it.
        position: Position,
        /// What is wrong, with a suggestion.
        message: String,
    },
    /// A variable of the environment has a wrong value or a misspelt name.
    #[error("environment variable {variable}: {message}")]
    Variable {
        /// Its name.
        variable: String,
        /// What is wrong.
        message: String,
    },
    /// `--profile NAME` names none of the file's profiles.
    #[error("no profile `{name}`{}", known(file.as_ref(), profiles))]
    NoSuchProfile {
        /// As given.
        name: String,
        /// The file that was read.
        file: Option<PathBuf>,
        /// The profiles it has.
        profiles: Vec<String>,
    },
    /// Settings contradict each other.
    #[error("{0}")]
    Contradiction(String),
    /// The working directory cannot be determined.
    #[error("cannot determine the working directory: {0}")]
    WorkingDirectory(io::Error),
}

fn known(file: Option<&PathBuf>, profiles: &[String]) -> String {
    let Some(file) = file else {
        return ": there is no doctrial.toml here or in a folder above; profiles are its [profile.NAME] tables"
            .to_owned();
    };
    if profiles.is_empty() {
        return format!(": {} has no [profile.NAME] table", file.display());
    }
    format!(": {} has {}", file.display(), profiles.join(", "))
}
