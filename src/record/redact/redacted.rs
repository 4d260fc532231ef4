//! `Redacted<T>`: proof that a value has passed the redactor.

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Serialize};

/// A value whose texts hide every secret. There are two ways to get one: from the redactor, or by reading a record, whose texts
/// the redactor hid secrets in when it was written. A report that takes such values alone cannot show a secret.
///
/// Its fields are those of the value within.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Redacted<T>(T);

impl<T> Redacted<T> {
    /// For what this module has redacted.
    pub(in crate::record) const fn new(redacted: T) -> Self {
        Self(redacted)
    }

    /// To change what is not text about an exchange.
    pub(in crate::record) const fn inner_mut(&mut self) -> &mut T {
        &mut self.0
    }

    /// The value itself.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Deref for Redacted<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: fmt::Display> fmt::Display for Redacted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Tests make up records of their own.
#[cfg(test)]
impl<T> From<T> for Redacted<T> {
    fn from(made_up: T) -> Self {
        Self(made_up)
    }
}

/// And change them.
#[cfg(test)]
impl<T> std::ops::DerefMut for Redacted<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}
