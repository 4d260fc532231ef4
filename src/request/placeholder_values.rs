//! The sources of values for placeholders. In which order they are asked is in `fill_placeholders.rs`, `Filler::filling`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::Bindings;
use crate::directive::Parameter;

/// What placeholders are replaced by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Values<'a> {
    /// The user's, by name.
    pub(super) parameters: &'a BTreeMap<String, Parameter>,
    /// Those of them that are the case's own: they come before what earlier responses gave.
    pub(super) own: &'a BTreeMap<String, Parameter>,
    /// What earlier responses gave; of the user's only the case's own values come before it.
    pub(super) bindings: &'a Bindings,
    /// The user's files, by the name that a command gives them.
    pub(super) files: &'a BTreeMap<String, PathBuf>,
    /// Values that are missing are generated (`id-1`).
    pub(super) generated: bool,
}

/// What is put in the place of a placeholder.
pub(super) struct Filling {
    pub(super) text: String,
    /// The same as JSON, where the value came in a response.
    pub(super) json: Option<String>,
}

impl Filling {
    pub(super) const fn text(text: String) -> Self {
        Self { text, json: None }
    }
}
