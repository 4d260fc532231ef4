//! `Context`: what every command needs; settings as the command line asks for them.

use std::path::Path;

use super::args::command_line::Shared;
use super::error::CliError;
use super::stale_reports;
use crate::config::{Environment, Layer, Load, Purpose, Settings};
use crate::session::Replay;

/// What every command needs: the environment, and the arguments that all commands share.
pub(super) struct Context {
    pub(super) environment: Environment,
    pub(super) shared: Shared,
}

impl Context {
    /// Whether `--config` has no value: `schema` then describes the settings, elsewhere it is a mistake.
    pub(super) fn has_empty_config(&self) -> bool {
        self.shared.config.as_ref().is_some_and(|file| file.as_os_str().is_empty())
    }

    /// The settings of a command that fires, or that judges a recording instead.
    pub(super) fn settings_to_fire(
        &self,
        flags: Layer,
        recording: Option<&Path>,
    ) -> Result<(Settings, Option<Replay>), CliError> {
        let replay = recording.map(Replay::read).transpose().map_err(CliError::of_flag("--replay"))?;
        let purpose = if replay.is_some() { Purpose::Replay } else { Purpose::Fire };
        let mut settings = self.settings(flags, purpose)?;
        if let Some(replay) = &replay {
            replay.apply_to(&mut settings);
        }
        Ok((settings, replay))
    }

    /// Removes the reports of an earlier run, for one that ends before it begins: they must not look like its own.
    pub(super) fn remove_old_reports(&self) {
        let Shared { config, profile, .. } = &self.shared;
        stale_reports::remove(&self.environment, config.clone(), profile.clone());
    }

    pub(super) fn settings(&self, flags: Layer, purpose: Purpose) -> Result<Settings, CliError> {
        let load = Load {
            environment: &self.environment,
            from: self.environment.cwd.clone(),
            file: self.shared.config.clone(),
            profile: self.shared.profile.clone(),
            flags,
            purpose,
        };
        Ok(load.settings()?)
    }
}
