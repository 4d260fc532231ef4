//! In: Cases, what was sent and received, verdicts.
//! Out: What happened, as data: one [`CaseRecord`] a case, one [`RunRecord`] a run, secrets hidden at one point ([`Redactor`]).

mod case_record;
mod curl;
mod message;
pub mod ndjson;
mod redact;
mod redact_text;
mod run_record;
#[cfg(test)]
pub(crate) mod testing;
mod timestamp;

pub use case_record::CaseRecord;
pub use curl::curl;
pub use message::{MAX_BODY, MessageRecord};
pub use ndjson::NdjsonError;
pub use redact::Redactor;
pub use run_record::{RunHeader, RunRecord, Totals, elapsed_ms};
pub use timestamp::timestamp;
