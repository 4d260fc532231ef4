//! In: The exchanges of a run.
//! Out: Lines of JSON with secrets hidden, as `run --record` keeps them and `run --replay` reads them.

mod exchange;
mod file;
mod masked_text;

pub(crate) use exchange::{RecordedExchange, RecordedOutcome};
pub(crate) use file::{LateResponse, RecordedSkip, RecordedValue, Recording, RecordingHeader, RecordingLine};
