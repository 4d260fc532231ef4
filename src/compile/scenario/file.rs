//! The format of a file of scenarios.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

use crate::json;

/// A file with scenarios, as far as it has any.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct ScenarioFile {
    /// Its path, as messages show it.
    #[serde(skip)]
    pub(super) path: String,
    pub(super) scenarios: Vec<Scenario>,
    pub(super) canned_requests: Vec<Step>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub(super) struct Scenario {
    pub(super) name: String,
    /// The example that it is about, by name.
    pub(super) method: String,
    pub(super) enabled: bool,
    pub(super) request_parameters: BTreeMap<String, Value>,
    pub(super) test_setup: Vec<Step>,
    pub(super) expectations: BTreeMap<String, Value>,
    pub(super) allowed_status_codes: Vec<u16>,
    pub(super) status_codes_to_retry: Vec<u16>,
    pub(super) scopes: Vec<String>,
    pub(super) tags: Option<Value>,
}

/// A request that is sent before: given in full, a documented one, or one of those that the file keeps for several scenarios.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub(super) struct Step {
    pub(super) name: String,
    pub(super) http_request: Option<String>,
    pub(super) method: Option<String>,
    pub(super) canned_request: Option<String>,
    pub(super) request_parameters: BTreeMap<String, Value>,
    pub(super) capture: BTreeMap<String, String>,
    pub(super) allowed_status_codes: Vec<u16>,
}

/// Why a file of scenarios cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ScenarioError {
    /// It cannot be read.
    #[error("{}: {source}", file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// It is not one.
    #[error("{}: not a file of scenarios: {message}", file.display())]
    Written {
        /// The file.
        file: PathBuf,
        /// What is wrong.
        message: String,
    },
}

/// Reads files, and all `*.json` of folders. They may have comments and trailing commas. A file of a folder that has no scenarios
/// is passed over.
///
/// # Errors
/// A file cannot be read, or is wrong.
pub fn read_scenarios(paths: &[PathBuf]) -> Result<Vec<ScenarioFile>, ScenarioError> {
    let mut files = Vec::new();
    for path in paths {
        let unreadable = |source| ScenarioError::File { file: path.clone(), source };
        if !path.is_dir() {
            files.push(read(path)?);
            continue;
        }
        let entries =
            std::fs::read_dir(path).map_err(unreadable)?.collect::<Result<Vec<_>, _>>().map_err(unreadable)?;
        let mut found: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
        found.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
        found.sort();
        for file in found {
            files.push(read(&file)?);
        }
    }
    Ok(files)
}

fn read(file: &Path) -> Result<ScenarioFile, ScenarioError> {
    let text = std::fs::read_to_string(file).map_err(|source| ScenarioError::File { file: file.to_owned(), source })?;
    let wrong = |message: String| ScenarioError::Written { file: file.to_owned(), message };
    let document = json::read(text.trim_start_matches('\u{feff}')).map_err(|error| wrong(error.to_string()))?;
    let mut value = document.root.into_serde();
    // Other files of API Doctor are in the same folder.
    if value.get("scenarios").is_none() && value.get("canned-requests").is_none() {
        value = Value::Object(serde_json::Map::new());
    }
    let read: ScenarioFile = serde_json::from_value(value).map_err(|error| wrong(error.to_string()))?;
    Ok(ScenarioFile { path: file.display().to_string(), ..read })
}
