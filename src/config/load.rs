//! Finds, reads and merges the layers of settings (file, profile, environment, flags), and resolves them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use secrecy::SecretString;
use serde::Deserialize;
use toml::de::DeTable;

use super::account_file::AccountFiles;
use super::given_names::GivenNames;
use super::substitute::Substitution;
use super::written_auth::of_credentials_table;
use super::{ConfigError, Environment, Hidden, Layer, ProxyVariables, Purpose, Settings, WrittenAuth, resolve};
use crate::directive::{user_message, written_twice};
use crate::finding::suggest::did_you_mean;
use crate::text::{LineIndex, Position};

/// Where settings come from. Later ones win: defaults, file, profile, environment, flags.
#[derive(Debug)]
pub struct Load<'a> {
    /// The environment.
    pub environment: &'a Environment,
    /// The folder where the search for a file begins, upwards.
    pub from: PathBuf,
    /// `--config FILE`
    pub file: Option<PathBuf>,
    /// `--profile NAME`
    pub profile: Option<String>,
    /// The flags, paths relative to the working directory.
    pub flags: Layer,
    /// What they are loaded for.
    pub purpose: Purpose,
}

/// A file that was read, its layers not merged yet.
#[derive(Debug, Default)]
struct LoadedFile {
    text: String,
    layer: Layer,
    profiles: BTreeMap<String, Layer>,
    warnings: Vec<String>,
    secrets: Vec<SecretString>,
    variables: Vec<(String, SecretString)>,
    given: GivenNames,
}

impl Load<'_> {
    /// Finds, reads, merges and resolves.
    ///
    /// # Errors
    /// A file that is named does not exist, or is wrong; a variable is wrong; the profile is unknown.
    pub fn settings(self) -> Result<Settings, ConfigError> {
        if let Some((name, known)) = self.environment.misspelt() {
            let message = format!("not a setting; {}", did_you_mean(known));
            return Err(ConfigError::Variable { variable: name.to_owned(), message });
        }
        self.refuse_empty_variables()?;
        let file = self.find();
        let profile = self.profile.clone().or_else(|| self.environment.get("DOCTRIAL_PROFILE").map(str::to_owned));
        let project = file.as_deref().map_or_else(|| self.from.clone(), project_of);
        let project = shortened(&project, &self.environment.cwd);
        let LoadedFile { text, layer, mut profiles, mut warnings, secrets, variables, given } = match &file {
            Some(file) => self.read(file, profile.as_deref())?,
            None => LoadedFile::default(),
        };
        let names = profiles.keys().cloned().collect();
        let chosen = match &profile {
            Some(name) => profiles.remove(name).ok_or_else(|| ConfigError::NoSuchProfile {
                name: name.clone(),
                file: file.clone(),
                profiles: names,
            })?,
            None => Layer::default(),
        };
        let folder = file.as_deref().and_then(Path::parent).unwrap_or(&project);
        let written = chosen.relative_to(folder).over(layer.relative_to(folder));
        let mut merged = self.flags.over(from_environment(self.environment)?.over(written));
        if let Some(files) = &merged.accounts {
            let accounts = AccountFiles { environment: self.environment, purpose: self.purpose };
            let (layer, unused) = accounts.layer(files, merged.account.as_deref())?;
            warnings.extend(unused);
            merged = merged.over(layer);
        }
        warnings.extend(super::base_url_tls::apply(&mut merged)?);
        let shared = self.environment.run_folder();
        let run_id = self.environment.nextest_run().map(str::to_owned);
        let proxies = ProxyVariables::read(self.environment);
        resolve::resolve(
            merged,
            resolve::Origin {
                file,
                text,
                profile,
                shared,
                project,
                warnings,
                secrets,
                variables,
                given,
                run_id,
                proxies,
            },
        )
    }

    /// A variable that decides where cases are fired and is set to nothing is a mistake: the run would go elsewhere.
    fn refuse_empty_variables(&self) -> Result<(), ConfigError> {
        let deciding = [
            (
                "DOCTRIAL_BASE_URL",
                self.flags.base_url.is_some(),
                "the service's URL",
                "the base URL of the settings file",
            ),
            ("DOCTRIAL_PROFILE", self.profile.is_some(), "a profile", "no profile"),
            (
                "DOCTRIAL_REQUIRE_BASE_URL",
                self.flags.require_base_url.is_some(),
                "1 or 0",
                "`require-base-url` of the settings file",
            ),
            (
                "DOCTRIAL_MIN_FIRED",
                self.flags.min_fired.is_some(),
                "a number or a share",
                "`min-fired` of the settings file",
            ),
            (
                "DOCTRIAL_MIN_COVERAGE",
                self.flags.min_coverage.is_some(),
                "the least share",
                "`min-coverage` of the settings file",
            ),
            ("DOCTRIAL_CONFIG", self.file.is_some(), "a settings file", "the one found here or in a folder above"),
        ];
        let empty = deciding.into_iter().find(|(name, overridden, ..)| !overridden && self.environment.is_empty(name));
        match empty.filter(|_| self.purpose == Purpose::Fire) {
            None => Ok(()),
            Some((name, _, value, otherwise)) => {
                let message = format!("is set but empty: set it to {value}, or unset it to use {otherwise}");
                Err(ConfigError::Variable { variable: name.to_owned(), message })
            }
        }
    }

    fn find(&self) -> Option<PathBuf> {
        let named = self.file.clone().or_else(|| self.environment.get("DOCTRIAL_CONFIG").map(PathBuf::from));
        named.or_else(|| {
            let folders = self.from.ancestors();
            let candidates = folders.flat_map(|dir| ["contracts/doctrial.toml", "doctrial.toml"].map(|f| dir.join(f)));
            candidates.into_iter().find(|file| file.is_file()).map(|file| shortened(&file, &self.environment.cwd))
        })
    }

    fn read(&self, file: &Path, profile: Option<&str>) -> Result<LoadedFile, ConfigError> {
        let remedy = if self.file.is_some() {
            "name an existing file with --config, or leave it out"
        } else if self.environment.get("DOCTRIAL_CONFIG").is_some() {
            "correct the variable DOCTRIAL_CONFIG, or unset it"
        } else {
            "check its permissions, or name another file with --config"
        };
        let what = "the settings file";
        let unreadable = |source| ConfigError::Unreadable { what, file: file.to_owned(), source, remedy };
        let text = fs::read_to_string(self.environment.cwd.join(file)).map_err(unreadable)?;
        let wrong = |at: Option<usize>, message: String| {
            let position = LineIndex::new(&text).place(at.unwrap_or_default());
            ConfigError::Invalid { file: file.to_owned(), position, message }
        };
        let toml = |e: toml::de::Error| {
            let twice = written_twice(e.message())
                .and_then(|(former, present)| super::wrong_value::former_beside(&text, former, present));
            let at = twice.or_else(|| e.span().map(|span| span.start));
            let message = of_credentials_table(e.message()).unwrap_or_else(|| user_message(e.message()));
            wrong(at, super::wrong_value::explain(&text, at, &without_value(&message)))
        };
        let not_toml = |e: toml::de::Error| {
            let at = e.span().map(|span| span.start);
            wrong(at, super::not_toml::explain(&text, at, e.message()))
        };
        let mut table = DeTable::parse(&text).map_err(not_toml)?;
        let given = GivenNames::of_file(table.get_ref());
        let mut substitution = Substitution::new(self.environment, profile, self.purpose);
        substitution
            .file(table.get_mut())
            .map_err(|missing| wrong(Some(missing.at), format!("{}: {}", missing.key, missing.message)))?;
        let mut layer = Layer::deserialize(toml::Deserializer::from(table)).map_err(toml)?;
        let profiles = std::mem::take(&mut layer.profile);
        if let Some((name, _)) = profiles.iter().find(|(_, profile)| !profile.profile.is_empty()) {
            let message = format!("profile `{name}` has a profile of its own: profiles cannot be nested");
            return Err(ConfigError::Invalid { file: file.to_owned(), position: Position::new(1, 1), message });
        }
        let Substitution { warnings, secrets, variables, .. } = substitution;
        Ok(LoadedFile { text, layer, profiles, warnings, secrets, variables, given })
    }
}

/// A message without the text that was found instead of a table: it may be a credential (`basic = "user:password"`).
fn without_value(message: &str) -> String {
    let found = message.strip_prefix("invalid type: string \"");
    match found.and_then(|found| found.rsplit_once("\", expected ")) {
        Some((_, expected)) => format!("invalid type: a string, expected {expected}"),
        None => message.to_owned(),
    }
}

/// The folder that paths not given are taken from: that of the file, or the one above its `contracts` folder.
fn project_of(file: &Path) -> PathBuf {
    let dir = file.parent().unwrap_or_else(|| Path::new(""));
    if dir.file_name().is_some_and(|name| name == "contracts") {
        return dir.parent().unwrap_or_else(|| Path::new("")).to_owned();
    }
    dir.to_owned()
}

/// The path from the working directory, if it is below that: as messages show it.
fn shortened(path: &Path, cwd: &Path) -> PathBuf {
    path.strip_prefix(cwd).unwrap_or(path).to_owned()
}

fn from_environment(environment: &Environment) -> Result<Layer, ConfigError> {
    let wrong = |variable: &str, message: String| ConfigError::Variable { variable: variable.to_owned(), message };
    macro_rules! variable {
        ($name:literal) => {
            environment.get($name).map(|v| v.parse().map_err(|e| wrong($name, format!("{e}")))).transpose()?
        };
    }
    let switch = |name: &str| environment.get(name).map(|_| environment.on(name));
    let bearer = environment.get("DOCTRIAL_TOKEN").map(|token| Hidden(token.trim_end_matches(['\r', '\n']).into()));
    let reports = super::WrittenReports { dir: variable!("DOCTRIAL_REPORTS"), ..Default::default() };
    Ok(Layer {
        docs: variable!("DOCTRIAL_DOCS"),
        base_url: variable!("DOCTRIAL_BASE_URL"),
        timeout: variable!("DOCTRIAL_TIMEOUT"),
        connect_timeout: variable!("DOCTRIAL_CONNECT_TIMEOUT"),
        concurrency: variable!("DOCTRIAL_CONCURRENCY"),
        allow_writes: switch("DOCTRIAL_ALLOW_WRITES"),
        require_base_url: switch("DOCTRIAL_REQUIRE_BASE_URL"),
        min_fired: variable!("DOCTRIAL_MIN_FIRED"),
        coverage: switch("DOCTRIAL_COVERAGE"),
        min_coverage: variable!("DOCTRIAL_MIN_COVERAGE"),
        auth: bearer.map(|bearer| WrittenAuth { bearer: Some(bearer), ..WrittenAuth::default() }),
        reports,
        ..Layer::default()
    })
}

#[cfg(test)]
mod tests;
