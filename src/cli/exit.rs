use std::process::ExitCode;

/// What the process ends with. Scripts build on these numbers: they never change their meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// All is as promised.
    Kept = 0,
    /// The service, or the docs, break the contract; or some case could not be judged.
    Findings = 1,
    /// The arguments or the settings are wrong, or a file of ours cannot be written.
    Usage = 2,
    /// The docs could not become a contract.
    Docs = 3,
    /// No case was selected, or none of those selected could be fired.
    Nothing = 4,
    /// The service could not be reached or let nobody in: every case is broken.
    Unreachable = 5,
    /// A bug in doctrial.
    Bug = 70,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
