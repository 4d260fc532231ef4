//! The exchanges of a run, as `run --record` keeps them and `run --replay` reads them: lines of JSON, secrets hidden.

mod exchange;
mod file;
mod masked_text;

pub(crate) use exchange::{RecordedExchange, RecordedOutcome};
pub(crate) use file::{LateResponse, RecordedSkip, RecordedValue, Recording, RecordingHeader, RecordingLine};
