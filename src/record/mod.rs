//! What happened in a run, as data: a [`CaseRecord`] for each case, a [`RunRecord`] for the whole, all secrets hidden.
//!
//! Records are made from cases, exchanges and verdicts, at one point, which hides the secrets in them.
//!
//! [`ndjson`] reads and writes the file that every run leaves (`reports/run.ndjson`). `doctrial schema --record` prints the JSON
//! Schema of its lines. A verdict's tolerances have the key `leniencies` in them, their older name, for readers of older records.

// Start in `run_record.rs`; the words a run ends with (`NOTHING FIRED`) are in `conclusion.rs`, secrets are hidden in `redact`.

mod case_record;
mod conclusion;
mod coverage;
mod curl;
mod earlier;
mod fired_again;
mod merged_coverage;
mod message;
pub mod ndjson;
mod record_files;
pub(crate) mod recording;
mod redact;
mod redacted_coverage;
mod run_record;
mod shard;
#[cfg(test)]
pub(crate) mod testing;

pub use case_record::{AttemptRecord, CaseRecord};
pub use conclusion::Conclusion;
pub use coverage::{
    Coverage, MemberCoverage, MemberExample, OperationCoverage, Share, StatusCoverage, TypeCoverage, UncountedType,
    ValueCoverage,
};
pub use message::MessageRecord;
pub use ndjson::NdjsonError;
pub use run_record::{Replayed, RunHeader, RunRecord, Totals};
pub use shard::Shard;

pub use crate::contract::Dialect;

pub(crate) use curl::curl;
#[cfg(feature = "cli")]
pub(crate) use curl::shell_word;
pub(crate) use record_files::{UnreadablePath, records_in, without_end};
pub use redact::Redacted;
#[doc(hidden)]
pub use redact::Redactor;
pub(crate) use redact::{credentials_of_body, credentials_of_field, credentials_of_url, names_credential};
pub(crate) use run_record::elapsed_ms;
