//! The result of firing a step once: its values, its secrets, its record.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::finding::Skip;
use crate::record::CaseRecord;
use crate::request::Binding;

/// The result of firing a step once.
#[derive(Debug)]
pub(super) struct Instance {
    /// The step.
    pub(super) node: usize,
    /// The key of its exchange in a recording.
    pub(super) key: String,
    /// The values that it gives, by variable, as names are compared; or why others cannot build on it.
    pub(super) values: Result<BTreeMap<String, Binding>, Unmet>,
    /// The service accepted it: there is something to take back.
    pub(super) is_made: bool,
    /// What is reported of it.
    pub(super) record: CaseRecord,
    /// The secrets that came with it.
    pub(super) secrets: Vec<String>,
    /// The service refused the credentials that these variables gave.
    pub(super) refused: Vec<String>,
}

/// An instance as the processes of a run share it.
#[derive(Serialize, Deserialize)]
pub(super) struct SharedInstance {
    values: Result<BTreeMap<String, Binding>, String>,
    is_made: bool,
    record: CaseRecord,
    secrets: Vec<String>,
}

impl Instance {
    /// What others may take; `None` where it was not fired: another process may succeed.
    pub(super) fn to_share(&self) -> Option<SharedInstance> {
        let values = match &self.values {
            Ok(values) => Ok(values.clone()),
            Err(Unmet::Failed(why)) => Err(why.clone()),
            Err(Unmet::NotFired(_)) => return None,
        };
        let (record, secrets) = (self.record.clone(), self.secrets.clone());
        Some(SharedInstance { values, is_made: self.is_made, record, secrets })
    }
}

impl SharedInstance {
    pub(super) fn instance(self, node: usize) -> Instance {
        let Self { values, is_made, record, secrets } = self;
        let key = record.id.clone();
        Instance { node, key, values: values.map_err(Unmet::Failed), is_made, record, secrets, refused: Vec::new() }
    }
}

/// Why what needs a step cannot be sent.
#[derive(Debug, Clone)]
pub(super) enum Unmet {
    /// It failed: what happened, in words.
    Failed(String),
    /// It was not fired.
    NotFired(Skip),
}
