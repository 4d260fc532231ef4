use std::collections::BTreeMap;

use crate::finding::Skip;
use crate::record::CaseRecord;
use crate::request::Binding;

/// What came of a step that was fired once.
#[derive(Debug)]
pub(super) struct Instance {
    /// The step.
    pub(super) node: usize,
    /// The values that it gives, by variable, as names are compared; or why others cannot build on it.
    pub(super) values: Result<BTreeMap<String, Binding>, Unmet>,
    /// The service accepted it: there is something to take back.
    pub(super) is_made: bool,
    /// What is reported of it.
    pub(super) record: CaseRecord,
}

/// Why what needs a step cannot be sent.
#[derive(Debug, Clone)]
pub(super) enum Unmet {
    /// It failed: what happened, in words.
    Failed(String),
    /// It was not fired.
    NotFired(Skip),
}
