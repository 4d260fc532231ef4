//! In: The exchanges of a run.
//! Out: Lines of JSON with secrets hidden, as `run --record` keeps them and `run --replay` reads them.

mod body;
mod exchange;
mod file;
mod masked_text;
mod request;
mod response;

pub(crate) use exchange::{RecordedExchange, RecordedOutcome};
pub(crate) use file::{LateResponse, RecordedSkip, RecordedValue, Recording, RecordingHeader, RecordingLine};
