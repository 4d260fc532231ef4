//! `Purpose`: what the settings are loaded for.

/// What the settings are loaded for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Requests are sent: every variable that a value names must be set.
    Fire,
    /// Cases are listed: variables that credentials, header fields and parameters name need not be set.
    List,
    /// A recording is judged: variables that credentials, header fields and parameters name may be anything.
    Replay,
    /// Only docs are read: a key whose variable is not set counts as not given.
    Read,
}
