//! What is shown in the place of a secret.

/// What is shown in the place of a secret.
pub(crate) const HIDDEN: &str = "***";
