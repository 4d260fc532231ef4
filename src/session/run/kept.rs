//! What a recording keeps of a response: made in `record_exchange.rs`.

use crate::record::recording::RecordedExchange;

/// What a recording keeps of a response.
#[derive(Debug, Default)]
pub(super) enum Kept {
    /// It is made when it is written.
    #[default]
    NotYet,
    Made(Box<RecordedExchange>),
    /// Nothing: it took too long.
    Abandoned,
}

/// Nothing of a response may be shown.
pub(super) struct NotShown;
