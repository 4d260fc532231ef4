use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

/// Why git could not say what has changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangedError {
    /// A revision that git would read as an option.
    #[error("--changed-since {0}: this is no revision; name a branch, tag or commit, such as `main`")]
    NoRevision(String),
    /// git is not there, or does not run.
    #[error("--changed-since needs git, which cannot be run: {0}")]
    NoGit(std::io::Error),
    /// git says no.
    #[error("--changed-since {revision}: git says: {said}")]
    Refused {
        /// As given.
        revision: String,
        /// The first line of what git wrote.
        said: String,
    },
}

/// The files below `root` that differ from `revision` in the working tree, untracked ones among them; paths relative to
/// `root`, `/` between segments.
///
/// # Errors
/// git is not there, `root` is in no repository, or the revision is none.
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
            let said = String::from_utf8_lossy(&stderr).lines().next().unwrap_or("nothing").trim().to_owned();
            return Err(ChangedError::Refused { revision: revision.to_owned(), said });
        }
        let names = stdout.split(|byte| *byte == 0).filter(|name| !name.is_empty());
        files.extend(names.map(|name| String::from_utf8_lossy(name).into_owned()));
    }
    Ok(files)
}
