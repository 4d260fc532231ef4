//! The variables of the environment; nothing else in the crate reads them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::ConfigError;
use crate::finding::suggest::typo_of;

/// The variables of the environment that are settings.
pub(super) const KNOWN: [&str; 14] = [
    "DOCTRIAL_ALLOW_WRITES",
    "DOCTRIAL_BASE_URL",
    "DOCTRIAL_CONCURRENCY",
    "DOCTRIAL_CONFIG",
    "DOCTRIAL_CONNECT_TIMEOUT",
    "DOCTRIAL_DOCS",
    "DOCTRIAL_FORBID_FULL_SCAN",
    "DOCTRIAL_MIN_FIRED",
    "DOCTRIAL_PROFILE",
    "DOCTRIAL_REPORTS",
    "DOCTRIAL_REQUIRE_BASE_URL",
    "DOCTRIAL_SHARD",
    "DOCTRIAL_TIMEOUT",
    "DOCTRIAL_TOKEN",
];

/// How many bytes of pages may be searched for the types of one case where a full scan is forbidden without a number.
const SEARCH_LIMIT: u64 = 64 << 20;

/// The environment of the process when it was read; nothing else in the crate reads it.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    variables: BTreeMap<String, String>,
    /// The working directory.
    pub cwd: PathBuf,
}

impl Environment {
    /// The process's own environment. Variables that are not Unicode are ignored.
    ///
    /// # Errors
    /// The working directory is gone or cannot be read.
    #[allow(clippy::disallowed_methods, reason = "the one reader of the environment")]
    pub fn of_process() -> Result<Self, ConfigError> {
        let cwd = std::env::current_dir().map_err(ConfigError::WorkingDirectory)?;
        let variables =
            std::env::vars_os().filter_map(|(k, v)| Some((k.into_string().ok()?, v.into_string().ok()?))).collect();
        Ok(Self { variables, cwd })
    }

    /// An environment of these variables only.
    pub fn of<'a>(cwd: impl Into<PathBuf>, variables: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let variables = variables.into_iter().map(|(k, v)| (k.to_owned(), v.to_owned())).collect();
        Self { variables, cwd: cwd.into() }
    }

    /// A variable that is set and not empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// Whether a variable is set to the empty text, as happens when a CI job takes it from a setting that does not exist.
    pub(super) fn is_empty(&self, name: &str) -> bool {
        self.variables.get(name).is_some_and(String::is_empty)
    }

    /// Whether a switch (`NAME=1`) is on; `0` and `false` are off.
    pub fn on(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| value != "0" && !value.eq_ignore_ascii_case("false"))
    }

    /// Scanning more than the one page of an `--exact` case is an error (a test's proof that it is not done), and so is searching
    /// more than this many bytes of the other pages for its types. A number other than 1 is that limit.
    pub fn full_scan_limit(&self) -> Option<u64> {
        const NAME: &str = "DOCTRIAL_FORBID_FULL_SCAN";
        let given = self.get(NAME).and_then(|value| value.parse().ok()).filter(|&limit| limit > 1);
        self.on(NAME).then(|| given.unwrap_or(SEARCH_LIMIT))
    }

    /// The id of the nextest run this process is a part of, if it runs one test of it.
    pub fn nextest_run(&self) -> Option<&str> {
        self.get("NEXTEST").and_then(|_| self.get("NEXTEST_RUN_ID"))
    }

    /// The folder in which the processes of this nextest run share what they make, below cargo's target folder.
    pub fn run_folder(&self) -> Option<PathBuf> {
        let id: String =
            self.nextest_run()?.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' }).collect();
        let own = std::env::current_exe().ok();
        let of_build = own.iter().flat_map(|exe| exe.ancestors()).find(|folder| folder.join("CACHEDIR.TAG").is_file());
        let named = self.get("CARGO_TARGET_DIR").map(PathBuf::from);
        let target =
            named.or_else(|| of_build.map(Path::to_owned)).or_else(|| Some(self.crate_dir()?.join("target")))?;
        Some(target.join("doctrial").join(id))
    }

    /// The folder of the crate whose tests are run, as cargo sets it.
    pub fn crate_dir(&self) -> Option<PathBuf> {
        self.get("CARGO_MANIFEST_DIR").map(PathBuf::from)
    }

    /// A variable that is set and looks like a misspelt setting, with the one that was probably meant.
    pub(super) fn misspelt(&self) -> Option<(&str, &'static str)> {
        let mut ours =
            self.variables.keys().filter(|name| name.starts_with("DOCTRIAL_") && !KNOWN.contains(&name.as_str()));
        ours.find_map(|name| {
            // Other variables may be the user's own, to be named in a value: only what is certain is refused.
            typo_of(name, KNOWN).map(|known| (name.as_str(), known))
        })
    }
}
