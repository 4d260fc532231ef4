//! What makes the values of `${uuid}`, `${now}` and `${random}`.

use std::fmt;

use crate::directive::FreshValue;

/// Makes values that no run had before. Where there is none, they are shown as they are written.
pub trait FreshSource: fmt::Debug + Send + Sync {
    /// A value; those of one name are the same in all of a run.
    fn value(&self, wanted: &FreshValue) -> String;
}
