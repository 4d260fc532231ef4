use std::process::ExitCode;

/// The exit code of the process. Scripts rely on these numbers: they never change their meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
#[non_exhaustive]
pub enum Exit {
    /// Everything passed.
    Passed = 0,
    /// The service or the docs break the contract, or a case could not be judged.
    Findings = 1,
    /// The arguments or the settings are wrong, or a file cannot be written.
    Usage = 2,
    /// The docs cannot be read as a contract.
    Docs = 3,
    /// No case was selected, or none of the selected ones could be fired.
    Nothing = 4,
    /// The service could not be reached, or accepted no credentials: every case is broken.
    Unreachable = 5,
    /// A bug in doctrial.
    Bug = 70,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
