//! How pages are read: which dialects, which directives, how thoroughly.

use crate::contract::Dialect;
use crate::directive::Expect;

/// How pages are read.
#[derive(Debug, Clone, Copy)]
pub struct ReadOptions<'a> {
    /// The dialects to read.
    pub dialects: &'a [Dialect],
    /// Directives of the settings; those that say what a fence is are applied to the fences they match.
    pub expects: &'a [Expect],
    /// Look for everything that can be found on a page. Else only for what fails a check by itself: to fire the cases of ten
    /// thousand pages, no more need be known of them.
    pub lint: bool,
    /// Look for the routes that pages state, with an example or without.
    pub routes: bool,
}

impl<'a> From<&'a [Dialect]> for ReadOptions<'a> {
    fn from(dialects: &'a [Dialect]) -> Self {
        Self { dialects, expects: &[], lint: true, routes: false }
    }
}

impl<'a, const N: usize> From<&'a [Dialect; N]> for ReadOptions<'a> {
    fn from(dialects: &'a [Dialect; N]) -> Self {
        dialects.as_slice().into()
    }
}

impl<'a> From<&'a Vec<Dialect>> for ReadOptions<'a> {
    fn from(dialects: &'a Vec<Dialect>) -> Self {
        dialects.as_slice().into()
    }
}
