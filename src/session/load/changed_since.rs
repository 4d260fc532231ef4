//! `--changed-since`: the pages that git says have changed.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

/// Why git could not say what has changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangedError {
    /// A revision that git would take for an option.
    #[error("--changed-since {0}: not a revision; give a branch, tag or commit, such as `main`")]
    NoRevision(String),
    /// git is not installed, or cannot be run.
    #[error("--changed-since needs git, which cannot be run: {0}")]
    NoGit(std::io::Error),
    /// The docs are not below version control.
    #[error(
        "--changed-since {0}: the docs are not in a git repository, so what has changed is not known: name the pages with \
         `--page`, or leave the flag out"
    )]
    NoRepository(String),
    /// There is no such revision.
    #[error(
        "--changed-since {0}: git knows no such revision here: give a branch, tag or commit, and fetch it first where the clone \
         is shallow, as in CI (`git fetch origin {0}`)"
    )]
    Unknown(String),
    /// git failed.
    #[error("--changed-since {revision}: git failed: {stderr}")]
    Refused {
        /// As given.
        revision: String,
        /// The first line of what git wrote to stderr.
        stderr: String,
    },
}

/// The files below `root` that differ from `revision` in the working tree, untracked ones among them; paths relative to
/// `root`, `/` between segments.
///
/// # Errors
/// git is not installed, `root` is not in a repository, or there is no such revision.
pub(crate) fn changed_since(revision: &str, root: &Path) -> Result<BTreeSet<String>, ChangedError> {
    if revision.is_empty() || revision.starts_with('-') {
        return Err(ChangedError::NoRevision(revision.to_owned()));
    }
    let mut files = BTreeSet::new();
    let diff = ["diff", "--name-only", "--no-ext-diff", "--relative", "-z", revision, "--", "."];
    let untracked = ["ls-files", "--others", "--exclude-standard", "-z", "--", "."];
    for arguments in [&diff[..], &untracked[..]] {
        let Output { status, stdout, stderr } =
            Command::new("git").arg("-C").arg(root).args(arguments).output().map_err(ChangedError::NoGit)?;
        if !status.success() {
            let can = |arguments: &[&str]| {
                let output = Command::new("git").arg("-C").arg(root).args(arguments).output();
                output.is_ok_and(|output| output.status.success())
            };
            if !can(&["rev-parse", "--git-dir"]) {
                return Err(ChangedError::NoRepository(revision.to_owned()));
            }
            if !can(&["rev-parse", "--verify", "--quiet", &format!("{revision}^{{commit}}")]) {
                return Err(ChangedError::Unknown(revision.to_owned()));
            }
            let stderr = String::from_utf8_lossy(&stderr).lines().next().unwrap_or("nothing").trim().to_owned();
            return Err(ChangedError::Refused { revision: revision.to_owned(), stderr });
        }
        let names = stdout.split(|byte| *byte == 0).filter(|name| !name.is_empty());
        files.extend(names.map(|name| String::from_utf8_lossy(name).into_owned()));
    }
    Ok(files)
}
